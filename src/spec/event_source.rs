//! `EventSource`: never preflighted.

use super::header_list::HeaderList;
use super::infra;
use super::mime_type::parse_a_mime_type;
use super::request::{
    CacheMode, CredentialsMode, RedirectMode, Request, RequestMode, ResponseTainting,
};
use super::request_init::{Client, RequestError, RequestInit};

/// The request that `new EventSource(url)` makes; `init.credentials` `include` stands for `withCredentials`.
///
/// [EventSource()](https://html.spec.whatwg.org/#dom-eventsource)
///
/// # Errors
///
/// [`RequestError::UrlUnparsable`], which the page sees as a `SyntaxError`.
pub fn event_source(init: &RequestInit, client: &Client) -> Result<Request, RequestError> {
    let url = client.parse(&init.url)?;
    let mut header_list = HeaderList::default();
    header_list.append("Accept", *b"text/event-stream");
    let include = init.credentials.as_deref() == Some("include");
    Ok(Request {
        method: "GET".to_owned(),
        unsafe_request_flag: false,
        header_list,
        body: None,
        origin: client.origin.clone(),
        keepalive: false,
        use_cors_preflight_flag: false,
        mode: RequestMode::Cors,
        credentials_mode: if include {
            CredentialsMode::Include
        } else {
            CredentialsMode::SameOrigin
        },
        cache_mode: CacheMode::NoStore,
        redirect_mode: RedirectMode::Follow,
        url_list: vec![url],
        redirect_count: 0,
        response_tainting: ResponseTainting::Basic,
    })
}

/// Whether a response opens the stream: status 200 and `text/event-stream`.
///
/// [EventSource()](https://html.spec.whatwg.org/#dom-eventsource), what is done with the response
pub fn opens_the_stream(status: u16, headers: &HeaderList) -> bool {
    let essence = headers
        .get("content-type")
        .and_then(|value| parse_a_mime_type(&infra::isomorphic_decode(&value)).ok())
        .map(|mime| mime.essence());
    status == 200 && essence.as_deref() == Some("text/event-stream")
}
