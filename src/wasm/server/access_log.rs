//! Access logs, read piece by piece.

use wasm_bindgen::prelude::{wasm_bindgen, JsValue};

use super::to_js;
use crate::access_log;
use crate::wasm::decode;

/// A log that is being read.
#[wasm_bindgen]
#[derive(Debug)]
pub struct AccessLog(access_log::AccessLog);

#[wasm_bindgen]
impl AccessLog {
    /// From `{ format, timeUnit, windowSeconds, top }`.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Result<AccessLog, JsValue> {
        Ok(Self(access_log::AccessLog::new(decode::log::options(
            options,
        )?)))
    }

    /// Reads what comes next.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.0.feed(bytes);
    }

    /// What the log tells.
    pub fn finish(self) -> Result<JsValue, JsValue> {
        to_js(&self.0.finish())
    }
}
