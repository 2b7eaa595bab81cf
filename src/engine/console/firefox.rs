//! Firefox's console in English, and the links of its other languages.

use super::Complaint as C;
use super::{echo, reason, vague, wording, Console, Says, Unsaid, Wording};
use crate::engine::Engine;

pub(super) const CONSOLE: Console = Console {
    engine: Some(Engine::Firefox),
    tells_preflights_apart: false,
    wordings: WORDINGS,
    source: "https://searchfox.org/mozilla-central/source/dom/locales/en-US/chrome/security/security.properties",
};

const fn link(pattern: &'static str, complaint: C) -> Wording {
    wording(pattern, Says::Link(complaint))
}

#[rustfmt::skip]
const WORDINGS: &[Wording] = &[
    wording("The Same Origin Policy disallows reading the remote resource at {u}. (Reason:", Says::Blocked),
    // Before Firefox 52.
    wording("The Same Origin Policy disallows reading the remote resource at {u}. This can be fixed by moving the resource to the same domain or enabling CORS", Says::NotLoaded),
    wording("The Same Origin Policy will disallow reading the remote resource at {u} soon. (Reason:", Says::Blocked),
    wording("Status code: {s}", Says::Status),
    vague("CORS header 'Access-Control-Allow-Origin' missing)", C::AllowOriginMissing, Unsaid::WhichAnswer),
    vague("Multiple CORS header 'Access-Control-Allow-Origin' not allowed", C::AllowOriginMultiple, Unsaid::WhichAnswer),
    vague("CORS header 'Access-Control-Allow-Origin' does not match '{v}')", C::AllowOriginMismatch, Unsaid::WhichAnswer),
    vague("Credential is not supported if the CORS header 'Access-Control-Allow-Origin' is '*'", C::AllowOriginWildcard, Unsaid::WhichAnswer),
    vague("expected 'true' in CORS header 'Access-Control-Allow-Credentials'", C::AllowCredentials, Unsaid::MissingOrOther),
    reason("CORS preflight response did not succeed", C::PreflightStatus),
    // Before Firefox 70 or so: any failure of the preflight.
    vague("CORS preflight channel did not succeed", C::PreflightStatus, Unsaid::Detail),
    reason("CORS request external redirect not allowed", C::PreflightRedirect),
    vague("Did not find method in CORS header 'Access-Control-Allow-Methods'", C::Method, Unsaid::WhichMethod),
    reason("invalid token '{v}' in CORS header 'Access-Control-Allow-Methods'", C::MethodsUnparsable),
    reason("invalid token '{v}' in CORS header 'Access-Control-Allow-Headers'", C::HeadersUnparsable),
    vague("header '{h}' is not allowed according to header 'Access-Control-Allow-Headers' from CORS preflight response", C::Header, Unsaid::OtherHeaders),
    vague("missing token '{h}' in CORS header 'Access-Control-Allow-Headers' from CORS preflight channel", C::Header, Unsaid::OtherHeaders),
    reason("the 'Authorization' header is not covered", C::AuthorizationByWildcard),
    reason("CORS request not http", C::Scheme),
    vague("CORS request did not succeed", C::NotAnswered, Unsaid::WhyNoAnswer),
    vague("CORS request failed", C::NotAnswered, Unsaid::WhyNoAnswer),
    vague("CORS header 'Origin' cannot be added", C::NotTold, Unsaid::Everything),
    vague("CORS disabled)", C::NotTold, Unsaid::Everything),
    reason("URI not allowed (Blocked loading of: \"{u}\"", C::RedirectScheme),
    reason("Security Error: Content at {n} may not load data from {u}", C::ModeSameOrigin),
    reason("Security Error: Content at {n} may not load or link to {u}", C::Scheme),
    reason("Blocked loading mixed active content \"{u}\"", C::MixedContent),
    link("/Errors/CORSMissingAllowOrigin", C::AllowOriginMissing),
    link("/Errors/CORSMultipleAllowOriginNotAllowed", C::AllowOriginMultiple),
    link("/Errors/CORSAllowOriginNotMatchingOrigin", C::AllowOriginMismatch),
    link("/Errors/CORSNotSupportingCredentials", C::AllowOriginWildcard),
    link("/Errors/CORSMissingAllowCredentials", C::AllowCredentials),
    link("/Errors/CORSPreflightDidNotSucceed", C::PreflightStatus),
    link("/Errors/CORSExternalRedirectNotAllowed", C::PreflightRedirect),
    link("/Errors/CORSMethodNotFound", C::Method),
    link("/Errors/CORSInvalidAllowMethod", C::MethodsUnparsable),
    link("/Errors/CORSInvalidAllowHeader", C::HeadersUnparsable),
    link("/Errors/CORSMissingAllowHeaderFromPreflight", C::Header),
    link("/Errors/CORSRequestNotHttp", C::Scheme),
    link("/Errors/CORSDidNotSucceed", C::NotAnswered),
    link("/Errors/CORSOriginHeaderNotAdded", C::NotTold),
    link("/Errors/CORSDisabled", C::NotTold),
    echo("NetworkError when attempting to fetch resource", C::NotTold),
    echo("error loading dynamically imported module: {u}", C::NotTold),
];
