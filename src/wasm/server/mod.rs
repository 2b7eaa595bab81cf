//! For who has a server. Each topic is a file: arguments are read field by field (`decode`), results become plain objects.

mod access_log;
mod configuration;
mod diagnosis;
mod pasted;
mod synthesis;

use alloc::string::ToString;

use js_sys::JSON;
use serde::Serialize;
use wasm_bindgen::JsValue;

use super::convert::type_error;

/// From Rust to JavaScript, by way of JSON: what makes objects one by one brings the standard library along.
fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    let wrong = |message: &str| type_error("not-serializable", message);
    let text = serde_json::to_string(value).map_err(|error| wrong(&error.to_string()))?;
    JSON::parse(&text).map_err(|_| wrong("the result is no JSON"))
}
