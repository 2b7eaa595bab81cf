//! What answers are by their status and in whole: why they fail, and what they say to others.

use alloc::string::String;
use alloc::vec::Vec;

use super::evidence::Evidence;
use super::failures::ALLOW_ORIGIN;
use super::hazard::{Hazard, Sight};
use super::origins::stage_of;
use super::refused;
use super::seen::View;
use crate::console_error::ErrorStage;
use crate::fingerprint::Certainty;
use crate::spec::cors_preflight_fetch::is_ok_status;
use crate::spec::redirect::is_redirect_status;

const STATUS: Option<&str> = Some("preflight-status-not-ok");
const MISSING: Option<&str> = Some("allow-origin-missing");
const PRIVATE: &str = "access-control-request-private-network";

pub(super) fn sights(evidence: &Evidence<'_>) -> Vec<Sight> {
    let mut sights = Vec::new();
    sights.extend(not_a_preflight(evidence));
    if let Some(view) = &evidence.preflight {
        sights.extend(why_the_status(evidence, view));
        sights.extend(bare_preflight(evidence, view));
    }
    sights.extend(bare_actual(evidence));
    sights.extend(redirected(evidence));
    sights.extend(errors(evidence));
    sights.extend(body_on_204(evidence));
    sights.extend(refused::refusals(evidence));
    sights.extend(plain_options(evidence));
    sights.extend(refused::others_refused(evidence));
    sights.extend(private_network(evidence));
    sights
}

fn location(view: &View<'_>) -> String {
    let location = view.value("location").unwrap_or_default();
    // A password may stand before an @.
    match location.split_once("://") {
        Some((scheme, rest)) => {
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            let host = host.rsplit('@').next().unwrap_or_default();
            [scheme, "://", host, path].concat()
        }
        None => location,
    }
}

fn not_a_preflight(evidence: &Evidence<'_>) -> Option<Sight> {
    let call = evidence.exchange.preflight.as_ref()?;
    let lacks = call.lacks()?;
    Some(Sight::new(
        Hazard::NotAPreflight { lacks },
        ErrorStage::Preflight,
    ))
}

/// What a status that is not 200 to 299 comes of.
fn why_the_status(evidence: &Evidence<'_>, view: &View<'_>) -> Option<Sight> {
    let status = view.status();
    let sight = |hazard| Sight::new(hazard, ErrorStage::Preflight).causes(STATUS);
    let asks = view.headers.contains("www-authenticate");
    match status {
        401 | 407 => Some(sight(Hazard::AuthBeforeCors { status })),
        403 if asks => Some(sight(Hazard::AuthBeforeCors { status })),
        _ if is_redirect_status(status) => {
            let location = location(view);
            let hazard = Hazard::PreflightRedirected {
                status,
                location: location.clone(),
            };
            Some(sight(hazard).at("Location", Some(location)))
        }
        404 | 405 | 501 => {
            // CORS that is at work has another reason to say so.
            let bare = view.allow_origin().is_none();
            let sight = sight(Hazard::OptionsNotRouted { status });
            bare.then(|| sight.sure(known(evidence)))
        }
        _ => None,
    }
}

/// That OPTIONS goes another way is sure once the request itself was seen to be answered well.
fn known(evidence: &Evidence<'_>) -> Certainty {
    let fine = evidence
        .actual
        .as_ref()
        .is_some_and(|actual| is_ok_status(actual.status()));
    if fine {
        Certainty::Certain
    } else {
        Certainty::Likely
    }
}

/// The request itself is answered with CORS headers, its preflight without.
fn bare_preflight(evidence: &Evidence<'_>, view: &View<'_>) -> Option<Sight> {
    let actual = evidence.actual.as_ref()?;
    let seen = actual.allow_origin().is_some() && view.allow_origin().is_none();
    // The log-in has been told of.
    let unexplained = !matches!(view.status(), 401 | 407);
    (seen && unexplained).then(|| {
        Sight::new(Hazard::PreflightWithoutCors, ErrorStage::Preflight)
            .at(ALLOW_ORIGIN, None)
            .causes(MISSING)
    })
}

