//! What will happen to a request, before anything is sent.

use alloc::vec::Vec;

use super::Forecaster;
use crate::cache::{Lookup, Needs};
use crate::description::RequestDescription;
use crate::failure::{refusal_report, Failure};
use crate::forecast::{CacheForecast, ErrorReport, Forecast, PreflightReport, Verdict};
use crate::guard::Setting;
use crate::preflight::preflight_of;
use crate::prepare::{prepare, Prepared};
use crate::spec::main_fetch::Branch;
use crate::spec::request::ResponseTainting;
use crate::trigger::Demand;
use crate::way::way;

impl Forecaster {
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
        if request.abort_after.is_some_and(|after| after <= 0.0) {
            let report = Failure::Aborted.report(request.api, request.sync);
            return failed(Verdict::Rejected, report);
        }
        let (branch, asked) = match way(&prepared, self.profile) {
            Ok(way) => way,
            Err(blocked) => {
                let report = Failure::Blocked(blocked).report(request.api, request.sync);
                return failed(Verdict::Blocked, report);
            }
        };
        let asks_first = matches!(branch, Branch::CorsWithPreflight(_));
        let http = prepared.request.current_url().is_http_scheme();
        let failure = prepared.stillborn(self.profile).or_else(|| {
            let sent_at_once = http && !asks_first;
            sent_at_once
                .then(|| prepared.unsendable(self.profile, false))
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
        let cache = match self.caches.preflights.lookup(needs, at) {
            Lookup::Hit(hit) => self.hit(needs, hit, at),
            Lookup::Miss(missing) => self.miss(needs, &preflight, missing, at),
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
}

fn plain(verdict: Verdict) -> Forecast {
    Forecast {
        verdict,
        triggers: Vec::new(),
        preflight: None,
        cache: CacheForecast::NOT_NEEDED,
        error: None,
        advice: Vec::new(),
    }
}

fn failed(verdict: Verdict, report: ErrorReport) -> Forecast {
    let mut forecast = plain(verdict);
    forecast.error = Some(report);
    forecast
}
