//! What consoles say, read: from Rust to JavaScript.

use alloc::string::String;

use js_sys::Object;
use wasm_bindgen::JsValue;

use super::convert::{array, set, set_number, set_text, text, type_error};
use super::convert_journal::engine;
use crate::console_error::{decode_console_error, DecodedError};

/// `DecodedError`s.
pub(super) fn decoded(console: &JsValue) -> Result<JsValue, JsValue> {
    let wrong = || type_error("invalid-text", "text must be a string");
    let errors = decode_console_error(&console.as_string().ok_or_else(wrong)?);
    Ok(array(&errors, decoded_error))
}

fn decoded_error(error: &DecodedError) -> JsValue {
    let object = Object::new();
    if let Some(of) = error.engine {
        set_text(&object, "engine", engine(of));
    }
    set_text(&object, "code", error.code);
    set(
        &object,
        "alsoPossible",
        &array(&error.also_possible, |code| text(code)),
    );
    set_text(&object, "step", error.step);
    set_text(&object, "stage", error.stage.as_str());
    for (key, value) in [
        ("kind", error.kind),
        ("url", error.url.as_deref()),
        ("redirectedFrom", error.redirected_from.as_deref()),
        ("origin", error.origin.as_deref()),
        ("method", error.method.as_deref()),
        ("header", error.header.as_deref()),
        ("value", error.value.as_deref()),
    ] {
        set_known(&object, key, value);
    }
    if let Some(status) = error.status {
        set_number(&object, "status", status.into());
    }
    set_text(&object, "meaning", &error.meaning);
    set_known(&object, "unsaid", error.unsaid);
    let fix = Object::new();
    set_text(&fix, "text", &error.fix.text);
    set(&fix, "headers", &array(&error.fix.headers, header));
    set_known(&fix, "risk", error.fix.risk);
    set(&object, "fix", &fix);
    object.into()
}

fn set_known(object: &Object, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        set_text(object, key, value);
    }
}

fn header((name, value): &(&'static str, String)) -> JsValue {
    js_sys::Array::of2(&text(name), &text(value)).into()
}
