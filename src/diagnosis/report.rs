//! What a diagnosis tells, as plain data.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::console_error::{ErrorFix, ErrorStage};
use crate::engine::Engine;
use crate::fingerprint::{Certainty, Fingerprint};
use crate::forecast::Part;

/// What a server's answers show.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Diagnosis {
    /// What each engine makes of it.
    pub engines: Vec<EngineVerdict>,
    /// What fails, in the order of the standard, and then what is hazardous, causes of failures first and then the worst.
    pub findings: Vec<ServerFinding>,
    /// Who may have answered, the most certain first. Empty if nothing tells.
    pub answered_by: Vec<Fingerprint>,
    /// The preflight as a command line, where one was seen. See [`curl`](crate::curl).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub curl: Option<String>,
}

/// What an engine makes of an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EngineVerdict {
    /// Which.
    pub engine: Engine,
    /// How it ends, as far as it was seen.
    pub verdict: SeenVerdict,
    /// The code of the failure that the engine's console tells of, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
}

/// How an exchange ends, as far as it was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SeenVerdict {
    /// The page can read the answer.
    Permitted,
    /// The preflight permits the request, whose own answer was not seen.
    PreflightPermitted,
    /// It fails.
    Refused,
    /// What was seen does not tell.
    NotSeen,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gravity {
    /// Other sites can read what users see, or act as them.
    Critical,
    /// Requests fail, or sites that should not can read.
    High,
    /// It goes wrong under conditions that do occur.
    Medium,
    /// It costs something, or may go wrong.
    Low,
    /// Good to know; nothing has to be done.
    Info,
}

/// Something that fails, or is hazardous.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ServerFinding {
    /// Stable, kebab-case. Of a failure, that of the [`ErrorReport`](crate::ErrorReport) of a request that fails so, and
    /// of the console's error, read ([`decode_console_error`](crate::decode_console_error)).
    pub code: &'static str,
    /// Whether a request fails by it. Hazards pass.
    pub fails: bool,
    /// How much it matters.
    pub severity: Gravity,
    /// How sure it is.
    pub certainty: Certainty,
    /// Which answer shows it.
    pub stage: ErrorStage,
    /// The response header that it is about, as the standard writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<&'static str>,
    /// What the server has sent there, all lines together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The part of `value` that is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// The answer's status, where it is about that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The standard's step: an algorithm and its number; empty where the standard has none.
    pub step: &'static str,
    /// Where to read it.
    pub spec: &'static str,
    /// Which engines are hit.
    pub engines: Vec<Engine>,
    /// Which of them tell of this one first, so that their consoles show it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shown_by: Vec<Engine>,
    /// Which origins are hit; `*` for any.
    pub origins: Vec<String>,
    /// The code of the failure that it is the cause of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause_of: Option<&'static str>,
    /// What it means.
    pub meaning: String,
    /// What to do.
    pub fix: ErrorFix,
}
