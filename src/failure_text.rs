//! What is said about each refusal and failure: code, step, sentence. Exhaustive matches, a row a variant; a `{}` in a
//! sentence stands for the variant's data.

use alloc::string::String;

use crate::failure::Failure;
use crate::pieces::{cut, pieces};
use crate::say::{fill, join, number};
use crate::spec::cors_check::CorsCheckFailure;
use crate::spec::cors_preflight_fetch::PreflightFailure;
use crate::spec::main_fetch::Blocked;
#[cfg(not(feature = "watch"))]
use crate::spec::redirect::RedirectFailure;
use crate::spec::request_init::RequestError;

/// Code, step, sentence.
pub(crate) type Row = (&'static str, &'static str, String);

/// A row out of code, step and template, which bars separate: one text costs less in the shipped module than three.
fn row(packed: &'static str, filling: &[&str]) -> Row {
    let mut parts = pieces(packed, b'|');
    let mut part = || parts.next().unwrap_or_default();
    (part(), part(), fill(part(), filling))
}

/// Code and step, and the sentence. A browser refuses such a call by itself, in its own words: what watches a page sends
/// the reader there.
#[cfg(not(feature = "watch"))]
macro_rules! refusal {
    ($place:literal, $sentence:literal) => {
        concat!($place, "|", $sentence)
    };
}
#[cfg(feature = "watch")]
macro_rules! refusal {
    ($place:literal, $sentence:literal) => {
        concat!(
            $place,
            "|The browser refuses the call; its own error says why."
        )
    };
}

#[rustfmt::skip]
pub(crate) fn of_request_error(error: &RequestError) -> Row {
    use RequestError as E;
    let owned;
    let (mut first, mut second) = ("", "");
    let template = match error {
        E::UrlUnparsable => refusal!("url-unparsable|request-constructor/5", "The URL can't be parsed."),
        E::UrlIncludesCredentials => refusal!("url-includes-credentials|request-constructor/5", "The URL has a user name or password in it."),
        E::UrlSchemeNotHttp { scheme } => {
            first = scheme;
            refusal!("url-scheme-not-http|send-beacon/3", "A beacon goes to http: or https: only, not to {}:.")
        }
        E::NotByteString { member, offset } => {
            first = member;
            owned = number(*offset);
            second = &owned;
            refusal!("not-a-byte-string|request-init/conversion", "{} has a character above U+00FF at offset {}.")
        }
        E::NotInEnumeration { member, allowed } => {
            first = member;
            owned = join(allowed, ", ");
            second = &owned;
            refusal!("not-in-enumeration|request-init/conversion", "{} must be one of {}.")
        }
        E::WindowNotNull => refusal!("window-not-null|request-constructor/10", "window can only be null."),
        E::MethodNotToken => refusal!("method-not-a-token|request-constructor/25", "The method is empty, or has a character that no method has."),
        E::MethodForbidden { method } => {
            first = method;
            refusal!("method-forbidden|request-constructor/25", "No page may use the method {}.")
        }
        E::NoCorsMethod { method } => {
            first = method;
            refusal!("no-cors-method|request-constructor/32", "Mode no-cors takes GET, HEAD and POST only, not {}.")
        }
        E::ModeNavigate => refusal!("mode-navigate|request-constructor/17", "Mode navigate is not for scripts."),
        E::OnlyIfCachedMode => refusal!("only-if-cached-mode|request-constructor/21", "Cache mode only-if-cached goes with mode same-origin only."),
        E::HeaderNameInvalid { index } => {
            owned = number(*index);
            first = &owned;
            refusal!("header-name-invalid|headers-append/2", "The name of header {} (counted from 0) is no token.")
        }
        E::HeaderValueInvalid { name } => {
            first = name;
            refusal!("header-value-invalid|headers-append/2", "The value of {} has a NUL, line feed or carriage return in it.")
        }
        E::BodyWithGetOrHead { method } => {
            first = method;
            refusal!("body-with-get-or-head|request-constructor/35", "{} takes no body.")
        }
        E::StreamWithKeepalive => refusal!("stream-with-keepalive|extract-a-body/stream", "A stream can't outlive its page."),
        E::StreamWithoutDuplex => refusal!("stream-without-duplex|request-constructor/39", "A stream as a body needs duplex: \"half\"."),
        E::StreamMode { mode } => {
            first = mode;
            refusal!("stream-mode|request-constructor/39", "A stream as a body goes with modes cors and same-origin only, not {}.")
        }
    };
    row(template, &[first, second])
}

