//! A whole exchange: each request that goes out, each answer that comes back, and what the cache keeps of it.
//!
//! The flow is the standard's: main fetch, HTTP fetch, CORS-preflight fetch, HTTP-redirect fetch; where an engine
//! departs, its profile is asked. One step at a time, so that whoever plays the server may take as long as it likes.

mod origin_header;
mod redirected;
pub(crate) mod way;

use self::origin_header::append_a_request_origin_header;
use self::way::way;
use crate::basis::Basis;
use crate::cache::{Lookup, Needs, PreflightCache};
use crate::description::Api;
use crate::engine::EngineProfile;
use crate::failure::Failure;
use crate::preflight::{preflight_of, settle_preflight};
use crate::prepare::Prepared;
use crate::spec::cors_check::cors_check;
use crate::spec::event_source::opens_the_stream;
use crate::spec::main_fetch::Branch;
use crate::spec::redirect::{is_redirect_status, RedirectFailure};
use crate::spec::request::{RedirectMode, RequestMode, ResponseTainting};
use crate::spec::request_init::Client;
use crate::trigger::{demand, Demand};
use crate::wire::{pairs, WireKind, WireRequest, WireResponse};

/// How an exchange ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Response { status: u16 },
    Failed(Failure),
}

/// What is waited for.
#[derive(Clone, Debug)]
enum Waiting {
    Preflight(Demand),
    Actual,
}

/// What happens next.
#[derive(Clone, Debug)]
pub(crate) enum Next {
    Send(WireRequest),
    End(End),
}

/// An exchange under way.
#[derive(Debug)]
pub(crate) struct Exchange {
    prepared: Prepared,
    client: Client,
    profile: &'static EngineProfile,
    at: f64,
    waiting: Option<Waiting>,
    /// What the request had to ask for before any redirect; empty if it was simple.
    first: Demand,
    /// Whether the request, or one that a redirect made of it, went the way of preflighted ones.
    preflighted: bool,
    /// Whether the last redirect turned the method into GET.
    became_get: bool,
    /// Whether the last request on the wire had an `Origin` header.
    had_origin: bool,
    /// Whether the engine will not send this request, though it asks for permission.
    doomed: bool,
}

impl Exchange {
    pub fn new(
        prepared: Prepared,
        client: Client,
        profile: &'static EngineProfile,
        at: f64,
    ) -> Self {
        let first = match prepared.request.mode {
            RequestMode::Cors => demand(&prepared, profile),
            _ => Demand::default(),
        };
        Self {
            prepared,
            client,
            profile,
            at,
            waiting: None,
            first,
            preflighted: false,
            became_get: false,
            had_origin: false,
            doomed: false,
        }
    }

    /// Main fetch: from the current URL to the next request on the wire.
    pub fn start(&mut self, cache: &mut PreflightCache) -> Next {
        if let Some(failure) = self.prepared.stillborn() {
            return self.fail(cache, failure);
        }
        let (branch, mut asked) = match way(&self.prepared, self.profile) {
            Ok(way) => way,
            Err(blocked) => return self.fail(cache, Failure::Blocked(blocked)),
        };
        match branch {
            Branch::SchemeFetch => {}
            Branch::NoCors => self.prepared.request.response_tainting = ResponseTainting::Opaque,
            Branch::Cors | Branch::CorsWithPreflight(_) => {
                self.prepared.request.response_tainting = ResponseTainting::Cors;
            }
        }
        let cors = self.prepared.request.response_tainting == ResponseTainting::Cors;
        if !cors || (asked.triggers.is_empty() && !self.preflights_again()) {
            return self.send(cache);
        }
        if self.prepared.request.redirect_count > 0 {
            self.ask_as_redirected(&mut asked);
        }
        self.ask_first(asked, cache)
    }

    /// HTTP fetch with a preflight: the cache is looked into first.
    fn ask_first(&mut self, asked: Demand, cache: &mut PreflightCache) -> Next {
        self.preflighted = true;
        let needs = Needs {
            request: &self.prepared.request,
            names: &asked.names,
        };
        if let Lookup::Hit(_) = cache.lookup(needs, self.at) {
            return self.send(cache);
        }
        cache.after_miss(&self.prepared.request);
        let request = preflight_of(&self.prepared.request, &asked.names, self.profile);
        self.waiting = Some(Waiting::Preflight(asked));
        Next::Send(request)
    }

