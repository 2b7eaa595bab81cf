//! Reads what a browser's console says of a request that CORS has kept a page out of: which step failed, why, and what the
//! server has to answer instead.

mod fix;
mod fold;
mod kind;
mod scan;
mod text;
mod told;
mod verdict;

use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;

pub(crate) use self::told::{fix_of, Told};
use crate::engine::Engine;

/// Of which answer a console speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorStage {
    /// None: nothing was sent.
    Before,
    /// The preflight's. The request itself was not sent.
    Preflight,
    /// The request's own. The server has carried it out.
    Actual,
    /// A redirect's, or that of what a redirect led to.
    Redirect,
    /// The text does not tell.
    Unknown,
}

impl ErrorStage {
    /// As JavaScript has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Preflight => "preflight",
            Self::Actual => "actual",
            Self::Redirect => "redirect",
            Self::Unknown => "unknown",
        }
    }
}

/// What to do about an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ErrorFix {
    /// In sentences.
    pub text: String,
    /// What the server has to send, name and value. What the console has not told stands in angle brackets.
    pub headers: Vec<(&'static str, String)>,
    /// What may go wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk: Option<&'static str>,
}

/// An error of a console, read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DecodedError {
    /// Whose console it was; `None` for what libraries throw in every browser.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engine: Option<Engine>,
    /// Stable, kebab-case: that of the [`ErrorReport`](crate::ErrorReport) of a request that fails so, besides
    /// `local-network-access`, `authorization-by-wildcard` and `reason-not-told`.
    pub code: &'static str,
    /// Other codes of which the text would have said the same.
    pub also_possible: Vec<&'static str>,
    /// Where the standard says so: an algorithm and its step; empty if that is not known.
    pub step: &'static str,
    /// Of which answer it speaks.
    pub stage: ErrorStage,
    /// What made the request: `fetch`, `xhr`, `event-source`, `beacon`, `script`, `stylesheet`, `font`, `image`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// What could not be loaded, without a user name and password.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What has redirected there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirected_from: Option<String>,
    /// The page's origin. `null` for a sandboxed frame, a page from a file, and after a redirect to another origin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// The method that was refused, or that of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The request header that was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
    /// The value that the server has sent instead of a right one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The answer's status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// What it means.
    pub meaning: String,
    /// What the text does not tell, though it may look so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unsaid: Option<&'static str>,
    /// What to do.
    pub fix: ErrorFix,
}

/// What the consoles of Chromium, Firefox and WebKit mean by what they print of a request that has failed by CORS.
///
/// `text` may be pasted with whatever stands around it, and have several errors; without one that is known the result is
/// empty. Which steps there are: [CORS check], [CORS-preflight fetch], [HTTP-redirect fetch], [main fetch].
///
/// ```
/// let errors = cors_forecast::decode_console_error(
///     "Access to fetch at 'https://api.example/items' from origin 'https://app.example' has been blocked by CORS policy: \
///      Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is \
///      present on the requested resource.",
/// );
/// assert_eq!(errors[0].code, "allow-origin-missing");
/// assert_eq!(errors[0].stage, cors_forecast::ErrorStage::Preflight);
/// let line = ("Access-Control-Allow-Origin", "https://app.example".to_owned());
/// assert!(errors[0].fix.headers.contains(&line));
/// ```
///
/// [CORS check]: https://fetch.spec.whatwg.org/#concept-cors-check
/// [CORS-preflight fetch]: https://fetch.spec.whatwg.org/#cors-preflight-fetch
/// [HTTP-redirect fetch]: https://fetch.spec.whatwg.org/#http-redirect-fetch
/// [main fetch]: https://fetch.spec.whatwg.org/#concept-main-fetch
pub fn decode_console_error(text: &str) -> Vec<DecodedError> {
    let tidy = scan::tidied(text);
    let sentences = scan::sentences(&tidy);
    let drafts = fold::drafts(&tidy, &sentences);
    drafts.into_iter().map(verdict::decoded).collect()
}
