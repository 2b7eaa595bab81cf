//! From JavaScript to Rust: each field by name, and a `TypeError` that names the field and what would be right.

use alloc::string::String;
use alloc::vec::Vec;

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::convert::type_error;
use crate::description::{Api, BodyDescription, BodyKind, Context, RequestDescription};
use crate::engine::Engine;
use crate::forecast::ForecasterOptions;
use crate::wire::WireResponse;

/// `{ origin, engine }`
pub(super) fn options(value: &JsValue) -> Result<ForecasterOptions, JsValue> {
    let object = Fields::of(value, "options")?;
    Ok(ForecasterOptions {
        origin: object
            .string("origin")?
            .ok_or_else(|| object.wrong("origin", "the page's origin, a string"))?,
        engine: object.one_of("engine", &Engine::ALL)?.unwrap_or_default(),
    })
}

/// A `RequestDescription`.
pub(super) fn request(value: &JsValue) -> Result<RequestDescription, JsValue> {
    let object = Fields::of(value, "request")?;
    Ok(RequestDescription {
        api: object.one_of("api", APIS)?.unwrap_or_default(),
        url: object
            .string("url")?
            .ok_or_else(|| object.wrong("url", "a string"))?,
        method: object.string("method")?,
        headers: object.pairs("headers")?.unwrap_or_default(),
        mode: object.string("mode")?,
        credentials: object.string("credentials")?,
        redirect: object.string("redirect")?,
        cache: object.string("cache")?,
        keepalive: object.boolean("keepalive")?,
        duplex: object.string("duplex")?,
        integrity: object.string("integrity")?,
        upload_listener: object.boolean("uploadListener")?,
        sync: object.boolean("sync")?,
        context: object.one_of("context", CONTEXTS)?.unwrap_or_default(),
        body: match object.get("body") {
            Some(body) => self::body(&body)?,
            None => BodyDescription::default(),
        },
    })
}

fn body(value: &JsValue) -> Result<BodyDescription, JsValue> {
    let object = Fields::of(value, "request.body")?;
    Ok(BodyDescription {
        kind: object
            .one_of("kind", BODY_KINDS)?
            .ok_or_else(|| object.wrong("kind", "a string, \"none\" for no body"))?,
        r#type: object.string("type")?,
        length: match object.get("length") {
            None => None,
            Some(length) => Some(
                length
                    .as_f64()
                    .filter(|length| is_integer(*length, 0.0, MAX_SAFE_INTEGER))
                    .ok_or_else(|| object.wrong("length", "a number of bytes"))?
                    as u64,
            ),
        },
    })
}

/// A `WireResponse`, or nothing for `null`.
pub(super) fn response(value: &JsValue) -> Result<Option<WireResponse>, JsValue> {
    if value.is_null() {
        return Ok(None);
    }
    let object = Fields::of(value, "the server's answer")?;
    let status = object
        .get("status")
        .and_then(|status| status.as_f64())
        .filter(|status| is_integer(*status, 100.0, 999.0))
        .ok_or_else(|| object.wrong("status", "a number from 100 to 999"))?;
    Ok(Some(WireResponse {
        status: status as u16,
        headers: object
            .pairs("headers")?
            .ok_or_else(|| object.wrong("headers", PAIRS))?,
    }))
}

/// The largest integer that a JavaScript number holds without a gap below it.
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

fn is_integer(number: f64, least: f64, most: f64) -> bool {
    (least..=most).contains(&number) && (number as u64) as f64 == number
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

/// An object whose fields are read by name; `undefined` and absent are the same.
struct Fields<'a> {
    object: &'a JsValue,
    name: &'static str,
}

impl<'a> Fields<'a> {
    fn of(object: &'a JsValue, name: &'static str) -> Result<Self, JsValue> {
        if object.is_object() {
            Ok(Self { object, name })
        } else {
            Err(type_error(
                "not-an-object",
                &[name, " must be an object"].concat(),
            ))
        }
    }

    fn get(&self, field: &str) -> Option<JsValue> {
        Reflect::get(self.object, &JsValue::from_str(field))
            .ok()
            .filter(|value| !value.is_undefined())
    }

    fn wrong(&self, field: &str, right: &str) -> JsValue {
        let code = ["invalid-", &field.to_ascii_lowercase()].concat();
        type_error(&code, &[self.name, ".", field, " must be ", right].concat())
    }

    fn string(&self, field: &str) -> Result<Option<String>, JsValue> {
        self.get(field)
            .map(|value| {
                value
                    .as_string()
                    .ok_or_else(|| self.wrong(field, "a string"))
            })
            .transpose()
    }

    fn boolean(&self, field: &str) -> Result<bool, JsValue> {
        match self.get(field) {
            None => Ok(false),
            Some(value) => value
                .as_bool()
                .ok_or_else(|| self.wrong(field, "true or false")),
        }
    }

    /// The one of `known` whose name the field has.
    fn one_of<T: Copy>(&self, field: &str, known: &[(&str, T)]) -> Result<Option<T>, JsValue> {
        let Some(value) = self.get(field) else {
            return Ok(None);
        };
        let text = value.as_string().unwrap_or_default();
        match known.iter().find(|(name, _)| *name == text) {
            Some((_, value)) => Ok(Some(*value)),
            None => {
                let mut right = String::from("one of");
                for (name, _) in known {
                    right.push_str(" \"");
                    right.push_str(name);
                    right.push('"');
                }
                Err(self.wrong(field, &right))
            }
        }
    }

    fn pairs(&self, field: &str) -> Result<Option<Vec<(String, String)>>, JsValue> {
        let Some(value) = self.get(field) else {
            return Ok(None);
        };
        let wrong = || self.wrong(field, PAIRS);
        let array: &Array = value.dyn_ref().ok_or_else(wrong)?;
        let mut pairs = Vec::with_capacity(array.length() as usize);
        for pair in array.iter() {
            let pair: &Array = pair.dyn_ref().ok_or_else(wrong)?;
            match (
                pair.length(),
                pair.get(0).as_string(),
                pair.get(1).as_string(),
            ) {
                (2, Some(name), Some(value)) => pairs.push((name, value)),
                _ => return Err(wrong()),
            }
        }
        Ok(Some(pairs))
    }
}
