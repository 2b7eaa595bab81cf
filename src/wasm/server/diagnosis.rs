//! Answers, judged.

use wasm_bindgen::prelude::{wasm_bindgen, JsValue};

use super::{to_js, type_error};
use crate::curl::{curl_for, Shell};
use crate::diagnosis::{diagnose_with, look_alike_origins as look_alikes};
use crate::fingerprint::fingerprint as told_of;
use crate::wasm::decode::seen;
use crate::wasm::url::parse_url;

/// What a server's answers show.
#[wasm_bindgen]
pub fn diagnose(exchange: &JsValue) -> Result<JsValue, JsValue> {
    let exchange = seen::exchange(exchange)?;
    let diagnosis = diagnose_with(&exchange, parse_url)
        .map_err(|error| type_error(error.code(), &error.message()))?;
    to_js(&diagnosis)
}

/// Who may have given an answer.
#[wasm_bindgen]
pub fn fingerprint(answer: &JsValue) -> Result<JsValue, JsValue> {
    to_js(&told_of(&seen::answer(answer)?))
}

/// The origins to ask from.
#[wasm_bindgen(js_name = lookAlikeOrigins)]
pub fn look_alike_origins(origin: &JsValue) -> Result<JsValue, JsValue> {
    let wrong = || type_error("invalid-origin", "origin must be a string");
    to_js(&look_alikes(&origin.as_string().ok_or_else(wrong)?))
}

/// A preflight as a command line.
#[wasm_bindgen(js_name = curlOf)]
pub fn curl_of(preflight: &JsValue, shell: &JsValue) -> Result<JsValue, JsValue> {
    let preflight = seen::preflight(preflight)?;
    let shell = match shell.as_string().as_deref() {
        Some("posix") => Shell::Posix,
        Some("powershell") => Shell::PowerShell,
        Some("cmd") => Shell::Cmd,
        None if shell.is_undefined() => Shell::Posix,
        _ => {
            let right = "shell must be one of \"posix\", \"powershell\", \"cmd\"";
            return Err(type_error("invalid-shell", right));
        }
    };
    Ok(JsValue::from_str(&curl_for(&preflight, shell)))
}
