//! A simulated exchange, one request at a time: the server may answer when it likes, and use the forecaster meanwhile.

use alloc::vec::Vec;

use crate::description::{Api, RequestDescription};
use crate::exchange::{End, Exchange, Next};
use crate::failure::{refusal_report, Failure};
use crate::forecast::{ErrorReport, Outcome, Simulation};
use crate::forecaster::Forecaster;
use crate::prepare::prepare;
use crate::wire::{WireRequest, WireResponse};

/// A simulation under way.
#[derive(Debug)]
pub(crate) struct Play {
    exchange: Option<Exchange>,
    api: Api,
    sync: bool,
    /// Milliseconds; goes on with each answer.
    now: f64,
    aborted_at: Option<f64>,
    next: Option<WireRequest>,
    requests: Vec<WireRequest>,
    end: Option<(Outcome, Option<u16>, Option<ErrorReport>)>,
}

impl Play {
    /// What `request` is made into; nothing is sent yet.
    pub fn new(forecaster: &Forecaster, request: &RequestDescription, at: f64) -> Self {
        let mut play = Self {
            exchange: None,
            api: request.api,
            sync: request.sync,
            now: at,
            aborted_at: request.abort_after.map(|after| at + after),
            next: None,
            requests: Vec::new(),
            end: None,
        };
        let client = forecaster.client_of(request);
        match prepare(request, &client, forecaster.profile) {
            Err(refusal) => {
                let report = refusal_report(&refusal, request.api);
                play.end = Some((Outcome::Throws, None, Some(report)));
            }
            Ok(_) if request.abort_after.is_some_and(|after| after <= 0.0) => {
                let report = Failure::Aborted.report(request.api, request.sync);
                play.end = Some((Outcome::Throws, None, Some(report)));
            }
            Ok(prepared) => {
                play.exchange = Some(Exchange::new(prepared, client, forecaster.profile, at));
            }
        }
        play
    }

    /// [`Play::new`], and off it goes.
    pub fn begin(forecaster: &mut Forecaster, request: &RequestDescription, at: f64) -> Self {
        let mut play = Self::new(forecaster, request, at);
        play.start(forecaster, at);
        play
    }

    /// Sends the first request, at `now`.
    pub fn start(&mut self, forecaster: &mut Forecaster, now: f64) {
        self.now = now;
        if let Some(exchange) = &mut self.exchange {
            exchange.begin_at(now);
            let next = exchange.start(&mut forecaster.caches);
            self.take(next);
        }
    }

    /// The request that the server is to answer.
    pub fn next(&mut self) -> Option<WireRequest> {
        self.next.take()
    }

    /// When an answer that takes so long is there.
    pub fn arrival(&self, response: Option<&WireResponse>) -> f64 {
        self.now + response.map_or(0.0, |response| response.after)
    }

    /// What the server answered to `wire`.
    pub fn answer(
        &mut self,
        forecaster: &mut Forecaster,
        wire: WireRequest,
        response: Option<&WireResponse>,
    ) {
        self.requests.push(wire);
        let arrival = self.arrival(response);
        if let Some(exchange) = &mut self.exchange {
            let next = match self.aborted_at {
                Some(aborted_at) if aborted_at < arrival => {
                    self.now = aborted_at;
                    exchange.abort(response, arrival, &mut forecaster.caches)
                }
                _ => {
                    self.now = arrival;
                    exchange.answer(response, arrival, &mut forecaster.caches)
                }
            };
            self.take(next);
        }
    }

    /// The exchange, until it has ended.
    pub fn under_way(&self) -> Option<&Exchange> {
        self.exchange.as_ref().filter(|_| self.end.is_none())
    }

    fn take(&mut self, next: Next) {
        match next {
            Next::Send(wire) => self.next = Some(wire),
            Next::End(End::Response { status }) => {
                self.end = Some((Outcome::Response, Some(status), None));
            }
            Next::End(End::Failed(failure)) => {
                // A beacon that was queued and then lost: the page has got its `true` by then.
                let queued = self.api == Api::Beacon
                    && !matches!(failure, Failure::KeepaliveBodyTooLong { .. });
                let outcome = if queued {
                    Outcome::Response
                } else {
                    Outcome::NetworkError
                };
                let report = failure.report(self.api, self.sync);
                self.end = Some((outcome, None, Some(report)));
            }
        }
    }

    pub fn finish(self) -> Simulation {
        let (outcome, status, error) = self.end.unwrap_or((Outcome::NetworkError, None, None));
        Simulation {
            requests: self.requests,
            outcome,
            status,
            error,
        }
    }
}
