//! From JavaScript to Rust: each field by name, and a `TypeError` that names the field and what would be right.
//!
//! The first field that is wrong is remembered and the others are read on: one way out is much less code than one for
//! each field.

use alloc::string::String;
use alloc::vec::Vec;

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::convert::type_error;
use crate::description::{Api, BodyDescription, BodyKind, Context, RequestDescription};
use crate::engine::Engine;
use crate::forecast::ForecasterOptions;
use crate::wire::WireResponse;

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

/// `{ origin, engine }`
pub(super) fn options(value: &JsValue) -> Result<ForecasterOptions, JsValue> {
    let mut object = Fields::of(value, "options");
    let options = ForecasterOptions {
        origin: object.required_string("origin"),
        engine: object.one_of("engine", &Engine::ALL),
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

/// A `WireResponse`, or nothing for `null`.
pub(super) fn response(value: &JsValue) -> Result<Option<WireResponse>, JsValue> {
    if value.is_null() {
        return Ok(None);
    }
    const STATUS: &str = "a number from 100 to 999";
    let mut object = Fields::of(value, "the server's answer");
    let status = object.integer("status", 100.0, 999.0, STATUS);
    if status.is_none() {
        object.wrong("status", STATUS);
    }
    let headers = object.get("headers");
    if headers.is_none() {
        object.wrong("headers", PAIRS);
    }
    let response = WireResponse {
        status: status.unwrap_or_default() as u16,
        headers: object.pairs_of("headers", headers),
        after: object.milliseconds("after").unwrap_or_default(),
        protocol: object.string("protocol"),
    };
    object.finish(Some(response))
}

/// The function that plays the server.
pub(super) fn server(value: &JsValue) -> Result<&Function, JsValue> {
    value.dyn_ref().ok_or_else(|| {
        type_error(
            "invalid-server",
            "server must be a function that takes a request and returns a response or null",
        )
    })
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

/// The largest integer that a JavaScript number holds without a gap below it.
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// An object whose fields are read by name; `undefined` and absent are the same.
struct Fields<'a> {
    object: &'a JsValue,
    name: &'static str,
    /// The first field that is wrong.
    error: Option<JsValue>,
}

impl<'a> Fields<'a> {
    fn of(object: &'a JsValue, name: &'static str) -> Self {
        let error = (!object.is_object())
            .then(|| type_error("not-an-object", &[name, " must be an object"].concat()));
        Self {
            object,
            name,
            error,
        }
    }

    fn finish<T>(self, value: T) -> Result<T, JsValue> {
        self.error.map_or(Ok(value), Err)
    }

    fn get(&mut self, field: &str) -> Option<JsValue> {
        match Reflect::get(self.object, &JsValue::from_str(field)) {
            Ok(value) => Some(value).filter(|value| !value.is_undefined()),
            // What a getter throws is thrown on.
            Err(thrown) => {
                self.error.get_or_insert(thrown);
                None
            }
        }
    }

    #[inline(never)]
    fn wrong(&mut self, field: &str, right: &str) {
        if self.error.is_none() {
            let mut code = String::from("invalid-");
            for c in field.chars() {
                if c.is_ascii_uppercase() {
                    code.push('-');
                }
                code.push(c.to_ascii_lowercase());
            }
            let message = [self.name, ".", field, " must be ", right].concat();
            self.error = Some(type_error(&code, &message));
        }
    }

    #[inline(never)]
    fn string(&mut self, field: &str) -> Option<String> {
        let value = self.get(field)?;
        let text = value.as_string();
        if text.is_none() {
            self.wrong(field, "a string");
        }
        text
    }

    fn required_string(&mut self, field: &str) -> String {
        let text = self.string(field);
        if text.is_none() {
            self.wrong(field, "a string");
        }
        text.unwrap_or_default()
    }

    fn boolean(&mut self, field: &str) -> bool {
        let Some(value) = self.get(field) else {
            return false;
        };
        if value.as_bool().is_none() {
            self.wrong(field, "true or false");
        }
        value.is_truthy()
    }

    fn integer(&mut self, field: &str, least: f64, most: f64, right: &str) -> Option<f64> {
        let value = self.get(field)?;
        let number = value
            .as_f64()
            .filter(|number| (least..=most).contains(number) && (*number as u64) as f64 == *number);
        if number.is_none() {
            self.wrong(field, right);
        }
        number
    }

    fn milliseconds(&mut self, field: &str) -> Option<f64> {
        let value = self.get(field)?;
        let number = value
            .as_f64()
            .filter(|number| *number >= 0.0 && number.is_finite());
        if number.is_none() {
            self.wrong(field, "a number of milliseconds, 0 or more");
        }
        number
    }

    /// The one of `known` whose name the field has; the default if the field is absent.
    fn one_of<T: Copy + Default>(&mut self, field: &str, known: &[(&str, T)]) -> T {
        let value = self.get(field);
        self.one_of_value(field, value, known)
    }

    fn one_of_value<T: Copy + Default>(
        &mut self,
        field: &str,
        value: Option<JsValue>,
        known: &[(&str, T)],
    ) -> T {
        let Some(value) = value else {
            return T::default();
        };
        let text = value.as_string().unwrap_or_default();
        if let Some((_, value)) = known.iter().find(|(name, _)| *name == text) {
            return *value;
        }
        let mut right = String::from("one of");
        for (at, (name, _)) in known.iter().enumerate() {
            right.push_str(if at == 0 { " \"" } else { ", \"" });
            right.push_str(name);
            right.push('"');
        }
        self.wrong(field, &right);
        T::default()
    }

    fn pairs(&mut self, field: &str) -> Vec<(String, String)> {
        let value = self.get(field);
        self.pairs_of(field, value)
    }

    fn pairs_of(&mut self, field: &str, value: Option<JsValue>) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        let Some(value) = value else {
            return pairs;
        };
        if !read_pairs(&value, &mut pairs) {
            self.wrong(field, PAIRS);
        }
        pairs
    }
}

/// Reads `[[name, value], …]`; whether it is that.
fn read_pairs(value: &JsValue, pairs: &mut Vec<(String, String)>) -> bool {
    let Some(array) = value.dyn_ref::<Array>() else {
        return false;
    };
    array.iter().all(|pair| {
        let Some(pair) = pair.dyn_ref::<Array>().filter(|pair| pair.length() == 2) else {
            return false;
        };
        match (pair.get(0).as_string(), pair.get(1).as_string()) {
            (Some(name), Some(value)) => {
                pairs.push((name, value));
                true
            }
            _ => false,
        }
    })
}
