//! HTTP's own cache, as far as it keeps requests from the network: fresh answers to GET, by the plain cases of
//! `Cache-Control`.

use alloc::string::String;
use alloc::vec::Vec;

use crate::engine::{HttpCacheRules, StatusesNotKept};
use crate::spec::infra;
use crate::spec::request::{CacheMode, Request};
use crate::table::Table;
use crate::wire::WireResponse;

/// How many responses, and how many URLs that were got, are kept in mind. A full list starts anew.
const CAPACITY: usize = 1_000;

/// A response, and until when it is fresh.
#[derive(Clone, Debug)]
struct Stored {
    response: WireResponse,
    fresh_until: f64,
    /// The `Origin` that it was given to, where it varies by it.
    origin: Option<String>,
}

/// Fresh answers to GET by URL, and the URLs that were got before.
#[derive(Clone, Debug, Default)]
pub(crate) struct HttpCache {
    stored: Table<Stored>,
    got: Table<()>,
}

impl HttpCache {
    /// What answers the request in the network's place.
    pub fn answer(
        &self,
        request: &Request,
        now: f64,
        rules: &HttpCacheRules,
    ) -> Option<WireResponse> {
        if !rules.serves_fresh_responses.value {
            return None;
        }
        let any_age = match request.cache_mode {
            CacheMode::Default => false,
            CacheMode::ForceCache | CacheMode::OnlyIfCached => true,
            CacheMode::NoStore | CacheMode::Reload | CacheMode::NoCache => return None,
        };
        let answers = match request.method.as_str() {
            "GET" => true,
            "HEAD" => rules.answers_head.value,
            _ => false,
        };
        if !answers {
            return None;
        }
        let stored = self.stored.get(&key(request, rules))?;
        let same_origin = stored
            .origin
            .as_ref()
            .is_none_or(|origin| *origin == request.byte_serialized_origin());
        let serves = same_origin && (any_age || now < stored.fresh_until);
        serves.then(|| stored.response.clone())
    }

    /// Keeps a response from the network if it may be kept.
    pub fn keep(
        &mut self,
        request: &Request,
        response: &WireResponse,
        now: f64,
        rules: &HttpCacheRules,
    ) {
        let key = key(request, rules);
        if request.method != "GET" {
            // What changes something makes what is kept stale.
            let changes = rules
                .invalidated_by
                .value
                .contains(&request.method.as_str());
            if changes && response.status < 400 {
                self.stored.remove(&key);
            }
            return;
        }
        if self.stored.len() >= CAPACITY {
            self.stored.clear();
        }
        if self.got.len() >= CAPACITY {
            self.got.clear();
        }
        self.got
            .insert(request.current_url().without_fragment(), ());
        if request.cache_mode == CacheMode::NoStore {
            return;
        }
        let kept = match rules.statuses_not_kept.value {
            StatusesNotKept::These(these) => !these.contains(&response.status),
            StatusesNotKept::AllBut(these) => these.contains(&response.status),
        };
        let fresh = freshness(response).filter(|_| kept);
        let Some((seconds, varies_by_origin)) = fresh else {
            self.stored.remove(&key);
            return;
        };
        let stored = Stored {
            response: WireResponse {
                after: 0.0,
                ..response.clone()
            },
            fresh_until: now + seconds as f64 * 1000.0,
            origin: varies_by_origin.then(|| request.byte_serialized_origin()),
        };
        self.stored.insert(&key, stored);
    }

    /// The response from the network has failed the CORS check.
    pub fn refused(&mut self, request: &Request, rules: &HttpCacheRules) {
        if !rules.keeps_refused_responses.value {
            self.stored.remove(&key(request, rules));
        }
    }

    /// Whether the URL was got before, kept or not.
    pub fn knows(&self, url: &str) -> bool {
        self.got.get(url).is_some()
    }
}

/// Under what a response to the request is kept.
fn key(request: &Request, rules: &HttpCacheRules) -> String {
    let apart = rules.split_by_credentials.value && request.includes_credentials();
    let mark = if apart { "cred " } else { "" };
    [mark, request.current_url().without_fragment()].concat()
}

/// For how many seconds a response is fresh, and whether it depends on the `Origin`; `None` if it is not to be kept, or
/// depends on more than this.
///
/// [Calculating freshness lifetime](https://www.rfc-editor.org/rfc/rfc9111#section-4.2.1)
fn freshness(response: &WireResponse) -> Option<(u64, bool)> {
    let headers = response.header_list();
    let control = headers.get("cache-control")?;
    let mut seconds = None;
    for directive in members(&control) {
        match directive.as_str() {
            "no-store" | "no-cache" => return None,
            _ => {
                if let Some(text) = directive.strip_prefix("max-age=") {
                    seconds = text.trim_matches('"').parse().ok();
                }
            }
        }
    }
    let mut varies_by_origin = false;
    for name in headers.get("vary").iter().flat_map(|vary| members(vary)) {
        match name.as_str() {
            "origin" => varies_by_origin = true,
            "accept-encoding" => {}
            _ => return None,
        }
    }
    seconds
        .filter(|seconds| *seconds > 0)
        .map(|seconds| (seconds, varies_by_origin))
}

/// The members of a list, in lower case.
fn members(list: &[u8]) -> Vec<String> {
    list.split(|byte| *byte == b',')
        .map(|member| infra::trim(member, infra::is_http_tab_or_space))
        .map(|member| infra::isomorphic_decode(member).to_ascii_lowercase())
        .collect()
}
