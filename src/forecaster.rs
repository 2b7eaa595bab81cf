//! The forecaster: a page's origin, an engine's rules, a preflight cache.

use alloc::borrow::ToOwned;
use alloc::vec::Vec;

use crate::basis::Basis;
use crate::cache::{Lookup, MissReason, Needs, PreflightCache};
use crate::description::{Context, RequestDescription};
use crate::engine::profiles::profile;
use crate::engine::{Engine, EngineProfile};
use crate::error::Error;
use crate::exchange::way::way;
use crate::failure::{refusal_report, Failure};
use crate::forecast::{
    CacheForecast, CacheState, ErrorReport, Forecast, MissReport, MissingPermission,
    PreflightReport, Simulation, Verdict,
};
use crate::guard::Setting;
use crate::journal::Journal;
use crate::miss_text::of_miss_reason;
use crate::preflight::preflight_of;
use crate::prepare::{prepare, Prepared};
use crate::simulation::Play;
use crate::spec::main_fetch::Branch;
use crate::spec::origin::Origin;
use crate::spec::request::ResponseTainting;
use crate::spec::request_init::Client;
use crate::spec::url::ParseUrl;
use crate::trigger::Demand;
use crate::wire::{WireRequest, WireResponse};

/// Says what will happen to a page's requests.
///
/// ```
/// use cors_forecast::{Engine, Forecaster, RequestDescription, Verdict};
///
/// let forecaster = Forecaster::new("https://app.example", Engine::Chromium)?;
/// let request = RequestDescription {
///     headers: vec![("X-Request-Id".into(), "1".into())],
///     ..RequestDescription::new("https://api.example/items")
/// };
/// let forecast = forecaster.predict(&request, 0.0);
/// assert_eq!(forecast.verdict, Verdict::Preflight);
/// assert_eq!(forecast.triggers[0].code, "header-not-safelisted");
/// # Ok::<(), cors_forecast::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Forecaster {
    client: Client,
    pub(crate) profile: &'static EngineProfile,
    pub(crate) cache: PreflightCache,
    pub(crate) journal: Journal,
}

