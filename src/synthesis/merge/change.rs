//! What is to be changed about answers, as plain data, and in words.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::say::{digits, fill, join};
use crate::synthesis::answer::Lines;
use crate::wire::WireKind;

/// An answer that a server gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExistingAnswer {
    /// To a preflight, or to a request.
    pub kind: WireKind,
    /// Which origin asked.
    pub origin: String,
    /// Whether that was nobody's origin, sent to see whether the server lets everybody in.
    #[serde(default)]
    pub foreign: bool,
    /// HTTP status code.
    pub status: u16,
    /// Its header lines, in order; those that say nothing of CORS are not looked at.
    pub headers: Lines,
}

/// What is to be changed. Nothing else is: it may be there for others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// About the answers to preflights.
    pub preflight: Vec<HeaderChange>,
    /// About all other answers.
    pub actual: Vec<HeaderChange>,
    /// Holes that are there.
    pub holes: Vec<HoleReport>,
}

impl Changes {
    /// Whether the answers are enough as they are.
    pub fn is_empty(&self) -> bool {
        self.preflight.is_empty() && self.actual.is_empty() && self.holes.is_empty()
    }
}

/// A hole, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HoleReport {
    /// Which.
    #[serde(flatten)]
    pub hole: Hole,
    /// What it means, and what to write instead.
    pub text: String,
}

/// A change, in words, and the line that is to be there afterwards.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct HeaderChange {
    /// What it is.
    #[serde(flatten)]
    pub edit: Edit,
    /// The line that is to be sent then, to the origin that asked; `None`: no line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<(String, String)>,
    /// For people.
    pub text: String,
}

/// What is changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Edit {
    /// No answer to a preflight was seen: they have to be answered.
    AnswerPreflights,
    /// The status says that it failed.
    Status {
        /// As it is.
        from: u16,
    },
    /// A line is missing.
    AddLine {
        /// Of this name.
        header: &'static str,
        /// The line's value.
        value: String,
    },
    /// A list is too short.
    AddMembers {
        /// Which.
        header: &'static str,
        /// What is to be added to it.
        members: Vec<String>,
    },
    /// A value is wrong.
    Replace {
        /// Whose.
        header: &'static str,
        /// As it is.
        from: String,
        /// As it is to be.
        to: String,
    },
    /// The same line is there more than once, as two layers may send it.
    RemoveDuplicate {
        /// Which.
        header: &'static str,
    },
    /// A line is to go.
    RemoveLine {
        /// Which.
        header: &'static str,
    },
    /// Caches have to know that answers differ by origin.
    AddVary,
}

/// Something that lets in whom nobody has meant to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Hole {
    /// Whatever asks is let in, with its cookies.
    ReflectsWithCredentials {
        /// Who was.
        origin: String,
    },
    /// Whatever asks is let in.
    Reflects {
        /// Who was.
        origin: String,
    },
    /// `null` is let in.
    AllowsNull {
        /// With its cookies?
        credentials: bool,
    },
    /// `*` beside credentials: browsers don't take it, other clients may.
    AnyOriginWithCredentials,
}

impl Hole {
    /// Stable, kebab-case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::ReflectsWithCredentials { .. } => "reflects-with-credentials",
            Self::Reflects { .. } => "reflects",
            Self::AllowsNull { .. } => "allows-null",
            Self::AnyOriginWithCredentials => "any-origin-with-credentials",
        }
    }

    /// What it means, and what to write instead.
    #[rustfmt::skip]
    pub fn text(&self) -> String {
        match self {
            Self::ReflectsWithCredentials { origin } => fill(
                "{} is let in with cookies, as whatever asks is: every site can read as your users. Compare the Origin with a list of yours, \
                whole and to the byte, and send no Access-Control-Allow-Origin to others.", &[origin]),
            Self::Reflects { origin } => fill(
                "{} is let in, as whatever asks is. Compare the Origin with a list of yours, whole and to the byte; what is for everybody \
                is Access-Control-Allow-Origin: *.", &[origin]),
            Self::AllowsNull { credentials: true } => String::from(
                "\"null\" is let in with cookies, and every sandboxed frame is called that. Send no Access-Control-Allow-Origin to it."),
            Self::AllowsNull { credentials: false } => String::from(
                "\"null\" is let in, and every sandboxed frame is called that. Send no Access-Control-Allow-Origin to it."),
            Self::AnyOriginWithCredentials => String::from(
                "Access-Control-Allow-Origin: * does not go with Access-Control-Allow-Credentials: browsers refuse the two together. Name \
                the origin that asks, if it is in a list of yours, or leave credentials out."),
        }
    }
}

impl Edit {
    /// The change and the line that is there then.
    pub(super) fn with(self, line: Option<(&str, String)>) -> HeaderChange {
        HeaderChange {
            text: self.text(line.as_ref().map(|(_, value)| value.as_str())),
            line: line.map(|(name, value)| (String::from(name), value)),
            edit: self,
        }
    }

    #[rustfmt::skip]
    fn text(&self, value: Option<&str>) -> String {
        match self {
            Self::AnswerPreflights => String::from("Answer OPTIONS with 204 and these lines, before authentication and routes."),
            Self::Status { from } => fill(
                "Answer OPTIONS with 204: status {} fails the preflight, whatever the headers say.", &[&digits(u64::from(*from))]),
            Self::AddLine { header, value } => fill("Add {}: {}.", &[header, value]),
            Self::AddMembers { header, members } => {
                let members: Vec<&str> = members.iter().map(String::as_str).collect();
                fill("Add {} to {}.", &[&join(&members, ", "), header])
            }
            Self::Replace { header, from, to } if *header == "Access-Control-Allow-Origin" => fill(
                "Let {} name the origin that asks, if it is in your list: to this one, {} in the place of {}.", &[header, to, from]),
            Self::Replace { header, from, to } => fill("Write {}: {} in the place of {}.", &[header, to, from]),
            Self::RemoveDuplicate { header } => fill(
                "Send {} once, as {}: two layers set it. Let one of them do it alone.", &[header, value.unwrap_or_default()]),
            Self::RemoveLine { header } => fill("Leave {} out.", &[header]),
            Self::AddVary => String::from("Add Origin to Vary: the answer differs by it, and caches have to know."),
        }
    }
}
