//! From what a console complains of to the step of the standard that has failed.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::fold::Draft;
use super::{fix, text, DecodedError, ErrorStage};
use crate::engine::console::{Complaint, Unsaid};
use crate::failure::Failure;
use crate::spec::cors_check::CorsCheckFailure;
use crate::spec::cors_preflight_fetch::PreflightFailure;
use crate::spec::header_list_values::NotAToken;
use crate::spec::main_fetch::Blocked;
use crate::spec::redirect::{is_redirect_status, RedirectFailure};

/// What stands in sentences and header lines for what a console does not tell.
pub(super) mod untold {
    pub const ORIGIN: &str = "<the page's origin>";
    pub const METHOD: &str = "the request's method";
    pub const VALUE: &str = "…";
}

/// The codes behind a request that got no answer: some consoles print the same of all of them.
const NOT_ANSWERED_TOO: &[&str] = &[
    "preflight-not-answered",
    "mixed-content",
    "too-many-redirects",
    "location-includes-credentials",
    "redirect-scheme-not-http",
];

pub(super) fn decoded(mut draft: Draft) -> DecodedError {
    let complaint = settled(&draft);
    let stage = stage(complaint, &draft);
    if complaint == Complaint::AllowCredentials && draft.value.as_deref() == Some("") {
        // An empty value is how a missing header is printed.
        draft.value = None;
    }
    let failure = failure(complaint, stage, &draft);
    let (code, step, standard) = match &failure {
        Some(failure) => crate::failure_text::of_failure(failure),
        None => (text::code(complaint), "", String::new()),
    };
    let unsaid = unsaid(complaint, stage, &draft);
    DecodedError {
        engine: draft.engine,
        code,
        also_possible: also_possible(complaint, stage, &draft),
        step: if is_of_either(complaint) && stage == ErrorStage::Unknown {
            "cors-check"
        } else {
            step
        },
        stage,
        kind: draft.kind,
        meaning: text::meaning(complaint, stage, &draft, standard),
        unsaid,
        fix: fix::of(complaint, stage, &draft),
        url: draft.url,
        redirected_from: draft.redirected_from,
        origin: draft.origin,
        method: draft.method,
        header: draft.header,
        value: draft.value,
        status: draft.status,
    }
}

/// The complaint as all that was said makes it.
fn settled(draft: &Draft) -> Complaint {
    use Complaint as C;
    match draft.complaint {
        Some(C::AllowOriginMismatch)
            if draft
                .value
                .as_ref()
                .is_some_and(|value| value.contains(',')) =>
        {
            C::AllowOriginMultiple
        }
        Some(C::Scheme) if draft.redirected_from.is_some() => C::RedirectScheme,
        Some(complaint) => complaint,
        None => C::NotTold,
    }
}

/// Whether it may be about a preflight's answer or a request's own.
fn is_of_either(complaint: Complaint) -> bool {
    use Complaint as C;
    matches!(
        complaint,
        C::AllowOriginMissing
            | C::OriginNotAllowed
            | C::AllowOriginWildcard
            | C::AllowOriginMultiple
            | C::AllowOriginMismatch
            | C::AllowCredentials
    )
}

fn stage(complaint: Complaint, draft: &Draft) -> ErrorStage {
    use Complaint as C;
    match complaint {
        _ if is_of_either(complaint) => match draft {
            _ if draft.of_preflight => ErrorStage::Preflight,
            _ if draft.of_redirect => ErrorStage::Redirect,
            _ if draft.redirected_from.is_some() => ErrorStage::Redirect,
            // A redirect's answer is complained of twice, too.
            _ if draft.repeated
                && draft
                    .status
                    .is_some_and(|status| !is_redirect_status(status)) =>
            {
                ErrorStage::Preflight
            }
            _ if draft.repeated => ErrorStage::Unknown,
            // Without the beginning of the sentence nothing follows from what is not in it.
            _ if draft.tells_preflights_apart && draft.url.is_some() => ErrorStage::Actual,
            _ => ErrorStage::Unknown,
        },
        C::PreflightStatus
        | C::PreflightRedirect
        | C::MethodsUnparsable
        | C::HeadersUnparsable
        | C::Method
        | C::Header
        | C::PreflightNotAnswered => ErrorStage::Preflight,
        C::AuthorizationByWildcard => ErrorStage::Preflight,
        C::LocationCredentials | C::RedirectScheme | C::RedirectMode | C::TooManyRedirects => {
            ErrorStage::Redirect
        }
        C::Scheme | C::ModeSameOrigin | C::MixedContent | C::BadPort => ErrorStage::Before,
        _ => ErrorStage::Unknown,
    }
}

