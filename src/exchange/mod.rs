//! A whole exchange: each request that goes out, each answer that comes back, and what the cache keeps of it.
//!
//! The flow is the standard's: main fetch, HTTP fetch, CORS-preflight fetch, HTTP-redirect fetch; where an engine
//! departs, its profile is asked. One step at a time, so that whoever plays the server may take as long as it likes.

mod answered;
mod http_cache;
mod origin_header;
mod redirected;

pub(crate) use self::http_cache::HttpCache;
use self::origin_header::append_a_request_origin_header;
use self::redirected::lasting;
use crate::way::way;
use alloc::string::String;
use alloc::vec::Vec;

use crate::cache::{Lookup, Needs, PreflightCache};
use crate::engine::EngineProfile;
use crate::failure::Failure;
use crate::preflight::preflight_of;
use crate::prepare::Prepared;
use crate::spec::main_fetch::Branch;
use crate::spec::origin::Origin;
use crate::spec::redirect::RedirectFailure;
use crate::spec::request::{RequestMode, ResponseTainting};
use crate::spec::request_init::Client;
use crate::trigger::Demand;
use crate::wire::{pairs, WireKind, WireRequest};

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

/// What a browser remembers between requests.
#[derive(Clone, Debug)]
pub(crate) struct Caches {
    pub preflights: PreflightCache,
    pub http: HttpCache,
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
    /// Milliseconds; goes on with each answer.
    now: f64,
    waiting: Option<Waiting>,
    /// Header names that redirects do not take from what a preflight asks for, where the engine has it so.
    lasting: Vec<String>,
    /// What the last preflight asked for, sent or spared.
    asked_last: Vec<String>,
    /// Whether the request, or one that a redirect made of it, went the way of preflighted ones.
    preflighted: bool,
    /// Whether the last redirect turned the method into GET.
    became_get: bool,
    /// Whether the last request on the wire had an `Origin` header.
    had_origin: bool,
    /// Whether the last redirect led to another origin.
    crossed: bool,
    /// Whether any did, before CORS applied.
    left_unnamed: bool,
    /// Why the engine will not send this request, though it asks for permission.
    doomed: Option<Failure>,
    /// Whether the preflight's answer came over HTTP/1.
    over_http_1: bool,
}

impl Exchange {
    pub fn new(
        prepared: Prepared,
        client: Client,
        profile: &'static EngineProfile,
        now: f64,
    ) -> Self {
        let lasting = match prepared.request.mode {
            RequestMode::Cors => lasting(&prepared, profile),
            _ => Vec::new(),
        };
        Self {
            prepared,
            client,
            profile,
            now,
            waiting: None,
            lasting,
            asked_last: Vec::new(),
            preflighted: false,
            became_get: false,
            had_origin: false,
            crossed: false,
            left_unnamed: false,
            doomed: None,
            over_http_1: false,
        }
    }

    /// Sets the clock.
    pub fn begin_at(&mut self, now: f64) {
        self.now = now;
    }

    /// Main fetch: from the current URL to the next request on the wire.
    pub fn start(&mut self, caches: &mut Caches) -> Next {
        if let Some(failure) = self.prepared.stillborn(self.profile) {
            return self.fail(caches, failure);
        }
        let (branch, mut asked) = match way(&self.prepared, self.profile) {
            Ok(way) => way,
            Err(blocked) => return self.fail(caches, Failure::Blocked(blocked)),
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
            return self.send(caches);
        }
        if self.prepared.request.redirect_count > 0 {
            self.ask_as_redirected(&mut asked);
        }
        self.ask_first(asked, caches)
    }

    /// HTTP fetch with a preflight: the cache is looked into first.
    fn ask_first(&mut self, asked: Demand, caches: &mut Caches) -> Next {
        self.preflighted = true;
        self.asked_last.clone_from(&asked.names);
        let needs = Needs {
            request: &self.prepared.request,
            names: &asked.names,
        };
        if let Lookup::Hit(_) = caches.preflights.lookup(needs, self.now) {
            return self.send(caches);
        }
        caches.preflights.after_miss(&self.prepared.request);
        let request = preflight_of(&self.prepared.request, &asked.names, self.profile);
        self.waiting = Some(Waiting::Preflight(asked));
        Next::Send(request)
    }

    /// HTTP-network-or-cache fetch, up to the wire.
    fn send(&mut self, caches: &mut Caches) -> Next {
        if let Some(failure) = self.doomed.take() {
            return self.fail(caches, failure);
        }
        let request = &self.prepared.request;
        let url = request.current_url();
        if !url.is_http_scheme() {
            return Next::End(End::Response { status: 200 });
        }
        let rules = &self.profile.http_cache;
        if let Some(response) = caches.http.answer(request, self.now, rules) {
            return self.answered(Some(&response), caches);
        }
        if let Some(failure) = self.prepared.unsendable(self.profile, self.over_http_1) {
            return self.fail(caches, failure);
        }
        let mut headers = request.header_list.clone();
        if self.profile.requests.sends_last_content_type.value {
            let last = headers.values("content-type").last().map(<[u8]>::to_vec);
            if let Some(last) = last {
                headers.set("Content-Type", &last);
            }
        }
        let rules = &self.profile.redirects;
        let stays = self.had_origin && rules.origin_header_stays.value && !self.crossed;
        append_a_request_origin_header(request, stays, &mut headers);
        let opaque = request.response_tainting != ResponseTainting::Cors;
        let unnamed = self.left_unnamed && rules.opaque_origin_is_null_elsewhere.value;
        let told = request.origin == Origin::Opaque
            && request.includes_credentials()
            && rules.opaque_origin_is_told_with_credentials.value;
        if opaque && (told || unnamed && headers.contains("origin")) {
            headers.set("Origin", b"null");
        }
        self.had_origin = headers.contains("origin");
        self.waiting = Some(Waiting::Actual);
        Next::Send(WireRequest {
            kind: WireKind::Actual,
            method: request.method.clone(),
            url: url.as_sent(),
            headers: pairs(&headers),
        })
    }

    /// The URL that is being got, where the request is a GET.
    pub fn gets(&self) -> Option<&str> {
        let request = &self.prepared.request;
        (request.method == "GET").then(|| request.current_url().without_fragment())
    }

    /// A network error, and what it does to the cache.
    pub(super) fn fail(&mut self, caches: &mut Caches, failure: Failure) -> Next {
        let of_check = match &failure {
            Failure::CorsCheck(_)
            | Failure::Preflight(_)
            | Failure::PreflightNotAnswered
            | Failure::NotAnswered
            | Failure::Aborted => true,
            Failure::Redirect(failure) => *failure != RedirectFailure::RedirectModeError,
            _ => false,
        };
        let request = &self.prepared.request;
        caches
            .preflights
            .after_failure(request, self.preflighted, of_check);
        Next::End(End::Failed(failure))
    }
}
