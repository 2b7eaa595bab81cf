//! What will happen to a request, before anything is sent.

use alloc::boxed::Box;
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

/// What becomes of a request that nothing ends before.
enum Way {
    /// It is sent at once, if at all.
    Plain(Verdict),
    AskingFirst(Box<(Prepared, Demand)>),
}

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
        self.foresee(request, at).0
    }

    /// The forecast and, of a request that asks first, what it is and what it asks for.
    pub(crate) fn foresee(
        &self,
        request: &RequestDescription,
        at: f64,
    ) -> (Forecast, Option<Box<(Prepared, Demand)>>) {
        match self.way_of(request) {
            Ok(Way::Plain(verdict)) => (plain(verdict), None),
            Ok(Way::AskingFirst(asking)) => {
                (self.preflighted(&asking.0, &asking.1, at), Some(asking))
            }
            Err((verdict, report)) => {
                let mut forecast = plain(verdict);
                forecast.error = Some(report);
                (forecast, None)
            }
        }
    }

    /// The way that a request goes, or what ends it before.
    fn way_of(&self, request: &RequestDescription) -> Result<Way, (Verdict, ErrorReport)> {
        let client = self.client_of(request);
        let mut prepared = prepare(request, &client, self.profile).map_err(|refusal| {
            let report = refusal_report(&refusal, request.api);
            (Verdict::Rejected, report)
        })?;
        let failed =
            |verdict, failure: Failure| (verdict, failure.report(request.api, request.sync));
        if request.abort_after.is_some_and(|after| after <= 0.0) {
            return Err(failed(Verdict::Rejected, Failure::Aborted));
        }
        let (branch, asked) = way(&prepared, self.profile)
            .map_err(|blocked| failed(Verdict::Blocked, Failure::Blocked(blocked)))?;
        let asks_first = matches!(branch, Branch::CorsWithPreflight(_));
        let http = prepared.request.current_url().is_http_scheme();
        let failure = prepared.stillborn(self.profile).or_else(|| {
            let sent_at_once = http && !asks_first;
            sent_at_once
                .then(|| prepared.unsendable(self.profile, false))
                .flatten()
        });
        if let Some(failure) = failure {
            return Err(failed(Verdict::Blocked, failure));
        }
        Ok(Way::Plain(match branch {
            Branch::SchemeFetch if http => Verdict::SameOrigin,
            Branch::SchemeFetch => Verdict::Local,
            Branch::NoCors => Verdict::NoCors,
            Branch::Cors => Verdict::Simple,
            Branch::CorsWithPreflight(_) => {
                prepared.request.response_tainting = ResponseTainting::Cors;
                return Ok(Way::AskingFirst(Box::new((prepared, asked))));
            }
        }))
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
