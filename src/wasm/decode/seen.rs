//! What was seen of a server.

use alloc::vec::Vec;

use wasm_bindgen::JsValue;

use super::fields::{Fields, MAX_SAFE_INTEGER};
use super::{full, request};
use crate::diagnosis::{SeenCall, SeenExchange};
use crate::seen_answer::SeenAnswer;
use crate::wire::{WireKind, WireRequest};

const FIELDS: &[&str] = &[
    "origin",
    "credentials",
    "request",
    "preflight",
    "actual",
    "probes",
    "madeUp",
];

/// A `SeenExchange`.
pub(in crate::wasm) fn exchange(value: &JsValue) -> Result<SeenExchange, JsValue> {
    let mut object = Fields::of(value, "exchange");
    object.only(FIELDS);
    let described = object.get("request").map(|value| request(&value));
    let preflight = object
        .get("preflight")
        .map(|value| call(&value, Some(WireKind::Preflight)));
    let actual = object
        .get("actual")
        .map(|value| call(&value, Some(WireKind::Actual)));
    let probes = object.array("probes");
    let exchange = SeenExchange {
        origin: object.required_string("origin"),
        credentials: object.boolean("credentials"),
        made_up: object.strings("madeUp"),
        ..SeenExchange::default()
    };
    let exchange = object.finish(exchange)?;
    let probes = probes
        .into_iter()
        .flat_map(|probes| probes.iter().collect::<Vec<_>>());
    Ok(SeenExchange {
        request: described.transpose()?,
        preflight: preflight.transpose()?,
        actual: actual.transpose()?,
        probes: probes
            .map(|value| call(&value, None))
            .collect::<Result<_, _>>()?,
        ..exchange
    })
}

/// A `SeenCall`; without a kind, OPTIONS may be a preflight.
fn call(value: &JsValue, kind: Option<WireKind>) -> Result<SeenCall, JsValue> {
    let mut object = Fields::of(value, "call");
    object.only(&["request", "answer"]);
    let sent = object.get("request").unwrap_or_default();
    let answered = object.get("answer").filter(|answer| !answer.is_null());
    object.finish(())?;
    let mut sent = wire_request(&sent)?;
    if let Some(kind) = kind {
        sent.kind = kind;
    }
    Ok(SeenCall {
        request: sent,
        answer: answered.map(|value| answer(&value)).transpose()?,
    })
}

/// A request on the wire.
pub(in crate::wasm) fn wire_request(value: &JsValue) -> Result<WireRequest, JsValue> {
    let mut object = Fields::of(value, "call.request");
    let method = object.required_string("method");
    let request = WireRequest {
        kind: match method.as_str() {
            "OPTIONS" => WireKind::Preflight,
            _ => WireKind::Actual,
        },
        method,
        url: object.required_string("url"),
        headers: object.pairs("headers"),
    };
    object.finish(request)
}

/// A `PreflightReport`: what asks for permission is always OPTIONS.
pub(in crate::wasm) fn preflight(value: &JsValue) -> Result<WireRequest, JsValue> {
    let mut object = Fields::of(value, "preflight");
    let request = WireRequest {
        kind: WireKind::Preflight,
        method: "OPTIONS".into(),
        url: object.required_string("url"),
        headers: object.pairs("headers"),
    };
    object.finish(request)
}

/// A `SeenAnswer`.
pub(in crate::wasm) fn answer(value: &JsValue) -> Result<SeenAnswer, JsValue> {
    let mut object = Fields::of(value, "answer");
    let body = object.string("body");
    let length = object.integer(
        "bodyLength",
        0.0,
        MAX_SAFE_INTEGER,
        "a whole number of bytes, 0 or more",
    );
    let answer = SeenAnswer {
        body,
        body_length: length.map(|length| length as u64),
        ..SeenAnswer::default()
    };
    let answer = object.finish(answer)?;
    Ok(SeenAnswer {
        response: full::answer(value)?,
        ..answer
    })
}
