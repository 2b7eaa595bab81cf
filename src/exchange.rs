//! A whole exchange: each request that goes out, each answer that comes back, and what the cache keeps of it.
//!
//! The flow is the standard's: main fetch, HTTP fetch, CORS-preflight fetch, HTTP-redirect fetch; where an engine
//! departs, its profile is asked. One step at a time, so that whoever plays the server may take as long as it likes.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::cache::{Lookup, Needs, PreflightCache};
use crate::description::Api;
use crate::engine::{ClearedBy, EngineProfile, MixedContent};
use crate::failure::{Failure, KEEPALIVE_LIMIT};
use crate::preflight::{judge_preflight, preflight_of};
use crate::prepare::Prepared;
use crate::spec::cors_check::cors_check;
use crate::spec::event_source::opens_the_stream;
use crate::spec::header_list::HeaderList;
use crate::spec::infra;
use crate::spec::main_fetch::{Blocked, Branch};
use crate::spec::mixed_content::should_fetching_be_blocked_as_mixed_content;
use crate::spec::origin::Origin;
use crate::spec::redirect::{http_redirect_fetch, is_redirect_status, RedirectFailure};
use crate::spec::request::{CacheMode, RedirectMode, Request, RequestMode, ResponseTainting};
use crate::spec::request_init::Client;
use crate::spec::url::Url;
use crate::trigger::{demand, Demand, Trigger};
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
    /// What the first preflight of this exchange asked for.
    first_names: Option<Vec<String>>,
}

/// The way that a request goes, and what it has to ask for.
pub(crate) fn way(
    prepared: &Prepared,
    profile: &EngineProfile,
) -> Result<(Branch, Demand), Blocked> {
    use crate::spec::main_fetch::{blocked_before_sending, main_fetch, PreflightReasons};
    let request = &prepared.request;
    blocked_before_sending(request, |origin, url| {
        is_mixed_content(origin, url, profile.requests.mixed_content.value)
    })?;
    let mut asked = Demand::default();
    let branch = main_fetch(request, |_| {
        asked = demand(prepared, profile);
        // The branch needs to know only that there is a reason.
        PreflightReasons {
            use_cors_preflight_flag: !asked.triggers.is_empty(),
            ..PreflightReasons::default()
        }
    })?;
    Ok((branch, asked))
}

/// Whether the engine takes a page of `origin` that fetches `url` for mixed content.
fn is_mixed_content(origin: &Origin, url: &Url, rule: MixedContent) -> bool {
    let https_page = matches!(origin, Origin::Tuple { scheme, .. } if scheme == "https");
    match rule {
        MixedContent::TrustworthyPages => should_fetching_be_blocked_as_mixed_content(origin, url),
        MixedContent::HttpsPages => {
            https_page && should_fetching_be_blocked_as_mixed_content(origin, url)
        }
        MixedContent::HttpsPagesFromThisMachineToo => https_page && url.scheme() == "http",
    }
}

impl Exchange {
    pub fn new(
        prepared: Prepared,
        client: Client,
        profile: &'static EngineProfile,
        at: f64,
    ) -> Self {
        Self {
            prepared,
            client,
            profile,
            at,
            waiting: None,
            first_names: None,
        }
    }

    /// Main fetch: from the current URL to the next request on the wire.
    pub fn start(&mut self, cache: &mut PreflightCache) -> Next {
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
        if cors && !asked.triggers.is_empty() || self.preflights_again() {
            if self.first_names.is_some() && asked.triggers.is_empty() {
                asked.triggers.push(Trigger::PreflightedBefore);
            }
            return self.ask_first(asked, cache);
        }
        self.send(cache)
    }

    /// Whether the engine preflights this hop just because it preflighted an earlier one.
    fn preflights_again(&self) -> bool {
        self.first_names.is_some()
            && self.prepared.request.response_tainting == ResponseTainting::Cors
            && self.profile.redirects.once_preflighted_always.value
    }

