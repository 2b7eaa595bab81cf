//! From JavaScript to Rust: each field by name, and a `TypeError` that names the field and what would be right.

pub(super) mod change;
mod fields;
pub(super) mod full;
#[cfg(feature = "server")]
pub(super) mod log;
#[cfg(feature = "server")]
pub(super) mod policy;
#[cfg(feature = "server")]
pub(super) mod seen;
#[cfg(feature = "server")]
pub(super) mod synthesis;

use alloc::vec::Vec;

use wasm_bindgen::JsValue;

use self::fields::{Fields, MAX_SAFE_INTEGER};
use super::convert::type_error;
use crate::description::{Api, BodyDescription, BodyKind, Context, RequestDescription};
use crate::engine::Engine;
use crate::forecaster::ForecasterOptions;

const PAIRS: &str = "an array of [name, value] pairs of strings";

const APIS: &[(&str, Api)] = &[
    ("fetch", Api::Fetch),
    ("xhr", Api::Xhr),
    ("beacon", Api::Beacon),
    ("eventsource", Api::EventSource),
];

const CONTEXTS: &[(&str, Context)] = &[
    ("window", Context::Window),
    ("worker", Context::Worker),
    ("opaque", Context::Opaque),
];

const BODY_KINDS: &[(&str, BodyKind)] = &[
    ("none", BodyKind::None),
    ("string", BodyKind::String),
    ("urlsearchparams", BodyKind::UrlSearchParams),
    ("formdata", BodyKind::FormData),
    ("blob", BodyKind::Blob),
    ("buffer", BodyKind::Buffer),
    ("stream", BodyKind::Stream),
    ("document", BodyKind::Document),
];

/// `{ origin, engine }`; of the policies, `full` knows.
pub(super) fn options(value: &JsValue) -> Result<ForecasterOptions, JsValue> {
    let mut object = Fields::of(value, "options");
    let options = ForecasterOptions {
        origin: object.required_string("origin"),
        engine: object.one_of("engine", &Engine::ALL),
        policies: Vec::new(),
    };
    object.finish(options)
}

/// A `RequestDescription`.
pub(super) fn request(value: &JsValue) -> Result<RequestDescription, JsValue> {
    let mut object = Fields::of(value, "request");
    let mut request = RequestDescription {
        api: object.one_of("api", APIS),
        url: object.required_string("url"),
        method: object.string("method"),
        headers: object.pairs("headers"),
        mode: object.string("mode"),
        credentials: object.string("credentials"),
        redirect: object.string("redirect"),
        cache: object.string("cache"),
        keepalive: object.boolean("keepalive"),
        duplex: object.string("duplex"),
        integrity: object.string("integrity"),
        window: object.string("window"),
        abort_after: object.milliseconds("abortAfter"),
        upload_listener: object.boolean("uploadListener"),
        sync: object.boolean("sync"),
        context: object.one_of("context", CONTEXTS),
        body: BodyDescription::default(),
    };
    let body = object.get("body");
    request = object.finish(request)?;
    if let Some(body) = body {
        request.body = self::body(&body)?;
    }
    Ok(request)
}

fn body(value: &JsValue) -> Result<BodyDescription, JsValue> {
    let mut object = Fields::of(value, "request.body");
    let kind = object.get("kind");
    if kind.is_none() {
        object.wrong("kind", "a string, \"none\" for no body");
    }
    let body = BodyDescription {
        kind: object.one_of_value("kind", kind, BODY_KINDS),
        r#type: object.string("type"),
        length: object
            .integer("length", 0.0, MAX_SAFE_INTEGER, "a number of bytes")
            .map(|length| length as u64),
    };
    object.finish(body)
}

/// A time in milliseconds.
pub(super) fn time(at: f64) -> Result<f64, JsValue> {
    if at.is_finite() {
        Ok(at)
    } else {
        Err(type_error(
            "invalid-at",
            "at must be a finite number of milliseconds",
        ))
    }
}
