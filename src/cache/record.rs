//! One record for each origin and URL, which the next preflight replaces.

use std::collections::HashMap;

use super::{Lookup, Missing, Needs};
use crate::engine::{CacheRules, WildcardOnLookup};
use crate::spec::cors_preflight_fetch::Grant;
use crate::spec::header::is_cors_non_wildcard_request_header_name;
use crate::spec::request::Request;

#[derive(Clone, Debug)]
struct Record {
    methods: Vec<String>,
    /// Lower-case.
    names: Vec<String>,
    credentials: bool,
    expires_at: f64,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Records(HashMap<String, Record>);

impl Records {
    pub fn lookup(&self, key: &str, needs: Needs<'_>, rules: &CacheRules, now: f64) -> Lookup {
        let request = needs.request;
        let served = |record: &&Record| {
            now < record.expires_at && (record.credentials || !request.includes_credentials())
        };
        let Some(record) = self.0.get(key).filter(served) else {
            return Lookup::Miss(needs.all(rules));
        };
        let wildcard = match rules.wildcard.value {
            WildcardOnLookup::Literal => false,
            WildcardOnLookup::ByRecord => !record.credentials,
            WildcardOnLookup::ByRequest => !request.includes_credentials(),
            WildcardOnLookup::Always => true,
        };
        let listed = |list: &[String], wanted: &str| list.iter().any(|known| known == wanted);
        let exempt = rules
            .exempt_methods
            .value
            .contains(&request.method.as_str());
        let method_permitted = exempt
            || listed(&record.methods, &request.method)
            || (wildcard && listed(&record.methods, "*"));
        let covered = |name: &str| {
            let excepted = is_cors_non_wildcard_request_header_name(name)
                && !rules.wildcard_covers_authorization.value;
            listed(&record.names, name) || (wildcard && !excepted && listed(&record.names, "*"))
        };
        let missing = Missing {
            method: (!method_permitted).then(|| request.method.clone()),
            names: needs
                .names
                .iter()
                .filter(|name| !covered(name))
                .cloned()
                .collect(),
        };
        if missing == Missing::default() {
            Lookup::Hit {
                expires_at: record.expires_at,
            }
        } else {
            Lookup::Miss(missing)
        }
    }

    pub fn store(&mut self, key: String, request: &Request, grant: &Grant, seconds: u64, now: f64) {
        let names = grant.header_names.iter().flatten();
        self.0.insert(
            key,
            Record {
                methods: grant.methods.clone().unwrap_or_default(),
                names: names.map(|name| name.to_ascii_lowercase()).collect(),
                credentials: request.includes_credentials(),
                expires_at: now + seconds as f64 * 1000.0,
            },
        );
    }

    pub fn erase(&mut self, key: &str) {
        self.0.remove(key);
    }
}
