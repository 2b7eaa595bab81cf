//! What answers list, and for how long: methods, headers, `Access-Control-Max-Age`.

use alloc::string::String;
use alloc::vec::Vec;

use super::evidence::Evidence;
use super::failures::{element, part, ALLOW_HEADERS, ALLOW_METHODS};
use super::hazard::{Hazard, Sight};
use super::points::Judge;
use super::seen::View;
use crate::cache::max_age;
use crate::console_error::ErrorStage;
use crate::fingerprint::Certainty;
use crate::forecast::MaxAgeVerdict;
use crate::response::headers_as_read;
use crate::spec::method::is_cors_safelisted_method;

const AUTHORIZATION: &str = "authorization";
const MAX_AGE: &str = "Access-Control-Max-Age";

/// What libraries list as long as nobody says otherwise.
const DEFAULTS: &[(&[&str], &str)] = &[
    (
        &["GET", "HEAD", "POST"],
        "@fastify/cors, Spring and rs/cors list",
    ),
    (&["GET"], "Starlette and FastAPI list"),
];

pub(super) fn sights(evidence: &Evidence<'_>) -> Vec<Sight> {
    let mut sights = Vec::new();
    sights.extend(made_up(evidence));
    let Some(view) = &evidence.preflight else {
        return sights;
    };
    sights.extend(stars(evidence, view));
    sights.extend(authorization(evidence, view));
    sights.extend(needless(view));
    sights.extend(narrow(evidence, view));
    sights.extend(method_case(evidence, view));
    sights.extend(allow(view));
    if view.permits_its_origin() {
        sights.extend(how_long(evidence, view));
    }
    sights
}

fn preflight(hazard: Hazard) -> Sight {
    Sight::new(hazard, ErrorStage::Preflight)
}

/// Lists that take whatever is asked for.
fn made_up(evidence: &Evidence<'_>) -> Vec<Sight> {
    let sight = |asked, header: &'static str, hazard: fn(String) -> Hazard| {
        let (view, name) = evidence.made_up_and_listed(asked, header)?;
        let value = view.value(header);
        let part = element(value.as_deref().unwrap_or_default(), &name);
        Some(preflight(hazard(name)).at(header, value).of_part(part))
    };
    let headers = sight("access-control-request-headers", ALLOW_HEADERS, |name| {
        Hazard::ReflectsAnyHeader { name }
    });
    let methods = sight("access-control-request-method", ALLOW_METHODS, |name| {
        Hazard::ReflectsAnyMethod { name }
    });
    headers.into_iter().chain(methods).collect()
}

/// `*` in a list, beside credentials.
fn stars(evidence: &Evidence<'_>, view: &View<'_>) -> Vec<Sight> {
    let invited = view.allows_credentials() || evidence.includes_credentials();
    let lists = [ALLOW_METHODS, ALLOW_HEADERS].into_iter();
    lists
        .filter(|header| invited && view.lists(header, "*"))
        .map(|header| {
            let value = view.value(header);
            let part = element(value.as_deref().unwrap_or_default(), "*");
            preflight(Hazard::ListStarWithCredentials { header })
                .at(header, value)
                .of_part(part)
        })
        .collect()
}

/// `*`, and what becomes of Authorization.
fn authorization(evidence: &Evidence<'_>, view: &View<'_>) -> Option<Sight> {
    if !view.lists(ALLOW_HEADERS, "*") || view.lists(ALLOW_HEADERS, AUTHORIZATION) {
        return None;
    }
    let asks = |judge: &Judge| judge.names.iter().any(|name| name == AUTHORIZATION);
    let asked = evidence.judges.iter().any(asks);
    let sight = if asked {
        let lenient = |judge: &Judge| judge.profile.responses.wildcard_covers_authorization.value;
        let engines = evidence.engines(lenient);
        preflight(Hazard::AuthorizationByWildcard).in_engines(engines)
    } else {
        preflight(Hazard::WildcardDoesNotCoverAuthorization)
    };
    let value = view.value(ALLOW_HEADERS);
    let part = element(value.as_deref().unwrap_or_default(), "*");
    Some(sight.at(ALLOW_HEADERS, value).of_part(part))
}

fn needless(view: &View<'_>) -> Option<Sight> {
    let needless = |name: &String| is_cors_safelisted_method(name) || name == "OPTIONS";
    let names: Vec<String> = view
        .list(ALLOW_METHODS)
        .into_iter()
        .filter(needless)
        .collect();
    let first = names.first()?;
    let value = view.value(ALLOW_METHODS);
    let part = element(value.as_deref().unwrap_or_default(), first);
    let hazard = Hazard::MethodsNeedlesslyListed { names };
    Some(preflight(hazard).at(ALLOW_METHODS, value).of_part(part))
}