    /// HTTP fetch with a preflight: the cache is looked into first.
    fn ask_first(&mut self, mut asked: Demand, cache: &mut PreflightCache) -> Next {
        if let Some(first) = &self.first_names {
            if self.profile.redirects.asks_for_dropped_headers.value {
                asked.names.clone_from(first);
            }
        }
        self.first_names.get_or_insert_with(|| asked.names.clone());
        let needs = Needs {
            request: &self.prepared.request,
            names: &asked.names,
        };
        if let Lookup::Hit { .. } = cache.lookup(needs, self.at) {
            return self.send(cache);
        }
        cache.after_miss(&self.prepared.request);
        let request = preflight_of(&self.prepared.request, &asked.names, self.profile);
        self.waiting = Some(Waiting::Preflight(asked));
        Next::Send(request)
    }

    /// HTTP-network-or-cache fetch, up to the wire.
    fn send(&mut self, cache: &mut PreflightCache) -> Next {
        let request = &self.prepared.request;
        let url = request.current_url();
        if !url.is_http_scheme() {
            return Next::End(End::Response { status: 200 });
        }
        if request.cache_mode == CacheMode::OnlyIfCached
            && self.profile.requests.only_if_cached_stays_local.value
        {
            return self.fail(cache, Failure::NotInHttpCache);
        }
        if let Some(length) = request
            .body
            .as_ref()
            .and_then(|body| body.length)
            .filter(|length| request.keepalive && *length > KEEPALIVE_LIMIT)
        {
            return self.fail(cache, Failure::KeepaliveBodyTooLong { length });
        }
        if self.prepared.streams_over_http_1() {
            return self.fail(cache, Failure::StreamOverHttp1);
        }
        let mut headers = request.header_list.clone();
        append_a_request_origin_header(request, &mut headers);
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
        let request = &self.prepared.request;
        let headers = response.header_list();
        let judged = judge_preflight(
            request,
            &asked.names,
            response.status,
            &headers,
            self.profile,
        );
        let stored_anyway = self.profile.cache.stored_before_validation.value;
        if let (Some(grant), true) = (&judged.grant, judged.verdict.is_ok() || stored_anyway) {
            cache.store(request, grant, &headers, self.at);
        }
        match judged.verdict {
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

    fn redirect(
        &mut self,
        status: u16,
        location: Option<&[u8]>,
        cache: &mut PreflightCache,
    ) -> Next {
        let current = self.prepared.request.current_url();
        let parsed = location.and_then(|location| {
            let text = infra::isomorphic_decode(location);
            (self.client.parse_url)(&text, Some(current.without_fragment()))
        });
        let Some(mut location) = parsed else {
            let failure = RedirectFailure::LocationUnparsable;
            return self.fail(cache, Failure::Redirect(failure));
        };
        location.inherit_fragment(current.fragment());
        match http_redirect_fetch(&mut self.prepared.request, status, location) {
            Ok(()) => self.start(cache),
            Err(failure) => self.fail(cache, Failure::Redirect(failure)),
        }
    }

    /// A network error, and what it does to the cache.
    fn fail(&mut self, cache: &mut PreflightCache, failure: Failure) -> Next {
        let clears = match self.profile.cache.cleared_by.value {
            ClearedBy::FailureOfPreflighted => self.first_names.is_some(),
            ClearedBy::FailureOfCorsCheck => {
                matches!(failure, Failure::CorsCheck(_) | Failure::Preflight(_))
            }
            ClearedBy::Nothing => false,
        };
        if clears {
            cache.clear_for(&self.prepared.request);
        }
        Next::End(End::Failed(failure))
    }
}

/// [append a request `Origin` header](https://fetch.spec.whatwg.org/#append-a-request-origin-header), for the default
/// referrer policy.
fn append_a_request_origin_header(request: &Request, headers: &mut HeaderList) {
    let mut origin = request.byte_serialized_origin();
    if request.response_tainting != ResponseTainting::Cors {
        if matches!(request.method.as_str(), "GET" | "HEAD") {
            return;
        }
        let downgrade = origin.starts_with("https:") && request.current_url().scheme() == "http";
        if request.mode != RequestMode::Cors && downgrade {
            "null".clone_into(&mut origin);
        }
    }
    headers.append("Origin", origin.into_bytes());
}
