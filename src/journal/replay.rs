//! The window, played again through the model: what each request cost, or would have cost.

use super::asking::Asking;
use super::plan::{Meant, Plan};
use super::window::{Request, Window};
use crate::cache::{Lookup, MissReason, Needs, PreflightCache};
use crate::engine::profiles::profile;
use crate::engine::{Engine, EngineProfile};
use crate::judge::judge_and_keep;
use crate::policy::{Answer, KnownServer};
use crate::preflight::preflight_of;

/// What a request cost.
#[derive(Debug)]
pub(crate) enum Step<'a> {
    /// No preflight is due.
    NotAsked,
    /// The cache spares it.
    Hit,
    /// It is sent.
    Miss(Sent<'a>),
}

/// A preflight that is sent.
#[derive(Debug)]
pub(crate) struct Sent<'a> {
    /// Why the cache does not spare it; told only on demand.
    pub reason: Option<MissReason>,
    pub answer: &'a Answer,
    /// Whether the answer does not permit the request.
    pub refused: bool,
}

/// How a window is played again.
#[derive(Clone, Copy)]
pub(crate) struct Replay<'a> {
    pub window: &'a Window<'a>,
    pub server: &'a dyn KnownServer,
    /// The place of the engine among all.
    pub engine: usize,
    pub changes: &'a [Meant],
    /// Requests of other endpoints are left out.
    pub only: Option<usize>,
    /// Whether it is told why the cache does not spare a preflight.
    pub explained: bool,
}

/// Sums of a replay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    pub preflights: usize,
    pub hits: usize,
    pub refused: usize,
}

impl Sums {
    pub fn count(&mut self, step: &Step<'_>) {
        match step {
            Step::NotAsked => {}
            Step::Hit => self.hits += 1,
            Step::Miss(sent) => {
                self.preflights += 1;
                self.refused += usize::from(sent.refused);
            }
        }
    }
}

impl<'a> Replay<'a> {
    /// As it was, all of it.
    pub fn new(window: &'a Window<'a>, server: &'a dyn KnownServer, engine: usize) -> Self {
        Self {
            window,
            server,
            engine,
            changes: &[],
            only: None,
            explained: false,
        }
    }

    /// The rules by which it is played.
    pub fn profile(&self) -> &'static EngineProfile {
        profile(Engine::ALL[self.engine].1)
    }

    /// Plays all requests in order, and shows what each costs.
    pub fn play(&self, see: &mut dyn FnMut(&Request, &Step<'_>)) {
        let mut plan = Plan::new(self.window, self.engine, self.changes, self.only);
        let mut cache = PreflightCache::new(self.profile());
        for place in self.window.places(self.only) {
            let Some(request) = self.window.request(place as usize) else {
                continue;
            };
            if plan.asking(request.endpoint, request.shape_id).is_none() {
                see(&request, &Step::NotAsked);
                continue;
            }
            let mut url = plan.take_url(self.window, request.url);
            if let Some(asking) = plan.asking(request.endpoint, request.shape_id) {
                core::mem::swap(&mut asking.request.url_list[0], &mut url);
            }
            self.ask(&request, &plan, &mut cache, see);
            if let Some(asking) = plan.asking(request.endpoint, request.shape_id) {
                core::mem::swap(&mut asking.request.url_list[0], &mut url);
            }
            plan.put_url(request.url, url);
        }
    }

    /// The sums of all requests, or of those of `endpoint`.
    pub fn sums(&self, endpoint: Option<usize>) -> Sums {
        let mut sums = Sums::default();
        self.play(&mut |request, step| {
            if endpoint.is_none_or(|endpoint| endpoint == request.endpoint) {
                sums.count(step);
            }
        });
        sums
    }

    fn ask(
        &self,
        request: &Request,
        plan: &Plan,
        cache: &mut PreflightCache,
        see: &mut dyn FnMut(&Request, &Step<'_>),
    ) {
        let Some(Asking {
            request: asking,
            names,
            unsendable,
        }) = plan.asked(request.endpoint, request.shape_id)
        else {
            return;
        };
        let needs = Needs {
            request: asking,
            names,
        };
        let missing = match cache.lookup(needs, request.at) {
            Lookup::Hit(_) => {
                see(request, &Step::Hit);
                if *unsendable {
                    cache.after_failure(asking, true, false);
                }
                return;
            }
            Lookup::Miss(missing) => missing,
        };
        let why = |cache: &PreflightCache| cache.reason(needs, &missing, request.at);
        let reason = self.explained.then(|| why(cache));
        cache.after_miss(asking);
        let preflight = preflight_of(asking, names, self.profile());
        let include = asking.includes_credentials();
        let mut answer = self.server.answer(&preflight, include);
        plan.answered(request.endpoint, &mut answer.response);
        let settled = judge_and_keep(
            needs,
            &answer.response,
            answer.basis,
            request.at,
            self.profile(),
            cache,
        );
        if settled.is_err() || *unsendable {
            cache.after_failure(asking, true, settled.is_err());
        }
        let sent = Sent {
            reason,
            answer: &answer,
            refused: settled.is_err(),
        };
        see(request, &Step::Miss(sent));
    }
}
