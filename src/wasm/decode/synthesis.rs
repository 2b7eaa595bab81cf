//! What was seen: requests of pages, and answers of servers.

use alloc::string::String;
use alloc::vec::Vec;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use super::fields::Fields;
use super::full::answer;
use super::{request, PAIRS};
use crate::synthesis::{ExistingAnswer, PageRequest, SynthesisOptions};
use crate::wasm::convert::type_error;
use crate::wire::{WireKind, WireResponse};

const MOST: f64 = u32::MAX as f64;
const KINDS: &[(&str, Kind)] = &[
    ("preflight", Kind(WireKind::Preflight)),
    ("actual", Kind(WireKind::Actual)),
];

/// A kind that has a default.
#[derive(Clone, Copy)]
struct Kind(WireKind);

impl Default for Kind {
    fn default() -> Self {
        Self(WireKind::Actual)
    }
}

/// The items of an array.
fn items(value: &JsValue, code: &str, right: &str) -> Result<Vec<JsValue>, JsValue> {
    let array = value.dyn_ref::<Array>().map(|array| array.iter().collect());
    array.ok_or_else(|| type_error(code, right))
}

/// `PageRequest`s.
pub(in crate::wasm) fn page_requests(value: &JsValue) -> Result<Vec<PageRequest>, JsValue> {
    const RIGHT: &str = "requests must be an array of { origin, request }";
    let items = items(value, "invalid-requests", RIGHT)?;
    items.iter().map(page_request).collect()
}

fn page_request(value: &JsValue) -> Result<PageRequest, JsValue> {
    let mut object = Fields::of(value, "a seen request");
    object.only(&["origin", "request", "count", "preflight", "answer"]);
    let origin = object.required_string("origin");
    let count = object.integer("count", 0.0, MOST, "a whole number, 0 or more");
    let described = object.get("request");
    if described.is_none() {
        object.wrong("request", "what the page asks for, with a url");
    }
    let (preflight, actual) = (object.get("preflight"), object.get("answer"));
    object.finish(())?;
    let response = |value: Option<JsValue>| -> Result<Option<WireResponse>, JsValue> {
        value.map(|value| answer(&value)).transpose()
    };
    Ok(PageRequest {
        count: count.map_or(1, |count| count as u32),
        preflight: response(preflight)?,
        answer: response(actual)?,
        ..PageRequest::new(origin, request(&described.unwrap_or_default())?)
    })
}

/// `SynthesisOptions`; `undefined` is none.
pub(in crate::wasm) fn synthesis_options(value: &JsValue) -> Result<SynthesisOptions, JsValue> {
    if value.is_undefined() {
        return Ok(SynthesisOptions::default());
    }
    let mut object = Fields::of(value, "options");
    object.only(&["origins", "maxAge", "exposeHeaders", "narrowPath"]);
    let options = SynthesisOptions {
        origins: object.strings("origins"),
        max_age: object
            .integer("maxAge", 0.0, MOST, "a whole number of seconds, 0 or more")
            .map(|seconds| seconds as u32),
        expose_headers: object.strings("exposeHeaders"),
        narrow_path: object.boolean("narrowPath"),
    };
    object.finish(options)
}

/// `ExistingAnswer`s.
pub(in crate::wasm) fn existing_answers(value: &JsValue) -> Result<Vec<ExistingAnswer>, JsValue> {
    const RIGHT: &str = "existing must be an array of { kind, origin, status, headers }";
    let items = items(value, "invalid-existing", RIGHT)?;
    items.iter().map(existing_answer).collect()
}

fn existing_answer(value: &JsValue) -> Result<ExistingAnswer, JsValue> {
    const STATUS: &str = "a number from 100 to 999";
    let mut object = Fields::of(value, "an existing answer");
    object.only(&["kind", "origin", "foreign", "status", "headers"]);
    let kind = object.get("kind");
    if kind.is_none() {
        object.wrong("kind", "\"preflight\" or \"actual\"");
    }
    let status = object.integer("status", 100.0, 999.0, STATUS);
    if status.is_none() {
        object.wrong("status", STATUS);
    }
    let headers = object.get("headers");
    if headers.is_none() {
        object.wrong("headers", PAIRS);
    }
    let answer = ExistingAnswer {
        kind: object.one_of_value("kind", kind, KINDS).0,
        origin: object.required_string("origin"),
        foreign: object.boolean("foreign"),
        status: status.unwrap_or_default() as u16,
        headers: object.pairs_of("headers", headers),
    };
    object.finish(answer)
}

/// An origin as an argument.
pub(in crate::wasm) fn origin(value: &JsValue) -> Result<String, JsValue> {
    let right = || type_error("invalid-origin", "origin must be a string");
    value.as_string().ok_or_else(right)
}
