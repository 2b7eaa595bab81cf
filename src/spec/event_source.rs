//! `EventSource`: never preflighted.

use super::header_list::HeaderList;
use super::mime_type::parse_a_mime_type;
use super::request::{CacheMode, CredentialsMode, Request, RequestMode};
use super::request_init::{Client, RequestError, RequestInit};

/// The request that `new EventSource(url)` makes; `init.credentials` `include` stands for `withCredentials`.
///
/// [EventSource()](https://html.spec.whatwg.org/#dom-eventsource)
///
/// # Errors
///
/// [`RequestError::UrlUnparsable`], which the page sees as a `SyntaxError`.
pub fn event_source(init: &RequestInit, client: &Client) -> Result<Request, RequestError> {
    let url = client.parse(init.url)?;
    let mut header_list = HeaderList::default();
    header_list.append("Accept", b"text/event-stream");
    let mut request = Request::new(url, client.origin.clone());
    request.header_list = header_list;
    request.mode = RequestMode::Cors;
    request.cache_mode = CacheMode::NoStore;
    if init.credentials == Some("include") {
        request.credentials_mode = CredentialsMode::Include;
    }
    Ok(request)
}

/// Whether a response opens the stream: status 200 and `text/event-stream`.
///
/// [EventSource()](https://html.spec.whatwg.org/#dom-eventsource), what is done with the response
pub fn opens_the_stream(status: u16, headers: &HeaderList) -> bool {
    let essence = headers
        .get("content-type")
        .and_then(|value| parse_a_mime_type(&value).ok())
        .map(|mime| mime.essence());
    status == 200 && essence.as_deref() == Some("text/event-stream")
}
