//! What to do about each hazard: sentences, header lines, and what may go wrong. Never a weaker rule than is needed.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::failures::{ALLOW_CREDENTIALS, ALLOW_HEADERS, ALLOW_ORIGIN};
use super::hazard::Hazard;
use crate::console_error::ErrorFix;

const LIST_RISK: &str = "Compare with a list, to the byte. To send back any origin together with credentials lets every site read as the user.";
const NULL_RISK: &str =
    "null is no origin of yours: every sandboxed frame and every local file has it.";
const AUTH_RISK: &str = "Let pass without a log-in only what is OPTIONS with Origin and Access-Control-Request-Method; the request itself is still to be checked.";
const CACHE_RISK: &str = "Do not send Vary: * instead: then nothing is cached at all.";

pub(super) fn of(hazard: &Hazard, origin: &str) -> ErrorFix {
    ErrorFix {
        text: text(hazard),
        headers: headers(hazard, origin),
        risk: risk(hazard),
    }
}

#[rustfmt::skip]
fn text(hazard: &Hazard) -> String {
    use Hazard as H;
    let sentence = match hazard {
        H::NotAPreflight { .. } => "Ask with OPTIONS, Origin, Access-Control-Request-Method and, if the request has such headers, Access-Control-Request-Headers.",
        H::PreflightRedirected { .. } => "Ask the URL that the redirect leads to, or have OPTIONS answered with 204 before the redirect.",
        H::AuthBeforeCors { .. } => "Put CORS before the log-in, so that preflights are answered without it and its refusals have CORS headers, too.",
        H::OptionsNotRouted { .. } => "Put CORS in front of the router, for the whole application and not for a group or a route, so that it sees OPTIONS.",
        H::PreflightWithoutCors => "Have what adds the headers to the request's answer see OPTIONS as well. In nginx repeat all add_header lines in the block that answers \
            (one of them there drops the inherited ones); in Apache write Header always set; in an application put CORS in front of the router.",
        H::ActualWithoutCors => "Put CORS before the routes, so that it adds to their answers, too; what answers OPTIONS alone is half of it.",
        H::ErrorsWithoutCors { .. } => "Have errors answered with the same lines. nginx: add_header … always; Apache: Header always set; in an application put CORS outside of what makes the error page.",
        H::ActualRedirected { .. } => "Ask the URL that the redirect leads to: scheme, host, and the slash at its end.",
        H::ReflectsWithCredentials => "Send back an origin only if it is on a list of those that you trust.",
        H::ReflectsAnyOrigin => "Send back an origin only if it is on a list of those that you trust. For public data, * says plainly that anybody may read, and takes no credentials.",
        H::NullOriginAccepted { .. } => "Take null off the list, and any pattern that it matches.",
        H::LookAlikeOriginAccepted { .. } => "Compare whole origins instead of a pattern. A pattern needs ^ at its beginning, $ at its end, and \\. for each dot.",
        H::InsecureOriginAccepted { .. } => "Accept the origin by https: only.",
        H::SubdomainOriginAccepted => "List the subdomains that need it by name.",
        H::OriginCaseIgnored => "Nothing has to be done.",
        H::StaticOriginString { .. } => "Nothing has to be done for a single origin. For several, compare the request's Origin with a list, and send Vary: Origin.",
        H::StarWithCredentials => "Either send * and no Access-Control-Allow-Credentials, or the request's origin, if it is on a list, with Access-Control-Allow-Credentials: true and Vary: Origin.",
        H::ListStarWithCredentials { .. } => "List the names.",
        H::WildcardDoesNotCoverAuthorization | H::AuthorizationByWildcard => "List Authorization by name.",
        H::ReflectsAnyHeader { .. } => "List the headers that the endpoint really takes.",
        H::ReflectsAnyMethod { .. } => "List the methods that the endpoint really has.",
        H::MissingVary { proven: true, .. } => "Add Origin to Vary in every answer, to accepted origins, to others and without Origin.",
        H::MissingVary { proven: false, .. } => "See whether another origin is told the same. If not, add Origin to Vary in every answer.",
        H::PartialVary { .. } => "Add Origin to Vary in every answer, also to refused origins and without Origin.",
        H::MaxAgeMissing | H::MaxAgeUnusable { .. } | H::MaxAgeZero => "Send a number of seconds. Engines shorten it to their own limit.",
        H::MaxAgeAboveLimit { .. } => "Nothing has to be done: the longest that an engine takes is kept by each.",
        H::MethodsNeedlesslyListed { .. } => "They can be left out.",
        H::BodyOn204 => "Send no body, no Content-Length and no Transfer-Encoding with a 204; or answer with 200.",
        H::SuccessStatusForRefusal { .. } => "Nothing has to be done. Tests must look at the headers.",
        H::AcaoOnRefusal { .. } => "Nothing has to be done. Tests must look at the status, too.",
        H::PlainOptionsDiffers { .. } => "Nothing has to be done.",
        H::PlainOptionsSwallowed => "If you have routes for OPTIONS, let CORS answer only what has Origin and Access-Control-Request-Method.",
        H::BlocksRealRequests { .. } => "Nothing has to be done. Do not rely on it to protect anything.",
        H::CallbackError { .. } => "Have the check answer false in place of throwing: in the cors packages, callback(null, false).",
        H::PrivateNetwork { .. } => "If pages from the internet may reach this server within a private network, permit it in the CORS configuration.",
        H::MethodCase { .. } => "Write the method in capitals in the call.",
        H::AllowHeaderNotCors => "Nothing has to be done. List in Access-Control-Allow-Methods what pages may send.",
        H::NarrowDefaults { .. } => "Name origins, methods and headers in the configuration; see that it is the one that this route uses.",
    };
    sentence.to_owned()
}

