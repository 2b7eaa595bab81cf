//! Which origins a server takes for the right one, and whether caches on the way know that it looks at them.

use alloc::borrow::ToOwned;
use alloc::vec::Vec;

use super::evidence::Evidence;
use super::failures::{part, ALLOW_ORIGIN};
use super::hazard::{Hazard, Sight};
use super::look_alike::{likeness, Likeness};
use super::seen::View;
use crate::console_error::ErrorStage;
use crate::fingerprint::Certainty;

const ANY: &str = "*";

pub(super) fn sights(evidence: &Evidence<'_>) -> Vec<Sight> {
    let mut sights = accepted(evidence);
    sights.extend(static_origin(evidence));
    sights.extend(star_with_credentials(evidence));
    sights.extend(vary(evidence, true));
    sights.extend(vary(evidence, false));
    sights
}

/// The stage whose answer this is.
pub(super) fn stage_of(view: &View<'_>) -> ErrorStage {
    match view.is_options() {
        true => ErrorStage::Preflight,
        false => ErrorStage::Actual,
    }
}

/// Origins that were named back to who asked from them.
fn accepted(evidence: &Evidence<'_>) -> Vec<Sight> {
    let mut sights: Vec<Sight> = Vec::new();
    let page = evidence.page_origin();
    let own = page == "null";
    for view in evidence.all() {
        let Some(origin) = view.origin().filter(|origin| view.names(origin)) else {
            continue;
        };
        let credentials = view.allows_credentials();
        let like = match likeness(page, origin) {
            Some(like) => like,
            None if own => Likeness::Null,
            None => continue,
        };
        let Some(hazard) = hazard_of(like, credentials) else {
            continue;
        };
        let made_up = evidence.is_made_up(origin) || origin.ends_with(".invalid");
        let certainty = match like {
            Likeness::Null | Likeness::Scheme | Likeness::Case => Certainty::Certain,
            _ if made_up => Certainty::Certain,
            // It may be on the server's list.
            _ => Certainty::Likely,
        };
        let hit = match hazard {
            Hazard::ReflectsAnyOrigin | Hazard::ReflectsWithCredentials => ANY,
            _ => origin,
        };
        let sight = Sight::new(hazard, stage_of(view))
            .at(ALLOW_ORIGIN, Some(origin.to_owned()))
            .of_part(part(0, origin.len()))
            .sure(certainty)
            .hits(Vec::from([hit.to_owned()]));
        add(&mut sights, sight);
    }
    // Where any origin is sent back, those that look alike are no news.
    let any = sights.iter().any(|sight| {
        matches!(
            sight.hazard,
            Hazard::ReflectsAnyOrigin | Hazard::ReflectsWithCredentials
        )
    });
    if any {
        sights.retain(|sight| {
            !matches!(
                sight.hazard,
                Hazard::LookAlikeOriginAccepted { .. }
                    | Hazard::InsecureOriginAccepted { .. }
                    | Hazard::SubdomainOriginAccepted
                    | Hazard::OriginCaseIgnored
            )
        });
    }
    sights
}

fn hazard_of(like: Likeness, credentials: bool) -> Option<Hazard> {
    Some(match like {
        Likeness::Null => Hazard::NullOriginAccepted { credentials },
        Likeness::Unrelated if credentials => Hazard::ReflectsWithCredentials,
        Likeness::Unrelated => Hazard::ReflectsAnyOrigin,
        Likeness::Suffix => Hazard::LookAlikeOriginAccepted {
            pattern: "the pattern does not end where the origin does",
        },
        Likeness::Prefix => Hazard::LookAlikeOriginAccepted {
            pattern: "the pattern does not begin where the origin does",
        },
        Likeness::Dot => Hazard::LookAlikeOriginAccepted {
            pattern: "a dot in the pattern stands for any character",
        },
        Likeness::Scheme => Hazard::InsecureOriginAccepted { credentials },
        Likeness::Subdomain => Hazard::SubdomainOriginAccepted,
        Likeness::Case => Hazard::OriginCaseIgnored,
    })
}

