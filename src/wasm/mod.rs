//! The JavaScript face: the only place that knows JavaScript. Decode, call, encode; nothing is decided here.
#![allow(unsafe_code)]

mod convert;
mod decode;
#[cfg(all(feature = "module", target_arch = "wasm32"))]
mod runtime;
mod url;

use core::cell::RefCell;

use wasm_bindgen::prelude::{wasm_bindgen, JsValue};

use crate::forecaster;
use crate::simulation::Play;

/// What `createForecaster()` hands out.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Forecaster(RefCell<forecaster::Forecaster>);

#[wasm_bindgen]
impl Forecaster {
    /// From `{ origin, engine }`.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Result<Forecaster, JsValue> {
        let options = decode::options(options)?;
        forecaster::Forecaster::with_url_parser(&options.origin, options.engine, url::parse_url)
            .map(|forecaster| Self(RefCell::new(forecaster)))
            .map_err(|error| convert::type_error(error.code(), &error.message()))
    }

    /// What will happen to a request.
    pub fn predict(&self, request: &JsValue, at: f64) -> Result<JsValue, JsValue> {
        let request = decode::request(request)?;
        let forecast = self.0.borrow().predict(&request, decode::time(at)?);
        Ok(convert::forecast(&forecast))
    }

    /// Plays the whole exchange; `server` may use the forecaster meanwhile, and what it throws is thrown on.
    pub fn simulate(
        &self,
        request: &JsValue,
        server: &JsValue,
        at: f64,
    ) -> Result<JsValue, JsValue> {
        let request = decode::request(request)?;
        let server = decode::server(server)?;
        let at = decode::time(at)?;
        let mut play = Play::begin(&mut self.0.borrow_mut(), &request, at);
        while let Some(wire) = play.next() {
            let answer = server.call1(&JsValue::UNDEFINED, &convert::wire_request(&wire))?;
            let response = decode::response(&answer)?;
            play.answer(&mut self.0.borrow_mut(), wire, response.as_ref());
        }
        Ok(convert::simulation(&play.finish()))
    }

    /// Empties the preflight cache.
    pub fn clear(&self) {
        self.0.borrow_mut().clear();
    }
}
