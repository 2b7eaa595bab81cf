//! What is known to help, as data: one row a recipe. No other folder has these texts.

/// A part of the catalogue, once with all that is told of it, and once with what forecasts say: what watches a page does
/// without the rest.
macro_rules! catalogue {
    ($(Recipe {
        code: $code:expr,
        title: $title:expr,
        when: $when:expr,
        text: $text:expr,
        effect: $effect:expr,
        cost: $cost:expr,
        risk: $risk:expr,
        sources: $sources:expr,
    },)+) => {
        pub(super) const RECIPES: &[Recipe] = &[$(Recipe {
            code: $code,
            title: $title,
            when: $when,
            text: $text,
            effect: $effect,
            cost: $cost,
            risk: $risk,
            sources: $sources,
        },)+];

        pub(super) const BRIEFS: &[Brief] = &[$(Brief {
            code: $code,
            text: $text,
            risk: $risk,
        },)+];
    };
}

mod of_endpoints;
mod of_requests;

use serde::Serialize;

/// Something that pages and servers do to have fewer preflights.
///
/// ```
/// let recipe = cors_forecast::recipe("header-to-query").expect("one of the catalogue");
/// assert!(recipe.risk.is_some_and(|risk| risk.contains("logged")));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Recipe {
    /// Stable, kebab-case.
    pub code: &'static str,
    /// In a few words.
    pub title: &'static str,
    /// When it applies.
    pub when: &'static str,
    /// What to do; `{}` stands for the header's name or the method.
    pub text: &'static str,
    /// What it changes about preflights.
    pub effect: &'static str,
    /// What it takes.
    pub cost: &'static str,
    /// What may go wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk: Option<&'static str>,
    /// Definitions, and threads of those who did it.
    pub sources: &'static [&'static str],
}

/// The catalogue: what a page can do about a request, then what can be done about an endpoint.
///
/// ```
/// let risky = cors_forecast::recipes().filter(|recipe| recipe.risk.is_some());
/// assert!(risky.count() > 3);
/// ```
pub fn recipes() -> impl Iterator<Item = &'static Recipe> {
    of_requests::RECIPES.iter().chain(of_endpoints::RECIPES)
}

/// The recipe of this code.
pub fn recipe(code: &str) -> Option<&'static Recipe> {
    recipes().find(|recipe| recipe.code == code)
}

/// What forecasts say of a recipe.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Brief {
    pub code: &'static str,
    pub text: &'static str,
    pub risk: Option<&'static str>,
}

/// The recipe of a code that the catalogue has, as a test sees to.
pub(crate) fn named(code: &'static str) -> &'static Brief {
    let mut briefs = of_requests::BRIEFS.iter().chain(of_endpoints::BRIEFS);
    briefs
        .find(|brief| brief.code == code)
        .unwrap_or(&of_requests::BRIEFS[0])
}
