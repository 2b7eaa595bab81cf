//! Judges a server's answers: every point at which they fail, in each engine, and what is hazardous although it passes.

mod answers;
mod asked;
mod evidence;
mod failures;
mod hazard;
mod hazard_fix;
mod hazard_text;
mod judging;
mod lists;
mod look_alike;
mod origins;
mod points;
mod refused;
mod report;
mod seen;
mod step;

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use self::asked::description;
use self::evidence::Evidence;
use self::failures::{finding, in_bytes, Point};
use self::hazard::Sight;
use self::judging::{judged, merge, of_preflight, rank};
pub use self::look_alike::{look_alike_origins, Likeness, LookAlike};
use self::points::Judge;
pub use self::report::{Diagnosis, EngineVerdict, Gravity, SeenVerdict, ServerFinding};
use self::seen::View;
pub use self::seen::{SeenCall, SeenExchange};
use self::step::spec_of;
use crate::console_error::{ErrorStage, Told};
use crate::curl::curl;
use crate::engine::Engine;
use crate::error::Error;
use crate::fingerprint::fingerprint;
use crate::forecaster::Forecaster;
use crate::spec::cors_preflight_fetch::PreflightFailure;
use crate::spec::url::ParseUrl;

/// Judges what was seen of a server: preflight, the request itself, and what others were answered.
///
/// A browser stops at the first failure; this goes on, so that all of them can be mended at once.
///
/// ```
/// use cors_forecast::{diagnose, SeenAnswer, SeenCall, SeenExchange, WireKind, WireRequest, WireResponse};
///
/// let seen = SeenExchange {
///     origin: "https://app.example".into(),
///     preflight: Some(SeenCall {
///         request: WireRequest {
///             kind: WireKind::Preflight,
///             method: "OPTIONS".into(),
///             url: "https://api.example/items".into(),
///             headers: vec![
///                 ("Origin".into(), "https://app.example".into()),
///                 ("Access-Control-Request-Method".into(), "PUT".into()),
///             ],
///         },
///         answer: Some(SeenAnswer {
///             response: WireResponse { status: 401, ..WireResponse::default() },
///             ..SeenAnswer::default()
///         }),
///     }),
///     ..SeenExchange::default()
/// };
/// let codes: Vec<&str> = diagnose(&seen)?.findings.iter().map(|finding| finding.code).collect();
/// assert_eq!(codes[..3], ["allow-origin-missing", "preflight-status-not-ok", "method-not-allowed"]);
/// assert_eq!(codes[3], "auth-before-cors");
/// # Ok::<(), cors_forecast::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::InvalidOrigin`], and [`Error::RequestRefused`] if no page can make the request that was described.
#[cfg(not(target_arch = "wasm32"))]
pub fn diagnose(exchange: &SeenExchange) -> Result<Diagnosis, Error> {
    diagnose_with(exchange, crate::native_url::parse_url)
}

/// As [`diagnose`], with a URL parser of the caller's.
///
/// # Errors
///
/// Those of [`diagnose`].
pub fn diagnose_with(exchange: &SeenExchange, parse_url: ParseUrl) -> Result<Diagnosis, Error> {
    let description = description(exchange);
    let mut judges = Vec::new();
    for (_, engine) in Engine::ALL {
        let forecaster = Forecaster::with_url_parser(&exchange.origin, engine, parse_url)?;
        judges.push(Judge::new(forecaster, exchange, &description)?);
    }
    let told = told(exchange, &judges, parse_url);
    let mut findings = Vec::new();
    let mut engines = Vec::new();
    let mut points = Vec::new();
    for judge in &mut judges {
        let (verdict, more) = judged(judge, exchange, &mut points);
        engines.push(verdict);
        for (error, stage) in more {
            merge(&mut findings, error, stage, verdict.engine, &told);
        }
    }
    points.sort_by_key(|point: &Point| rank(point));
    let standard: Vec<PreflightFailure> = points.iter().filter_map(of_preflight).collect();
    let evidence = Evidence::new(exchange, &judges, &standard);
    let failed = points.into_iter().map(|point| {
        let view = match point.stage {
            ErrorStage::Preflight => &evidence.preflight,
            _ => &evidence.actual,
        };
        let told = Told {
            status: view.as_ref().map(View::status),
            ..told.clone()
        };
        finding(point, view.as_ref(), &told)
    });
    findings.splice(0..0, failed.collect::<Vec<_>>());
    let mut hazards: Vec<ServerFinding> = hazards(&evidence);
    hazards.sort_by_key(|hazard| (hazard.cause_of.is_none(), hazard.severity));
    findings.extend(hazards);
    Ok(Diagnosis {
        engines,
        findings,
        answered_by: answered_by(&evidence),
        curl: exchange.preflight.as_ref().map(|call| curl(&call.request)),
    })
}

fn told(exchange: &SeenExchange, judges: &[Judge], parse_url: ParseUrl) -> Told {
    let calls = [exchange.preflight.as_ref(), exchange.actual.as_ref()];
    let url = calls
        .into_iter()
        .flatten()
        .next()
        .map(|call| &call.request.url);
    let bare = url
        .and_then(|url| parse_url(url, None))
        .map(|url| url.without_userinfo());
    Told {
        origin: judges.first().map(Judge::origin).unwrap_or_default(),
        url: bare.unwrap_or_default(),
        method: judges
            .first()
            .map(|judge| judge.method().to_owned())
            .unwrap_or_default(),
        status: None,
    }
}

fn hazards(evidence: &Evidence<'_>) -> Vec<ServerFinding> {
    let sights = origins::sights(evidence).into_iter();
    let sights = sights
        .chain(lists::sights(evidence))
        .chain(answers::sights(evidence));
    sights.map(|sight| hazardous(sight, evidence)).collect()
}

fn hazardous(sight: Sight, evidence: &Evidence<'_>) -> ServerFinding {
    let (step, meaning) = hazard_text::of(&sight.hazard);
    let origin = evidence.page_origin();
    let (header, value) = match sight.place {
        Some((header, value)) => (Some(header), Some(value).filter(|value| !value.is_empty())),
        None => (None, None),
    };
    let whole = value.as_deref().unwrap_or_default();
    let part = sight.part.and_then(|part| in_bytes(part, whole));
    ServerFinding {
        code: sight.hazard.code(),
        fails: false,
        severity: sight.hazard.gravity(),
        certainty: sight.certainty,
        stage: sight.stage,
        header,
        value,
        part,
        status: sight.hazard.status(),
        step,
        spec: spec_of(step),
        engines: sight.engines.unwrap_or_else(|| evidence.engines(|_| true)),
        shown_by: Vec::new(),
        origins: match sight.origins.is_empty() {
            true => Vec::from([String::from(origin)]),
            false => sight.origins,
        },
        cause_of: sight.cause_of,
        meaning,
        fix: hazard_fix::of(&sight.hazard, origin),
    }
}

/// Who wrote the answer that does not permit, or the first there is.
fn answered_by(evidence: &Evidence<'_>) -> Vec<crate::fingerprint::Fingerprint> {
    let asked = evidence
        .preflight
        .iter()
        .chain(&evidence.actual)
        .chain(&evidence.others);
    let mut found = Vec::new();
    for view in asked {
        for one in fingerprint(view.answer) {
            if !found.contains(&one) {
                found.push(one);
            }
        }
    }
    found.sort_by_key(|one| one.certainty);
    found
}
