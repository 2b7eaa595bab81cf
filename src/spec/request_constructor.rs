//! `fetch()` and `new Request()`.

use super::body::{self, BodyInit};
use super::header::{is_forbidden_request_header, Header};
use super::header_list::HeaderList;
use super::infra;
use super::method::is_cors_safelisted_method;
use super::no_cors::{
    is_no_cors_safelisted_request_header, is_privileged_no_cors_request_header_name,
};
use super::request::{
    CacheMode, CredentialsMode, RedirectMode, Request, RequestMode, ResponseTainting,
};
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
    let mode = enumeration(&init.mode, "mode", RequestMode::parse, RequestMode::STRINGS)?;
    let credentials = enumeration(
        &init.credentials,
        "credentials",
        CredentialsMode::parse,
        CredentialsMode::STRINGS,
    )?;
    let cache = enumeration(&init.cache, "cache", CacheMode::parse, CacheMode::STRINGS)?;
    let redirect = enumeration(
        &init.redirect,
        "redirect",
        RedirectMode::parse,
        RedirectMode::STRINGS,
    )?;
    enumeration(
        &init.duplex,
        "duplex",
        |text| (text == "half").then_some(()),
        &["half"],
    )?;
    // 5. The URL.
    let url = client.parse(&init.url)?;
    if url.includes_credentials() {
        return Err(RequestError::UrlIncludesCredentials);
    }
    // 16.–23. Modes.
    let mode = mode.unwrap_or(RequestMode::Cors);
    if mode == RequestMode::Navigate {
        return Err(RequestError::ModeNavigate);
    }
    let cache_mode = cache.unwrap_or(CacheMode::Default);
    if cache_mode == CacheMode::OnlyIfCached && mode != RequestMode::SameOrigin {
        return Err(RequestError::OnlyIfCachedMode);
    }
    // 25. The method.
    let method = method(init.method.as_deref().unwrap_or("GET"))?;
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
    for (name, value) in headers(&init.headers)? {
        append(&mut header_list, guard, &name, value);
    }
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
        body::extract(&document_as_string(&init.body), init.body_length)
    {
        body = Some(extracted);
        if let Some(content_type) = content_type.filter(|_| !header_list.contains("content-type")) {
            append_implied_content_type(&mut header_list, guard, &content_type);
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
    Ok(Request {
        method,
        unsafe_request_flag: true,
        header_list,
        body,
        origin: client.origin.clone(),
        keepalive: init.keepalive,
        use_cors_preflight_flag: stream,
        mode,
        credentials_mode: credentials.unwrap_or(CredentialsMode::SameOrigin),
        cache_mode,
        redirect_mode: redirect.unwrap_or(RedirectMode::Follow),
        url_list: vec![url],
        redirect_count: 0,
        response_tainting: ResponseTainting::Basic,
    })
}

/// A Document is no BodyInit: the conversion makes a string of it.
///
/// [BodyInit](https://fetch.spec.whatwg.org/#bodyinit)
pub fn document_as_string(body: &BodyInit) -> BodyInit {
    match body {
        BodyInit::Document { .. } => BodyInit::String,
        other => other.clone(),
    }
}

/// Adds a header, or drops it silently.
///
/// [append](https://fetch.spec.whatwg.org/#concept-headers-append) to a `Headers` object of this guard
pub fn append(list: &mut HeaderList, guard: HeadersGuard, name: &str, value: Vec<u8>) {
    if is_forbidden_request_header(name, &value) {
        return;
    }
    if guard == HeadersGuard::RequestNoCors {
        let mut temporary = list.get(name).unwrap_or_default();
        if list.contains(name) {
            temporary.extend_from_slice(b", ");
        }
        temporary.extend_from_slice(&value);
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
        append(list, guard, "Content-Type", value);
    }
}

/// Adds what every fetch without an `Accept` of its own accepts.
///
/// [fetch](https://fetch.spec.whatwg.org/#concept-fetch), the step for `Accept`. The `Accept-Language` that a browser
/// appends as well is its user's, and not known here.
pub fn append_accept(list: &mut HeaderList) {
    if !list.contains("accept") {
        list.append("Accept", *b"*/*");
    }
}

fn enumeration<T>(
    text: &Option<String>,
    member: &'static str,
    parse: fn(&str) -> Option<T>,
    allowed: &'static [&'static str],
) -> Result<Option<T>, RequestError> {
    text.as_deref()
        .map(|text| parse(text).ok_or(RequestError::NotInEnumeration { member, allowed }))
        .transpose()
}
