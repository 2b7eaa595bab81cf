//! What a server is to permit.

use alloc::string::String;

use wasm_bindgen::JsValue;

use super::fields::Fields;
use crate::configuration::{CorsPolicy, PermittedOrigins};

const FIELDS: &[&str] = &[
    "origins",
    "path",
    "methods",
    "headers",
    "exposeHeaders",
    "credentials",
    "maxAge",
];

/// A `CorsPolicy`.
pub(in crate::wasm) fn cors_policy(value: &JsValue) -> Result<CorsPolicy, JsValue> {
    let mut object = Fields::of(value, "policy");
    object.only(FIELDS);
    let policy = CorsPolicy {
        origins: origins(&mut object),
        path: object.string("path").unwrap_or_else(|| String::from("/")),
        methods: object.strings("methods"),
        headers: object.strings("headers"),
        expose_headers: object.strings("exposeHeaders"),
        credentials: object.boolean("credentials"),
        max_age: object
            .integer(
                "maxAge",
                0.0,
                f64::from(u32::MAX),
                "a whole number of seconds, 0 or more; left out if the header is not sent",
            )
            .map(|seconds| seconds as u32),
    };
    object.finish(policy)
}

fn origins(object: &mut Fields<'_>) -> PermittedOrigins {
    let value = object.get("origins");
    if value.as_ref().and_then(JsValue::as_string).as_deref() == Some("*") {
        return PermittedOrigins::ANY;
    }
    if !value.is_some_and(|value| js_sys::Array::is_array(&value)) {
        object.wrong("origins", "an array of origins, or \"*\"");
    }
    PermittedOrigins::Listed(object.strings("origins"))
}
