//! The CORS-preflight cache: what servers have permitted, and until when.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;
use core::hash::BuildHasherDefault;

use hashbrown::HashMap;

use super::cors_preflight_fetch::{Grant, DEFAULT_MAX_AGE};
use super::header::is_cors_non_wildcard_request_header_name;
use super::header_list_values::MaxAge;
use super::method::is_cors_safelisted_method;
use super::names::Fnv;
use super::request::Request;
use super::url::Url;

/// A permission for one method or one header name.
///
/// [cache entry](https://fetch.spec.whatwg.org/#cache-entry). The network partition key is not a field: a cache here
/// belongs to one page.
#[derive(Clone, Debug, PartialEq)]
pub struct CacheEntry {
    /// As the `Origin` header gives it.
    pub byte_serialized_origin: String,
    /// Query and fragment included.
    pub url: Url,
    /// Seconds.
    pub max_age: u64,
    /// Whether the request that made it included credentials.
    pub credentials: bool,
    /// `None`, `*`, or a method.
    pub method: Option<String>,
    /// `None`, `*`, or a header name.
    pub header_name: Option<String>,
    /// When it was stored, in milliseconds of the caller's clock.
    pub stored_at: f64,
}

impl CacheEntry {
    /// When it ends, in milliseconds of the caller's clock.
    pub fn expires_at(&self) -> f64 {
        self.stored_at + self.max_age as f64 * 1000.0
    }
}

/// All permissions.
///
/// [CORS-preflight cache](https://fetch.spec.whatwg.org/#concept-cache)
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CorsPreflightCache {
    /// In the order in which they were made.
    pub entries: Vec<CacheEntry>,
}

/// The seconds for which a permission lasts, at most `limit`.
///
/// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch), steps 7.8–7.10; `limit` is the
/// imposed limit on max-age.
pub fn max_age(value: MaxAge, limit: Option<u64>) -> u64 {
    let seconds = match value {
        MaxAge::Absent | MaxAge::Unparsable => DEFAULT_MAX_AGE,
        MaxAge::Seconds(seconds) => seconds,
    };
    limit.map_or(seconds, |limit| seconds.min(limit))
}

/// Texts, and the places of the entries that have them: looked for without looking at all entries.
#[derive(Debug, Default)]
struct Places(HashMap<String, BTreeSet<usize>, BuildHasherDefault<Fnv>>);

impl Places {
    /// The first place of one of these texts.
    fn first(&self, texts: [&str; 2]) -> Option<usize> {
        let places = texts
            .into_iter()
            .filter_map(|text| self.0.get(text)?.first());
        places.min().copied()
    }

    fn add(&mut self, text: String, at: usize) {
        self.0.entry(text).or_default().insert(at);
    }
}

impl CorsPreflightCache {
    /// Remembers what a preflight's response permits, for `max_age` seconds from `now`.
    ///
    /// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch), steps 7.12–7.15
    pub fn store(&mut self, request: &Request, grant: &Grant, max_age: u64, now: f64) {
        self.remove_expired(now);
        let (mut methods, mut names) = self.matching(request, now);
        for method in grant.methods.iter().flatten() {
            let known = methods.first([method, "*"]);
            self.renew_or_create(
                request,
                max_age,
                now,
                (Some(method), None),
                known,
                &mut methods,
            );
        }
        for name in grant.header_names.iter().flatten() {
            let lower = name.to_ascii_lowercase();
            let wildcard = !is_cors_non_wildcard_request_header_name(name);
            let known = names.first([&lower, if wildcard { "*" } else { &lower }]);
            self.renew_or_create(request, max_age, now, (None, Some(name)), known, &mut names);
        }
    }

    /// Renews the entry at the place `known`, or adds one for a method or a header name.
    fn renew_or_create(
        &mut self,
        request: &Request,
        max_age: u64,
        now: f64,
        (method, header_name): (Option<&str>, Option<&str>),
        known: Option<usize>,
        places: &mut Places,
    ) {
        let at = known.unwrap_or(self.entries.len());
        match known {
            Some(at) => self.entries[at].max_age = max_age,
            None => self.create_a_new_cache_entry(request, max_age, method, header_name, now),
        }
        // What has ended matches nothing any more.
        let entry = &self.entries[at];
        let name = entry.header_name.as_deref().unwrap_or_default();
        let text = entry.method.clone();
        let text = text.unwrap_or_else(|| name.to_ascii_lowercase());
        if now < entry.expires_at() {
            places.add(text, at);
        } else if let Some(of_text) = places.0.get_mut(&text) {
            of_text.remove(&at);
        }
    }

