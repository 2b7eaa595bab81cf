//! What is handed out: forecasts and simulations, as plain data.

mod cache;

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

pub use self::cache::{
    AnswerForecast, CacheForecast, CacheState, EntryReport, Learned, MaxAgeReport, MaxAgeVerdict,
    MissReport, MissingPermission, PossibleReport,
};
use crate::known_headers::KnownHeader;
use crate::trigger::HeaderSource;
use crate::wire::WireRequest;

/// What becomes of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The URL is the page's own origin: never a preflight.
    SameOrigin,
    /// Cross-origin, sent without a preflight.
    Simple,
    /// Cross-origin, needs the server's permission first, which the cache may hold already.
    Preflight,
    /// Mode `no-cors`: sent without a preflight, the response is opaque.
    NoCors,
    /// `data:` and the like: nothing leaves the browser.
    Local,
    /// The call throws, or rejects before anything is sent.
    Rejected,
    /// The request fails without a request on the wire.
    Blocked,
}

/// What carries the reason for a preflight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TriggerKind {
    /// The method.
    Method,
    /// A header.
    Header,
    /// A listener on `XMLHttpRequest.upload`.
    UploadListener,
    /// A stream as a body.
    StreamBody,
    /// A redirect of a request that was preflighted before.
    Redirect,
}

/// A part of a header's value, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Counted from 0.
    pub offset: usize,
    /// At least 1.
    pub length: usize,
}

/// One reason for a preflight, told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TriggerReport {
    /// Stable, kebab-case.
    pub code: &'static str,
    /// What carries the reason.
    pub kind: TriggerKind,
    /// The header's name, in lower case, or the method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Who put the header there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<HeaderSource>,
    /// The offending part of the header's value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// The length of what is too long, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<usize>,
    /// The limit that was passed, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
    /// What it means, in a sentence. Never contains a header's value.
    pub text: String,
    /// The definition that decides, with its anchor.
    pub spec: &'static str,
    /// Libraries that are known to add the header, and the setting of each that stops it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub added_by: Vec<KnownHeader>,
}

/// Something that the page or the server could change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Advice {
    /// Stable, kebab-case.
    pub code: &'static str,
    /// The code of the trigger that it answers.
    pub trigger: &'static str,
    /// What to do.
    pub text: String,
    /// What may go wrong if it is followed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk: Option<&'static str>,
}

/// Why a call throws or rejects, or a request fails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErrorReport {
    /// The exception's name, or `error` for an event.
    pub name: &'static str,
    /// Stable, kebab-case.
    pub code: &'static str,
    /// A sentence.
    pub message: String,
    /// The step of the standard that decides.
    pub step: &'static str,
}

/// The `OPTIONS` request, exactly as on the wire less what belongs to the connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PreflightReport {
    /// Absolute, without a fragment.
    pub url: String,
    /// In order.
    pub headers: Vec<(String, String)>,
}

/// What will happen to a request.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Forecast {
    /// In a word.
    pub verdict: Verdict,
    /// Every reason for a preflight, in the order of the standard.
    pub triggers: Vec<TriggerReport>,
    /// What would be sent first, if the verdict is [`Verdict::Preflight`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preflight: Option<PreflightReport>,
    /// Whether it will be.
    pub cache: CacheForecast,
    /// Why the call is [`Verdict::Rejected`] or [`Verdict::Blocked`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorReport>,
    /// What could be changed.
    pub advice: Vec<Advice>,
}

/// How a simulated exchange ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The page gets a response. Of a beacon it gets only that it was queued; the error then says how it was lost.
    Response,
    /// The page gets a network error, whose cause it can't see.
    NetworkError,
    /// The call throws, or rejects before anything could be sent.
    Throws,
}

/// A whole exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Simulation {
    /// In order; redirects and their preflights included.
    pub requests: Vec<WireRequest>,
    /// How it ends.
    pub outcome: Outcome,
    /// The status that the page reads; 0 for an opaque response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Why there is no response, or how a queued beacon was lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorReport>,
}
