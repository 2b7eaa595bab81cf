//! The forecaster's journal.

use crate::description::RequestDescription;
use crate::forecaster::Forecaster;

impl Forecaster {
    /// Notes that `request` is made at `at`.
    pub fn record(&mut self, request: &RequestDescription, at: f64) {
        let client = self.client_of(request);
        self.journal.record(request, &client, at);
    }
}
