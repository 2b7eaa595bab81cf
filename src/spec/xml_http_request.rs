//! XMLHttpRequest: `open()`, `setRequestHeader()`, `send()`.

use alloc::borrow::ToOwned;

use alloc::vec::Vec;

use super::body::{self, BodyInit};
use super::header::is_forbidden_request_header;
use super::header_list::HeaderList;
use super::infra;
use super::mime_type::parse_a_mime_type;
use super::request::{CredentialsMode, Request, RequestMode};
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
    let method = method(init.method)?;
    let url = client.parse(init.url)?;
    // setRequestHeader()
    let mut header_list = HeaderList::default();
    for header in headers(init.headers)? {
        if !is_forbidden_request_header(&header.name, &header.value) {
            header_list.0.push(header);
        }
    }
    header_list = header_list.combined();
    let body_init = match init.body {
        _ if matches!(method.as_str(), "GET" | "HEAD") => BodyInit::None,
        // A stream is none of the bodies that send() takes: the conversion makes a string of it.
        BodyInit::Stream => BodyInit::String,
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
        } else if let Some(Ok(value)) = content_type.map(infra::isomorphic_encode) {
            header_list.append("Content-Type", &value);
        }
    }
    append_accept(&mut header_list);
    let mut request = Request::new(url, client.origin.clone());
    request.method = method;
    request.unsafe_request_flag = true;
    request.header_list = header_list;
    request.body = body;
    request.use_cors_preflight_flag = upload_listener;
    request.mode = RequestMode::Cors;
    if init.credentials == Some("include") {
        request.credentials_mode = CredentialsMode::Include;
    }
    Ok(request)
}

/// The Content-Type that the page has set, before `send()` puts UTF-8 in it.
pub fn author_content_type(init: &RequestInit<'_>) -> Option<Vec<u8>> {
    HeaderList(headers(init.headers).ok()?).get("content-type")
}

/// Whether the body is text that is encoded as UTF-8, whatever the page's Content-Type says.
pub fn is_text(body: BodyInit<'_>) -> bool {
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
    let Ok(mut mime) = parse_a_mime_type(&value) else {
        return;
    };
    let charset = mime
        .parameters
        .iter_mut()
        .find(|(name, value)| name == "charset" && !value.eq_ignore_ascii_case("utf-8"));
    if let Some((_, charset)) = charset {
        "UTF-8".clone_into(charset);
        if let Ok(value) = infra::isomorphic_encode(&mime.serialize()) {
            headers.set("Content-Type", &value);
        }
    }
}