/// The standard's failure, with what the console has told of it.
fn failure(complaint: Complaint, stage: ErrorStage, draft: &Draft) -> Option<Failure> {
    use Complaint as C;
    let told =
        |known: &Option<String>, untold: &str| known.clone().unwrap_or_else(|| untold.to_owned());
    let value = || told(&draft.value, untold::VALUE);
    let element = || NotAToken { element: value() };
    let check = |failure| match stage {
        ErrorStage::Preflight => Failure::Preflight(PreflightFailure::CorsCheck(failure)),
        _ => Failure::CorsCheck(failure),
    };
    let scheme = || {
        let url = draft.url.as_deref().unwrap_or_default();
        url.split(':').next().unwrap_or_default().to_owned()
    };
    Some(match complaint {
        C::AllowOriginMissing | C::OriginNotAllowed => check(CorsCheckFailure::AllowOriginMissing),
        C::AllowOriginWildcard => check(CorsCheckFailure::AllowOriginWildcardWithCredentials),
        C::AllowOriginMultiple => check(CorsCheckFailure::AllowOriginMultiple { value: value() }),
        C::AllowOriginMismatch => check(CorsCheckFailure::AllowOriginMismatch {
            value: value(),
            expected: told(&draft.origin, "the page's origin"),
        }),
        C::AllowCredentials => check(match (&draft.value, draft.unsaid) {
            (None, None) => CorsCheckFailure::AllowCredentialsMissing,
            _ => CorsCheckFailure::AllowCredentialsNotTrue { value: value() },
        }),
        C::PreflightStatus | C::PreflightRedirect => {
            Failure::Preflight(PreflightFailure::StatusNotOk {
                status: draft.status.unwrap_or_default(),
            })
        }
        C::MethodsUnparsable => {
            Failure::Preflight(PreflightFailure::AllowMethodsUnparsable(element()))
        }
        C::HeadersUnparsable => {
            Failure::Preflight(PreflightFailure::AllowHeadersUnparsable(element()))
        }
        C::Method => Failure::Preflight(PreflightFailure::MethodNotAllowed {
            method: told(&draft.method, untold::METHOD),
        }),
        C::Header => Failure::Preflight(PreflightFailure::HeaderNotAllowed {
            name: told(&draft.header, untold::VALUE),
        }),
        C::LocationCredentials => Failure::Redirect(RedirectFailure::LocationIncludesCredentials),
        C::RedirectScheme => Failure::Redirect(RedirectFailure::SchemeNotHttp { scheme: scheme() }),
        C::RedirectMode => Failure::Redirect(RedirectFailure::RedirectModeError),
        C::TooManyRedirects => Failure::Redirect(RedirectFailure::TooManyRedirects),
        C::Scheme => Failure::Blocked(Blocked::SchemeNotHttp { scheme: scheme() }),
        C::ModeSameOrigin => Failure::Blocked(Blocked::ModeSameOrigin),
        C::MixedContent => Failure::Blocked(Blocked::MixedContent),
        C::BadPort => Failure::Blocked(Blocked::BadPort { port: port(draft) }),
        C::NotAnswered => Failure::NotAnswered,
        C::PreflightNotAnswered => Failure::PreflightNotAnswered,
        C::AuthorizationByWildcard
        | C::LocalNetworkDenied
        | C::LocalNetworkNotSecure
        | C::LocalNetworkOther
        | C::NotTold => return None,
    })
}

/// The port that the URL names.
fn port(draft: &Draft) -> u16 {
    let url = draft.url.as_deref().unwrap_or_default();
    let authority = url.split('/').nth(2).unwrap_or_default();
    authority
        .rsplit(':')
        .next()
        .and_then(|port| port.parse().ok())
        .unwrap_or_default()
}

/// What a redirect away from the page's origin needs in an engine, whether the request includes credentials or not.
const WITHOUT_CREDENTIALS: &str = "redirect-without-credentials";

/// Codes of which the console would have printed the same.
fn also_possible(complaint: Complaint, stage: ErrorStage, draft: &Draft) -> Vec<&'static str> {
    use Complaint as C;
    let is_failing = !draft
        .status
        .is_some_and(|status| (200..=299).contains(&status));
    match complaint {
        C::OriginNotAllowed => ["allow-origin-mismatch"].to_vec(),
        C::AllowCredentials if draft.of_redirect => {
            ["allow-credentials-missing", WITHOUT_CREDENTIALS].to_vec()
        }
        C::AllowOriginWildcard if draft.of_redirect => [WITHOUT_CREDENTIALS].to_vec(),
        C::AllowCredentials if draft.unsaid.is_some() => ["allow-credentials-missing"].to_vec(),
        // An empty value is printed as a missing one.
        C::AllowCredentials if draft.value.is_none() => ["allow-credentials-not-true"].to_vec(),
        C::NotAnswered if draft.unsaid.is_some() => NOT_ANSWERED_TOO.to_vec(),
        C::NotAnswered => ["preflight-not-answered"].to_vec(),
        // It may have been the redirect's port, or the scheme's own.
        C::RedirectScheme if draft.repeated => ["scheme-not-http"].to_vec(),
        // Which of two wrongs a console tells of first is its own choice.
        C::AllowOriginMissing
            if is_failing && (stage == ErrorStage::Preflight || draft.repeated) =>
        {
            ["preflight-status-not-ok"].to_vec()
        }
        _ => Vec::new(),
    }
}

fn unsaid(complaint: Complaint, stage: ErrorStage, draft: &Draft) -> Option<&'static str> {
    let unsaid = match draft.unsaid {
        // Another line has said it.
        Some(Unsaid::WhichAnswer) if stage != ErrorStage::Unknown => None,
        Some(Unsaid::Detail) if draft.status.is_some() || draft.value.is_some() => None,
        Some(Unsaid::WhyNoAnswer) if complaint == Complaint::RedirectScheme => None,
        None if complaint == Complaint::AllowOriginMissing
            && stage == ErrorStage::Preflight
            && draft.status.is_none() =>
        {
            Some(Unsaid::StatusLater)
        }
        None if complaint == Complaint::NotTold => Some(Unsaid::Everything),
        None if complaint == Complaint::NotAnswered => Some(Unsaid::WhyNoAnswer),
        unsaid => unsaid,
    };
    unsaid.map(|unsaid| text::unsaid(unsaid, draft.repeated))
}
