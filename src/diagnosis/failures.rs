//! Failures as findings: where in the answer, which engines, and what to send instead.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::report::{Gravity, ServerFinding};
use super::seen::View;
use super::step::spec_of;
use crate::console_error::{fix_of, ErrorFix, ErrorStage, Told};
use crate::engine::Engine;
use crate::failure::Failure;
use crate::failure_text::of_failure;
use crate::fingerprint::Certainty;
use crate::forecast::{ErrorReport, Part};
use crate::say::join;
use crate::spec::cors_check::CorsCheckFailure;
use crate::spec::cors_preflight_fetch::PreflightFailure;

pub(super) const ALLOW_ORIGIN: &str = "Access-Control-Allow-Origin";
pub(super) const ALLOW_CREDENTIALS: &str = "Access-Control-Allow-Credentials";
pub(super) const ALLOW_METHODS: &str = "Access-Control-Allow-Methods";
pub(super) const ALLOW_HEADERS: &str = "Access-Control-Allow-Headers";

/// A point of failure, and who fails there.
pub(super) struct Point {
    pub stage: ErrorStage,
    pub failure: Failure,
    pub engines: Vec<Engine>,
    pub shown_by: Vec<Engine>,
}

/// The finding that a point is.
pub(super) fn finding(point: Point, view: Option<&View<'_>>, told: &Told) -> ServerFinding {
    let (code, step, meaning) = of_failure(&point.failure);
    let header = header_of(&point.failure);
    let value = header.and_then(|header| view?.value(header));
    let part = value
        .as_deref()
        .and_then(|value| in_bytes(part_of(&point.failure, value, told)?, value));
    let status = match (&point.failure, view) {
        (Failure::Preflight(PreflightFailure::StatusNotOk { status }), _) => Some(*status),
        (Failure::Redirect(_) | Failure::NotAnEventStream, Some(view)) => Some(view.status()),
        _ => None,
    };
    let fix = fix_of(&point.failure, point.stage, told).unwrap_or_else(|| ErrorFix {
        text: own_fix(&point.failure).to_owned(),
        headers: Vec::new(),
        risk: None,
    });
    ServerFinding {
        code,
        fails: true,
        severity: gravity(&point.engines),
        certainty: Certainty::Certain,
        stage: point.stage,
        header,
        part,
        status,
        step,
        spec: spec_of(step),
        engines: point.engines,
        shown_by: point.shown_by,
        origins: Vec::from([told.origin.clone()]),
        cause_of: None,
        meaning,
        fix: with_whole_lists(fix, &point.failure, value.as_deref()),
        value,
    }
}

/// A failure of which only the report is there: of the call itself, or of what is no point of CORS.
pub(super) fn finding_of_report(
    error: ErrorReport,
    stage: ErrorStage,
    engines: Vec<Engine>,
    told: &Told,
) -> ServerFinding {
    ServerFinding {
        code: error.code,
        fails: true,
        severity: gravity(&engines),
        certainty: Certainty::Certain,
        stage,
        header: None,
        value: None,
        part: None,
        status: told.status.filter(|_| stage != ErrorStage::Before),
        step: error.step,
        spec: spec_of(error.step),
        shown_by: engines.clone(),
        engines,
        origins: Vec::from([told.origin.clone()]),
        cause_of: None,
        meaning: error.message,
        fix: ErrorFix {
            text: match stage {
                ErrorStage::Before => "Change the call: nothing is sent, so no server can mend it.",
                _ => REDIRECT_FIX,
            }
            .to_owned(),
            headers: Vec::new(),
            risk: None,
        },
    }
}

const REDIRECT_FIX: &str = "Ask the URL that the redirect leads to, and have redirects lead to whole http: or https: URLs.";

fn gravity(engines: &[Engine]) -> Gravity {
    match engines.iter().any(|engine| engine.is_a_browser()) {
        true => Gravity::High,
        false => Gravity::Medium,
    }
}

/// What helps where consoles have no words.
fn own_fix(failure: &Failure) -> &'static str {
    match failure {
        Failure::Redirect(_) | Failure::RedirectWithoutCredentials => REDIRECT_FIX,
        Failure::NotAnEventStream => "Answer with status 200 and Content-Type: text/event-stream.",
        _ => "Change the call: the server can't mend it.",
    }
}

