//! XMLHttpRequest: `open()`, `setRequestHeader()`, `send()`.

use super::body::{self, BodyInit};
use super::header::is_forbidden_request_header;
use super::header_list::HeaderList;
use super::infra;
use super::mime_type::parse_a_mime_type;
use super::request::{
    CacheMode, CredentialsMode, RedirectMode, Request, RequestMode, ResponseTainting,
};
use super::request_constructor::append_accept;
use super::request_init::{headers, method, Client, RequestError, RequestInit};

/// The request that `send()` makes; `init.credentials` `include` stands for `withCredentials`.
///
/// [open()](https://xhr.spec.whatwg.org/#the-open()-method),
/// [setRequestHeader()](https://xhr.spec.whatwg.org/#the-setrequestheader()-method),
/// [send()](https://xhr.spec.whatwg.org/#the-send()-method). `upload_listener`: whether one is registered then.
///
/// # Errors
///
/// [`RequestError`], which the page sees as a `SyntaxError`, a `SecurityError` or a `TypeError`.
pub fn xml_http_request(
    init: &RequestInit,
    upload_listener: bool,
    client: &Client,
) -> Result<Request, RequestError> {
    // open()
    let method = method(init.method.as_deref().unwrap_or("GET"))?;
    let url = client.parse(&init.url)?;
    // setRequestHeader()
    let mut header_list = HeaderList::default();
    for (name, value) in headers(&init.headers)? {
        if !is_forbidden_request_header(&name, &value) {
            header_list.combine(&name, &value);
        }
    }
    // send() 3. GET and HEAD have no body, whatever is given.
    let body_init = match &init.body {
        _ if matches!(method.as_str(), "GET" | "HEAD") => &BodyInit::None,
        // A stream is none of the bodies that send() takes: the conversion makes a string of it.
        BodyInit::Stream => &BodyInit::String,
        body => body,
    };
    // 4. The body and its type.
    let mut body = None;
    if let Some((extracted, content_type)) = body::extract(body_init, init.body_length) {
        body = Some(extracted);
        if header_list.contains("content-type") {
            if is_text(body_init) {
                charset_utf8(&mut header_list);
            }
        } else if let Some(Ok(value)) = content_type.map(|text| infra::isomorphic_encode(&text)) {
            header_list.append("Content-Type", value);
        }
    }
    append_accept(&mut header_list);
    let include = init.credentials.as_deref() == Some("include");
    Ok(Request {
        method,
        unsafe_request_flag: true,
        header_list,
        body,
        origin: client.origin.clone(),
        keepalive: false,
        use_cors_preflight_flag: upload_listener,
        mode: RequestMode::Cors,
        credentials_mode: if include {
            CredentialsMode::Include
        } else {
            CredentialsMode::SameOrigin
        },
        cache_mode: CacheMode::Default,
        redirect_mode: RedirectMode::Follow,
        url_list: vec![url],
        redirect_count: 0,
        response_tainting: ResponseTainting::Basic,
    })
}

/// Whether the body is text that is encoded as UTF-8, whatever the page's Content-Type says.
fn is_text(body: &BodyInit) -> bool {
    matches!(
        body,
        BodyInit::String | BodyInit::UrlSearchParams | BodyInit::Document { .. }
    )
}

/// Puts `charset=UTF-8` in the place of another charset.
fn charset_utf8(headers: &mut HeaderList) {
    let Some(value) = headers.get("content-type") else {
        return;
    };
    let Ok(mut mime) = parse_a_mime_type(&infra::isomorphic_decode(&value)) else {
        return;
    };
    let charset = mime
        .parameters
        .iter_mut()
        .find(|(name, value)| name == "charset" && !value.eq_ignore_ascii_case("utf-8"));
    if let Some((_, charset)) = charset {
        "UTF-8".clone_into(charset);
        if let Ok(value) = infra::isomorphic_encode(&mime.serialize()) {
            headers.set("Content-Type", value);
        }
    }
}