impl Forecaster {
    /// For a page of `origin` (`null` for an opaque one), as `engine` judges.
    ///
    /// ```
    /// use cors_forecast::{Engine, Error, Forecaster};
    /// let error = Forecaster::new("https://app.example/", Engine::Standard).unwrap_err();
    /// assert_eq!(error.code(), "invalid-origin");
    /// assert!(error.to_string().ends_with("; write \"https://app.example\""));
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidOrigin`].
    #[cfg(not(target_arch = "wasm32"))]
    pub fn new(origin: &str, engine: Engine) -> Result<Self, Error> {
        Self::with_url_parser(origin, engine, crate::native_url::parse_url)
    }

    /// As [`Forecaster::new`], with a URL parser of the caller's.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidOrigin`].
    pub fn with_url_parser(
        origin: &str,
        engine: Engine,
        parse_url: ParseUrl,
    ) -> Result<Self, Error> {
        let meant = parse_url(origin, None).map(|url| url.origin.serialize());
        let legal = origin == "null" || meant.as_deref() == Some(origin);
        let parsed = Origin::from_serialization(origin)
            .filter(|_| legal)
            .ok_or_else(|| Error::InvalidOrigin {
                // A password may stand before an @.
                given: origin.rsplit('@').next().unwrap_or_default().to_owned(),
                meant: meant.filter(|meant| meant != "null"),
            })?;
        let profile = profile(engine);
        Ok(Self {
            client: Client {
                base_url: matches!(parsed, Origin::Tuple { .. }).then(|| parsed.serialize() + "/"),
                origin: parsed.clone(),
                parse_url,
            },
            profile,
            cache: PreflightCache::new(profile, parsed),
            journal: Journal::default(),
        })
    }

    /// Who judges.
    pub fn engine(&self) -> Engine {
        self.profile.engine
    }

    /// What will happen to `request`; `at` is in milliseconds of any clock that goes forward. Changes nothing.
    ///
    /// ```
    /// use cors_forecast::{Engine, Forecaster, RequestDescription, Verdict};
    /// let forecaster = Forecaster::new("https://app.example", Engine::Standard)?;
    /// let simple = RequestDescription::new("https://api.example/items");
    /// assert_eq!(forecaster.predict(&simple, 0.0).verdict, Verdict::Simple);
    /// let own = RequestDescription { method: Some("PUT".into()), ..RequestDescription::new("/items") };
    /// assert_eq!(forecaster.predict(&own, 0.0).verdict, Verdict::SameOrigin);
    /// # Ok::<(), cors_forecast::Error>(())
    /// ```
    pub fn predict(&self, request: &RequestDescription, at: f64) -> Forecast {
        let client = self.client_of(request);
        let mut prepared = match prepare(request, &client, self.profile) {
            Ok(prepared) => prepared,
            Err(refusal) => {
                return failed(Verdict::Rejected, refusal_report(&refusal, request.api));
            }
        };
        let (branch, asked) = match way(&prepared, self.profile) {
            Ok(way) => way,
            Err(blocked) => {
                let report = Failure::Blocked(blocked).report(request.api, request.sync);
                return failed(Verdict::Blocked, report);
            }
        };
        let asks_first = matches!(branch, Branch::CorsWithPreflight(_));
        let http = prepared.request.current_url().is_http_scheme();
        let failure = prepared.stillborn().or_else(|| {
            let sent_at_once = http && !asks_first;
            sent_at_once
                .then(|| prepared.unsendable(self.profile))
                .flatten()
        });
        if let Some(failure) = failure {
            return failed(Verdict::Blocked, failure.report(request.api, request.sync));
        }
        match branch {
            Branch::SchemeFetch if http => plain(Verdict::SameOrigin),
            Branch::SchemeFetch => plain(Verdict::Local),
            Branch::NoCors => plain(Verdict::NoCors),
            Branch::Cors => plain(Verdict::Simple),
            Branch::CorsWithPreflight(_) => {
                prepared.request.response_tainting = ResponseTainting::Cors;
                self.preflighted(&prepared, &asked, at)
            }
        }
    }

    fn preflighted(&self, prepared: &Prepared, asked: &Demand, at: f64) -> Forecast {
        let preflight = preflight_of(&prepared.request, &asked.names, self.profile);
        let needs = Needs {
            request: &prepared.request,
            names: &asked.names,
        };
        let cache = match self.cache.lookup(needs, at) {
            Lookup::Hit(hit) => CacheForecast {
                state: CacheState::Hit,
                basis: hit.basis,
                missing: None,
                reason: None,
                expires_at: hit.expires_at.is_finite().then_some(hit.expires_at),
            },
            Lookup::Miss(missing) => {
                let (reason, basis) = self.cache.why(needs, &missing, at);
                CacheForecast {
                    state: CacheState::Miss,
                    basis,
                    missing: Some(MissingPermission {
                        method: missing.method,
                        headers: missing.names,
                    }),
                    reason: Some(miss_report(&reason)),
                    expires_at: None,
                }
            }
        };
        let setting = Setting::of(prepared);
        let mut triggers = Vec::new();
        let mut advice = Vec::new();
        for trigger in &asked.triggers {
            let report = trigger.report();
            let item = trigger.advice(report.code, &setting);
            if !advice.contains(&item) {
                advice.push(item);
            }
            triggers.push(report);
        }
        Forecast {
            verdict: Verdict::Preflight,
            triggers,
            preflight: Some(PreflightReport {
                url: preflight.url,
                headers: preflight.headers,
            }),
            cache,
            error: None,
            advice,
        }
    }

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

    /// Empties the preflight cache.
    ///
    /// ```
    /// # use cors_forecast::{Engine, Forecaster};
    /// let mut forecaster = Forecaster::new("null", Engine::Chromium)?;
    /// forecaster.clear();
    /// # Ok::<(), cors_forecast::Error>(())
    /// ```
    pub fn clear(&mut self) {
        self.cache.clear();
    }

    /// The page's origin.
    pub(crate) fn page(&self) -> &Origin {
        &self.client.origin
    }

    /// The page, or the frame of an opaque origin within it.
    pub(crate) fn client_of(&self, request: &RequestDescription) -> Client {
        let mut client = self.client.clone();
        if request.context == Context::Opaque {
            client.origin = Origin::Opaque;
        }
        client
    }
}

fn plain(verdict: Verdict) -> Forecast {
    Forecast {
        verdict,
        triggers: Vec::new(),
        preflight: None,
        cache: CacheForecast {
            state: CacheState::NotNeeded,
            basis: Basis::None,
            missing: None,
            reason: None,
            expires_at: None,
        },
        error: None,
        advice: Vec::new(),
    }
}

fn miss_report(reason: &MissReason) -> MissReport {
    let (code, text) = of_miss_reason(reason);
    MissReport { code, text }
}

fn failed(verdict: Verdict, report: ErrorReport) -> Forecast {
    let mut forecast = plain(verdict);
    forecast.error = Some(report);
    forecast
}
