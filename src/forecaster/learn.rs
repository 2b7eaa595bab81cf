//! What a forecaster is told: how servers answer, and what the page has asked for.

#[cfg(not(feature = "watch"))]
use alloc::vec::Vec;

use super::Forecaster;
use crate::basis::Basis;
#[cfg(not(feature = "watch"))]
use crate::cache::max_age;
use crate::cache::{Lookup, Needs};
use crate::description::RequestDescription;
#[cfg(not(feature = "watch"))]
use crate::error::Error;
#[cfg(not(feature = "watch"))]
use crate::failure::{refusal_report, Failure};
#[cfg(not(feature = "watch"))]
use crate::forecast::Learned;
use crate::judge::{asked_and_answered, judge_and_keep};
use crate::policy::KnownServer;
#[cfg(not(feature = "watch"))]
use crate::policy::{Declared, Policy};
#[cfg(not(feature = "watch"))]
use crate::preflight::judge_preflight;
use crate::preflight::preflight_of;
use crate::prepare::{prepare, Prepared};
#[cfg(not(feature = "watch"))]
use crate::response::headers_as_read;
#[cfg(not(feature = "watch"))]
use crate::spec::main_fetch::Branch;
use crate::spec::request::ResponseTainting;
use crate::spec::request_init::RequestError;
use crate::trigger::{demand, Demand};
#[cfg(not(feature = "watch"))]
use crate::way::way;
use crate::wire::WireResponse;

impl Forecaster {
    /// The forecaster, knowing these policies in the place of those that it knew; the first that fits a URL counts.
    ///
    /// ```
    /// use cors_forecast::{Allowed, Basis, Engine, Forecaster, Policy, RequestDescription};
    /// let policy = Policy {
    ///     allow_origin: Some(Allowed::Listed(vec!["*".into()])),
    ///     allow_headers: Some(Allowed::Listed(vec!["*".into()])),
    ///     max_age: Some("86400".into()),
    ///     ..Policy::new("https://api.example/*")
    /// };
    /// let forecaster = Forecaster::new("https://app.example", Engine::WebKit)?.with_policies(vec![policy])?;
    /// let request = RequestDescription {
    ///     headers: vec![("X-Request-Id".into(), "1".into())],
    ///     ..RequestDescription::new("https://api.example/items")
    /// };
    /// let answer = forecaster.predict(&request, 0.0).cache.answer.unwrap();
    /// assert_eq!(answer.basis, Basis::Configured);
    /// assert_eq!(answer.max_age.kept_for, Some(600));
    /// # Ok::<(), cors_forecast::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidPolicy`] for the first that can't be.
    #[cfg(not(feature = "watch"))]
    pub fn with_policies(mut self, policies: Vec<Policy>) -> Result<Self, Error> {
        self.knowledge.declare(Declared::new(policies)?);
        Ok(self)
    }

    /// Learns how a server answers the preflight of `request`.
    ///
    /// With `at`, the browser itself has asked, and had this answer at that time (milliseconds): its cache now holds what
    /// the engine keeps of it. Without, somebody else knows it, and the cache is filled when the page asks
    /// ([`Forecaster::record`]); what the page has asked for on an assumption is judged anew.
    ///
    /// ```
    /// use cors_forecast::{Basis, CacheState, Engine, Forecaster, RequestDescription, WireResponse};
    /// let mut forecaster = Forecaster::new("https://app.example", Engine::Chromium)?;
    /// let request = RequestDescription {
    ///     method: Some("PUT".into()),
    ///     ..RequestDescription::new("https://api.example/items/1")
    /// };
    /// let answer = WireResponse {
    ///     status: 204,
    ///     headers: vec![
    ///         ("Access-Control-Allow-Origin".into(), "*".into()),
    ///         ("Access-Control-Allow-Methods".into(), "PUT".into()),
    ///         ("Access-Control-Max-Age".into(), "86400".into()),
    ///     ],
    ///     ..WireResponse::default()
    /// };
    /// let learned = forecaster.learn(&request, &answer, Basis::Recorded, Some(0.0))?;
    /// assert_eq!(learned.max_age.kept_for, Some(7_200));
    /// let cache = forecaster.predict(&request, 7_199_000.0).cache;
    /// assert_eq!((cache.state, cache.basis), (CacheState::Hit, Basis::Recorded));
    /// # Ok::<(), cors_forecast::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidBasis`] if nothing is known by it, [`Error::RequestRefused`] if no such request can be made.
    #[cfg(not(feature = "watch"))]
    pub fn learn(
        &mut self,
        request: &RequestDescription,
        response: &WireResponse,
        basis: Basis,
        at: Option<f64>,
    ) -> Result<Learned, Error> {
        if matches!(basis, Basis::Assumed | Basis::None) {
            return Err(Error::InvalidBasis);
        }
        let (prepared, asked) =
            self.hear(request, response, basis, at)
                .map_err(|refusal| Error::RequestRefused {
                    why: refusal_report(&refusal, request.api).message,
                })?;
        let headers = headers_as_read(response, self.profile);
        let verdict = judge_preflight(
            &prepared.request,
            &asked.names,
            response.status,
            &headers,
            self.profile,
        )
        .verdict;
        let rules = &self.profile.cache.max_age;
        Ok(Learned {
            error: verdict
                .err()
                .map(|failure| Failure::Preflight(failure).report(request.api, request.sync)),
            max_age: max_age(&headers, rules).report(rules),
        })
    }

