//! HTTP's own cache, as far as it keeps requests from the network: fresh answers to GET, by the plain cases of
//! `Cache-Control`.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

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
    credentials: bool,
}

/// Fresh answers to GET by URL, and the URLs that were got before.
#[derive(Clone, Debug, Default)]
pub(crate) struct HttpCache {
    stored: Table<Stored>,
    got: Table<()>,
}

impl HttpCache {
    /// What answers the request in the network's place.
    pub fn answer(&self, request: &Request, now: f64) -> Option<WireResponse> {
        let any_age = match request.cache_mode {
            CacheMode::Default => false,
            CacheMode::ForceCache | CacheMode::OnlyIfCached => true,
            CacheMode::NoStore | CacheMode::Reload | CacheMode::NoCache => return None,
        };
        if request.method != "GET" {
            return None;
        }
        let stored = self.stored.get(request.current_url().without_fragment())?;
        let same_origin = stored
            .origin
            .as_ref()
            .is_none_or(|origin| *origin == request.byte_serialized_origin());
        let serves = same_origin
            && stored.credentials == request.includes_credentials()
            && (any_age || now < stored.fresh_until);
        serves.then(|| stored.response.clone())
    }

    /// Keeps a response from the network if it may be kept.
    pub fn keep(&mut self, request: &Request, response: &WireResponse, now: f64) {
        if request.method != "GET" {
            return;
        }
        let url = request.current_url().without_fragment().to_owned();
        if self.stored.len() >= CAPACITY {
            self.stored.clear();
        }
        if self.got.len() >= CAPACITY {
            self.got.clear();
        }
        self.got.insert(&url, ());
        let fresh = freshness(response)
            .filter(|_| request.cache_mode != CacheMode::NoStore && response.status == 200);
        let Some((seconds, varies_by_origin)) = fresh else {
            self.stored.remove(&url);
            return;
        };
        let stored = Stored {
            response: WireResponse {
                after: 0.0,
                ..response.clone()
            },
            fresh_until: now + seconds as f64 * 1000.0,
            origin: varies_by_origin.then(|| request.byte_serialized_origin()),
            credentials: request.includes_credentials(),
        };
        self.stored.insert(&url, stored);
    }

    /// Whether the URL was got before, kept or not.
    pub fn knows(&self, url: &str) -> bool {
        self.got.get(url).is_some()
    }
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
