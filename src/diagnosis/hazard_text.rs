//! What each hazard means: step and sentence, a row a variant; a `{}` stands for the variant's data.

use alloc::string::String;

use super::hazard::Hazard;
use crate::pieces::cut;
use crate::say::{digits, fill, join, number};

/// Step and sentence.
#[rustfmt::skip]
pub(super) fn of(hazard: &Hazard) -> (&'static str, String) {
    use Hazard as H;
    let (first, second) = data(hazard);
    let packed = match hazard {
        H::NotAPreflight { .. } => "cors-preflight-request|This is no preflight: it lacks {}. A preflight is OPTIONS with Origin and Access-Control-Request-Method; \
            servers answer any other OPTIONS by other rules, so this answer tells nothing.",
        H::PreflightRedirected { .. } => "cors-preflight-fetch/7/ok-status|The preflight is redirected ({}{}). Browsers follow no redirect of a preflight.",
        H::AuthBeforeCors { .. } => "cors-preflight-fetch/7/ok-status|The status {} asks for a log-in before CORS is answered. A preflight never has cookies or Authorization, \
            so none can pass; and a page can't read that it is not logged in.",
        H::OptionsNotRouted { .. } => "cors-preflight-fetch/7/ok-status|Nothing takes OPTIONS for this path: the router says {}. CORS is not set up, or not where this request comes along.",
        H::PreflightWithoutCors => "cors-preflight-fetch/7/cors-check|The request itself is answered with Access-Control-Allow-Origin, its preflight is not: \
            something else answers OPTIONS.",
        H::ActualWithoutCors => "http-fetch/cors-check|The answer to OPTIONS has Access-Control-Allow-Origin, that of the request itself has not: \
            once the preflight passes, the server carries the request out, and the page gets an error.",
        H::ErrorsWithoutCors { .. } => "http-fetch/cors-check|The status {} is answered without Access-Control-Allow-Origin: the page sees a CORS error in place of it.",
        H::ActualRedirected { .. } => "http-redirect-fetch|The request is redirected ({}{}). What it leads to needs CORS, too; at another origin, Origin may become null, \
            and a POST may become a GET.",
        H::ReflectsWithCredentials => "cors-and-credentials|Any origin is sent back, with Access-Control-Allow-Credentials: true. Every website that a user opens can read \
            and do here what the user can.",
        H::ReflectsAnyOrigin => "cors-check|Any origin is sent back. Every website can read the answers that need no credentials, and what varies by Origin is cached for each apart.",
        H::NullOriginAccepted { credentials: true } => "cors-and-credentials|The origin null is accepted, with credentials. Every website can have it, by a sandboxed frame.",
        H::NullOriginAccepted { credentials: false } => "cors-check|The origin null is accepted. Every website can have it, by a sandboxed frame.",
        H::LookAlikeOriginAccepted { .. } => "cors-check|An origin that only looks like the right one is accepted: {}. Who registers such a name can read the answers.",
        H::InsecureOriginAccepted { .. } => "cors-check|The origin is accepted by http:, too. Who sits on the way can put a script into such a page, and read the answers.",
        H::SubdomainOriginAccepted => "cors-check|A subdomain is accepted. If any is, each has to be trusted, forgotten ones that others can take over included.",
        H::OriginCaseIgnored => "cors-check|An origin in capitals is accepted. No browser sends one, so it does no harm.",
        H::StaticOriginString { .. } => "cors-check|All origins are told the same one, {}. Others fail because it is not theirs, so consoles tell of a mismatch and not of a missing header.",
        H::StarWithCredentials => "cors-and-credentials|Access-Control-Allow-Origin: * stands beside Access-Control-Allow-Credentials: true. Requests with credentials fail; the two do not go together.",
        H::ListStarWithCredentials { .. } => "cors-and-credentials|In {}, * is a name like any other where credentials are included, and Access-Control-Allow-Credentials: true invites them.",
        H::WildcardDoesNotCoverAuthorization => "cors-preflight-fetch/7.6|Access-Control-Allow-Headers: * does not cover Authorization by the standard.",
        H::AuthorizationByWildcard => "cors-preflight-fetch/7.6|Access-Control-Allow-Headers: * lets Authorization pass in these engines; by the standard it does not, and they say that it won't.",
        H::ReflectsAnyHeader { .. } => "cors-preflight-fetch/7.7|A header that was made up is allowed ({}): whatever is asked for is sent back.",
        H::ReflectsAnyMethod { .. } => "cors-preflight-fetch/7.5|A method that was made up is allowed ({}): whatever is asked for is sent back.",
        H::MissingVary { proven: true, of_preflight: false } => "cors-and-http-caches|Access-Control-Allow-Origin depends on Origin, and Vary does not say so. \
            A cache can give one origin's answer to another, which then fails.",
        H::MissingVary { proven: true, of_preflight: true } => "cors-and-http-caches|The preflight's Access-Control-Allow-Origin depends on Origin, and Vary does not say so. \
            Answers to OPTIONS are rarely cached on the way, so it seldom matters.",
        H::MissingVary { proven: false, .. } => "cors-and-http-caches|Access-Control-Allow-Origin names an origin, and there is no Vary: Origin. That is right only if every origin is told the same.",
        H::PartialVary { of_preflight: false } => "cors-and-http-caches|Vary: Origin is in some answers, and not in those to refused origins or without Origin. \
            A cache can give those to the page, which then fails.",
        H::PartialVary { of_preflight: true } => "cors-and-http-caches|Vary: Origin is in some answers to preflights only. They are rarely cached on the way, so it seldom matters.",
        H::MaxAgeMissing => "cors-preflight-fetch/7.9|There is no Access-Control-Max-Age: the permission lasts 5 seconds, and after them there is another preflight.",
        H::MaxAgeUnusable { .. } => "cors-preflight-fetch/7.9|Access-Control-Max-Age: {} is no number of seconds.",
        H::MaxAgeZero => "cors-preflight-fetch/7.9|Access-Control-Max-Age forbids keeping the permission: every such request has a preflight.",
        H::MaxAgeAboveLimit { .. } => "cors-preflight-fetch/7.10|Access-Control-Max-Age asks for {} seconds; some engines keep it for {} at most. It does no harm.",
        H::MethodsNeedlesslyListed { .. } => "cors-preflight-fetch/7.5|These need no listing: {}. GET, HEAD and POST are always permitted, and no page sends OPTIONS by accident.",
        H::BodyOn204 => "rfc-9110/204|A 204 has no body, and this one brings one. Some clients take it for the next answer on the connection.",
        H::SuccessStatusForRefusal { .. } => "cors-preflight-fetch/7|What is not permitted is answered with {}. The status alone proves nothing.",
        H::AcaoOnRefusal { .. } => "cors-preflight-fetch/7/ok-status|A refusal ({}) has a right Access-Control-Allow-Origin. That header alone proves nothing.",
        H::PlainOptionsDiffers { .. } => "rfc-9110/options|OPTIONS without Access-Control-Request-Method is answered with {}, the preflight with {}. Ask with Origin and Access-Control-Request-Method to see what browsers see.",
        H::PlainOptionsSwallowed => "rfc-9110/options|OPTIONS that is no preflight is answered as if it were one: a route of yours for OPTIONS is never reached.",
        H::BlocksRealRequests { .. } => "http-fetch/cors-check|Requests from other origins are themselves refused ({}). That is more than CORS does, and no protection: not every client tells its Origin.",
        H::CallbackError { .. } => "http-fetch/cors-check|An origin that is not accepted is answered with the server error {}: the check throws in place of saying no.",
        H::PrivateNetwork { .. } => "private-network|The preflight asks for leave to reach a private network, and is refused ({}).",
        H::MethodCase { .. } => "methods/normalize|The method is {}. Browsers put DELETE, GET, HEAD, OPTIONS, POST and PUT into capitals, and no others; servers compare to the byte.",
        H::AllowHeaderNotCors => "rfc-9110/allow|Allow lists methods that Access-Control-Allow-Methods does not. Allow permits nothing to a page.",
        H::NarrowDefaults { .. } => "cors-preflight-fetch/7.5|What is listed is what {} by default: the configuration does not reach this route, or leaves it out.",
    };
    let (step, sentence) = cut(packed, b'|').unwrap_or_default();
    (step, fill(sentence, &[&first, &second]))
}

