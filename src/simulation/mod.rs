//! Whole exchanges, played against a server that is given as a function.

mod play;
mod together;

use alloc::vec::Vec;

pub(crate) use self::play::Play;
pub(crate) use self::together::Together;
use crate::description::RequestDescription;
use crate::forecast::Simulation;
use crate::forecaster::Forecaster;
use crate::wire::{WireRequest, WireResponse};

impl Forecaster {
    /// Plays the whole exchange against `server` (`None`: no connection), and leaves the cache as the browser would.
    ///
    /// ```
    /// use cors_forecast::{Engine, Forecaster, Outcome, RequestDescription, WireKind, WireResponse};
    ///
    /// let mut forecaster = Forecaster::new("https://app.example", Engine::Firefox)?;
    /// let request = RequestDescription {
    ///     method: Some("DELETE".into()),
    ///     ..RequestDescription::new("https://api.example/items/1")
    /// };
    /// let mut server = |_: &_| Some(WireResponse {
    ///     status: 204,
    ///     headers: vec![
    ///         ("Access-Control-Allow-Origin".into(), "https://app.example".into()),
    ///         ("Access-Control-Allow-Methods".into(), "DELETE".into()),
    ///         ("Access-Control-Max-Age".into(), "600".into()),
    ///     ],
    ///     ..WireResponse::default()
    /// });
    /// let first = forecaster.simulate(&request, &mut server, 0.0);
    /// assert_eq!(first.outcome, Outcome::Response);
    /// assert_eq!(first.requests[0].kind, WireKind::Preflight);
    /// let second = forecaster.simulate(&request, &mut server, 599_000.0);
    /// assert_eq!(second.requests[0].kind, WireKind::Actual);
    /// # Ok::<(), cors_forecast::Error>(())
    /// ```
    pub fn simulate(
        &mut self,
        request: &RequestDescription,
        server: &mut dyn FnMut(&WireRequest) -> Option<WireResponse>,
        at: f64,
    ) -> Simulation {
        let mut play = Play::begin(self, request, at);
        while let Some(wire) = play.next() {
            let response = server(&wire);
            play.answer(self, wire, response.as_ref());
        }
        play.finish()
    }

    /// [`Forecaster::simulate`] for requests that are under way at the same time, each with the time at which it starts:
    /// `server` is asked in the order in which requests arrive, and an answer is there when its
    /// [`after`](WireResponse::after) is over.
    ///
    /// ```
    /// use cors_forecast::{Engine, Forecaster, RequestDescription, WireKind, WireRequest, WireResponse};
    ///
    /// let mut forecaster = Forecaster::new("https://app.example", Engine::WebKit)?;
    /// let put = RequestDescription {
    ///     method: Some("PUT".into()),
    ///     ..RequestDescription::new("https://api.example/items/1")
    /// };
    /// let mut preflights = 0;
    /// let mut server = |wire: &WireRequest| {
    ///     preflights += usize::from(wire.kind == WireKind::Preflight);
    ///     Some(WireResponse {
    ///         status: 204,
    ///         headers: vec![
    ///             ("Access-Control-Allow-Origin".into(), "*".into()),
    ///             ("Access-Control-Allow-Methods".into(), "PUT".into()),
    ///         ],
    ///         after: 100.0,
    ///         ..WireResponse::default()
    ///     })
    /// };
    /// forecaster.simulate_all(&[(0.0, put.clone()), (1.0, put)], &mut server);
    /// // Neither waits for what the other is permitted.
    /// assert_eq!(preflights, 2);
    /// # Ok::<(), cors_forecast::Error>(())
    /// ```
    pub fn simulate_all(
        &mut self,
        calls: &[(f64, RequestDescription)],
        server: &mut dyn FnMut(&WireRequest) -> Option<WireResponse>,
    ) -> Vec<Simulation> {
        let calls = calls.iter().map(|(at, request)| (*at, request));
        let mut together = Together::new(calls);
        while let Some((index, wire)) = together.next(self) {
            let response = server(&wire);
            together.answer(index, wire, response);
        }
        together.finish()
    }
}
