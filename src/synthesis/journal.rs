//! What a forecaster's journal has seen.

use alloc::vec::Vec;

use super::seen::PageRequest;
use crate::forecaster::Forecaster;

impl Forecaster {
    /// The recorded requests to other origins, for [`synthesize`](crate::synthesize_with). A journal has no values of headers:
    /// what one engine has to ask for, all are taken to ask for. It has no answers either.
    ///
    /// ```
    /// use cors_forecast::{synthesize, Engine, Forecaster, RequestDescription, SynthesisOptions};
    /// let mut forecaster = Forecaster::new("https://app.example", Engine::Chromium)?;
    /// let request = RequestDescription {
    ///     method: Some("PUT".into()),
    ///     headers: vec![("Authorization".into(), "secret".into())],
    ///     ..RequestDescription::new("https://api.example/items")
    /// };
    /// forecaster.record(&request, 0.0);
    /// forecaster.record(&request, 9.0);
    /// let found = synthesize(&forecaster.page_requests(), &SynthesisOptions::default()).unwrap();
    /// assert_eq!(found.servers[0].policy.headers, ["authorization"]);
    /// assert_eq!(found.servers[0].preflighted, 2);
    /// # Ok::<(), cors_forecast::Error>(())
    /// ```
    pub fn page_requests(&self) -> Vec<PageRequest> {
        let origin = self.page().serialize();
        let described = self.journal.described().into_iter();
        let seen = described.map(|(request, count)| PageRequest {
            count,
            ..PageRequest::new(origin.clone(), request)
        });
        seen.collect()
    }
}