    /// Where entries [match](CorsPreflightCache::cache_entry_match): by method, and by header name in lower case.
    fn matching(&self, request: &Request, now: f64) -> (Places, Places) {
        let (mut methods, mut names) = (Places::default(), Places::default());
        for (at, entry) in self.entries.iter().enumerate() {
            if Self::cache_entry_match(entry, request, now) {
                if let Some(method) = &entry.method {
                    methods.add(method.clone(), at);
                }
                if let Some(name) = &entry.header_name {
                    names.add(name.to_ascii_lowercase(), at);
                }
            }
        }
        (methods, names)
    }

    /// Adds an entry; one of `method` and `header_name` is given.
    ///
    /// [create a new cache entry](https://fetch.spec.whatwg.org/#concept-cache-create-entry)
    pub fn create_a_new_cache_entry(
        &mut self,
        request: &Request,
        max_age: u64,
        method: Option<&str>,
        header_name: Option<&str>,
        now: f64,
    ) {
        self.entries.push(CacheEntry {
            byte_serialized_origin: request.byte_serialized_origin(),
            url: request.current_url().clone(),
            max_age,
            credentials: request.includes_credentials(),
            method: method.map(str::to_owned),
            header_name: header_name.map(str::to_owned),
            stored_at: now,
        });
    }

    /// Forgets all that was permitted to the request's origin at its current URL, with credentials or without.
    ///
    /// [clear cache entries](https://fetch.spec.whatwg.org/#concept-cache-clear)
    pub fn clear_cache_entries(&mut self, request: &Request) {
        let origin = request.byte_serialized_origin();
        self.entries.retain(|entry| {
            entry.byte_serialized_origin != origin || entry.url != *request.current_url()
        });
    }

    /// Whether the entry is for the request's origin, URL and credentials, and still lives.
    ///
    /// [cache entry match](https://fetch.spec.whatwg.org/#concept-cache-match)
    pub fn cache_entry_match(entry: &CacheEntry, request: &Request, now: f64) -> bool {
        now < entry.expires_at()
            && entry.byte_serialized_origin == request.byte_serialized_origin()
            && entry.url == *request.current_url()
            && (entry.credentials || !request.includes_credentials())
    }

    /// The place of an entry that permits `method`.
    ///
    /// [method cache entry match](https://fetch.spec.whatwg.org/#concept-cache-match-method)
    pub fn method_cache_entry_match(
        &self,
        method: &str,
        request: &Request,
        now: f64,
    ) -> Option<usize> {
        self.entries.iter().position(|entry| {
            Self::cache_entry_match(entry, request, now)
                && entry
                    .method
                    .as_deref()
                    .is_some_and(|known| known == method || known == "*")
        })
    }

    /// The place of an entry that permits the header.
    ///
    /// [header-name cache entry match](https://fetch.spec.whatwg.org/#concept-cache-match-header)
    pub fn header_name_cache_entry_match(
        &self,
        header_name: &str,
        request: &Request,
        now: f64,
    ) -> Option<usize> {
        let wildcard = !is_cors_non_wildcard_request_header_name(header_name);
        self.entries.iter().position(|entry| {
            Self::cache_entry_match(entry, request, now)
                && entry.header_name.as_deref().is_some_and(|known| {
                    known.eq_ignore_ascii_case(header_name) || (known == "*" && wildcard)
                })
        })
    }

    /// Whether the method needs an entry and has none.
    ///
    /// [HTTP fetch](https://fetch.spec.whatwg.org/#concept-http-fetch), the first condition for a CORS-preflight fetch
    pub fn misses_method(&self, request: &Request, now: f64) -> bool {
        let needed = !is_cors_safelisted_method(&request.method) || request.use_cors_preflight_flag;
        needed
            && self
                .method_cache_entry_match(&request.method, request, now)
                .is_none()
    }

    /// Drops what has ended.
    pub fn remove_expired(&mut self, now: f64) {
        self.entries.retain(|entry| now < entry.expires_at());
    }
}