fn headers(hazard: &Hazard, origin: &str) -> Vec<(&'static str, String)> {
    use Hazard as H;
    let line = |name, value: &str| (name, value.to_owned());
    // What no server should name is not proposed.
    let origin = if origin == "null" {
        "<the origin>"
    } else {
        origin
    };
    match hazard {
        H::PreflightWithoutCors
        | H::ActualWithoutCors
        | H::ErrorsWithoutCors { .. }
        | H::ReflectsAnyOrigin => Vec::from([line(ALLOW_ORIGIN, origin), line("Vary", "Origin")]),
        H::ReflectsWithCredentials | H::StarWithCredentials => Vec::from([
            line(ALLOW_ORIGIN, origin),
            line(ALLOW_CREDENTIALS, "true"),
            line("Vary", "Origin"),
        ]),
        H::MissingVary { proven: true, .. } | H::PartialVary { .. } => {
            Vec::from([line("Vary", "Origin")])
        }
        H::WildcardDoesNotCoverAuthorization | H::AuthorizationByWildcard => {
            Vec::from([line(ALLOW_HEADERS, "*, Authorization")])
        }
        H::MaxAgeMissing | H::MaxAgeUnusable { .. } => {
            Vec::from([line("Access-Control-Max-Age", "86400")])
        }
        H::PrivateNetwork { .. } => {
            Vec::from([line("Access-Control-Allow-Private-Network", "true")])
        }
        _ => Vec::new(),
    }
}

fn risk(hazard: &Hazard) -> Option<&'static str> {
    use Hazard as H;
    match hazard {
        H::ReflectsWithCredentials
        | H::ReflectsAnyOrigin
        | H::LookAlikeOriginAccepted { .. }
        | H::StarWithCredentials
        | H::StaticOriginString { .. } => Some(LIST_RISK),
        H::NullOriginAccepted { .. } => Some(NULL_RISK),
        H::AuthBeforeCors { .. } => Some(AUTH_RISK),
        H::MissingVary { .. } | H::PartialVary { .. } => Some(CACHE_RISK),
        _ => None,
    }
}
