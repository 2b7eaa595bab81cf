//! What is known to help, as data: one row a recipe. No other folder has these texts.

/// A part of the catalogue, once with all that is told of it, and once, each by its name, with what forecasts say: what
/// watches a page has only those that it names.
macro_rules! catalogue {
    ($($name:ident: Recipe {
        code: $code:literal,
        title: $title:expr,
        when: $when:expr,
        text: $text:literal,
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

        $(
        // Some are told of by nobody but the catalogue.
        #[allow(dead_code)]
        pub(crate) const $name: Brief = Brief {
            told: concat!($code, "|", $text),
            risk: $risk,
        };)+
    };
}

pub(crate) mod of_endpoints;
pub(crate) mod of_requests;

use serde::Serialize;

use crate::pieces::cut;

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
    /// Code and text, which a bar separates.
    pub told: &'static str,
    pub risk: Option<&'static str>,
}

impl Brief {
    /// Code and text.
    pub fn parts(&self) -> (&'static str, &'static str) {
        cut(self.told, b'|').unwrap_or_default()
    }
}
