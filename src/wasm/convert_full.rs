//! What only the whole core tells, from Rust to JavaScript.

use js_sys::Object;
use wasm_bindgen::JsValue;

use super::convert::{array, pair, set, set_error, set_text};
use crate::forecast::{Outcome, Simulation};
use crate::wire::{WireKind, WireRequest};

/// `Simulation`s.
pub(super) fn simulations(simulations: &[Simulation]) -> JsValue {
    array(simulations, simulation)
}

/// A `Simulation`.
pub(super) fn simulation(simulation: &Simulation) -> JsValue {
    let object = Object::new();
    set(
        &object,
        "requests",
        &array(&simulation.requests, wire_request),
    );
    let outcome = match simulation.outcome {
        Outcome::Response => "response",
        Outcome::NetworkError => "network-error",
        Outcome::Throws => "throws",
    };
    set_text(&object, "outcome", outcome);
    if let Some(status) = simulation.status {
        set(&object, "status", &JsValue::from(status));
    }
    set_error(&object, simulation.error.as_ref());
    object.into()
}

/// A `WireRequest`.
pub(super) fn wire_request(request: &WireRequest) -> JsValue {
    let object = Object::new();
    let kind = match request.kind {
        WireKind::Preflight => "preflight",
        WireKind::Actual => "actual",
    };
    set_text(&object, "kind", kind);
    set_text(&object, "method", &request.method);
    set_text(&object, "url", &request.url);
    set(&object, "headers", &array(&request.headers, pair));
    object.into()
}
