//! What becomes of an exchange when an answer arrives, or none.

use super::{Caches, End, Exchange, Next, Waiting};
use crate::basis::Basis;
use crate::cache::Needs;
use crate::description::Api;
use crate::engine::EmptyLocation;
use crate::failure::Failure;
use crate::judge::judge_and_keep;
use crate::response::headers_as_read;
use crate::spec::cors_check::cors_check;
use crate::spec::cors_preflight_fetch::PreflightFailure;
use crate::spec::event_source::opens_the_stream;
use crate::spec::redirect::{is_redirect_status, RedirectFailure};
use crate::spec::request::{RedirectMode, ResponseTainting};
use crate::trigger::Demand;
use crate::wire::WireResponse;

impl Exchange {
    /// Takes the server's answer to what was sent last, which came at `now`; `None`: there was none.
    pub fn answer(
        &mut self,
        response: Option<&WireResponse>,
        now: f64,
        caches: &mut Caches,
    ) -> Next {
        self.now = now;
        match self.waiting.take() {
            Some(Waiting::Preflight(asked)) => self.preflight_answered(asked, response, caches),
            Some(Waiting::Actual) | None => {
                if let Some(response) = response {
                    let rules = &self.profile.http_cache;
                    caches
                        .http
                        .keep(&self.prepared.request, response, now, rules);
                }
                let request = self.prepared.request.clone();
                let next = self.answered(response, caches);
                if matches!(next, Next::End(End::Failed(Failure::CorsCheck(_)))) {
                    caches.http.refused(&request, &self.profile.http_cache);
                }
                next
            }
        }
    }

    /// Ends the exchange while it waits for `response`, which would have come at `now`.
    pub fn abort(
        &mut self,
        response: Option<&WireResponse>,
        now: f64,
        caches: &mut Caches,
    ) -> Next {
        self.now = now;
        if let (Some(Waiting::Preflight(asked)), Some(response)) = (self.waiting.take(), response) {
            if self.profile.cache.outlives_abortion.value {
                // What the page does not see may fail as well.
                let _ = self.judge(&asked, response, caches);
            }
        }
        self.fail(caches, Failure::Aborted)
    }

    fn preflight_answered(
        &mut self,
        asked: Demand,
        response: Option<&WireResponse>,
        caches: &mut Caches,
    ) -> Next {
        let Some(response) = response else {
            return self.fail(caches, Failure::PreflightNotAnswered);
        };
        self.over_http_1 = response
            .protocol
            .as_ref()
            .is_some_and(|protocol| protocol.starts_with("http/1"));
        match self.judge(&asked, response, caches) {
            Ok(()) => self.send(caches),
            Err(failure) => self.fail(caches, Failure::Preflight(failure)),
        }
    }

    /// Holds a preflight's answer against the request, and keeps what it permits.
    fn judge(
        &self,
        asked: &Demand,
        response: &WireResponse,
        caches: &mut Caches,
    ) -> Result<(), PreflightFailure> {
        judge_and_keep(
            Needs {
                request: &self.prepared.request,
                names: &asked.names,
            },
            response,
            Basis::Configured,
            self.now,
            self.profile,
            &mut caches.preflights,
        )
    }

    /// HTTP fetch, from the response on.
    pub(super) fn answered(
        &mut self,
        response: Option<&WireResponse>,
        caches: &mut Caches,
    ) -> Next {
        let Some(response) = response else {
            return self.fail(caches, Failure::NotAnswered);
        };
        let headers = headers_as_read(response, self.profile);
        let request = &self.prepared.request;
        if request.response_tainting == ResponseTainting::Cors {
            if let Err(failure) = cors_check(request, &headers) {
                return self.fail(caches, Failure::CorsCheck(failure));
            }
        }
        if is_redirect_status(response.status) {
            match request.redirect_mode {
                RedirectMode::Error
                    if !headers.contains("location")
                        && !self.profile.redirects.status_alone_redirects.value => {}
                RedirectMode::Error => {
                    let failure = RedirectFailure::RedirectModeError;
                    return self.fail(caches, Failure::Redirect(failure));
                }
                RedirectMode::Manual => {
                    let location = headers.get("location");
                    let reads = self.profile.redirects.manual_reads_location.value;
                    if location.is_some_and(|location| reads && !self.leads_somewhere(&location)) {
                        let failure = RedirectFailure::LocationUnparsable;
                        return self.fail(caches, Failure::Redirect(failure));
                    }
                    return Next::End(End::Response { status: 0 });
                }
                RedirectMode::Follow => {
                    let rule = self.profile.redirects.empty_location.value;
                    let mut lines = headers.values("location");
                    let first = lines.next().filter(|location| {
                        !location.is_empty() || rule != EmptyLocation::NoRedirect
                    });
                    if let Some(location) = first {
                        // The header can have one value; a second line is failure.
                        let readable = lines.next().is_none()
                            && (!location.is_empty() || rule != EmptyLocation::Refused);
                        let location = readable.then_some(location);
                        let unpermitted = self.must_allow_credentials(&headers);
                        self.doomed = unpermitted.then_some(Failure::RedirectWithoutCredentials);
                        return self.redirect(response.status, location, caches);
                    }
                }
            }
        }
        let opaque = request.response_tainting == ResponseTainting::Opaque;
        if opaque && self.prepared.integrity {
            return self.fail(caches, Failure::IntegrityOfOpaqueResponse);
        }
        if self.prepared.api == Api::EventSource && !opens_the_stream(response.status, &headers) {
            return self.fail(caches, Failure::NotAnEventStream);
        }
        Next::End(End::Response {
            status: if opaque { 0 } else { response.status },
        })
    }
}
