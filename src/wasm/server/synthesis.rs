//! The least policy, and what it takes to have it.

use wasm_bindgen::prelude::{wasm_bindgen, JsValue};

use super::{to_js, type_error};
use crate::synthesis::{self, policy_lines, synthesize_with};
use crate::wasm::decode::{policy, synthesis as read};
use crate::wasm::url::parse_url;
use crate::wire::WireKind;

/// The least policy for each server.
#[wasm_bindgen]
pub fn synthesize(requests: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    let requests = read::page_requests(requests)?;
    let options = read::synthesis_options(options)?;
    let found = synthesize_with(&requests, &options, parse_url)
        .map_err(|problem| type_error(problem.code(), &problem.message()))?;
    to_js(&found)
}

/// What is to be changed about answers.
#[wasm_bindgen(js_name = mergeInto)]
pub fn merge_into(existing: &JsValue, needed: &JsValue) -> Result<JsValue, JsValue> {
    let existing = read::existing_answers(existing)?;
    let needed = policy::cors_policy(needed)?;
    let changes = synthesis::merge(&existing, &needed)
        .map_err(|problem| type_error(problem.code(), &problem.message()))?;
    to_js(&changes)
}

/// The answers in a text.
#[wasm_bindgen(js_name = existingAnswers)]
pub fn existing_answers(text: &JsValue, origin: &JsValue) -> Result<JsValue, JsValue> {
    let wrong = || type_error("invalid-text", "text must be a string");
    let text = text.as_string().ok_or_else(wrong)?;
    to_js(&synthesis::existing_answers(&text, &read::origin(origin)?))
}

/// `{ preflight, actual }`: the lines that a page of an origin gets; `undefined` if it may not ask.
#[wasm_bindgen(js_name = policyLines)]
pub fn policy_lines_of(needed: &JsValue, origin: &JsValue) -> Result<JsValue, JsValue> {
    let needed = policy::cors_policy(needed)?;
    let origin = read::origin(origin)?;
    needed
        .check()
        .map_err(|problem| type_error(problem.code(), &problem.message()))?;
    let lines = |kind| policy_lines(&needed, kind, &origin);
    match (lines(WireKind::Preflight), lines(WireKind::Actual)) {
        (Some(preflight), Some(actual)) => to_js(&Lines { preflight, actual }),
        _ => Ok(JsValue::UNDEFINED),
    }
}

#[derive(serde::Serialize)]
struct Lines {
    preflight: alloc::vec::Vec<(alloc::string::String, alloc::string::String)>,
    actual: alloc::vec::Vec<(alloc::string::String, alloc::string::String)>,
}
