//! How those who are not permitted are answered.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::evidence::Evidence;
use super::failures::ALLOW_ORIGIN;
use super::hazard::{Hazard, Sight};
use super::origins::stage_of;
use super::seen::View;
use crate::console_error::ErrorStage;
use crate::spec::cors_preflight_fetch::is_ok_status;

/// How a preflight that does not permit is answered.
pub(super) fn refusals(evidence: &Evidence<'_>) -> Vec<Sight> {
    let of = |view: &View<'_>, refused: bool, origins: Vec<String>| {
        let status = view.status();
        let hazard = match is_ok_status(status) {
            true if refused => Hazard::SuccessStatusForRefusal { status },
            false if view.origin().is_some_and(|origin| view.names(origin)) => {
                Hazard::AcaoOnRefusal { status }
            }
            _ => return None,
        };
        Some(
            Sight::new(hazard, ErrorStage::Preflight)
                .at(ALLOW_ORIGIN, view.allow_origin())
                .hits(origins),
        )
    };
    let own = evidence.preflight.iter();
    let own = own.filter_map(|view| of(view, evidence.preflight_fails(), Vec::new()));
    let others = evidence.others.iter().filter(|view| view.is_preflight());
    let others = others.filter_map(|view| {
        let made_up = |asked, header: &str| {
            let asked = view.request.header(asked).unwrap_or_default();
            let names = asked.split(',').map(str::trim);
            names
                .filter(|name| evidence.is_made_up(name))
                .any(|name| !view.lists(header, name) && !view.lists(header, "*"))
        };
        let refused = !view.permits_its_origin()
            || made_up(
                "access-control-request-headers",
                "access-control-allow-headers",
            )
            || made_up(
                "access-control-request-method",
                "access-control-allow-methods",
            );
        of(
            view,
            refused,
            view.origin().map(ToOwned::to_owned).into_iter().collect(),
        )
    });
    let mut sights: Vec<Sight> = Vec::new();
    for sight in own.chain(others) {
        if !sights
            .iter()
            .any(|known| known.hazard.code() == sight.hazard.code())
        {
            sights.push(sight);
        }
    }
    sights
}

/// What other origins get besides the lack of permission.
pub(super) fn others_refused(evidence: &Evidence<'_>) -> Vec<Sight> {
    let page = evidence.page_origin();
    let mut sights: Vec<Sight> = Vec::new();
    for view in &evidence.others {
        let own = match view.is_options() {
            true => &evidence.preflight,
            false => &evidence.actual,
        };
        let fine = own.as_ref().is_some_and(|own| is_ok_status(own.status()));
        let Some(origin) = view.origin().filter(|origin| *origin != page && fine) else {
            continue;
        };
        let status = view.status();
        let hazard = match status {
            500..=599 => Hazard::CallbackError { status },
            400 | 403 if !view.is_options() => Hazard::BlocksRealRequests { status },
            _ => continue,
        };
        if !sights.iter().any(|known| known.hazard == hazard) {
            let hit = Vec::from([origin.to_owned()]);
            sights.push(Sight::new(hazard, stage_of(view)).hits(hit));
        }
    }
    sights
}
