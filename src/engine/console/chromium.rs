//! Chromium's console, also of versions whose texts still stand in many a thread.

use super::Complaint as C;
use super::{echo, reason, vague, wording, Console, Says, Unsaid, Wording};
use crate::engine::Engine;

pub(super) const CONSOLE: Console = Console {
    engine: Some(Engine::Chromium),
    tells_preflights_apart: true,
    wordings: WORDINGS,
    source: "third_party/blink/renderer/platform/loader/cors/cors_error_string.cc",
};

#[rustfmt::skip]
const WORDINGS: &[Wording] = &[
    wording("Access to {k} at '{u}' (redirected from '{f}') from origin '{o}' has been blocked by CORS policy:", Says::Blocked),
    wording("Access to {k} at '{u}' from origin '{o}' has been blocked by CORS policy:", Says::Blocked),
    wording("Redirect from '{f}' to '{u}' has been blocked by CORS policy:", Says::Blocked),
    wording("Access blocked by CORS policy:", Says::Blocked),
    wording("Failed to load {u}: ", Says::Blocked),
    wording("Response to preflight request doesn't pass access control check:", Says::OfPreflight),
    reason("No 'Access-Control-Allow-Origin' header is present on the requested resource", C::AllowOriginMissing),
    wording("Origin '{o}' is therefore not allowed access", Says::Echo(C::NotTold)),
    reason("'Access-Control-Allow-Origin' header in the response must not be the wildcard '*'", C::AllowOriginWildcard),
    reason("A wildcard '*' cannot be used in the 'Access-Control-Allow-Origin' header", C::AllowOriginWildcard),
    reason("The 'Access-Control-Allow-Origin' header contains multiple values '{v}', but only one is allowed", C::AllowOriginMultiple),
    reason("The 'Access-Control-Allow-Origin' header contains the invalid value '{v}'.", C::AllowOriginMismatch),
    reason("The 'Access-Control-Allow-Origin' header has a value '{v}' that is not equal to the supplied origin", C::AllowOriginMismatch),
    reason("'Access-Control-Allow-Credentials' header in the response is '{v}' which must be 'true'", C::AllowCredentials),
    reason("the 'Access-Control-Allow-Credentials' header is '{v}'. It must be 'true'", C::AllowCredentials),
    vague("It does not have HTTP ok status", C::PreflightStatus, Unsaid::Detail),
    reason("Response for preflight has invalid HTTP status code {s}", C::PreflightStatus),
    vague("Redirect is not allowed for a preflight request", C::PreflightRedirect, Unsaid::Detail),
    vague("Response for preflight is invalid (redirect)", C::PreflightRedirect, Unsaid::Detail),
    vague("Cannot parse Access-Control-Allow-Methods response header field in preflight response", C::MethodsUnparsable, Unsaid::Detail),
    vague("Cannot parse Access-Control-Allow-Headers response header field in preflight response", C::HeadersUnparsable, Unsaid::Detail),
    reason("Method {m} is not allowed by Access-Control-Allow-Methods in preflight response", C::Method),
    vague("Request header field {h} is not allowed by Access-Control-Allow-Headers in preflight response", C::Header, Unsaid::OtherHeaders),
    reason("Authorization will not be covered by the wildcard symbol (*) in CORS", C::AuthorizationByWildcard),
    reason("contains a username and password, which is disallowed for cross-origin requests", C::LocationCredentials),
    reason("Cross origin requests are only supported for protocol schemes:", C::Scheme),
    reason("Cross origin requests are not allowed by request mode", C::ModeSameOrigin),
    reason("Request mode is \"same-origin\" but the URL's origin is not same as the request origin {o}", C::ModeSameOrigin),
    reason("Unsafe attempt to load URL {u} from frame with URL {n}. Domains, protocols and ports must match", C::ModeSameOrigin),
    reason("URL scheme \"{n}\" is not supported", C::Scheme),
    reason("Not allowed to load local resource: {u}", C::Scheme),
    reason("Permission was denied for this request to access the '{a}' address space", C::LocalNetworkDenied),
    reason("The request client is not a secure context and the resource is in more-private address space '{a}'", C::LocalNetworkNotSecure),
    reason("Request had a target IP address space of '{n}' yet the resource is in address space '{a}'", C::LocalNetworkOther),
    reason("was loaded over HTTPS, but requested an insecure XMLHttpRequest endpoint '{u}'", C::MixedContent),
    reason("was loaded over HTTPS, but requested an insecure EventSource endpoint '{u}'", C::MixedContent),
    reason("was loaded over HTTPS, but requested an insecure {k} '{u}'", C::MixedContent),
    echo("net::ERR_FAILED {s} (", C::NotTold),
    echo("net::ERR_FAILED", C::NotTold),
    echo("net::ERR_UNSAFE_PORT", C::BadPort),
    echo("net::ERR_UNSAFE_REDIRECT", C::RedirectScheme),
    echo("net::ERR_TOO_MANY_REDIRECTS", C::TooManyRedirects),
    echo("net::ERR_{n}", C::NotAnswered),
    echo("TypeError: Failed to fetch dynamically imported module: {u}", C::NotTold),
    echo("TypeError: Failed to fetch", C::NotTold),
    echo("Failed to execute 'send' on 'XMLHttpRequest': Failed to load '{u}'", C::NotTold),
];
