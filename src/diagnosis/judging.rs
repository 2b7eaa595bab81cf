//! What each engine makes of an exchange, put together.

use alloc::vec::Vec;

use super::failures::{finding_of_report, Point};
use super::points::Judge;
use super::report::{EngineVerdict, SeenVerdict, ServerFinding};
use super::seen::SeenExchange;
use crate::console_error::{ErrorStage, Told};
use crate::engine::Engine;
use crate::failure::Failure;
use crate::forecast::ErrorReport;
use crate::spec::cors_preflight_fetch::PreflightFailure;

/// What one engine makes of the exchange; its points of failure are added to `points`, and those that are none of CORS
/// handed back.
pub(super) fn judged(
    judge: &mut Judge,
    exchange: &SeenExchange,
    points: &mut Vec<Point>,
) -> (EngineVerdict, Vec<(ErrorReport, ErrorStage)>) {
    let engine = judge.profile.engine;
    let mut more = Vec::new();
    let mut first: Option<&'static str> = None;
    let mut permitted = SeenVerdict::NotSeen;
    if let Some(error) = judge.error_before() {
        first = Some(error.code);
        more.push((error, ErrorStage::Before));
    }
    let preflight = exchange
        .preflight
        .as_ref()
        .filter(|call| call.lacks().is_none());
    if let Some(call) = preflight.filter(|_| judge.is_cross_origin()) {
        let view = call.view();
        let of_engine: Vec<Failure> = match &view {
            Some(view) => judge
                .points_of_preflight(view)
                .into_iter()
                .map(Failure::Preflight)
                .collect(),
            None => Vec::from([Failure::PreflightNotAnswered]),
        };
        let shown = match &view {
            Some(view) => judge.first_of_preflight(view).map(Failure::Preflight),
            None => Some(Failure::PreflightNotAnswered),
        };
        let is_shown = first.is_none();
        first = first.or(shown.as_ref().map(|failure| judge.report(failure).code));
        add(
            points,
            ErrorStage::Preflight,
            of_engine,
            shown.filter(|_| is_shown),
            engine,
        );
        permitted = SeenVerdict::PreflightPermitted;
    }
    if let Some(call) = &exchange.actual {
        let view = call.view();
        let of_engine: Vec<Failure> = match &view {
            Some(view) if judge.is_cross_origin() => judge
                .points_of_actual(view)
                .into_iter()
                .map(Failure::CorsCheck)
                .collect(),
            Some(_) => Vec::new(),
            None => Vec::from([Failure::NotAnswered]),
        };
        let response = call.answer.as_ref().map(|answer| &answer.response);
        let error = judge.first_of_actual(response);
        let shown = of_engine.first().filter(|_| first.is_none()).cloned();
        if let Some(error) = error {
            let known = of_engine
                .iter()
                .any(|failure| judge.report(failure).code == error.code);
            first = first.or(Some(error.code));
            if !known {
                more.push((error, ErrorStage::Redirect));
            }
        } else {
            first = first.or(of_engine.first().map(|failure| judge.report(failure).code));
        }
        add(points, ErrorStage::Actual, of_engine, shown, engine);
        permitted = SeenVerdict::Permitted;
    }
    let verdict = EngineVerdict {
        engine,
        verdict: if first.is_some() {
            SeenVerdict::Refused
        } else {
            permitted
        },
        code: first,
    };
    (verdict, more)
}

/// Adds an engine's points to those that are known already.
fn add(
    points: &mut Vec<Point>,
    stage: ErrorStage,
    failures: Vec<Failure>,
    shown: Option<Failure>,
    engine: Engine,
) {
    for failure in failures {
        let is_shown = shown.as_ref() == Some(&failure);
        let at = points
            .iter()
            .position(|point| point.stage == stage && point.failure == failure);
        let at = at.unwrap_or_else(|| {
            points.push(Point {
                stage,
                failure,
                engines: Vec::new(),
                shown_by: Vec::new(),
            });
            points.len() - 1
        });
        points[at].engines.push(engine);
        if is_shown {
            points[at].shown_by.push(engine);
        }
    }
}

/// Adds what is told of in a report alone.
pub(super) fn merge(
    findings: &mut Vec<ServerFinding>,
    error: ErrorReport,
    stage: ErrorStage,
    engine: Engine,
    told: &Told,
) {
    let known = findings
        .iter_mut()
        .find(|finding| finding.code == error.code && finding.stage == stage);
    match known {
        Some(known) => {
            known.engines.push(engine);
            known.shown_by.push(engine);
        }
        None => findings.push(finding_of_report(error, stage, Vec::from([engine]), told)),
    }
}

pub(super) fn of_preflight(point: &Point) -> Option<PreflightFailure> {
    match &point.failure {
        Failure::Preflight(failure) => Some(failure.clone()),
        _ => None,
    }
}

/// The order of the standard.
pub(super) fn rank(point: &Point) -> u8 {
    use PreflightFailure as P;
    match &point.failure {
        Failure::Preflight(P::CorsCheck(_)) | Failure::PreflightNotAnswered => 0,
        Failure::Preflight(P::StatusNotOk { .. }) => 1,
        Failure::Preflight(P::AllowMethodsUnparsable(_)) => 2,
        Failure::Preflight(P::AllowHeadersUnparsable(_)) => 3,
        Failure::Preflight(P::MethodNotAllowed { .. }) => 4,
        Failure::Preflight(P::NonWildcardHeaderNotListed { .. }) => 5,
        Failure::Preflight(P::HeaderNotAllowed { .. }) => 6,
        _ => 7,
    }
}
