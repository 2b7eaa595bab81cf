//! WebKit's console: a line with the reason, then one with the URL.

use super::Complaint as C;
use super::{echo, reason, vague, wording, Console, Says, Unsaid, Wording};
use crate::engine::Engine;

pub(super) const CONSOLE: Console = Console {
    engine: Some(Engine::WebKit),
    tells_preflights_apart: false,
    wordings: WORDINGS,
    source: "Source/WebCore/loader/CrossOriginAccessControl.cpp",
};

#[rustfmt::skip]
const WORDINGS: &[Wording] = &[
    wording("Fetch API cannot load {u} due to access control checks", Says::BlockedAfterReason),
    wording("XMLHttpRequest cannot load {u} due to access control checks", Says::BlockedAfterReason),
    wording("EventSource cannot load {u} due to access control checks", Says::BlockedAfterReason),
    wording("Beacon API cannot load {u} due to access control checks", Says::BlockedAfterReason),
    wording("Cannot load image {u} due to access control checks", Says::BlockedAfterReason),
    wording("Cannot load script {u} due to access control checks", Says::BlockedAfterReason),
    wording("Cannot load stylesheet {u} due to access control checks", Says::BlockedAfterReason),
    // Chromium's, too: the reason that follows tells.
    wording("Fetch API cannot load {u}. ", Says::NotLoaded),
    wording("XMLHttpRequest cannot load {u}. ", Says::NotLoaded),
    wording("EventSource cannot load {u}. ", Says::NotLoaded),
    wording("Beacon API cannot load {u}. ", Says::NotLoaded),
    wording("Cross-origin redirection to {n} denied by Cross-Origin Resource Sharing policy:", Says::NotFollowed),
    vague("Origin {o} is not allowed by Access-Control-Allow-Origin", C::OriginNotAllowed, Unsaid::MissingOrOther),
    vague("Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true", C::AllowOriginWildcard, Unsaid::WhichAnswer),
    vague("Access-Control-Allow-Origin cannot contain more than one origin", C::AllowOriginMultiple, Unsaid::WhichAnswer),
    vague("Credentials flag is true, but Access-Control-Allow-Credentials is not \"true\"", C::AllowCredentials, Unsaid::MissingOrOther),
    vague("Preflight response is not successful", C::PreflightStatus, Unsaid::HeadersLater),
    reason("Method {m} is not allowed by Access-Control-Allow-Methods", C::Method),
    vague("Request header field {h} is not allowed by Access-Control-Allow-Headers", C::Header, Unsaid::OtherHeaders),
    reason("Header Access-Control-Allow-Methods has an invalid value: {v}", C::MethodsUnparsable),
    reason("Header Access-Control-Allow-Headers has an invalid value: {v}", C::HeadersUnparsable),
    reason("redirection URL {n} has credentials", C::LocationCredentials),
    reason("not allowed to follow a cross-origin CORS redirection with non CORS scheme", C::RedirectScheme),
    reason("URLs are disabled", C::RedirectScheme),
    reason("Not allowed to follow a redirection while loading {u}", C::RedirectMode),
    reason("Load cannot follow more than 20 redirections", C::TooManyRedirects),
    reason("Cross origin requests are only supported for HTTP", C::Scheme),
    reason("Cross origin requests are not allowed when using same-origin fetch mode", C::ModeSameOrigin),
    reason("Unsafe attempt to load URL {u} from origin {o}. Domains, protocols and ports must match", C::ModeSameOrigin),
    reason("Not allowed to use restricted network port {n}: {u}", C::BadPort),
    reason("requested insecure content from {u}. This content was blocked", C::MixedContent),
    reason("was not allowed to run insecure content from {u}", C::MixedContent),
    vague("Connection terminated unexpectedly", C::PreflightNotAnswered, Unsaid::WhyNoAnswer),
    echo("Not allowed to request resource", C::NotTold),
    echo("TypeError: Load failed", C::NotTold),
    echo("Cross-origin script load denied by Cross-Origin Resource Sharing policy", C::NotTold),
];