/// Adds a sight, or what it hits to the same one.
fn add(sights: &mut Vec<Sight>, sight: Sight) {
    let known = sights.iter_mut().find(|known| known.hazard == sight.hazard);
    match known {
        Some(known) => {
            // What can be read weighs more than what can be asked.
            if sight.stage == ErrorStage::Actual {
                known.stage = sight.stage;
            }
            known.certainty = known.certainty.min(sight.certainty);
            for origin in sight.origins {
                if !known.origins.contains(&origin) {
                    known.origins.push(origin);
                }
            }
        }
        None => sights.push(sight),
    }
}

/// One and the same origin is sent to who is not of it.
fn static_origin(evidence: &Evidence<'_>) -> Option<Sight> {
    let (view, value) = evidence.others.iter().find_map(|view| {
        let value = view.allow_origin()?;
        let elsewhere = view.origin().is_some_and(|origin| origin != value);
        let single = value != "*" && !value.contains(',');
        (elsewhere && single && view.origin() != Some(evidence.page_origin()))
            .then_some((view, value))
    })?;
    let hit = view.origin().unwrap_or_default().to_owned();
    let hazard = Hazard::StaticOriginString {
        value: value.clone(),
    };
    Some(
        Sight::new(hazard, stage_of(view))
            .of_part(part(0, value.len()))
            .at(ALLOW_ORIGIN, Some(value))
            .hits(Vec::from([hit])),
    )
}

fn star_with_credentials(evidence: &Evidence<'_>) -> Option<Sight> {
    let view = evidence
        .all()
        .find(|view| view.names("*") && view.allows_credentials())?;
    Some(
        Sight::new(Hazard::StarWithCredentials, stage_of(view))
            .at(ALLOW_ORIGIN, Some("*".to_owned()))
            .of_part(part(0, 1)),
    )
}

/// Whether an answer is what CORS makes of `Origin`, and not an error that knows of neither.
fn is_told_by_origin(view: &View<'_>, evidence: &Evidence<'_>) -> bool {
    match view.status() {
        500.. => false,
        400.. => !view.is_options() && view.origin() != Some(evidence.page_origin()),
        _ => true,
    }
}

/// Whether answers that depend on `Origin` say so: those to preflights, or the others.
fn vary(evidence: &Evidence<'_>, of_preflight: bool) -> Option<Sight> {
    let views: Vec<&View<'_>> = evidence
        .of_one_url(of_preflight)
        .filter(|view| of_preflight == view.is_preflight() && is_told_by_origin(view, evidence))
        .collect();
    let own = *views.iter().find(|view| {
        view.origin() == Some(evidence.page_origin()) && view.names(evidence.page_origin())
    })?;
    // Depends: who asks from elsewhere, or from nowhere, is told otherwise.
    let proven = views
        .iter()
        .any(|view| view.origin() != own.origin() && view.allow_origin() != own.allow_origin());
    let elsewhere = views.iter().any(|view| view.origin() != own.origin());
    let silent = views.iter().filter(|view| !view.varies_by_origin()).count();
    let (hazard, certainty, lacking) = match (proven, silent) {
        (_, 0) => return None,
        (true, silent) if silent == views.len() => (
            Hazard::MissingVary {
                of_preflight,
                proven: true,
            },
            Certainty::Certain,
            own,
        ),
        (true, _) => (
            Hazard::PartialVary { of_preflight },
            Certainty::Certain,
            *views.iter().find(|view| !view.varies_by_origin())?,
        ),
        // All origins that asked were told the same, so it may be the only one.
        (false, _) if elsewhere || of_preflight => return None,
        (false, _) => (
            Hazard::MissingVary {
                of_preflight,
                proven: false,
            },
            Certainty::Possible,
            own,
        ),
    };
    let stage = stage_of(own);
    Some(
        Sight::new(hazard, stage)
            .at("Vary", lacking.value("vary"))
            .sure(certainty),
    )
}
