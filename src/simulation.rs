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
    next: Option<WireRequest>,
    requests: Vec<WireRequest>,
    end: Option<(Outcome, Option<u16>, Option<ErrorReport>)>,
}

impl Play {
    pub fn begin(forecaster: &mut Forecaster, request: &RequestDescription, at: f64) -> Self {
        let mut play = Self {
            exchange: None,
            api: request.api,
            sync: request.sync,
            next: None,
            requests: Vec::new(),
            end: None,
        };
        let client = forecaster.client_of(request);
        match prepare(request, &client, forecaster.profile) {
            Err(refusal) => {
                play.end = Some((
                    Outcome::Throws,
                    None,
                    Some(refusal_report(&refusal, request.api)),
                ));
            }
            Ok(prepared) => {
                let mut exchange = Exchange::new(prepared, client, forecaster.profile, at);
                let next = exchange.start(&mut forecaster.cache);
                play.exchange = Some(exchange);
                play.take(next);
            }
        }
        play
    }

    /// The request that the server is to answer.
    pub fn next(&mut self) -> Option<WireRequest> {
        self.next.take()
    }

    /// What the server answered to `wire`.
    pub fn answer(
        &mut self,
        forecaster: &mut Forecaster,
        wire: WireRequest,
        response: Option<&WireResponse>,
    ) {
        self.requests.push(wire);
        if let Some(exchange) = &mut self.exchange {
            let next = exchange.answer(response, &mut forecaster.cache);
            self.take(next);
        }
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
