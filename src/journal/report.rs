//! What a journal tells, as plain data.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::change::Change;
use crate::basis::Basis;
use crate::engine::Engine;

/// What a session's requests cost, and what of it could be spared.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct JournalReport {
    /// Which requests it is about.
    pub window: JournalWindow,
    /// The most preflights first.
    pub endpoints: Vec<EndpointReport>,
    /// The most expensive first.
    pub findings: Vec<Finding>,
}

/// The requests that a journal has.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct JournalWindow {
    /// When the first of them was made, in milliseconds of the caller's clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<f64>,
    /// When the last of them was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<f64>,
    /// How many to other origins are kept.
    pub requests: usize,
    /// How many to other origins are not kept any more.
    pub dropped: u64,
    /// How many went to the page's own origin; they are counted only.
    pub same_origin: u64,
    /// How many were refused, blocked or made without CORS; they are counted only.
    pub other: u64,
    /// What the journal takes, in bytes.
    pub memory: usize,
}

/// URLs that are one thing to the server's author, and what they cost.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EndpointReport {
    /// Origin and template: `https://api.example/users/:id?_=:timestamp`.
    pub endpoint: String,
    /// How many requests.
    pub calls: usize,
    /// How many different URLs.
    pub urls: usize,
    /// In each engine.
    pub engines: Vec<EndpointCost>,
    /// What the counts rest on.
    pub basis: Basis,
}

/// What an endpoint costs in an engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EndpointCost {
    /// Which.
    pub engine: Engine,
    /// How many preflights were sent.
    pub preflights: usize,
    /// How many the cache has spared.
    pub hits: usize,
    /// How many of those that were sent did not permit the request.
    pub refused: usize,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// It costs preflights, and can be helped.
    Warning,
    /// It rests on what is assumed, or nothing can be done about it.
    Info,
}

/// Something that costs preflights.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// Stable, kebab-case.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The endpoint, as [`EndpointReport::endpoint`] has it.
    pub endpoint: String,
    /// The header names or methods it is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// The parts of the URL that differ: `:id` of a path, keys of a query.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// How many different URLs there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub urls: Option<usize>,
    /// What the server's `Access-Control-Max-Age` says, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_age: Option<u64>,
    /// What it means, in a sentence.
    pub text: String,
    /// In each engine where it costs anything.
    pub engines: Vec<FindingCost>,
    /// What helps; empty if nothing does.
    pub changes: Vec<Change>,
    /// What it rests on.
    pub basis: Basis,
}

/// What a finding costs in an engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FindingCost {
    /// Which.
    pub engine: Engine,
    /// How many preflights of the endpoint the changes would have spared so far. Findings about one endpoint may be about
    /// the same preflights: their costs are no sum.
    pub cost: usize,
    /// How many would be left.
    pub left: usize,
    /// Whether the endpoint was looked at alone although the engine's cache is too small for all, so that others may have
    /// taken its place. Only where a report would have taken too long.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub alone: bool,
}

/// What changes would have made of the journal's preflights in an engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// Which.
    pub engine: Engine,
    /// Preflights as it was.
    pub before: usize,
    /// Preflights as it would have been.
    pub after: usize,
    /// How many of the latter would not permit the request.
    pub refused: usize,
}