    /// HTTP-network-or-cache fetch, up to the wire.
    fn send(&mut self, cache: &mut PreflightCache) -> Next {
        if self.doomed {
            return self.fail(cache, Failure::RedirectWithoutCredentials);
        }
        let request = &self.prepared.request;
        let url = request.current_url();
        if !url.is_http_scheme() {
            return Next::End(End::Response { status: 200 });
        }
        if let Some(failure) = self.prepared.unsendable(self.profile) {
            return self.fail(cache, failure);
        }
        let mut headers = request.header_list.clone();
        if self.profile.requests.sends_last_content_type.value {
            let last = headers.values("content-type").last().map(<[u8]>::to_vec);
            if let Some(last) = last {
                headers.set("Content-Type", last);
            }
        }
        let stays = self.had_origin && self.profile.redirects.origin_header_stays.value;
        append_a_request_origin_header(request, stays, &mut headers);
        self.had_origin = headers.contains("origin");
        self.waiting = Some(Waiting::Actual);
        Next::Send(WireRequest {
            kind: WireKind::Actual,
            method: request.method.clone(),
            url: url.as_sent(),
            headers: pairs(&headers),
        })
    }

    /// Takes the server's answer to what was sent last; `None`: there was none.
    pub fn answer(&mut self, response: Option<&WireResponse>, cache: &mut PreflightCache) -> Next {
        match self.waiting.take() {
            Some(Waiting::Preflight(asked)) => self.preflight_answered(asked, response, cache),
            Some(Waiting::Actual) | None => self.answered(response, cache),
        }
    }

    fn preflight_answered(
        &mut self,
        asked: Demand,
        response: Option<&WireResponse>,
        cache: &mut PreflightCache,
    ) -> Next {
        let Some(response) = response else {
            return self.fail(cache, Failure::PreflightNotAnswered);
        };
        let settled = settle_preflight(
            cache,
            &self.prepared.request,
            &asked.names,
            response,
            Basis::Configured,
            self.at,
            self.profile,
        );
        match settled {
            Ok(()) => self.send(cache),
            Err(failure) => self.fail(cache, Failure::Preflight(failure)),
        }
    }

    /// HTTP fetch, from the response on.
    fn answered(&mut self, response: Option<&WireResponse>, cache: &mut PreflightCache) -> Next {
        let Some(response) = response else {
            return self.fail(cache, Failure::NotAnswered);
        };
        let headers = response.header_list();
        let request = &self.prepared.request;
        if request.response_tainting == ResponseTainting::Cors {
            if let Err(failure) = cors_check(request, &headers) {
                return self.fail(cache, Failure::CorsCheck(failure));
            }
        }
        if is_redirect_status(response.status) {
            match request.redirect_mode {
                RedirectMode::Error => {
                    let failure = RedirectFailure::RedirectModeError;
                    return self.fail(cache, Failure::Redirect(failure));
                }
                RedirectMode::Manual => return Next::End(End::Response { status: 0 }),
                RedirectMode::Follow => {
                    let mut lines = headers.values("location");
                    if let Some(location) = lines.next() {
                        // The header can have one value; a second line is failure.
                        let location = lines.next().is_none().then_some(location);
                        self.doomed = self.must_allow_credentials(&headers);
                        return self.redirect(response.status, location, cache);
                    }
                }
            }
        }
        let opaque = request.response_tainting == ResponseTainting::Opaque;
        if opaque && self.prepared.integrity {
            return self.fail(cache, Failure::IntegrityOfOpaqueResponse);
        }
        if self.prepared.api == Api::EventSource && !opens_the_stream(response.status, &headers) {
            return self.fail(cache, Failure::NotAnEventStream);
        }
        Next::End(End::Response {
            status: if opaque { 0 } else { response.status },
        })
    }

    /// A network error, and what it does to the cache.
    fn fail(&mut self, cache: &mut PreflightCache, failure: Failure) -> Next {
        let of_check = matches!(failure, Failure::CorsCheck(_) | Failure::Preflight(_));
        cache.after_failure(&self.prepared.request, self.preflighted, of_check);
        Next::End(End::Failed(failure))
    }
}
