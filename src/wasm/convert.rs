//! From Rust to JavaScript.

use js_sys::{Reflect, TypeError};
use serde::Serialize;
use wasm_bindgen::JsValue;

/// Plain objects and arrays; what is absent is left out.
pub(super) fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    value
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .map_err(|error| type_error("internal", &error.to_string()))
}

/// A `TypeError` with a `code`.
pub(super) fn type_error(code: &str, message: &str) -> JsValue {
    let error = TypeError::new(&format!("cors-forecast: {message}"));
    // A fresh Error object takes any property.
    let _ = Reflect::set(&error, &JsValue::from_str("code"), &JsValue::from_str(code));
    error.into()
}
