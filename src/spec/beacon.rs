//! `navigator.sendBeacon()`.

use alloc::borrow::ToOwned;

use super::body::{self, BodyInit};
use super::cors_safelist::cors_safelisted_request_header;
use super::header::Header;
use super::header_list::HeaderList;
use super::infra;
use super::request::{CredentialsMode, Request, RequestMode};
use super::request_constructor::{append_accept, document_as_string};
use super::request_init::{Client, RequestError, RequestInit};

/// The request that `sendBeacon(url, data)` makes.
///
/// [sendBeacon()](https://w3c.github.io/beacon/#sendbeacon-method). Its text does not set the unsafe-request flag, yet
/// its prose, the platform tests and all browsers expect a preflight where the type is not safelisted.
///
/// # Errors
///
/// [`RequestError`], which the page sees as a `TypeError`.
pub fn send_beacon(init: &RequestInit, client: &Client) -> Result<Request, RequestError> {
    // 3. The URL.
    let url = client.parse(init.url)?;
    if !url.is_http_scheme() {
        return Err(RequestError::UrlSchemeNotHttp {
            scheme: url.scheme().to_owned(),
        });
    }
    // 6. The data and its type.
    if init.body == BodyInit::Stream {
        return Err(RequestError::StreamWithKeepalive);
    }
    let mut header_list = HeaderList::default();
    let mut mode = RequestMode::NoCors;
    let mut body = None;
    if let Some((extracted, content_type)) =
        body::extract(document_as_string(init.body), init.body_length)
    {
        body = Some(extracted);
        if let Some(Ok(value)) = content_type.map(infra::isomorphic_encode) {
            let header = Header::new("Content-Type", value);
            if cors_safelisted_request_header(&header).is_err() {
                mode = RequestMode::Cors;
            }
            header_list.0.push(header);
        }
    }
    append_accept(&mut header_list);
    let mut request = Request::new(url, client.origin.clone());
    "POST".clone_into(&mut request.method);
    request.unsafe_request_flag = true;
    request.header_list = header_list;
    request.body = body;
    request.keepalive = true;
    request.mode = mode;
    request.credentials_mode = CredentialsMode::Include;
    Ok(request)
}
