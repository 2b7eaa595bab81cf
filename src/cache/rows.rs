//! A row for each method and header name: the standard's own cache.

use super::{Lookup, Missing, Needs};
use crate::spec::cors_preflight_cache::CorsPreflightCache;
use crate::spec::cors_preflight_fetch::Grant;
use crate::spec::request::Request;

#[derive(Clone, Debug, Default)]
pub(crate) struct Rows(CorsPreflightCache);

impl Rows {
    pub fn lookup(&self, needs: Needs<'_>, now: f64) -> Lookup {
        let request = needs.request;
        let missing = Missing {
            method: self
                .0
                .misses_method(request, now)
                .then(|| request.method.clone()),
            names: needs
                .names
                .iter()
                .filter(|name| {
                    self.0
                        .header_name_cache_entry_match(name, request, now)
                        .is_none()
                })
                .cloned()
                .collect(),
        };
        if missing != Missing::default() {
            return Lookup::Miss(missing);
        }
        let method = self
            .0
            .method_cache_entry_match(&request.method, request, now);
        let names = needs
            .names
            .iter()
            .filter_map(|name| self.0.header_name_cache_entry_match(name, request, now));
        let expires_at = method
            .into_iter()
            .chain(names)
            .map(|at| self.0.entries[at].expires_at())
            .fold(f64::INFINITY, f64::min);
        Lookup::Hit { expires_at }
    }

    pub fn store(&mut self, request: &Request, grant: &Grant, seconds: u64, now: f64) {
        self.0.store(request, grant, seconds, now);
    }

    pub fn clear_for(&mut self, request: &Request) {
        self.0.clear_cache_entries(request);
    }
}
