//! What is said about the preflight cache.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::ErrorReport;
use crate::basis::Basis;

/// Whether the cache spares the preflight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CacheState {
    /// No preflight is due.
    NotNeeded,
    /// It does.
    Hit,
    /// It does not.
    Miss,
    /// It can't be said.
    Unknown,
}

/// What no cache entry permits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MissingPermission {
    /// The method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Header names, in lower case.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<String>,
}

/// Why the cache does not spare a preflight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MissReport {
    /// Stable, kebab-case.
    pub code: &'static str,
    /// A sentence.
    pub text: String,
    /// What would have made it a hit, in a sentence.
    pub remedy: String,
}

/// What a server asks for by `Access-Control-Max-Age`, as the engine reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MaxAgeVerdict {
    /// It is absent.
    Absent,
    /// It is no number.
    Malformed,
    /// It is 0 or less.
    Zero,
    /// It is kept as long as asked.
    AsAsked,
    /// It is more than the engine's limit.
    Capped,
}

/// How long a permission is kept, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MaxAgeReport {
    /// What the engine makes of the header.
    pub verdict: MaxAgeVerdict,
    /// Seconds that the server asked for; `None` if it named no number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_for: Option<u64>,
    /// Seconds that the engine keeps it; `None` if it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept_for: Option<u64>,
    /// The engine's limit in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
}

/// Something that the cache holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EntryReport {
    /// The URL that it is kept for, without user name and password.
    pub url: String,
    /// The methods that it permits, as the server listed them.
    pub methods: Vec<String>,
    /// The header names that it permits, in lower case.
    pub headers: Vec<String>,
    /// Whether it was given to a request with credentials.
    pub credentials: bool,
    /// When it was given last, in milliseconds of the caller's clock.
    pub stored_at: f64,
    /// When the last of it ends, in milliseconds of the caller's clock.
    pub expires_at: f64,
    /// How long it is kept, and why.
    pub max_age: MaxAgeReport,
}

/// Something that the engine may have done, and that nobody outside of it can know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PossibleReport {
    /// Stable, kebab-case.
    pub code: &'static str,
    /// A sentence.
    pub text: &'static str,
}

/// What the server is expected to answer to the preflight.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AnswerForecast {
    /// How that is known.
    pub basis: Basis,
    /// Why it does not permit the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorReport>,
    /// How long the engine will keep what it permits, and why.
    pub max_age: MaxAgeReport,
}

/// What an engine makes of an answer that was learned.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Learned {
    /// Why it does not permit the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorReport>,
    /// How long the engine keeps what it permits, and why.
    pub max_age: MaxAgeReport,
}

/// What the cache has to say.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CacheForecast {
    /// Whether it spares the preflight.
    pub state: CacheState,
    /// How the server's policy is known.
    pub basis: Basis,
    /// What no entry permits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<MissingPermission>,
    /// Why it does not spare it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<MissReport>,
    /// When the first entry that a hit rests on ends, in milliseconds of the caller's clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<f64>,
    /// What a hit rests on; what comes nearest to one in a miss.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryReport>,
    /// What the engine may have done meanwhile, so that the state is another one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub possible: Vec<PossibleReport>,
    /// What the server is expected to answer, in a miss.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<AnswerForecast>,
}

impl CacheForecast {
    /// There is nothing to be said.
    pub(crate) const NOT_NEEDED: Self = Self {
        state: CacheState::NotNeeded,
        basis: Basis::None,
        missing: None,
        reason: None,
        expires_at: None,
        entry: None,
        possible: Vec::new(),
        answer: None,
    };
}
