//! What is said about each refusal and failure: code, step, sentence. Exhaustive matches, a row a line.

use alloc::string::String;

use crate::failure::Failure;
use crate::say::{join, number, say};
use crate::spec::cors_check::CorsCheckFailure;
use crate::spec::cors_preflight_fetch::PreflightFailure;
use crate::spec::main_fetch::Blocked;
use crate::spec::redirect::{RedirectFailure, MAX_REDIRECTS};
use crate::spec::request_init::RequestError;

type Row = (&'static str, &'static str, String);

pub(crate) fn of_request_error(error: &RequestError) -> Row {
    use RequestError as E;
    match error {
        E::UrlUnparsable => (
            "url-unparsable",
            "request-constructor/5",
            "The URL can't be parsed.".into(),
        ),
        E::UrlIncludesCredentials => (
            "url-includes-credentials",
            "request-constructor/5",
            "The URL has a user name or a password in it.".into(),
        ),
        E::UrlSchemeNotHttp { scheme } => (
            "url-scheme-not-http",
            "send-beacon/3",
            say(&[
                "A beacon goes to http: or https: only, not to ",
                scheme,
                ":.",
            ]),
        ),
        E::NotByteString { member, offset } => (
            "not-a-byte-string",
            "request-init/conversion",
            say(&[
                member,
                " has a character above U+00FF at offset ",
                &number(*offset),
                ".",
            ]),
        ),
        E::NotInEnumeration { member, allowed } => (
            "not-in-enumeration",
            "request-init/conversion",
            say(&[member, " must be one of ", &join(allowed, ", "), "."]),
        ),
        E::MethodNotToken => (
            "method-not-a-token",
            "request-constructor/25",
            "The method has a character that no method has, or is empty.".into(),
        ),
        E::MethodForbidden { method } => (
            "method-forbidden",
            "request-constructor/25",
            say(&["No page may use the method ", method, "."]),
        ),
        E::NoCorsMethod { method } => (
            "no-cors-method",
            "request-constructor/32",
            say(&[
                "Mode no-cors takes GET, HEAD and POST only, not ",
                method,
                ".",
            ]),
        ),
        E::ModeNavigate => (
            "mode-navigate",
            "request-constructor/17",
            "Mode navigate is not for scripts.".into(),
        ),
        E::OnlyIfCachedMode => (
            "only-if-cached-mode",
            "request-constructor/21",
            "Cache mode only-if-cached goes with mode same-origin only.".into(),
        ),
        E::HeaderNameInvalid { index } => (
            "header-name-invalid",
            "headers-append/2",
            say(&[
                "The name of header ",
                &number(*index),
                " (counted from 0) is no token.",
            ]),
        ),
        E::HeaderValueInvalid { name } => (
            "header-value-invalid",
            "headers-append/2",
            say(&[
                "The value of ",
                name,
                " has a NUL, a line feed or a carriage return in it.",
            ]),
        ),
        E::BodyWithGetOrHead { method } => (
            "body-with-get-or-head",
            "request-constructor/35",
            say(&[method, " takes no body."]),
        ),
        E::StreamWithKeepalive => (
            "stream-with-keepalive",
            "extract-a-body/stream",
            "A stream can't outlive its page.".into(),
        ),
        E::StreamWithoutDuplex => (
            "stream-without-duplex",
            "request-constructor/39",
            "A stream as a body needs duplex: \"half\".".into(),
        ),
        E::StreamMode { mode } => (
            "stream-mode",
            "request-constructor/39",
            say(&[
                "A stream as a body goes with modes cors and same-origin only, not ",
                mode,
                ".",
            ]),
        ),
    }
}

pub(crate) fn of_blocked(blocked: &Blocked) -> Row {
    match blocked {
        Blocked::BadPort { port } => (
            "bad-port",
            "main-fetch/bad-port",
            say(&["Browsers don't fetch from port ", &number(*port), "."]),
        ),
        Blocked::MixedContent => (
            "mixed-content",
            "main-fetch/mixed-content",
            "A page from https: does not fetch from http:.".into(),
        ),
        Blocked::ModeSameOrigin => (
            "mode-same-origin",
            "main-fetch/same-origin-mode",
            "The mode is same-origin, and the URL is of another origin.".into(),
        ),
        Blocked::NoCorsRedirectMode { redirect_mode } => (
            "no-cors-redirect-mode",
            "main-fetch/no-cors-mode",
            say(&[
                "Mode no-cors goes with redirect mode follow only, not ",
                redirect_mode.as_str(),
                ".",
            ]),
        ),
        Blocked::SchemeNotHttp { scheme } => (
            "scheme-not-http",
            "main-fetch/http-scheme",
            say(&["CORS is for http: and https: only, not for ", scheme, ":."]),
        ),
        Blocked::BlobMethodNotGet { method } => (
            "blob-method-not-get",
            "scheme-fetch/blob",
            say(&[
                "A blob: URL can only be got, not asked for with ",
                method,
                ".",
            ]),
        ),
    }
}

