//! A whole exchange: each request that goes out, each answer that comes back, and what the cache keeps of it.
//!
//! The flow is the standard's: main fetch, HTTP fetch, CORS-preflight fetch, HTTP-redirect fetch; where an engine
//! departs, its profile is asked. One step at a time, so that whoever plays the server may take as long as it likes.

use alloc::borrow::ToOwned;

use crate::cache::{Lookup, Needs, PreflightCache};
use crate::description::Api;
use crate::engine::{AskedAfterRedirect, ClearedBy, EngineProfile, MixedContent};
use crate::failure::{Failure, KEEPALIVE_LIMIT};
use crate::preflight::{judge_preflight, preflight_of};
use crate::prepare::Prepared;
use crate::spec::cors_check::cors_check;
use crate::spec::event_source::opens_the_stream;
use crate::spec::header::{is_cors_non_wildcard_request_header_name, is_request_body_header_name};
use crate::spec::header_list::HeaderList;
use crate::spec::infra;
use crate::spec::main_fetch::{Blocked, Branch};
use crate::spec::mixed_content::should_fetching_be_blocked_as_mixed_content;
use crate::spec::origin::Origin;
use crate::spec::redirect::{
    http_redirect_fetch, is_redirect_status, redirect_taint, RedirectFailure,
};
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
    /// What the request had to ask for before any redirect; empty if it was simple.
    first: Demand,
    /// Whether the request, or one that a redirect made of it, went the way of preflighted ones.
    preflighted: bool,
    /// Whether the last redirect turned the method into GET.
    became_get: bool,
    /// Whether the last request on the wire had an `Origin` header.
    had_origin: bool,
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
        if !cors || (asked.triggers.is_empty() && !self.preflights_again()) {
            return self.send(cache);
        }
        if self.prepared.request.redirect_count > 0 {
            self.ask_as_redirected(&mut asked);
        }
        self.ask_first(asked, cache)
    }

    /// Whether the engine preflights this hop just because the request was not simple at first.
    fn preflights_again(&self) -> bool {
        self.profile.redirects.once_preflighted_always.value
            && self.prepared.request.redirect_count > 0
            && !self.first.triggers.is_empty()
    }

    /// What the preflight of a redirect's target asks for.
    fn ask_as_redirected(&self, asked: &mut Demand) {
        if asked.triggers.is_empty() {
            asked.triggers.push(Trigger::PreflightedBefore);
        }
        let rule = self.profile.redirects.asks_for.value;
        if rule == AskedAfterRedirect::StillThere {
            return;
        }
        asked.names.clone_from(&self.first.names);
        if rule == AskedAfterRedirect::FirstLessTakenNow {
            let urls = &self.prepared.request.url_list;
            let crossed = urls.len() > 1
                && !urls[urls.len() - 1]
                    .origin
                    .same_origin(&urls[urls.len() - 2].origin);
            asked.names.retain(|name| {
                !(self.became_get && is_request_body_header_name(name)
                    || crossed && is_cors_non_wildcard_request_header_name(name))
            });
        }
    }

    /// HTTP fetch with a preflight: the cache is looked into first.
    fn ask_first(&mut self, asked: Demand, cache: &mut PreflightCache) -> Next {
        self.preflighted = true;
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
            Ok(()) if self.changed_origin_twice() => {
                self.fail(cache, Failure::SecondChangeOfOrigin)
            }
            Ok(()) => self.send(cache),
            Err(failure) => self.fail(cache, Failure::Preflight(failure)),
        }
    }

    /// Whether the engine gives up here: the request started at its own origin, and its origin is tainted by now.
    fn changed_origin_twice(&self) -> bool {
        let request = &self.prepared.request;
        self.profile.redirects.second_change_of_origin_fails.value
            && request.url_list[0].origin.same_origin(&request.origin)
            && redirect_taint(request)
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
        let method = self.prepared.request.method.clone();
        match http_redirect_fetch(&mut self.prepared.request, status, location) {
            Ok(()) => {
                self.became_get = self.prepared.request.method != method;
                self.start(cache)
            }
            Err(failure) => self.fail(cache, Failure::Redirect(failure)),
        }
    }

    /// A network error, and what it does to the cache.
    fn fail(&mut self, cache: &mut PreflightCache, failure: Failure) -> Next {
        let clears = match self.profile.cache.cleared_by.value {
            ClearedBy::FailureOfPreflighted => self.preflighted,
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
/// referrer policy. `stays`: whether it is there whatever the method.
fn append_a_request_origin_header(request: &Request, stays: bool, headers: &mut HeaderList) {
    let mut origin = request.byte_serialized_origin();
    if request.response_tainting != ResponseTainting::Cors {
        if matches!(request.method.as_str(), "GET" | "HEAD") && !stays {
            return;
        }
        let downgrade = origin.starts_with("https:") && request.current_url().scheme() == "http";
        if request.mode != RequestMode::Cors && downgrade {
            "null".clone_into(&mut origin);
        }
    }
    headers.append("Origin", origin.into_bytes());
}