fn header_of(failure: &Failure) -> Option<&'static str> {
    use CorsCheckFailure as C;
    use PreflightFailure as P;
    match failure {
        Failure::Preflight(P::CorsCheck(check)) | Failure::CorsCheck(check) => Some(match check {
            C::AllowCredentialsMissing | C::AllowCredentialsNotTrue { .. } => ALLOW_CREDENTIALS,
            C::AllowOriginMissing
            | C::AllowOriginWildcardWithCredentials
            | C::AllowOriginMultiple { .. }
            | C::AllowOriginMismatch { .. } => ALLOW_ORIGIN,
        }),
        Failure::Preflight(P::AllowMethodsUnparsable(_) | P::MethodNotAllowed { .. }) => {
            Some(ALLOW_METHODS)
        }
        Failure::Preflight(
            P::AllowHeadersUnparsable(_)
            | P::NonWildcardHeaderNotListed { .. }
            | P::HeaderNotAllowed { .. },
        ) => Some(ALLOW_HEADERS),
        Failure::Redirect(_) => Some("Location"),
        Failure::NotAnEventStream => Some("Content-Type"),
        _ => None,
    }
}

/// The part of a header's value that is wrong, where one is.
fn part_of(failure: &Failure, value: &str, told: &Told) -> Option<Part> {
    use CorsCheckFailure as C;
    use PreflightFailure as P;
    let check = match failure {
        Failure::Preflight(P::CorsCheck(check)) | Failure::CorsCheck(check) => Some(check),
        _ => None,
    };
    match (check, failure) {
        (Some(C::AllowOriginMismatch { value, expected }), _) => first_difference(value, expected),
        (Some(C::AllowOriginMultiple { value }), _) => {
            let comma = value.find(',')?;
            part(comma, value.len() - comma)
        }
        (Some(_), _) => part(0, value.len()),
        (
            _,
            Failure::Preflight(P::AllowMethodsUnparsable(fault) | P::AllowHeadersUnparsable(fault)),
        ) => part(value.find(fault.element.as_str())?, fault.element.len()),
        // Listed, but in another case.
        (_, Failure::Preflight(P::MethodNotAllowed { .. })) => element(value, &told.method),
        (_, Failure::Preflight(P::NonWildcardHeaderNotListed { .. })) => element(value, "*"),
        _ => None,
    }
}

/// Where two texts begin to differ, up to the end of the first.
fn first_difference(value: &str, expected: &str) -> Option<Part> {
    let same = value
        .char_indices()
        .zip(expected.chars())
        .find(|((_, given), wanted)| given != wanted);
    let at = same.map_or(expected.len().min(value.len()), |((at, _), _)| at);
    part(at, value.len().checked_sub(at)?).or_else(|| part(0, value.len()))
}

/// Where a list has an element, in any case.
pub(super) fn element(value: &str, name: &str) -> Option<Part> {
    let mut at = 0;
    for piece in value.split(',') {
        let trimmed = piece.trim();
        if trimmed.eq_ignore_ascii_case(name) {
            return part(at + piece.find(trimmed)?, trimmed.len());
        }
        at += piece.len() + 1;
    }
    None
}

/// A part of a text as one of the header's value: what was read as a text has a character for each byte.
pub(super) fn in_bytes(part: Part, value: &str) -> Option<Part> {
    let count = |from: usize, to: usize| value.get(from..to).map(|text| text.chars().count());
    Some(Part {
        offset: count(0, part.offset)?,
        length: count(part.offset, part.offset + part.length)?,
    })
}

pub(super) fn part(offset: usize, length: usize) -> Option<Part> {
    (length > 0).then_some(Part { offset, length })
}

/// The fix with whole lines: what is listed already, and what is missing.
fn with_whole_lists(mut fix: ErrorFix, failure: &Failure, value: Option<&str>) -> ErrorFix {
    use PreflightFailure as P;
    let Failure::Preflight(
        P::MethodNotAllowed { .. }
        | P::HeaderNotAllowed { .. }
        | P::NonWildcardHeaderNotListed { .. },
    ) = failure
    else {
        return fix;
    };
    for (_, line) in &mut fix.headers {
        let listed = value.unwrap_or_default().split(',').map(str::trim);
        let mut names: Vec<&str> = listed
            .filter(|name| !name.is_empty() && *name != "*" && !name.eq_ignore_ascii_case(line))
            .collect();
        names.push(line);
        let whole: String = join(&names, ", ");
        *line = whole;
    }
    fix
}
