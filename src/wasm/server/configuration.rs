//! Configurations, written.

use alloc::vec::Vec;

use wasm_bindgen::prelude::{wasm_bindgen, JsValue};

use super::{to_js, type_error};
use crate::configuration::{self, Stack};
use crate::wasm::decode;

/// A policy in the words of a server.
#[wasm_bindgen]
pub fn configure(policy: &JsValue, stack: &JsValue) -> Result<JsValue, JsValue> {
    let policy = decode::policy::cors_policy(policy)?;
    let id = stack.as_string().unwrap_or_default();
    let stack = Stack::from_id(&id).ok_or_else(|| {
        let ids: Vec<&str> = Stack::ALL.iter().map(|stack| stack.id()).collect();
        let message = ["stack must be one of ", &ids.join(", ")].concat();
        type_error("invalid-stack", &message)
    })?;
    let configuration = configuration::configure(&policy, stack)
        .map_err(|problem| type_error(problem.code(), &problem.message()))?;
    to_js(&configuration)
}

/// `{ id, title, language, verified }` of each server.
#[wasm_bindgen]
pub fn stacks() -> Result<JsValue, JsValue> {
    let known: Vec<_> = Stack::ALL.into_iter().map(Stack::summary).collect();
    to_js(&known)
}
