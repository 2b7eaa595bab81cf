//! The same advice for failures that no console has told of: an answer itself was seen.

use alloc::string::String;

use super::fold::Draft;
use super::{fix, ErrorFix, ErrorStage};
use crate::engine::console::Complaint;
use crate::failure::Failure;
use crate::spec::cors_check::CorsCheckFailure;
use crate::spec::cors_preflight_fetch::PreflightFailure;
use crate::spec::main_fetch::Blocked;
use crate::spec::redirect::{is_redirect_status, RedirectFailure};

/// What an answer shows besides the failure itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// The request's `Origin`.
    pub origin: String,
    /// The request's URL, without a user name and password.
    pub url: String,
    /// Its method.
    pub method: String,
    /// The answer's status.
    pub status: Option<u16>,
}

/// What a console would complain of; `None` for what none has words for.
fn complaint(failure: &Failure) -> Option<Complaint> {
    use Complaint as C;
    use CorsCheckFailure as O;
    use PreflightFailure as P;
    use RedirectFailure as R;
    Some(match failure {
        Failure::Preflight(P::CorsCheck(check)) | Failure::CorsCheck(check) => match check {
            O::AllowOriginMissing => C::AllowOriginMissing,
            O::AllowOriginWildcardWithCredentials => C::AllowOriginWildcard,
            O::AllowOriginMultiple { .. } => C::AllowOriginMultiple,
            O::AllowOriginMismatch { .. } => C::AllowOriginMismatch,
            O::AllowCredentialsMissing | O::AllowCredentialsNotTrue { .. } => C::AllowCredentials,
        },
        Failure::Preflight(P::StatusNotOk { status }) if is_redirect_status(*status) => {
            C::PreflightRedirect
        }
        Failure::Preflight(P::StatusNotOk { .. }) => C::PreflightStatus,
        Failure::Preflight(P::AllowMethodsUnparsable(_)) => C::MethodsUnparsable,
        Failure::Preflight(P::AllowHeadersUnparsable(_)) => C::HeadersUnparsable,
        Failure::Preflight(P::MethodNotAllowed { .. }) => C::Method,
        Failure::Preflight(P::NonWildcardHeaderNotListed { .. }) => C::AuthorizationByWildcard,
        Failure::Preflight(P::HeaderNotAllowed { .. }) => C::Header,
        Failure::PreflightNotAnswered => C::PreflightNotAnswered,
        Failure::NotAnswered => C::NotAnswered,
        Failure::Redirect(R::SchemeNotHttp { .. }) => C::RedirectScheme,
        Failure::Redirect(R::RedirectModeError) => C::RedirectMode,
        Failure::Redirect(R::TooManyRedirects) => C::TooManyRedirects,
        Failure::Redirect(R::LocationIncludesCredentials) => C::LocationCredentials,
        Failure::Blocked(Blocked::BadPort { .. }) => C::BadPort,
        Failure::Blocked(Blocked::MixedContent) => C::MixedContent,
        Failure::Blocked(Blocked::ModeSameOrigin) => C::ModeSameOrigin,
        Failure::Blocked(Blocked::SchemeNotHttp { .. }) => C::Scheme,
        Failure::Redirect(R::LocationUnparsable | R::BodySourceNull)
        | Failure::Blocked(Blocked::NoCorsRedirectMode { .. } | Blocked::BlobMethodNotGet { .. })
        | Failure::StreamsNotSupported
        | Failure::NotInHttpCache
        | Failure::StreamOverHttp1
        | Failure::KeepaliveBodyTooLong { .. }
        | Failure::Aborted
        | Failure::RedirectWithoutCredentials
        | Failure::IntegrityOfOpaqueResponse
        | Failure::NotAnEventStream => return None,
    })
}

/// What to do about a failure that an answer shows; `None` where consoles have no words for it, and so no fix.
pub(crate) fn fix_of(failure: &Failure, stage: ErrorStage, told: &Told) -> Option<ErrorFix> {
    let complaint = complaint(failure)?;
    let (value, header) = match failure {
        Failure::Preflight(PreflightFailure::CorsCheck(check)) | Failure::CorsCheck(check) => {
            let value = match check {
                CorsCheckFailure::AllowOriginMultiple { value }
                | CorsCheckFailure::AllowOriginMismatch { value, .. } => Some(value.clone()),
                _ => None,
            };
            (value, None)
        }
        Failure::Preflight(PreflightFailure::HeaderNotAllowed { name }) => {
            (None, Some(name.clone()))
        }
        _ => (None, None),
    };
    let draft = Draft {
        complaint: Some(complaint),
        origin: Some(told.origin.clone()),
        url: Some(told.url.clone()),
        method: Some(told.method.clone()),
        status: told.status,
        value,
        header,
        ..Draft::default()
    };
    Some(fix::of(complaint, stage, &draft))
}
