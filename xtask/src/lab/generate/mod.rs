//! Scenarios from a seed. The same seed makes the same ones, whatever else is asked for.

mod answer_words;
mod answers;
mod cache;
mod draw;
mod modes;
mod plain;
mod redirects;
mod request;
mod values;
mod words;

use clap::ValueEnum;
use serde_json::{json, Map, Value};

use super::scenario::Scenario;
use draw::Draw;
use request::Step;

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Category {
    /// Which requests need a preflight, and what it asks for
    #[value(name = "a-classify", alias = "a")]
    Classify,
    /// Header values byte by byte, and their lengths
    #[value(name = "b-header-values", alias = "b")]
    HeaderValues,
    /// Which answers to a preflight let the request pass
    #[value(name = "c-preflight-response", alias = "c")]
    PreflightResponse,
    /// What the preflight cache remembers
    #[value(name = "d-cache", alias = "d")]
    Cache,
    /// Redirects from origin to origin
    #[value(name = "e-redirects", alias = "e")]
    Redirects,
    /// Modes, targets, contexts and the rarer APIs
    #[value(name = "f-modes", alias = "f")]
    Modes,
}

/// How many of a hundred are of a category.
const SHARES: [(u32, Category); 6] = [
    (22, Category::Classify),
    (17, Category::HeaderValues),
    (15, Category::PreflightResponse),
    (24, Category::Cache),
    (13, Category::Redirects),
    (9, Category::Modes),
];

impl Category {
    /// The name that the corpus has for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Classify => "a-classify",
            Self::HeaderValues => "b-header-values",
            Self::PreflightResponse => "c-preflight-response",
            Self::Cache => "d-cache",
            Self::Redirects => "e-redirects",
            Self::Modes => "f-modes",
        }
    }
}

/// So many scenarios, only of these categories if there are any.
pub fn scenarios(seed: u64, count: usize, only: &[Category]) -> Vec<Scenario> {
    (0..)
        .map(|number| (number, Draw::new(seed, number)))
        .filter_map(|(number, mut draw)| {
            let category = draw.weighed(&SHARES)?;
            let wanted = only.is_empty() || only.contains(&category);
            wanted.then(|| scenario(&format!("g{seed}-{number}"), category, &mut draw))
        })
        .take(count)
        .collect()
}

fn scenario(id: &str, category: Category, draw: &mut Draw) -> Scenario {
    let made = match category {
        Category::Classify => plain::classify(draw),
        Category::HeaderValues => plain::header_values(draw),
        Category::PreflightResponse => plain::preflight_response(draw),
        Category::Cache => cache::sequence(draw),
        Category::Redirects => redirects::chain(draw),
        Category::Modes => modes::modes(draw),
    };
    let steps: Vec<Value> = made.steps.into_iter().map(|step| step.0.into()).collect();
    let mut fields = made.fields;
    fields.insert("id".to_owned(), id.into());
    fields.insert("category".to_owned(), category.name().into());
    fields.insert("sub".to_owned(), made.sub.into());
    fields.insert("steps".to_owned(), json!(steps));
    Scenario(fields.into())
}

/// A scenario without its name.
struct Made {
    sub: &'static str,
    /// `page`, `context`, ….
    fields: Map<String, Value>,
    steps: Vec<Step>,
}

impl Made {
    fn new(sub: &'static str, steps: Vec<Step>) -> Self {
        Self {
            sub,
            fields: Map::new(),
            steps,
        }
    }

    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(name.to_owned(), value.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_makes_the_same_scenarios_again() {
        let first = scenarios(7, 300, &[]);
        assert_eq!(first, scenarios(7, 300, &[]));
        assert_ne!(first, scenarios(8, 300, &[]));
    }

    #[test]
    fn a_category_alone_has_the_scenarios_that_it_has_among_all() {
        let all = scenarios(7, 300, &[]);
        let only = scenarios(7, 20, &[Category::Cache]);
        assert!(only.iter().all(|scenario| all.contains(scenario)));
    }

    #[test]
    fn the_model_can_read_and_play_what_is_made() -> Result<(), String> {
        for scenario in scenarios(1, 2000, &[]) {
            let model = scenario.model()?;
            super::super::truth::play::forecast(&model, cors_forecast::Engine::Standard);
        }
        Ok(())
    }
}