/// A method is refused, and what is listed is what a library lists by itself.
fn narrow(evidence: &Evidence<'_>, view: &View<'_>) -> Option<Sight> {
    let refused = evidence.points.iter().any(|point| {
        use crate::spec::cors_preflight_fetch::PreflightFailure as P;
        matches!(point, P::MethodNotAllowed { .. })
    });
    let listed = view.list(ALLOW_METHODS);
    let same = |methods: &[&str]| {
        listed.len() == methods.len() && listed.iter().all(|name| methods.contains(&name.as_str()))
    };
    let (_, default) = DEFAULTS
        .iter()
        .find(|(methods, _)| same(methods))
        .filter(|_| refused)?;
    Some(
        preflight(Hazard::NarrowDefaults { default })
            .at(ALLOW_METHODS, view.value(ALLOW_METHODS))
            .sure(Certainty::Likely)
            .causes(Some("method-not-allowed")),
    )
}

/// A method in small letters that is not permitted, though in capitals it would be.
fn method_case(evidence: &Evidence<'_>, view: &View<'_>) -> Option<Sight> {
    let method = view.request.header("access-control-request-method")?;
    let small = method.bytes().any(|byte| byte.is_ascii_lowercase());
    let value = view.value(ALLOW_METHODS);
    let by_status = !crate::spec::cors_preflight_fetch::is_ok_status(view.status());
    let part = element(value.as_deref().unwrap_or_default(), method);
    let code = match by_status {
        true => "preflight-status-not-ok",
        false => "method-not-allowed",
    };
    let hazard = Hazard::MethodCase {
        method: String::from(method),
    };
    let meant = small && evidence.preflight_fails() && part.is_some();
    meant.then(|| {
        preflight(hazard)
            .at(ALLOW_METHODS, value)
            .of_part(part)
            .causes(Some(code))
    })
}

/// `Allow` is taken for what CORS lists.
fn allow(view: &View<'_>) -> Option<Sight> {
    let allowed = view.list("allow");
    let unlisted = allowed
        .iter()
        .find(|name| !is_cors_safelisted_method(name) && !view.lists(ALLOW_METHODS, name))?;
    let value = view.value("allow");
    let part = element(value.as_deref().unwrap_or_default(), unlisted);
    Some(
        preflight(Hazard::AllowHeaderNotCors)
            .at("Allow", value)
            .of_part(part),
    )
}

/// `Access-Control-Max-Age`, as each engine reads it.
fn how_long(evidence: &Evidence<'_>, view: &View<'_>) -> Option<Sight> {
    let reports: Vec<_> = evidence
        .judges
        .iter()
        .map(|judge| {
            let headers = headers_as_read(&view.answer.response, judge.profile);
            let rules = &judge.profile.cache.max_age;
            (judge.profile.engine, max_age(&headers, rules).report(rules))
        })
        .collect();
    let of = |verdict| {
        let engines = reports
            .iter()
            .filter(move |(_, report)| report.verdict == verdict);
        engines.map(|(engine, _)| *engine).collect::<Vec<_>>()
    };
    let value = view.value(MAX_AGE);
    let unusable = of(MaxAgeVerdict::Malformed);
    let (hazard, engines) = if !unusable.is_empty() {
        let value = value.clone().unwrap_or_default();
        (Hazard::MaxAgeUnusable { value }, unusable)
    } else if !of(MaxAgeVerdict::Absent).is_empty() {
        (Hazard::MaxAgeMissing, of(MaxAgeVerdict::Absent))
    } else if !of(MaxAgeVerdict::Zero).is_empty() {
        (Hazard::MaxAgeZero, of(MaxAgeVerdict::Zero))
    } else {
        let capped = of(MaxAgeVerdict::Capped);
        let limits = reports.iter().filter_map(|(_, report)| report.limit);
        let asked = reports.iter().find_map(|(_, report)| report.asked_for)?;
        let shortest = limits.min().filter(|_| !capped.is_empty())?;
        (Hazard::MaxAgeAboveLimit { asked, shortest }, capped)
    };
    let length = value.as_ref().map_or(0, String::len);
    Some(
        preflight(hazard)
            .at(MAX_AGE, value)
            .of_part(part(0, length))
            .in_engines(engines),
    )
}
