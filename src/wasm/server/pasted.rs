//! What tools print, read.

use wasm_bindgen::prelude::{wasm_bindgen, JsValue};

use super::{to_js, type_error};
use crate::pasted::read_pasted as read;

/// Requests and answers in a text.
#[wasm_bindgen(js_name = readPasted)]
pub fn read_pasted(text: &JsValue) -> Result<JsValue, JsValue> {
    let wrong = || type_error("invalid-text", "text must be a string");
    to_js(&read(&text.as_string().ok_or_else(wrong)?))
}