/// Code and sentence; `subject` opens the sentence.
pub(crate) fn of_cors_check_failure(
    failure: &CorsCheckFailure,
    subject: &str,
) -> (&'static str, String) {
    use CorsCheckFailure as F;
    match failure {
        F::AllowOriginMissing => (
            "allow-origin-missing",
            say(&[subject, " has no Access-Control-Allow-Origin."]),
        ),
        F::AllowOriginWildcardWithCredentials => (
            "allow-origin-wildcard-with-credentials",
            say(&[subject, " says Access-Control-Allow-Origin: *, which counts only for requests without credentials."]),
        ),
        F::AllowOriginMultiple { value } => (
            "allow-origin-multiple",
            say(&[subject, " says Access-Control-Allow-Origin: ", value, "; it takes one origin."]),
        ),
        F::AllowOriginMismatch { value, expected } => (
            "allow-origin-mismatch",
            say(&[subject, " says Access-Control-Allow-Origin: ", value, "; it must be ", expected, ", to the byte."]),
        ),
        F::AllowCredentialsMissing => (
            "allow-credentials-missing",
            say(&[subject, " has no Access-Control-Allow-Credentials, and the request includes credentials."]),
        ),
        F::AllowCredentialsNotTrue { value } => (
            "allow-credentials-not-true",
            say(&[subject, " says Access-Control-Allow-Credentials: ", value, "; it must be true, in lower case."]),
        ),
    }
}

pub(crate) fn of_preflight_failure(failure: &PreflightFailure) -> Row {
    use PreflightFailure as F;
    match failure {
        F::CorsCheck(failure) => {
            let (code, message) = of_cors_check_failure(failure, "The preflight's response");
            (code, "cors-preflight-fetch/7/cors-check", message)
        }
        F::StatusNotOk { status } => (
            "preflight-status-not-ok",
            "cors-preflight-fetch/7/ok-status",
            say(&[
                "The preflight's response has status ",
                &number(*status),
                "; it must be 200 to 299, and redirects are not followed.",
            ]),
        ),
        F::AllowMethodsUnparsable(fault) => (
            "allow-methods-unparsable",
            "cors-preflight-fetch/7.3",
            say(&[
                "Access-Control-Allow-Methods lists \"",
                &fault.element,
                "\", which is no method.",
            ]),
        ),
        F::AllowHeadersUnparsable(fault) => (
            "allow-headers-unparsable",
            "cors-preflight-fetch/7.3",
            say(&[
                "Access-Control-Allow-Headers lists \"",
                &fault.element,
                "\", which is no header name.",
            ]),
        ),
        F::MethodNotAllowed { method } => (
            "method-not-allowed",
            "cors-preflight-fetch/7.5",
            say(&[
                "Access-Control-Allow-Methods does not list ",
                method,
                " (case counts).",
            ]),
        ),
        F::NonWildcardHeaderNotListed { name } => (
            "non-wildcard-header-not-listed",
            "cors-preflight-fetch/7.6",
            say(&[
                "Access-Control-Allow-Headers must list ",
                name,
                " by name; * does not cover it.",
            ]),
        ),
        F::HeaderNotAllowed { name } => (
            "header-not-allowed",
            "cors-preflight-fetch/7.7",
            say(&["Access-Control-Allow-Headers does not list ", name, "."]),
        ),
    }
}

pub(crate) fn of_redirect_failure(failure: &RedirectFailure) -> Row {
    use RedirectFailure as F;
    match failure {
        F::LocationUnparsable => (
            "location-unparsable",
            "http-redirect-fetch/5",
            "The redirect's Location can't be parsed.".into(),
        ),
        F::SchemeNotHttp { scheme } => (
            "redirect-scheme-not-http",
            "http-redirect-fetch/6",
            say(&["The redirect leads to ", scheme, ":."]),
        ),
        F::RedirectModeError => (
            "redirect-mode-error",
            "http-fetch/redirect-mode",
            "The response is a redirect, and the redirect mode is error.".into(),
        ),
        F::TooManyRedirects => (
            "too-many-redirects",
            "http-redirect-fetch/7",
            say(&["More than ", &number(MAX_REDIRECTS), " redirects."]),
        ),
        F::LocationIncludesCredentials => (
            "location-includes-credentials",
            "http-redirect-fetch/9",
            "The redirect's Location has a user name or a password in it.".into(),
        ),
        F::BodySourceNull => (
            "stream-redirected",
            "http-redirect-fetch/11",
            "A stream can't be sent again to where the redirect leads.".into(),
        ),
    }
}

pub(crate) fn of_other_failure(failure: &Failure) -> Row {
    match failure {
        Failure::NotInHttpCache => (
            "not-in-http-cache",
            "http-network-or-cache-fetch/only-if-cached",
            "Cache mode only-if-cached, and the HTTP cache is taken to hold nothing for the URL."
                .into(),
        ),
        Failure::PreflightNotAnswered => (
            "preflight-not-answered",
            "cors-preflight-fetch/6",
            "The preflight got no answer.".into(),
        ),
        Failure::StreamOverHttp1 => (
            "stream-over-http-1",
            "http-network-fetch/stream",
            "A stream as a body needs HTTP/2 or later, which browsers speak over https: only."
                .into(),
        ),
        Failure::KeepaliveBodyTooLong { length } => (
            "keepalive-body-too-long",
            "http-network-or-cache-fetch/keepalive",
            say(&[
                "The body has ",
                &number(*length),
                " bytes; all keepalive bodies together may have 65,536.",
            ]),
        ),
        Failure::IntegrityOfOpaqueResponse => (
            "integrity-of-opaque-response",
            "main-fetch/integrity",
            "Integrity can't be checked on a response that the page may not see.".into(),
        ),
        Failure::NotAnEventStream => (
            "not-an-event-stream",
            "event-source/response",
            "An EventSource needs status 200 and Content-Type: text/event-stream.".into(),
        ),
        // The others have tables of their own.
        _ => (
            "not-answered",
            "http-network-fetch",
            "The request got no answer.".into(),
        ),
    }
}