/// What stands in the sentence.
fn data(hazard: &Hazard) -> (String, String) {
    use Hazard as H;
    let none = String::new;
    match hazard {
        H::NotAPreflight { lacks } => (String::from(*lacks), none()),
        H::PreflightRedirected { status, location } | H::ActualRedirected { status, location } => {
            let to = if location.is_empty() {
                none()
            } else {
                fill(", to {}", &[location])
            };
            (number((*status).into()), to)
        }
        H::AuthBeforeCors { status }
        | H::OptionsNotRouted { status }
        | H::ErrorsWithoutCors { status }
        | H::SuccessStatusForRefusal { status }
        | H::AcaoOnRefusal { status }
        | H::BlocksRealRequests { status }
        | H::CallbackError { status }
        | H::PrivateNetwork { status } => (number((*status).into()), none()),
        H::PlainOptionsDiffers { status, preflight } => {
            (number((*status).into()), number((*preflight).into()))
        }
        H::LookAlikeOriginAccepted { pattern } => (String::from(*pattern), none()),
        H::StaticOriginString { value } | H::MaxAgeUnusable { value } => (value.clone(), none()),
        H::ListStarWithCredentials { header } => (String::from(*header), none()),
        H::ReflectsAnyHeader { name } | H::ReflectsAnyMethod { name } => (name.clone(), none()),
        H::MaxAgeAboveLimit { asked, shortest } => (digits(*asked), digits(*shortest)),
        H::MethodsNeedlesslyListed { names } => {
            let names: alloc::vec::Vec<&str> = names.iter().map(String::as_str).collect();
            (join(&names, ", "), none())
        }
        H::MethodCase { method } => (method.clone(), none()),
        H::NarrowDefaults { default } => (String::from(*default), none()),
        _ => (none(), none()),
    }
}
