//! The forecaster's journal: what the page has asked for so far, and what of it could be spared.

use alloc::vec::Vec;

use crate::description::RequestDescription;
use crate::forecaster::Forecaster;
use crate::journal::change::Change;
use crate::journal::report::{Difference, JournalReport};
use crate::minimal::route::MinimalSet;

impl Forecaster {
    /// What the recorded requests have cost in each engine, and what of it could be spared.
    ///
    /// ```
    /// use cors_forecast::{Engine, Forecaster, RequestDescription};
    /// let mut forecaster = Forecaster::new("https://app.example", Engine::Chromium)?;
    /// for number in 0..10 {
    ///     let at = f64::from(number) * 100.0;
    ///     let url = format!("https://api.example/items?_={}", 1_700_000_000_000_u64 + number as u64);
    ///     let request = RequestDescription {
    ///         headers: vec![("X-Request-Id".into(), number.to_string())],
    ///         ..RequestDescription::new(url)
    ///     };
    ///     forecaster.record(&request, at);
    /// }
    /// let report = forecaster.report();
    /// assert_eq!(report.endpoints[0].endpoint, "https://api.example/items?_=:timestamp");
    /// assert_eq!(report.findings[0].code, "url-churn");
    /// assert_eq!((report.findings[0].engines[0].cost, report.findings[0].engines[0].left), (9, 1));
    /// # Ok::<(), cors_forecast::Error>(())
    /// ```
    pub fn report(&self) -> JournalReport {
        self.journal.report(self.page(), &self.knowledge)
    }

    /// What `changes` would have made of the recorded requests' preflights, in each engine: all of them are played again.
    ///
    /// ```
    /// use cors_forecast::{Action, Change, Engine, Forecaster, RequestDescription};
    /// let mut forecaster = Forecaster::new("https://app.example", Engine::Firefox)?;
    /// let request = RequestDescription {
    ///     method: Some("PUT".into()),
    ///     ..RequestDescription::new("https://api.example/me")
    /// };
    /// for minute in 0..5 {
    ///     forecaster.record(&request, f64::from(minute) * 60_000.0);
    /// }
    /// let longer = Change::everywhere(Action::MaxAge { seconds: 7200 });
    /// let difference = forecaster.what_if(&[longer])[0];
    /// assert_eq!((difference.before, difference.after), (5, 1));
    /// # Ok::<(), cors_forecast::Error>(())
    /// ```
    pub fn what_if(&self, changes: &[Change]) -> Vec<Difference> {
        self.journal.what_if(self.page(), &self.knowledge, changes)
    }

    /// The smallest changes after which `request`, made at `at`, needs no preflight, or after which the cache spares it,
    /// each with what it would have made of the recorded requests' preflights.
    ///
    /// ```
    /// use cors_forecast::{Engine, Forecaster, RequestDescription, RouteState};
    /// let forecaster = Forecaster::new("https://app.example", Engine::Chromium)?;
    /// let request = RequestDescription {
    ///     headers: vec![("X-Request-Id".into(), "1".into()), ("traceparent".into(), "00".into())],
    ///     ..RequestDescription::new("https://api.example/items")
    /// };
    /// let least = forecaster.minimal_set(&request, 0.0).to_simple;
    /// assert_eq!(least.state, RouteState::Possible);
    /// let recipes: Vec<&str> = least.steps.iter().map(|step| step.recipe).collect();
    /// assert_eq!(recipes, ["leave-the-header-out", "trace-only-where-allowed"]);
    /// # Ok::<(), cors_forecast::Error>(())
    /// ```
    pub fn minimal_set(&self, request: &RequestDescription, at: f64) -> MinimalSet {
        self.minimal(request, at, &self.knowledge)
    }
}
