//! What a script hands to an API that makes requests, and why the API refuses it.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::body::BodyInit;
use super::header::{self, Header};
use super::infra;
use super::method;
use super::origin::Origin;
use super::url::{ParseUrl, Url};

/// What a script hands over, as it wrote it.
///
/// [RequestInit](https://fetch.spec.whatwg.org/#requestinit); XMLHttpRequest and the others use parts of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RequestInit<'a> {
    /// The URL.
    pub url: &'a str,
    /// The method; `None` for the API's default.
    pub method: Option<&'a str>,
    /// Names and values in order.
    pub headers: &'a [(String, String)],
    /// A [`RequestMode`](super::request::RequestMode) by its string.
    pub mode: Option<&'a str>,
    /// A [`CredentialsMode`](super::request::CredentialsMode) by its string.
    pub credentials: Option<&'a str>,
    /// A [`CacheMode`](super::request::CacheMode) by its string.
    pub cache: Option<&'a str>,
    /// A [`RedirectMode`](super::request::RedirectMode) by its string.
    pub redirect: Option<&'a str>,
    /// `half`, or nothing.
    pub duplex: Option<&'a str>,
    /// What is given for `window`; `None` for nothing or `null`, which alone is right.
    pub window: Option<&'a str>,
    /// Whether the request outlives its page.
    pub keepalive: bool,
    /// The body's kind.
    pub body: BodyInit<'a>,
    /// Its length in bytes, where known.
    pub body_length: Option<u64>,
}

/// Who asks: the page or worker.
#[derive(Clone, Debug)]
pub struct Client {
    /// Its origin.
    pub origin: Origin,
    /// The URL that relative ones are resolved against.
    pub base_url: Option<String>,
    /// Its URL parser.
    pub parse_url: ParseUrl,
}

impl Client {
    /// The URL that `input` stands for.
    ///
    /// # Errors
    ///
    /// [`RequestError::UrlUnparsable`].
    pub fn parse(&self, input: &str) -> Result<Url, RequestError> {
        (self.parse_url)(input, self.base_url.as_deref()).ok_or(RequestError::UrlUnparsable)
    }
}

/// Why an API refuses what a script hands over. Nothing is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestError {
    /// The URL can't be parsed.
    UrlUnparsable,
    /// The URL has a user name or a password.
    UrlIncludesCredentials,
    /// The URL is neither `http:` nor `https:`, and the API takes no other.
    UrlSchemeNotHttp {
        /// Its scheme.
        scheme: String,
    },
    /// A string has a character above U+00FF.
    NotByteString {
        /// Which member.
        member: &'static str,
        /// Where, in UTF-16 code units.
        offset: usize,
    },
    /// A member has a string that is not one of its enumeration.
    NotInEnumeration {
        /// Which member.
        member: &'static str,
        /// What is allowed.
        allowed: &'static [&'static str],
    },
    /// `window` is something else than null.
    WindowNotNull,
    /// The method is no token.
    MethodNotToken,
    /// The method is one that no page may use.
    MethodForbidden {
        /// As written.
        method: String,
    },
    /// Mode `no-cors` takes GET, HEAD and POST only.
    NoCorsMethod {
        /// Normalized.
        method: String,
    },
    /// Mode `navigate` is not for scripts.
    ModeNavigate,
    /// Cache mode `only-if-cached` goes with mode `same-origin` only.
    OnlyIfCachedMode,
    /// A header's name is no token.
    HeaderNameInvalid {
        /// Its place among the headers.
        index: usize,
    },
    /// A header's value has NUL, LF or CR in it.
    HeaderValueInvalid {
        /// Its name, as written.
        name: String,
    },
    /// GET and HEAD take no body.
    BodyWithGetOrHead {
        /// Which of the two.
        method: String,
    },
    /// A stream can't outlive its page.
    StreamWithKeepalive,
    /// A stream needs `duplex: "half"`.
    StreamWithoutDuplex,
    /// A stream goes with modes `cors` and `same-origin` only.
    StreamMode {
        /// The mode asked for.
        mode: &'static str,
    },
}

/// Checks a method and gives it its final form; `GET` where there is none.
///
/// # Errors
///
/// [`RequestError`] for what is no token, or forbidden.
pub fn method(text: Option<&str>) -> Result<String, RequestError> {
    let text = text.unwrap_or("GET");
    byte_string(text, "method")?;
    if !method::is_method(text) {
        return Err(RequestError::MethodNotToken);
    }
    if method::is_forbidden_method(text) {
        return Err(RequestError::MethodForbidden {
            method: text.to_owned(),
        });
    }
    Ok(method::normalize(text))
}

/// Checks the headers and normalizes their values.
///
/// # Errors
///
/// [`RequestError`] for the first that is refused; those that do not fit bytes come first, since the conversion does.
pub fn headers(pairs: &[(String, String)]) -> Result<Vec<Header>, RequestError> {
    let mut headers = Vec::new();
    for (name, value) in pairs {
        byte_string(name, "headers")?;
        let value = byte_string(value, "headers")?;
        headers.push(Header::new(name.as_str(), header::normalize(&value)));
    }
    for (index, Header { name, value }) in headers.iter().enumerate() {
        if !header::is_header_name(name.as_bytes()) {
            return Err(RequestError::HeaderNameInvalid { index });
        }
        if !header::is_header_value(value) {
            return Err(RequestError::HeaderValueInvalid { name: name.clone() });
        }
    }
    Ok(headers)
}

fn byte_string(text: &str, member: &'static str) -> Result<Vec<u8>, RequestError> {
    infra::isomorphic_encode(text).map_err(|offset| RequestError::NotByteString { member, offset })
}
