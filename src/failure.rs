//! Why a call is refused, and why a request fails: each with a code, the step that decides, and a sentence.

use crate::description::Api;
use crate::failure_text as text;
use crate::forecast::ErrorReport;
#[cfg(not(feature = "watch"))]
use crate::spec::cors_check::CorsCheckFailure;
use crate::spec::cors_preflight_fetch::PreflightFailure;
use crate::spec::main_fetch::Blocked;
#[cfg(not(feature = "watch"))]
use crate::spec::redirect::RedirectFailure;
use crate::spec::request_init::RequestError;

/// Why a request fails. What watches a page tells of nothing that comes after the preflight's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Before anything is sent.
    Blocked(Blocked),
    /// The engine takes no streams.
    StreamsNotSupported,
    /// The HTTP cache has nothing, and nothing else may be asked.
    NotInHttpCache,
    /// The preflight got no answer.
    #[cfg(not(feature = "watch"))]
    PreflightNotAnswered,
    /// The preflight's answer does not permit the request.
    Preflight(PreflightFailure),
    /// A stream can't be sent over HTTP/1.1.
    StreamOverHttp1,
    /// The bodies of `keepalive` requests are limited.
    KeepaliveBodyTooLong {
        /// In bytes.
        length: u64,
    },
    /// The page has aborted the request.
    #[cfg(not(feature = "watch"))]
    Aborted,
    /// The request got no answer.
    #[cfg(not(feature = "watch"))]
    NotAnswered,
    /// The answer keeps the page out.
    #[cfg(not(feature = "watch"))]
    CorsCheck(CorsCheckFailure),
    /// A redirect is not followed.
    #[cfg(not(feature = "watch"))]
    Redirect(RedirectFailure),
    /// The engine wants another origin's redirect to allow credentials.
    #[cfg(not(feature = "watch"))]
    RedirectWithoutCredentials,
    /// An opaque response has no integrity.
    #[cfg(not(feature = "watch"))]
    IntegrityOfOpaqueResponse,
    /// Not a 200 with `text/event-stream`.
    #[cfg(not(feature = "watch"))]
    NotAnEventStream,
}

/// How many bytes the bodies of `keepalive` requests may have together.
pub(crate) const KEEPALIVE_LIMIT: u64 = 64 * 1024;

/// A refused call, told.
pub(crate) fn refusal_report(error: &RequestError, api: Api) -> ErrorReport {
    let (code, step, message) = text::of_request_error(error);
    ErrorReport {
        name: exception_name(error, api),
        code,
        step,
        message,
    }
}

/// The exception that a page sees.
fn exception_name(error: &RequestError, api: Api) -> &'static str {
    match (api, error) {
        (
            Api::Xhr,
            RequestError::UrlUnparsable
            | RequestError::MethodNotToken
            | RequestError::HeaderNameInvalid { .. }
            | RequestError::HeaderValueInvalid { .. },
        )
        | (Api::EventSource, RequestError::UrlUnparsable) => "SyntaxError",
        (Api::Xhr, RequestError::MethodForbidden { .. }) => "SecurityError",
        _ => "TypeError",
    }
}

impl Failure {
    pub(crate) fn report(&self, api: Api, sync: bool) -> ErrorReport {
        let (code, step, message) = text::of_failure(self);
        ErrorReport {
            name: match (api, sync) {
                _ if matches!(self, Self::StreamsNotSupported) => "NotSupportedError",
                #[cfg(not(feature = "watch"))]
                (Api::Fetch, _) if matches!(self, Self::Aborted) => "AbortError",
                #[cfg(not(feature = "watch"))]
                _ if matches!(self, Self::Aborted) => "abort",
                (Api::Xhr, true) => "NetworkError",
                (Api::Fetch, _) => "TypeError",
                _ => "error",
            },
            code,
            step,
            message,
        }
    }
}
