//! The journal's reports and advice, from Rust to JavaScript.

use js_sys::Object;
use wasm_bindgen::JsValue;

use super::convert::{array, basis, set, set_number, set_text, text, trigger};
use crate::engine::Engine;
use crate::journal::change::{Action, Change};
use crate::journal::report::{
    Difference, EndpointReport, Finding, JournalReport, JournalWindow, Severity,
};
use crate::minimal::route::{MinimalSet, Route, RouteState, RouteStep, Withheld};
use crate::recipes::Recipe;

/// A `JournalReport`.
pub(super) fn report(report: &JournalReport) -> JsValue {
    let object = Object::new();
    set(&object, "window", &window(&report.window));
    set(&object, "endpoints", &array(&report.endpoints, endpoint));
    set(&object, "findings", &array(&report.findings, finding));
    object.into()
}

fn window(window: &JournalWindow) -> JsValue {
    let object = Object::new();
    for (key, at) in [("from", window.from), ("to", window.to)] {
        if let Some(at) = at {
            set(&object, key, &JsValue::from_f64(at));
        }
    }
    set_number(&object, "requests", window.requests);
    for (key, count) in [
        ("dropped", window.dropped),
        ("sameOrigin", window.same_origin),
        ("other", window.other),
    ] {
        set(&object, key, &JsValue::from_f64(count as f64));
    }
    set_number(&object, "memory", window.memory);
    object.into()
}

fn endpoint(endpoint: &EndpointReport) -> JsValue {
    let object = Object::new();
    set_text(&object, "endpoint", &endpoint.endpoint);
    set_number(&object, "calls", endpoint.calls);
    set_number(&object, "urls", endpoint.urls);
    let engines = array(&endpoint.engines, |cost| {
        let inner = Object::new();
        set_text(&inner, "engine", engine(cost.engine));
        set_number(&inner, "preflights", cost.preflights);
        set_number(&inner, "hits", cost.hits);
        set_number(&inner, "refused", cost.refused);
        inner.into()
    });
    set(&object, "engines", &engines);
    set_text(&object, "basis", basis(endpoint.basis));
    object.into()
}

fn finding(finding: &Finding) -> JsValue {
    let object = Object::new();
    set_text(&object, "code", finding.code);
    let severity = match finding.severity {
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    set_text(&object, "severity", severity);
    set_text(&object, "endpoint", &finding.endpoint);
    for (key, list) in [("names", &finding.names), ("parts", &finding.parts)] {
        if !list.is_empty() {
            set(&object, key, &array(list, |item| text(item)));
        }
    }
    if let Some(urls) = finding.urls {
        set_number(&object, "urls", urls);
    }
    if let Some(seconds) = finding.max_age {
        set(&object, "maxAge", &JsValue::from_f64(seconds as f64));
    }
    set_text(&object, "text", &finding.text);
    let engines = array(&finding.engines, |cost| {
        let inner = Object::new();
        set_text(&inner, "engine", engine(cost.engine));
        set_number(&inner, "cost", cost.cost);
        set_number(&inner, "left", cost.left);
        if cost.alone {
            set(&inner, "alone", &JsValue::TRUE);
        }
        inner.into()
    });
    set(&object, "engines", &engines);
    set(&object, "changes", &array(&finding.changes, change));
    set_text(&object, "basis", basis(finding.basis));
    object.into()
}

/// `Difference`s.
pub(super) fn differences(differences: &[Difference]) -> JsValue {
    array(differences, |difference| {
        let object = Object::new();
        set_text(&object, "engine", engine(difference.engine));
        set_number(&object, "before", difference.before);
        set_number(&object, "after", difference.after);
        set_number(&object, "refused", difference.refused);
        object.into()
    })
}

/// A `MinimalSet`.
pub(super) fn minimal_set(least: &MinimalSet) -> JsValue {
    let object = Object::new();
    set(&object, "triggers", &array(&least.triggers, trigger));
    set_text(&object, "endpoint", &least.endpoint);
    set(&object, "toSimple", &route(&least.to_simple));
    set(&object, "toHit", &route(&least.to_hit));
    object.into()
}

fn route(route: &Route) -> JsValue {
    let object = Object::new();
    let state = match route.state {
        RouteState::There => "there",
        RouteState::Possible => "possible",
        RouteState::Withheld => "withheld",
        RouteState::Impossible => "impossible",
    };
    set_text(&object, "state", state);
    set(&object, "steps", &array(&route.steps, step));
    set(&object, "withheld", &array(&route.withheld, withheld));
    set(&object, "saves", &differences(&route.saves));
    object.into()
}

fn step(step: &RouteStep) -> JsValue {
    let object = Object::new();
    set_text(&object, "answers", step.answers);
    set_text(&object, "recipe", step.recipe);
    set_text(&object, "text", &step.text);
    if let Some(risk) = step.risk {
        set_text(&object, "risk", risk);
    }
    set(&object, "changes", &array(&step.changes, change));
    set(&object, "saves", &differences(&step.saves));
    object.into()
}

fn withheld(withheld: &Withheld) -> JsValue {
    let object = Object::new();
    set_text(&object, "code", withheld.code);
    set_text(&object, "trigger", withheld.trigger);
    set_text(&object, "name", &withheld.name);
    set_text(&object, "text", &withheld.text);
    set_text(&object, "source", withheld.source);
    object.into()
}

fn change(change: &Change) -> JsValue {
    let object = Object::new();
    set_text(&object, "kind", change.action.kind());
    match &change.action {
        Action::MaxAge { seconds } => {
            set(&object, "seconds", &JsValue::from_f64(*seconds as f64));
        }
        Action::DropHeader { name } => set_text(&object, "name", name),
        Action::OneCredentialsMode { include } => {
            set(&object, "include", &JsValue::from(*include));
        }
        Action::DropQueryKey { key } => set_text(&object, "key", key),
        Action::Method { from, to } => {
            set_text(&object, "from", from);
            set_text(&object, "to", to);
        }
        Action::ListByName
        | Action::MakeSimple
        | Action::OneUrl
        | Action::DropUploadListener
        | Action::DropStream
        | Action::CacheModeDefault
        | Action::SameOrigin => {}
    }
    if let Some(endpoint) = &change.endpoint {
        set_text(&object, "endpoint", endpoint);
    }
    object.into()
}

/// A `Recipe`.
pub(super) fn recipe(recipe: &Recipe) -> JsValue {
    let object = Object::new();
    for (key, value) in [
        ("code", recipe.code),
        ("title", recipe.title),
        ("when", recipe.when),
        ("text", recipe.text),
        ("effect", recipe.effect),
        ("cost", recipe.cost),
    ] {
        set_text(&object, key, value);
    }
    if let Some(risk) = recipe.risk {
        set_text(&object, "risk", risk);
    }
    set(
        &object,
        "sources",
        &array(recipe.sources, |source| text(source)),
    );
    object.into()
}

pub(super) fn engine(engine: Engine) -> &'static str {
    let known = Engine::ALL.iter().find(|(_, known)| *known == engine);
    known.map_or("", |(name, _)| name)
}
