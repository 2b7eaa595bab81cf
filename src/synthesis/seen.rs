//! What is handed in: requests that were seen, and what is wanted of the policy.

use alloc::string::String;
use alloc::vec::Vec;

use serde::Deserialize;

use crate::description::RequestDescription;
use crate::wire::WireResponse;

/// A request that a page was seen to make.
///
/// ```
/// use cors_forecast::{RequestDescription, PageRequest};
/// let seen = PageRequest {
///     count: 12,
///     ..PageRequest::new("https://app.example", RequestDescription::new("https://api.example/items"))
/// };
/// assert_eq!(seen.origin, "https://app.example");
/// ```
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PageRequest {
    /// The page's origin; `null` for an opaque one.
    pub origin: String,
    /// What the page asked for.
    pub request: RequestDescription,
    /// How often.
    #[serde(default = "once")]
    pub count: u32,
    /// What its preflight was answered, if that was seen.
    #[serde(default)]
    pub preflight: Option<WireResponse>,
    /// What it was answered itself. Of headers other than CORS's, only names are looked at.
    #[serde(default)]
    pub answer: Option<WireResponse>,
}

fn once() -> u32 {
    1
}

impl PageRequest {
    /// One of which no answer was seen.
    pub fn new(origin: impl Into<String>, request: RequestDescription) -> Self {
        Self {
            origin: origin.into(),
            request,
            count: once(),
            preflight: None,
            answer: None,
        }
    }
}

/// What is wanted of the policy.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct SynthesisOptions {
    /// Whose pages are to be let in; empty: those that were seen. What pages of a developer's machine were seen to ask for
    /// is then taken for what these will ask for; so is what any page asked for, if none of these was seen. `"*"` alone is
    /// everybody, and only without credentials.
    pub origins: Vec<String>,
    /// Seconds for `Access-Control-Max-Age`; `None` is [`SynthesisOptions::MAX_AGE`], if there are preflights.
    pub max_age: Option<u32>,
    /// Answers' headers that scripts are to read, beside those that they were let read so far.
    pub expose_headers: Vec<String>,
    /// Whether the policy is for the narrowest path that has all requests, in the place of all paths.
    pub narrow_path: bool,
}

impl SynthesisOptions {
    /// Two hours, in seconds: the most that every engine believes that believes more than ten minutes, so that nothing is
    /// gained by a larger number, and a change of the policy is everywhere as soon.
    pub const MAX_AGE: u32 = 7200;
}