#[rustfmt::skip]
pub(crate) fn of_blocked(blocked: &Blocked) -> Row {
    let digits;
    let mut first = "";
    let template = match blocked {
        Blocked::BadPort { port } => {
            digits = number(usize::from(*port));
            first = &digits;
            "bad-port|main-fetch/bad-port|Browsers don't fetch from port {}."
        }
        Blocked::MixedContent => "mixed-content|main-fetch/mixed-content|\
            A page from https: does not fetch from http:.",
        Blocked::ModeSameOrigin => "mode-same-origin|main-fetch/same-origin-mode|\
            The mode is same-origin, but the URL is of another origin.",
        Blocked::NoCorsRedirectMode { redirect_mode } => {
            first = redirect_mode.as_str();
            "no-cors-redirect-mode|main-fetch/no-cors-mode|\
            Mode no-cors goes with redirect mode follow only, not {}."
        }
        Blocked::SchemeNotHttp { scheme } => {
            first = scheme;
            "scheme-not-http|main-fetch/http-scheme|Only http: and https: can be asked for, not {}:."
        }
        Blocked::BlobMethodNotGet { method } => {
            first = method;
            "blob-method-not-get|scheme-fetch/blob|A blob: URL takes GET only, not {}."
        }
    };
    row(template, &[first])
}

/// The CORS check of a response (`subject` opens the sentence) at a step.
#[rustfmt::skip]
pub(crate) fn of_cors_check_failure(failure: &CorsCheckFailure, subject: &str, step: &'static str) -> Row {
    use CorsCheckFailure as F;
    let (mut first, mut second) = ("", "");
    let template = match failure {
        F::AllowOriginMissing => "allow-origin-missing|{} has no Access-Control-Allow-Origin.",
        F::AllowOriginWildcardWithCredentials => "allow-origin-wildcard-with-credentials|\
            {} says Access-Control-Allow-Origin: *, which counts only without credentials.",
        F::AllowOriginMultiple { value } => {
            first = value;
            "allow-origin-multiple|{} says Access-Control-Allow-Origin: {}; it takes one origin."
        }
        F::AllowOriginMismatch { value, expected } => {
            (first, second) = (value, expected);
            "allow-origin-mismatch|{} says Access-Control-Allow-Origin: {}; it must be {}, to the byte."
        }
        F::AllowCredentialsMissing => "allow-credentials-missing|\
            {} has no Access-Control-Allow-Credentials, and the request includes credentials.",
        F::AllowCredentialsNotTrue { value } => {
            first = value;
            "allow-credentials-not-true|\
            {} says Access-Control-Allow-Credentials: {}; it must be true, in lower case."
        }
    };
    let (code, template) = cut(template, b'|').unwrap_or_default();
    (code, step, fill(template, &[subject, first, second]))
}

#[rustfmt::skip]
pub(crate) fn of_preflight_failure(failure: &PreflightFailure) -> Row {
    use PreflightFailure as F;
    let digits;
    let first: &str;
    let template = match failure {
        F::CorsCheck(failure) => {
            return of_cors_check_failure(failure, "The preflight's response", "cors-preflight-fetch/7/cors-check");
        }
        F::StatusNotOk { status } => {
            digits = number(usize::from(*status));
            first = &digits;
            "preflight-status-not-ok|cors-preflight-fetch/7/ok-status|\
            The preflight's response has status {}; it must be 200 to 299, and redirects are not followed."
        }
        F::AllowMethodsUnparsable(fault) => {
            first = &fault.element;
            "allow-methods-unparsable|cors-preflight-fetch/7.3|\
            Access-Control-Allow-Methods lists \"{}\", which is no method."
        }
        F::AllowHeadersUnparsable(fault) => {
            first = &fault.element;
            "allow-headers-unparsable|cors-preflight-fetch/7.3|\
            Access-Control-Allow-Headers lists \"{}\", which is no header name."
        }
        F::MethodNotAllowed { method } => {
            first = method;
            "method-not-allowed|cors-preflight-fetch/7.5|\
            Access-Control-Allow-Methods does not list {} (case counts)."
        }
        F::NonWildcardHeaderNotListed { name } => {
            first = name;
            "non-wildcard-header-not-listed|cors-preflight-fetch/7.6|\
            Access-Control-Allow-Headers must list {} by name; * does not cover it."
        }
        F::HeaderNotAllowed { name } => {
            first = name;
            "header-not-allowed|cors-preflight-fetch/7.7|Access-Control-Allow-Headers does not list {}."
        }
    };
    row(template, &[first])
}

