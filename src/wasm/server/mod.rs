//! For who has a server. Each topic is a file: arguments are read field by field (`decode`), results become plain objects by
//! serde.

mod access_log;
mod configuration;
mod diagnosis;
mod pasted;
mod synthesis;

use alloc::string::ToString;

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use super::convert::type_error;

/// From Rust to JavaScript: what is absent is left out.
fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    value
        .serialize(&Serializer::json_compatible())
        .map_err(|error| type_error("not-serializable", &error.to_string()))
}