    /// [`Forecaster::learn`] of a basis that says something, without a word about the answer.
    pub(crate) fn hear(
        &mut self,
        request: &RequestDescription,
        response: &WireResponse,
        basis: Basis,
        at: Option<f64>,
    ) -> Result<(Prepared, Demand), RequestError> {
        let client = self.client_of(request);
        let mut prepared = prepare(request, &client, self.profile)?;
        prepared.request.response_tainting = ResponseTainting::Cors;
        let asked = demand(&prepared, self.profile);
        let preflight = preflight_of(&prepared.request, &asked.names, self.profile);
        self.knowledge.learn(&preflight, response, basis);
        let needs = Needs {
            request: &prepared.request,
            names: &asked.names,
        };
        let cache = &mut self.caches.preflights;
        match (at, cache.assumed_at(needs.request)) {
            (Some(at), _) => {
                let _ = asked_and_answered(needs, response, basis, at, self.profile, cache);
            }
            (None, Some(assumed_at)) => {
                cache.clear_for(needs.request);
                let _ = judge_and_keep(needs, response, basis, assumed_at, self.profile, cache);
            }
            (None, None) => {}
        }
        Ok((prepared, asked))
    }

    /// The page makes this request, at `at` milliseconds of any clock that goes forward: what its preflight is answered, as
    /// far as is known or assumed, is in the cache from now on, and the journal has it.
    ///
    /// The last 10,000 requests to other origins are kept, without header values, user names and passwords.
    ///
    /// ```
    /// use cors_forecast::{Basis, CacheState, Engine, Forecaster, RequestDescription};
    /// let mut forecaster = Forecaster::new("https://app.example", Engine::Firefox)?;
    /// let request = RequestDescription {
    ///     headers: vec![("X-Request-Id".into(), "1".into())],
    ///     ..RequestDescription::new("https://api.example/items")
    /// };
    /// forecaster.record(&request, 0.0);
    /// // Nothing is known of the server: the standard's five seconds are assumed.
    /// let cache = forecaster.predict(&request, 4_999.0).cache;
    /// assert_eq!((cache.state, cache.basis), (CacheState::Hit, Basis::Assumed));
    /// assert_eq!(forecaster.predict(&request, 5_000.0).cache.state, CacheState::Miss);
    /// # Ok::<(), cors_forecast::Error>(())
    /// ```
    #[cfg(not(feature = "watch"))]
    pub fn record(&mut self, request: &RequestDescription, at: f64) {
        if request.abort_after.is_some_and(|after| after <= 0.0) {
            return;
        }
        let client = self.client_of(request);
        self.journal.record(request, &client, at);
        self.ask_in_thought(request, at);
    }

    /// [`Forecaster::record`] without the journal.
    #[cfg(not(feature = "watch"))]
    pub(crate) fn ask_in_thought(&mut self, request: &RequestDescription, at: f64) {
        let client = self.client_of(request);
        let Ok(mut prepared) = prepare(request, &client, self.profile) else {
            return;
        };
        if prepared.stillborn(self.profile).is_some() {
            return;
        }
        if let Ok((Branch::CorsWithPreflight(_), asked)) = way(&prepared, self.profile) {
            prepared.request.response_tainting = ResponseTainting::Cors;
            self.ask(&prepared, &asked, at);
        }
    }

    /// Sends a preflight in thought, unless the cache spares it.
    pub(crate) fn ask(&mut self, prepared: &Prepared, asked: &Demand, at: f64) {
        let needs = Needs {
            request: &prepared.request,
            names: &asked.names,
        };
        let cache = &mut self.caches.preflights;
        if let Lookup::Miss(_) = cache.lookup(needs, at) {
            let preflight = preflight_of(needs.request, needs.names, self.profile);
            let credentials = needs.request.includes_credentials();
            let answer = self.knowledge.answer(&preflight, credentials);
            let (response, basis) = (&answer.response, answer.basis);
            // Whether it is permitted shows in the answer to the next one.
            let _ = asked_and_answered(needs, response, basis, at, self.profile, cache);
        }
    }
}