#[cfg(not(feature = "watch"))]
#[rustfmt::skip]
fn of_redirect_failure(failure: &RedirectFailure) -> Row {
    use RedirectFailure as F;
    let mut first = "";
    let template = match failure {
        F::LocationUnparsable => "location-unparsable|http-redirect-fetch/5|\
            The redirect's Location can't be parsed.",
        F::SchemeNotHttp { scheme } => {
            first = scheme;
            "redirect-scheme-not-http|http-redirect-fetch/6|The redirect leads to {}:."
        }
        F::RedirectModeError => "redirect-mode-error|http-fetch/redirect-mode|\
            The response is a redirect, but the redirect mode is error.",
        F::TooManyRedirects => "too-many-redirects|http-redirect-fetch/7|More than 20 redirects.",
        F::LocationIncludesCredentials => "location-includes-credentials|http-redirect-fetch/9|\
            The redirect's Location has a user name or password in it.",
        F::BodySourceNull => "stream-redirected|http-redirect-fetch/11|\
            A stream can't be sent again after a redirect.",
    };
    row(template, &[first])
}

#[rustfmt::skip]
pub(crate) fn of_failure(failure: &Failure) -> Row {
    let digits;
    let mut first = "";
    let template = match failure {
        Failure::Blocked(blocked) => return of_blocked(blocked),
        Failure::Preflight(failure) => return of_preflight_failure(failure),
        #[cfg(not(feature = "watch"))]
        Failure::CorsCheck(failure) => {
            return of_cors_check_failure(failure, "The response", "http-fetch/cors-check");
        }
        #[cfg(not(feature = "watch"))]
        Failure::Redirect(failure) => return of_redirect_failure(failure),
        Failure::StreamsNotSupported => "streams-not-supported|request-constructor/37|\
            This engine takes no ReadableStream as a body.",
        Failure::NotInHttpCache => "not-in-http-cache|http-network-or-cache-fetch/only-if-cached|\
            Cache mode only-if-cached, and the HTTP cache is taken to hold nothing for the URL.",
        #[cfg(not(feature = "watch"))]
        Failure::PreflightNotAnswered => "preflight-not-answered|cors-preflight-fetch/6|\
            The preflight got no answer.",
        Failure::StreamOverHttp1 => "stream-over-http-1|http-network-fetch/stream|\
            A stream as a body needs HTTP/2 or later, which browsers speak over https: only.",
        Failure::KeepaliveBodyTooLong { length } => {
            digits = number(usize::try_from(*length).unwrap_or(usize::MAX));
            first = &digits;
            "keepalive-body-too-long|http-network-or-cache-fetch/keepalive|\
            The body has {} bytes; all keepalive bodies together may have 65,536."
        }
        #[cfg(not(feature = "watch"))]
        Failure::Aborted => "aborted|fetch/abort|The page has aborted the request.",
        #[cfg(not(feature = "watch"))]
        Failure::NotAnswered => "not-answered|http-network-fetch|The request got no answer.",
        #[cfg(not(feature = "watch"))]
        Failure::RedirectWithoutCredentials => "redirect-without-credentials|http-fetch/cors-check|\
            The request started at the page's own origin: this engine then wants another origin's redirect to name that origin and say Access-Control-Allow-Credentials: true.",
        #[cfg(not(feature = "watch"))]
        Failure::IntegrityOfOpaqueResponse => "integrity-of-opaque-response|main-fetch/integrity|\
            Integrity can't be checked on a response that the page may not see.",
        #[cfg(not(feature = "watch"))]
        Failure::NotAnEventStream => "not-an-event-stream|event-source/response|\
            An EventSource needs status 200 and Content-Type: text/event-stream.",
    };
    row(template, &[first])
}
