//! What `createForecaster()` is made of. Decode, call, encode.

use alloc::vec::Vec;
use core::cell::RefCell;

use wasm_bindgen::prelude::{wasm_bindgen, JsValue};

use crate::forecaster;
use crate::recipes::{recipes, Recipe};
use crate::simulation::{Play, Together};

use super::{convert, convert_console, convert_full, convert_journal, decode, url};

/// What `createForecaster()` hands out.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Forecaster(RefCell<forecaster::Forecaster>);

#[wasm_bindgen]
impl Forecaster {
    /// From `{ origin, engine }`.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Result<Forecaster, JsValue> {
        let policies = decode::full::policies(options)?;
        let options = decode::options(options)?;
        let made = forecaster::Forecaster::with_url_parser(
            &options.origin,
            options.engine,
            url::parse_url,
        );
        let made = made.and_then(|forecaster| forecaster.with_policies(policies));
        made.map(|forecaster| Self(RefCell::new(forecaster)))
            .map_err(|error| convert::type_error(error.code(), &error.message()))
    }

    /// What will happen to a request.
    pub fn predict(&self, request: &JsValue, at: f64) -> Result<JsValue, JsValue> {
        let request = decode::request(request)?;
        let forecast = self.0.borrow().predict(&request, decode::time(at)?);
        Ok(convert::forecast(&forecast))
    }

    /// Empties the preflight cache.
    pub fn clear(&self) {
        self.0.borrow_mut().clear();
    }

    /// Learns how a server answers the preflight of a request; without `at` somebody else has asked than this browser.
    pub fn learn(
        &self,
        request: &JsValue,
        response: &JsValue,
        basis: &JsValue,
        at: Option<f64>,
    ) -> Result<JsValue, JsValue> {
        let request = decode::request(request)?;
        let response = decode::full::answer(response)?;
        let basis = decode::full::basis(basis);
        let at = at.map(decode::time).transpose()?;
        let learned = self.0.borrow_mut().learn(&request, &response, basis, at);
        learned
            .map(|learned| convert::learned(&learned))
            .map_err(|error| convert::type_error(error.code(), &error.message()))
    }

    /// The page makes this request.
    pub fn record(&self, request: &JsValue, at: f64) -> Result<(), JsValue> {
        let request = decode::request(request)?;
        let at = decode::time(at)?;
        self.0.borrow_mut().record(&request, at);
        Ok(())
    }

    /// What the recorded requests have cost, and what of it could be spared.
    pub fn report(&self) -> JsValue {
        convert_journal::report(&self.0.borrow().report())
    }

    /// What changes would have made of the recorded requests' preflights.
    #[wasm_bindgen(js_name = whatIf)]
    pub fn what_if(&self, changes: &JsValue) -> Result<JsValue, JsValue> {
        let changes = decode::change::changes(changes)?;
        let differences = self.0.borrow().what_if(&changes);
        Ok(convert_journal::differences(&differences))
    }

    /// The smallest changes after which a request needs no preflight, or after which the cache spares it.
    #[wasm_bindgen(js_name = minimalSet)]
    pub fn minimal_set(&self, request: &JsValue, at: f64) -> Result<JsValue, JsValue> {
        let request = decode::request(request)?;
        let least = self.0.borrow().minimal_set(&request, decode::time(at)?);
        Ok(convert_journal::minimal_set(&least))
    }

    /// The catalogue of what is known to help.
    pub fn recipes() -> JsValue {
        let recipes: Vec<Recipe> = recipes().copied().collect();
        convert::array(&recipes, convert_journal::recipe)
    }

    /// What a console means by what it prints of a request that has failed by CORS.
    #[wasm_bindgen(js_name = decodeConsoleError)]
    pub fn decode_console_error(text: &JsValue) -> Result<JsValue, JsValue> {
        convert_console::decoded(text)
    }

    /// Plays the whole exchange; `server` may use the forecaster meanwhile, and what it throws is thrown on.
    pub fn simulate(
        &self,
        request: &JsValue,
        server: &JsValue,
        at: f64,
    ) -> Result<JsValue, JsValue> {
        let request = decode::request(request)?;
        let server = decode::full::server(server)?;
        let at = decode::time(at)?;
        let mut play = Play::begin(&mut self.0.borrow_mut(), &request, at);
        while let Some(wire) = play.next() {
            let answer = server.call1(&JsValue::UNDEFINED, &convert_full::wire_request(&wire))?;
            let response = decode::full::response(&answer)?;
            play.answer(&mut self.0.borrow_mut(), wire, response.as_ref());
        }
        Ok(convert_full::simulation(&play.finish()))
    }

    /// Plays exchanges that are under way at the same time: `[request, at]` each.
    #[wasm_bindgen(js_name = simulateAll)]
    pub fn simulate_all(&self, calls: &JsValue, server: &JsValue) -> Result<JsValue, JsValue> {
        let calls = decode::full::calls(calls)?;
        let server = decode::full::server(server)?;
        let forecaster = &self.0;
        let each = calls.iter().map(|(at, request)| (*at, request));
        let mut together = Together::new(each);
        loop {
            let next = together.next(&mut forecaster.borrow_mut());
            let Some((index, wire)) = next else { break };
            let answer = server.call1(&JsValue::UNDEFINED, &convert_full::wire_request(&wire))?;
            together.answer(index, wire, decode::full::response(&answer)?);
        }
        Ok(convert_full::simulations(&together.finish()))
    }
}
