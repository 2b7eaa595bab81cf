//! A request, as far as CORS asks about it.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::body::Body;
use super::header_list::HeaderList;
use super::origin::Origin;
use super::redirect::redirect_taint;
use super::url::Url;

/// Declares an enumeration of the standard with its strings.
macro_rules! standard_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$variant_meta])* #[doc = concat!("`", $text, "`")] $variant,)+
        }

        impl $name {
            /// All of them, in the order of [`Self::STRINGS`].
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The standard's strings.
            pub const STRINGS: &'static [&'static str] = &[$($text),+];

            /// The standard's string for it.
            pub fn as_str(self) -> &'static str {
                Self::STRINGS[self as usize]
            }

            /// The one whose string is `text`, case-sensitively.
            pub fn parse(text: &str) -> Option<Self> {
                position(Self::STRINGS, text).map(|at| Self::ALL[at])
            }
        }
    };
}

fn position(strings: &[&str], text: &str) -> Option<usize> {
    strings.iter().position(|known| *known == text)
}

standard_enum! {
    /// [request mode](https://fetch.spec.whatwg.org/#concept-request-mode), of those that a script can ask for
    RequestMode {
        SameOrigin = "same-origin",
        Cors = "cors",
        NoCors = "no-cors",
        Navigate = "navigate",
    }
}

standard_enum! {
    /// [credentials mode](https://fetch.spec.whatwg.org/#concept-request-credentials-mode)
    CredentialsMode {
        Omit = "omit",
        SameOrigin = "same-origin",
        Include = "include",
    }
}

standard_enum! {
    /// [cache mode](https://fetch.spec.whatwg.org/#concept-request-cache-mode)
    CacheMode {
        Default = "default",
        NoStore = "no-store",
        Reload = "reload",
        NoCache = "no-cache",
        ForceCache = "force-cache",
        OnlyIfCached = "only-if-cached",
    }
}

standard_enum! {
    /// [redirect mode](https://fetch.spec.whatwg.org/#concept-request-redirect-mode)
    RedirectMode {
        Follow = "follow",
        Error = "error",
        Manual = "manual",
    }
}

/// [response tainting](https://fetch.spec.whatwg.org/#concept-request-response-tainting)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseTainting {
    /// Nothing of another origin was involved.
    Basic,
    /// The CORS protocol applies.
    Cors,
    /// The page sees nothing of the response.
    Opaque,
}

/// A request.
///
/// [request](https://fetch.spec.whatwg.org/#concept-request)
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Normalized.
    pub method: String,
    /// Whether a script could choose method and headers: if not, there is never a preflight.
    pub unsafe_request_flag: bool,
    /// What goes to the server, in order.
    pub header_list: HeaderList,
    /// Nothing, or something whose content is not known here.
    pub body: Option<Body>,
    /// Of the page that asks.
    pub origin: Origin,
    /// Whether the request outlives its page.
    pub keepalive: bool,
    /// Whether a preflight is due whatever method and headers are.
    pub use_cors_preflight_flag: bool,
    /// What the page asked for.
    pub mode: RequestMode,
    /// Whether cookies and HTTP authentication go along.
    pub credentials_mode: CredentialsMode,
    /// How the HTTP cache is used.
    pub cache_mode: CacheMode,
    /// What happens to a redirect.
    pub redirect_mode: RedirectMode,
    /// The URL, and one more for each redirect followed. Never empty.
    pub url_list: Vec<Url>,
    /// How many redirects were followed.
    pub redirect_count: u32,
    /// What the page will see of the response.
    pub response_tainting: ResponseTainting,
}

impl Request {
    /// A request for `url` by a page of `origin`, all else as the standard has it where nothing is said.
    pub fn new(url: Url, origin: Origin) -> Self {
        Self {
            method: String::from("GET"),
            unsafe_request_flag: false,
            header_list: HeaderList::default(),
            body: None,
            origin,
            keepalive: false,
            use_cors_preflight_flag: false,
            mode: RequestMode::NoCors,
            credentials_mode: CredentialsMode::SameOrigin,
            cache_mode: CacheMode::Default,
            redirect_mode: RedirectMode::Follow,
            url_list: vec![url],
            redirect_count: 0,
            response_tainting: ResponseTainting::Basic,
        }
    }

    /// The URL that is asked for now.
    ///
    /// [current URL](https://fetch.spec.whatwg.org/#concept-request-current-url)
    pub fn current_url(&self) -> &Url {
        &self.url_list[self.url_list.len() - 1]
    }

    /// Whether cookies go along to another origin.
    pub fn includes_credentials(&self) -> bool {
        self.credentials_mode == CredentialsMode::Include
    }

    /// The value of the `Origin` header: the page's origin, or `null` once redirects have tainted it.
    ///
    /// [byte-serializing a request origin](https://fetch.spec.whatwg.org/#byte-serializing-a-request-origin)
    pub fn byte_serialized_origin(&self) -> String {
        if redirect_taint(self) {
            "null".to_owned()
        } else {
            self.origin.serialize()
        }
    }
}
