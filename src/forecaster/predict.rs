//! What will happen to a request, before anything is sent.

use alloc::boxed::Box;
#[cfg(not(feature = "watch"))]
use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::Forecaster;
use crate::cache::{Lookup, Needs};
use crate::description::RequestDescription;
use crate::failure::{refusal_report, Failure};
use crate::forecast::{CacheForecast, Forecast, PreflightReport, Verdict};
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
        self.foresee(request, at).0
    }

    /// The forecast and, of a request that asks first, what it is and what it asks for.
    pub(crate) fn foresee(
        &self,
        request: &RequestDescription,
        at: f64,
    ) -> (Forecast, Option<Box<(Prepared, Demand)>>) {
        let mut forecast = Forecast {
            verdict: Verdict::Preflight,
            triggers: Vec::new(),
            preflight: None,
            cache: CacheForecast::NOT_NEEDED,
            error: None,
            advice: Vec::new(),
        };
        let asking = self.asks_first(request, &mut forecast);
        if let Some(asking) = &asking {
            self.preflighted(&asking.0, &asking.1, at, &mut forecast);
        }
        (forecast, asking)
    }

    /// What a request is that asks first, and what it asks for. Of any other, all is said.
    fn asks_first(
        &self,
        request: &RequestDescription,
        forecast: &mut Forecast,
    ) -> Option<Box<(Prepared, Demand)>> {
        let client = self.client_of(request);
        let mut prepared = match prepare(request, &client, self.profile) {
            Ok(prepared) => prepared,
            Err(refusal) => {
                forecast.verdict = Verdict::Rejected;
                forecast.error = Some(refusal_report(&refusal, request.api));
                return None;
            }
        };
        let mut fails = |verdict, failure: Failure| {
            forecast.verdict = verdict;
            forecast.error = Some(failure.report(request.api, request.sync));
            None
        };
        // What watches a page leaves such calls alone.
        #[cfg(not(feature = "watch"))]
        if request.abort_after.is_some_and(|after| after <= 0.0) {
            return fails(Verdict::Rejected, Failure::Aborted);
        }
        let http = prepared.request.current_url().is_http_scheme();
        // Before where it goes is looked at.
        let stillborn = prepared.stillborn(self.profile).map_or(Ok(()), Err);
        let way = stillborn
            .and_then(|()| way(&prepared, self.profile).map_err(Failure::Blocked))
            .and_then(|way| {
                let sent_at_once = http && !matches!(way.0, Branch::CorsWithPreflight(_));
                let unsendable = sent_at_once.then(|| prepared.unsendable(self.profile, false));
                unsendable.flatten().map_or(Ok(way), Err)
            });
        let (branch, asked) = match way {
            Ok(way) => way,
            Err(failure) => return fails(Verdict::Blocked, failure),
        };
        forecast.verdict = match branch {
            Branch::SchemeFetch if http => Verdict::SameOrigin,
            Branch::SchemeFetch => Verdict::Local,
            Branch::NoCors => Verdict::NoCors,
            Branch::Cors => Verdict::Simple,
            Branch::CorsWithPreflight(_) => {
                prepared.request.response_tainting = ResponseTainting::Cors;
                return Some(Box::new((prepared, asked)));
            }
        };
        None
    }

    fn preflighted(&self, prepared: &Prepared, asked: &Demand, at: f64, forecast: &mut Forecast) {
        let preflight = preflight_of(&prepared.request, &asked.names, self.profile);
        let needs = Needs {
            request: &prepared.request,
            names: &asked.names,
        };
        let told = &mut forecast.cache;
        match self.caches.preflights.lookup(needs, at) {
            Lookup::Hit(hit) => self.hit(needs, hit, at, told),
            Lookup::Miss(missing) => self.miss(needs, &preflight, missing, at, told),
        }
        let setting = Setting::of(prepared);
        // What watches a page leaves requests with many headers alone.
        #[cfg(not(feature = "watch"))]
        let mut advised = BTreeSet::new();
        for trigger in &asked.triggers {
            let report = trigger.report();
            let item = trigger.advice(report.code, &setting);
            #[cfg(not(feature = "watch"))]
            let new = advised.insert((item.code, item.trigger, trigger.subject()));
            #[cfg(feature = "watch")]
            let new = !forecast.advice.contains(&item);
            if new {
                forecast.advice.push(item);
            }
            forecast.triggers.push(report);
        }
        forecast.preflight = Some(PreflightReport {
            url: preflight.url,
            headers: preflight.headers,
        });
    }
}
