//! What is hazardous although it passes, and why something fails: each with the data that it is told by.

use alloc::string::String;
use alloc::vec::Vec;

use super::report::Gravity;
use crate::console_error::ErrorStage;
use crate::engine::Engine;
use crate::fingerprint::Certainty;
use crate::forecast::Part;

/// A hazard, or the cause of a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Hazard {
    /// The request that was sent is no preflight.
    NotAPreflight { lacks: &'static str },
    /// The preflight is redirected.
    PreflightRedirected { status: u16, location: String },
    /// Something asks for a log-in before CORS is answered.
    AuthBeforeCors { status: u16 },
    /// Nothing takes OPTIONS for the path.
    OptionsNotRouted { status: u16 },
    /// The request itself is answered with CORS headers, the preflight is not.
    PreflightWithoutCors,
    /// The preflight permits it, the request itself is answered without CORS headers.
    ActualWithoutCors,
    /// Errors are answered without them.
    ErrorsWithoutCors { status: u16 },
    /// The request itself is redirected.
    ActualRedirected { status: u16, location: String },
    /// Any origin is sent back, and credentials are allowed.
    ReflectsWithCredentials,
    /// Any origin is sent back.
    ReflectsAnyOrigin,
    /// `null` is an origin like any other.
    NullOriginAccepted { credentials: bool },
    /// An origin that looks like the right one is accepted.
    LookAlikeOriginAccepted { pattern: &'static str },
    /// The origin is accepted by `http:`, too.
    InsecureOriginAccepted { credentials: bool },
    /// Any subdomain is accepted.
    SubdomainOriginAccepted,
    /// Capitals make no difference.
    OriginCaseIgnored,
    /// One and the same origin is sent to all.
    StaticOriginString { value: String },
    /// `*` beside `Access-Control-Allow-Credentials: true`.
    StarWithCredentials,
    /// A list's `*` beside it is a name.
    ListStarWithCredentials { header: &'static str },
    /// `*` in the list of headers: `Authorization` is not among them.
    WildcardDoesNotCoverAuthorization,
    /// `*` in the list of headers lets `Authorization` pass in some engines.
    AuthorizationByWildcard,
    /// A header that was made up is allowed.
    ReflectsAnyHeader { name: String },
    /// A method that was made up is allowed.
    ReflectsAnyMethod { name: String },
    /// Answers depend on `Origin`, and caches on the way do not know.
    MissingVary { of_preflight: bool, proven: bool },
    /// They know by some answers, and not by others.
    PartialVary { of_preflight: bool },
    /// No `Access-Control-Max-Age`.
    MaxAgeMissing,
    /// One that is no number.
    MaxAgeUnusable { value: String },
    /// One of 0 or less.
    MaxAgeZero,
    /// One that is longer than engines keep.
    MaxAgeAboveLimit { asked: u64, shortest: u64 },
    /// Methods that need no permission are listed.
    MethodsNeedlesslyListed { names: Vec<String> },
    /// A 204 has a body.
    BodyOn204,
    /// A refusal is answered as a success.
    SuccessStatusForRefusal { status: u16 },
    /// A refusal names the origin.
    AcaoOnRefusal { status: u16 },
    /// `OPTIONS` that is no preflight is answered otherwise.
    PlainOptionsDiffers { status: u16, preflight: u16 },
    /// `OPTIONS` that is no preflight is answered as one.
    PlainOptionsSwallowed,
    /// The request itself is refused by its origin.
    BlocksRealRequests { status: u16 },
    /// An origin that is not accepted makes an error of the server's.
    CallbackError { status: u16 },
    /// The permission to ask a private network is refused.
    PrivateNetwork { status: u16 },
    /// The method is not in capitals.
    MethodCase { method: String },
    /// `Allow` lists what CORS does not.
    AllowHeaderNotCors,
    /// What is listed looks like what a library lists by default.
    NarrowDefaults { default: &'static str },
}

/// A hazard, and where it was seen.
pub(super) struct Sight {
    pub hazard: Hazard,
    pub stage: ErrorStage,
    pub certainty: Certainty,
    /// Header and value.
    pub place: Option<(&'static str, String)>,
    pub part: Option<Part>,
    /// `None`: all.
    pub engines: Option<Vec<Engine>>,
    /// Empty: the page's.
    pub origins: Vec<String>,
    pub cause_of: Option<&'static str>,
}

impl Sight {
    pub fn new(hazard: Hazard, stage: ErrorStage) -> Self {
        Self {
            hazard,
            stage,
            certainty: Certainty::Certain,
            place: None,
            part: None,
            engines: None,
            origins: Vec::new(),
            cause_of: None,
        }
    }

    /// In a header of this value.
    pub fn at(mut self, header: &'static str, value: Option<String>) -> Self {
        self.place = Some((header, value.unwrap_or_default()));
        self
    }

    pub fn of_part(mut self, part: Option<Part>) -> Self {
        self.part = part;
        self
    }

    pub fn sure(mut self, certainty: Certainty) -> Self {
        self.certainty = certainty;
        self
    }

    pub fn hits(mut self, origins: Vec<String>) -> Self {
        self.origins = origins;
        self
    }

    pub fn in_engines(mut self, engines: Vec<Engine>) -> Self {
        self.engines = Some(engines);
        self
    }

    pub fn causes(mut self, code: Option<&'static str>) -> Self {
        self.cause_of = code;
        self
    }
}

impl Hazard {
    /// Stable, kebab-case.
    #[rustfmt::skip]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAPreflight { .. } => "not-a-preflight",
            Self::PreflightRedirected { .. } => "preflight-redirected",
            Self::AuthBeforeCors { .. } => "auth-before-cors",
            Self::OptionsNotRouted { .. } => "options-not-routed",
            Self::PreflightWithoutCors => "preflight-without-cors",
            Self::ActualWithoutCors => "actual-without-cors",
            Self::ErrorsWithoutCors { .. } => "errors-without-cors",
            Self::ActualRedirected { .. } => "actual-redirected",
            Self::ReflectsWithCredentials => "reflects-with-credentials",
            Self::ReflectsAnyOrigin => "reflects-any-origin",
            Self::NullOriginAccepted { .. } => "null-origin-accepted",
            Self::LookAlikeOriginAccepted { .. } => "look-alike-origin-accepted",
            Self::InsecureOriginAccepted { .. } => "insecure-origin-accepted",
            Self::SubdomainOriginAccepted => "subdomain-origin-accepted",
            Self::OriginCaseIgnored => "origin-case-ignored",
            Self::StaticOriginString { .. } => "static-origin-string",
            Self::StarWithCredentials => "star-with-credentials",
            Self::ListStarWithCredentials { .. } => "list-star-with-credentials",
            Self::WildcardDoesNotCoverAuthorization => "wildcard-does-not-cover-authorization",
            Self::AuthorizationByWildcard => "authorization-by-wildcard",
            Self::ReflectsAnyHeader { .. } => "reflects-any-header",
            Self::ReflectsAnyMethod { .. } => "reflects-any-method",
            Self::MissingVary { .. } => "missing-vary",
            Self::PartialVary { .. } => "partial-vary",
            Self::MaxAgeMissing => "max-age-missing",
            Self::MaxAgeUnusable { .. } => "max-age-unusable",
            Self::MaxAgeZero => "max-age-zero",
            Self::MaxAgeAboveLimit { .. } => "max-age-above-limit",
            Self::MethodsNeedlesslyListed { .. } => "methods-needlessly-listed",
            Self::BodyOn204 => "body-on-204",
            Self::SuccessStatusForRefusal { .. } => "success-status-for-refusal",
            Self::AcaoOnRefusal { .. } => "acao-on-refusal",
            Self::PlainOptionsDiffers { .. } => "plain-options-differs",
            Self::PlainOptionsSwallowed => "plain-options-swallowed",
            Self::BlocksRealRequests { .. } => "blocks-real-requests",
            Self::CallbackError { .. } => "callback-error",
            Self::PrivateNetwork { .. } => "private-network",
            Self::MethodCase { .. } => "method-case",
            Self::AllowHeaderNotCors => "allow-header-not-cors",
            Self::NarrowDefaults { .. } => "narrow-defaults",
        }
    }

    /// How much it matters.
    #[rustfmt::skip]
    pub fn gravity(&self) -> Gravity {
        match self {
            Self::ReflectsWithCredentials | Self::NullOriginAccepted { credentials: true } => Gravity::Critical,
            Self::PreflightRedirected { .. } | Self::AuthBeforeCors { .. } | Self::OptionsNotRouted { .. }
            | Self::PreflightWithoutCors | Self::ActualWithoutCors | Self::ErrorsWithoutCors { .. }
            | Self::LookAlikeOriginAccepted { .. } | Self::InsecureOriginAccepted { credentials: true }
            | Self::NarrowDefaults { .. } => Gravity::High,
            Self::ReflectsAnyOrigin | Self::NullOriginAccepted { credentials: false } | Self::StarWithCredentials
            | Self::ListStarWithCredentials { .. } | Self::ReflectsAnyHeader { .. } | Self::ReflectsAnyMethod { .. }
            | Self::MissingVary { of_preflight: false, proven: true } | Self::PartialVary { of_preflight: false }
            | Self::CallbackError { .. } | Self::InsecureOriginAccepted { credentials: false } | Self::NotAPreflight { .. }
            | Self::ActualRedirected { .. } | Self::MethodCase { .. } => Gravity::Medium,
            Self::SubdomainOriginAccepted | Self::AuthorizationByWildcard | Self::MaxAgeMissing
            | Self::MaxAgeUnusable { .. } | Self::BodyOn204 | Self::PrivateNetwork { .. }
            | Self::WildcardDoesNotCoverAuthorization => Gravity::Low,
            Self::OriginCaseIgnored | Self::StaticOriginString { .. } | Self::MissingVary { .. } | Self::PartialVary { .. }
            | Self::MaxAgeZero | Self::MaxAgeAboveLimit { .. } | Self::MethodsNeedlesslyListed { .. }
            | Self::SuccessStatusForRefusal { .. } | Self::AcaoOnRefusal { .. } | Self::PlainOptionsDiffers { .. }
            | Self::PlainOptionsSwallowed | Self::BlocksRealRequests { .. } | Self::AllowHeaderNotCors => Gravity::Info,
        }
    }

    /// The answer's status, where it is about that.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::PreflightRedirected { status, .. }
            | Self::AuthBeforeCors { status }
            | Self::OptionsNotRouted { status }
            | Self::ErrorsWithoutCors { status }
            | Self::ActualRedirected { status, .. }
            | Self::SuccessStatusForRefusal { status }
            | Self::AcaoOnRefusal { status }
            | Self::PlainOptionsDiffers { status, .. }
            | Self::BlocksRealRequests { status }
            | Self::CallbackError { status }
            | Self::PrivateNetwork { status } => Some(*status),
            Self::BodyOn204 => Some(204),
            _ => None,
        }
    }
}
