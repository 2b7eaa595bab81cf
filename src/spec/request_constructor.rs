//! `fetch()` and `new Request()`.

use alloc::vec::Vec;

use super::body::{self, BodyInit};
use super::header::{is_forbidden_request_header, normalize, Header};
use super::header_list::HeaderList;
use super::infra;
use super::method::is_cors_safelisted_method;
use super::no_cors::{
    is_no_cors_safelisted_request_header, is_privileged_no_cors_request_header_name,
};
use super::request::{CacheMode, CredentialsMode, RedirectMode, Request, RequestMode};
use super::request_init::{headers, method, Client, RequestError, RequestInit};

/// Which headers a list takes.
///
/// [headers guard](https://fetch.spec.whatwg.org/#concept-headers-guard)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadersGuard {
    /// All but the forbidden ones.
    Request,
    /// The no-CORS-safelisted ones only.
    RequestNoCors,
}

/// The request that `fetch(url, init)` makes.
///
/// [new Request(input, init)](https://fetch.spec.whatwg.org/#dom-request)
///
/// # Errors
///
/// [`RequestError`], which the page sees as a `TypeError`.
pub fn new_request(init: &RequestInit, client: &Client) -> Result<Request, RequestError> {
    // The conversion of `init`, before the constructor's first step.
    let mode = one_of(init.mode, "mode", RequestMode::STRINGS)?;
    let credentials = one_of(init.credentials, "credentials", CredentialsMode::STRINGS)?;
    let cache = one_of(init.cache, "cache", CacheMode::STRINGS)?;
    let redirect = one_of(init.redirect, "redirect", RedirectMode::STRINGS)?;
    one_of(init.duplex, "duplex", &["half"])?;
    // 5. The URL.
    let url = client.parse(init.url)?;
    if url.includes_credentials() {
        return Err(RequestError::UrlIncludesCredentials);
    }
    // 10. There is one window.
    if init.window.is_some() {
        return Err(RequestError::WindowNotNull);
    }
    // 16.–23. Modes.
    let mode = mode.map_or(RequestMode::Cors, |at| RequestMode::ALL[at]);
    if mode == RequestMode::Navigate {
        return Err(RequestError::ModeNavigate);
    }
    let cache_mode = cache.map_or(CacheMode::Default, |at| CacheMode::ALL[at]);
    if cache_mode == CacheMode::OnlyIfCached && mode != RequestMode::SameOrigin {
        return Err(RequestError::OnlyIfCachedMode);
    }
    // 25. The method.
    let method = method(init.method)?;
    // 32. Mode no-cors.
    let guard = if mode == RequestMode::NoCors {
        HeadersGuard::RequestNoCors
    } else {
        HeadersGuard::Request
    };
    if mode == RequestMode::NoCors && !is_cors_safelisted_method(&method) {
        return Err(RequestError::NoCorsMethod { method });
    }
    // 33. The headers.
    let mut header_list = HeaderList::default();
    for header in headers(init.headers)? {
        match guard {
            HeadersGuard::Request if is_forbidden_request_header(&header.name, &header.value) => {}
            HeadersGuard::Request => header_list.0.push(header),
            // Of each name no more is taken than is safelisted together: the list stays short.
            HeadersGuard::RequestNoCors => {
                append(&mut header_list, guard, &header.name, &header.value);
            }
        }
    }
    header_list = header_list.with_first_names();
    // 35. GET and HEAD take no body.
    if init.body != BodyInit::None && matches!(method.as_str(), "GET" | "HEAD") {
        return Err(RequestError::BodyWithGetOrHead { method });
    }
    // 37. What the body brings along.
    let stream = init.body == BodyInit::Stream;
    if stream && init.keepalive {
        return Err(RequestError::StreamWithKeepalive);
    }
    let mut body = None;
    if let Some((extracted, content_type)) =
        body::extract(document_as_string(init.body), init.body_length)
    {
        body = Some(extracted);
        if let Some(content_type) = content_type.filter(|_| !header_list.contains("content-type")) {
            append_implied_content_type(&mut header_list, guard, content_type);
        }
    }
    // 39. Streams.
    if stream && init.duplex.is_none() {
        return Err(RequestError::StreamWithoutDuplex);
    }
    if stream && mode != RequestMode::Cors && mode != RequestMode::SameOrigin {
        return Err(RequestError::StreamMode {
            mode: mode.as_str(),
        });
    }
    append_accept(&mut header_list);
    let mut request = Request::new(url, client.origin.clone());
    request.method = method;
    request.unsafe_request_flag = true;
    request.header_list = header_list;
    request.body = body;
    request.keepalive = init.keepalive;
    request.use_cors_preflight_flag = stream;
    request.mode = mode;
    request.cache_mode = cache_mode;
    if let Some(at) = credentials {
        request.credentials_mode = CredentialsMode::ALL[at];
    }
    if let Some(at) = redirect {
        request.redirect_mode = RedirectMode::ALL[at];
    }
    Ok(request)
}

/// A Document is no BodyInit: the conversion makes a string of it.
///
/// [BodyInit](https://fetch.spec.whatwg.org/#bodyinit)
pub fn document_as_string(body: BodyInit<'_>) -> BodyInit<'_> {
    match body {
        BodyInit::Document { .. } => BodyInit::String,
        other => other,
    }
}

/// Adds a header, or drops it silently.
///
/// [append](https://fetch.spec.whatwg.org/#concept-headers-append) to a `Headers` object of this guard
pub fn append(list: &mut HeaderList, guard: HeadersGuard, name: &str, value: &[u8]) {
    if is_forbidden_request_header(name, value) {
        return;
    }
    if guard == HeadersGuard::RequestNoCors {
        let mut temporary = Vec::new();
        if let Some(before) = list.get(name) {
            temporary = before;
            temporary.extend_from_slice(b", ");
        }
        temporary.extend_from_slice(value);
        if !is_no_cors_safelisted_request_header(&Header::new(name, temporary)) {
            return;
        }
    }
    list.append(name, value);
    if guard == HeadersGuard::RequestNoCors {
        list.0
            .retain(|header| !is_privileged_no_cors_request_header_name(&header.name));
    }
}

/// Adds the Content-Type that a body brings; a Blob's type is ASCII by its definition.
pub fn append_implied_content_type(list: &mut HeaderList, guard: HeadersGuard, r#type: &str) {
    if let Ok(value) = infra::isomorphic_encode(r#type) {
        append(list, guard, "Content-Type", normalize(&value));
    }
}

/// Adds what every fetch without an `Accept` of its own accepts.
///
/// [fetch](https://fetch.spec.whatwg.org/#concept-fetch), the step for `Accept`. The `Accept-Language` that a browser
/// appends as well is its user's, and not known here.
pub fn append_accept(list: &mut HeaderList) {
    if !list.contains("accept") {
        list.append("Accept", b"*/*");
    }
}

/// The place of `text` among the strings of an enumeration.
fn one_of(
    text: Option<&str>,
    member: &'static str,
    allowed: &'static [&'static str],
) -> Result<Option<usize>, RequestError> {
    let Some(text) = text else { return Ok(None) };
    match allowed.iter().position(|known| *known == text) {
        Some(at) => Ok(Some(at)),
        None => Err(RequestError::NotInEnumeration { member, allowed }),
    }
}