/// The preflight's answer has CORS headers, the request's own is bare.
fn bare_actual(evidence: &Evidence<'_>) -> Option<Sight> {
    let (preflight, actual) = (evidence.preflight.as_ref()?, evidence.actual.as_ref()?);
    let answered = preflight.allow_origin().is_some() && is_ok_status(preflight.status());
    let bare = actual.allow_origin().is_none() && actual.status() < 400;
    (answered && bare && !is_redirect_status(actual.status())).then(|| {
        Sight::new(Hazard::ActualWithoutCors, ErrorStage::Actual)
            .at(ALLOW_ORIGIN, None)
            .causes(MISSING)
    })
}

fn redirected(evidence: &Evidence<'_>) -> Option<Sight> {
    let view = evidence
        .actual
        .as_ref()
        .filter(|view| is_redirect_status(view.status()))?;
    let location = location(view);
    let hazard = Hazard::ActualRedirected {
        status: view.status(),
        location: location.clone(),
    };
    let cause = MISSING.filter(|_| view.allow_origin().is_none());
    Some(
        Sight::new(hazard, ErrorStage::Actual)
            .at("Location", Some(location))
            .causes(cause),
    )
}

/// Errors to the page itself, without CORS, of a server that has it otherwise.
fn errors(evidence: &Evidence<'_>) -> Vec<Sight> {
    let page = evidence.page_origin();
    let has_cors = evidence
        .all()
        .any(|view| view.names(page) || view.names("*"));
    let asked_by_page = |view: &&View<'_>| view.origin() == Some(page) && !view.is_options();
    let bare = |view: &&View<'_>| view.status() >= 400 && view.allow_origin().is_none();
    let mut sights: Vec<Sight> = Vec::new();
    for view in evidence.all().filter(asked_by_page).filter(bare) {
        let status = view.status();
        let hazard = match status {
            401 | 407 => Hazard::AuthBeforeCors { status },
            _ if has_cors => Hazard::ErrorsWithoutCors { status },
            _ => continue,
        };
        if sights.iter().any(|known| known.hazard == hazard) {
            continue;
        }
        let own = evidence
            .actual
            .as_ref()
            .is_some_and(|actual| core::ptr::eq(actual.answer, view.answer));
        sights.push(
            Sight::new(hazard, ErrorStage::Actual)
                .at(ALLOW_ORIGIN, None)
                .causes(MISSING.filter(|_| own)),
        );
    }
    sights
}

fn body_on_204(evidence: &Evidence<'_>) -> Option<Sight> {
    let view = evidence.all().find(|view| {
        let length = view.value("content-length");
        let announced = length.is_some_and(|length| length != "0");
        let body = view
            .answer
            .body
            .as_ref()
            .is_some_and(|body| !body.is_empty());
        let bytes = view.answer.body_length.is_some_and(|length| length > 0);
        let coded = view.headers.contains("transfer-encoding");
        view.status() == 204 && (announced || body || bytes || coded)
    })?;
    let header = match view.headers.contains("transfer-encoding") {
        true => "Transfer-Encoding",
        false => "Content-Length",
    };
    Some(Sight::new(Hazard::BodyOn204, stage_of(view)).at(header, view.value(header)))
}

/// OPTIONS that is no preflight.
fn plain_options(evidence: &Evidence<'_>) -> Option<Sight> {
    let preflight = evidence.preflight.as_ref()?;
    let plain = evidence
        .others
        .iter()
        .find(|view| view.is_options() && !view.is_preflight())?;
    let status = plain.status();
    let as_preflight = plain.headers.contains("access-control-allow-methods")
        && preflight.headers.contains("access-control-allow-methods");
    let hazard = if status != preflight.status() {
        Hazard::PlainOptionsDiffers {
            status,
            preflight: preflight.status(),
        }
    } else if as_preflight {
        Hazard::PlainOptionsSwallowed
    } else {
        return None;
    };
    Some(Sight::new(hazard, ErrorStage::Preflight))
}

fn private_network(evidence: &Evidence<'_>) -> Option<Sight> {
    let view = evidence
        .all()
        .find(|view| view.request.header(PRIVATE) == Some("true"))?;
    let value = view.value("access-control-allow-private-network");
    let said_no = value.as_deref().is_some_and(|value| value != "true");
    let status = view.status();
    (said_no || !is_ok_status(status)).then(|| {
        Sight::new(Hazard::PrivateNetwork { status }, ErrorStage::Preflight)
            .at("Access-Control-Allow-Private-Network", value)
    })
}
