//! What is handed out about the least that would have to change, as plain data.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::forecast::TriggerReport;
use crate::journal::change::Change;
use crate::journal::report::Difference;

/// The smallest changes after which a request needs no preflight, or after which the cache spares it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MinimalSet {
    /// Every reason for its preflight, in the order of the standard.
    pub triggers: Vec<TriggerReport>,
    /// The endpoint that it belongs to, as the journal names it.
    pub endpoint: String,
    /// What would make it simple: all steps together.
    pub to_simple: Route,
    /// What would make the cache spare its preflight.
    pub to_hit: Route,
}

/// Whether a goal can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RouteState {
    /// It is reached already.
    There,
    /// By the steps.
    Possible,
    /// It could be, but that is not advised.
    Withheld,
    /// Not by any change that is known.
    Impossible,
}

/// The way to a goal.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Route {
    /// Whether there is one.
    pub state: RouteState,
    /// What is to be done, all of it.
    pub steps: Vec<RouteStep>,
    /// What is not advised, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<Withheld>,
    /// What all steps together would have made of the endpoint's preflights; empty if the journal does not have it.
    pub saves: Vec<Difference>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RouteStep {
    /// The code of the trigger, or of the reason for the miss, that it answers.
    pub answers: &'static str,
    /// The code of the recipe.
    pub recipe: &'static str,
    /// What to do.
    pub text: String,
    /// What may go wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk: Option<&'static str>,
    /// The same as changes to the journal.
    pub changes: Vec<Change>,
    /// What it alone would have made of the endpoint's preflights; empty if the journal does not have it, behind the
    /// first 64 steps, and where a server would have to list more than 64 names.
    pub saves: Vec<Difference>,
}

/// Something that is not advised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Withheld {
    /// Why, kebab-case: `required-header`, `csrf-token`, `requested-with`, `graphql-body`, `cookies`, `secret`.
    pub code: &'static str,
    /// The code of the trigger that stays.
    pub trigger: &'static str,
    /// The header's name or the method.
    pub name: String,
    /// A sentence or two.
    pub text: String,
    /// Where it is described.
    pub source: &'static str,
}
