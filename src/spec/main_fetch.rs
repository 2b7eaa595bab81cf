//! Main fetch: which way a request goes.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::bad_port::should_be_blocked_due_to_a_bad_port;
use super::cors_safelist::{
    cors_safelisted_request_header, cors_unsafe_request_headers, UnsafeHeader,
};
use super::method::is_cors_safelisted_method;
use super::origin::Origin;
use super::request::{RedirectMode, Request, RequestMode, ResponseTainting};
use super::url::Url;

/// The way that a request goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Branch {
    /// The page's own origin, or nothing that leaves the browser.
    SchemeFetch,
    /// Sent at once; the page sees nothing of the response.
    NoCors,
    /// Sent at once; the response must allow the page to read it.
    Cors,
    /// The server is asked first.
    CorsWithPreflight(PreflightReasons),
}

/// Why the server is asked first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PreflightReasons {
    /// The use-CORS-preflight flag is set.
    pub use_cors_preflight_flag: bool,
    /// The method, if it is not safelisted.
    pub method: Option<String>,
    /// The headers that are not safelisted, in the order of the header list.
    pub headers: Vec<UnsafeHeader>,
}

impl PreflightReasons {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        !self.use_cors_preflight_flag && self.method.is_none() && self.headers.is_empty()
    }
}

/// Why a request fails before it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// The URL's port is one that browsers refuse.
    BadPort {
        /// Which.
        port: u16,
    },
    /// A secure page asks for `http:`.
    MixedContent,
    /// Mode `same-origin`, and the URL is of another origin.
    ModeSameOrigin,
    /// Mode `no-cors` goes with redirect mode `follow` only.
    NoCorsRedirectMode {
        /// The redirect mode.
        redirect_mode: RedirectMode,
    },
    /// The URL is of another origin and neither `http:` nor `https:`. With mode `no-cors`, [scheme fetch] fails.
    ///
    /// [scheme fetch]: https://fetch.spec.whatwg.org/#concept-scheme-fetch
    SchemeNotHttp {
        /// Its scheme.
        scheme: String,
    },
    /// A `blob:` URL can only be got.
    BlobMethodNotGet {
        /// The method.
        method: String,
    },
}

/// Why the server would have to be asked first, by method, headers and flags alone.
///
/// [main fetch](https://fetch.spec.whatwg.org/#concept-main-fetch), the condition of the CORS-preflight branch
pub fn preflight_reasons(request: &Request) -> PreflightReasons {
    let mut reasons = PreflightReasons {
        use_cors_preflight_flag: request.use_cors_preflight_flag,
        ..PreflightReasons::default()
    };
    if request.unsafe_request_flag {
        reasons.method =
            (!is_cors_safelisted_method(&request.method)).then(|| request.method.clone());
        reasons.headers =
            cors_unsafe_request_headers(&request.header_list, cors_safelisted_request_header);
    }
    reasons
}

/// What keeps a request from being sent at all, whatever its method and headers.
///
/// [main fetch](https://fetch.spec.whatwg.org/#concept-main-fetch), bad port and mixed content; what counts as such is
/// an argument, [`should_fetching_be_blocked_as_mixed_content`] is the standard's.
///
/// [`should_fetching_be_blocked_as_mixed_content`]: super::mixed_content::should_fetching_be_blocked_as_mixed_content
///
/// # Errors
///
/// [`Blocked`].
pub fn blocked_before_sending(
    request: &Request,
    is_mixed_content: impl Fn(&Origin, &Url) -> bool,
) -> Result<(), Blocked> {
    let url = request.current_url();
    if should_be_blocked_due_to_a_bad_port(url) {
        return Err(Blocked::BadPort {
            port: url.port.unwrap_or_default(),
        });
    }
    if is_mixed_content(&request.origin, url) {
        return Err(Blocked::MixedContent);
    }
    Ok(())
}

/// The way that `request` goes; the reasons for a preflight are an argument, [`preflight_reasons`] are the standard's.
///
/// [main fetch](https://fetch.spec.whatwg.org/#concept-main-fetch), the step that chooses
///
/// # Errors
///
/// [`Blocked`] where the standard returns a network error without a request.
pub fn main_fetch(
    request: &Request,
    reasons: impl FnOnce(&Request) -> PreflightReasons,
) -> Result<Branch, Blocked> {
    let url = request.current_url();
    // Of the page's own origin, and never left it; or of no origin at all.
    let own = url.origin.same_origin(&request.origin)
        && request.response_tainting == ResponseTainting::Basic;
    if own || url.scheme() == "data" || request.mode == RequestMode::Navigate {
        return scheme_fetch(request);
    }
    if request.mode == RequestMode::SameOrigin {
        return Err(Blocked::ModeSameOrigin);
    }
    // With mode `no-cors`, scheme fetch fails of it.
    if !url.is_http_scheme() {
        return Err(Blocked::SchemeNotHttp {
            scheme: url.scheme().to_owned(),
        });
    }
    if request.mode == RequestMode::NoCors {
        return match request.redirect_mode {
            RedirectMode::Follow => Ok(Branch::NoCors),
            redirect_mode => Err(Blocked::NoCorsRedirectMode { redirect_mode }),
        };
    }
    let reasons = reasons(request);
    if reasons.is_empty() {
        Ok(Branch::Cors)
    } else {
        Ok(Branch::CorsWithPreflight(reasons))
    }
}

/// [scheme fetch](https://fetch.spec.whatwg.org/#concept-scheme-fetch), as far as it can fail by itself.
fn scheme_fetch(request: &Request) -> Result<Branch, Blocked> {
    if request.current_url().scheme() == "blob" && request.method != "GET" {
        return Err(Blocked::BlobMethodNotGet {
            method: request.method.clone(),
        });
    }
    Ok(Branch::SchemeFetch)
}
