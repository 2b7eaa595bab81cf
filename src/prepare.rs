//! From a description to the request that an engine makes of it.

use crate::description::{Api, BodyKind, RequestDescription};
use crate::engine::{BlobType, BlobTypeGrammar, EngineProfile, RepeatedHeaders, StreamBodies};
use crate::failure::Refusal;
use crate::spec::body::BodyInit;
use crate::spec::mime_type::parse_a_mime_type;
use crate::spec::request::Request;
use crate::spec::request_init::{Client, RequestInit};
use crate::spec::{beacon, event_source, request_constructor, xml_http_request};

/// The request, and what is known about it beyond the standard's fields.
#[derive(Clone, Debug)]
pub(crate) struct Prepared {
    pub request: Request,
    pub api: Api,
    /// The body brought the Content-Type.
    pub content_type_from_body: bool,
    /// The Accept is the browser's own.
    pub accept_from_user_agent: bool,
    pub integrity: bool,
}

/// Makes the request that the engine makes of what the page hands over.
pub(crate) fn prepare(
    description: &RequestDescription,
    client: &Client,
    profile: &EngineProfile,
) -> Result<Prepared, Refusal> {
    let rules = &profile.requests;
    let mut init = description.init();
    if description.body.kind == BodyKind::Stream && takes_streams(description.api) {
        match rules.stream_bodies.value {
            StreamBodies::Streamed => {}
            StreamBodies::Stringified => init.body = BodyInit::String,
            StreamBodies::Refused if description.api == Api::Fetch => {
                return Err(Refusal::StreamsNotSupported)
            }
            StreamBodies::Refused => {}
        }
    }
    drop_bad_blob_type(&mut init, description.api, rules.blob_type.value);
    let mut request = match description.api {
        Api::Fetch => request_constructor::new_request(&init, client)?,
        Api::Xhr => {
            let listener = description.upload_listener
                && (rules.upload_listener_counts_if_sync.value || !description.sync)
                && (!rules.upload_listener_needs_body.value || sends_a_body(&init));
            xml_http_request::xml_http_request(&init, listener, client)?
        }
        Api::Beacon => beacon::send_beacon(&init, client)?,
        Api::EventSource => event_source::event_source(&init, client)?,
    };
    let author_sets = |name: &str| {
        matches!(description.api, Api::Fetch | Api::Xhr)
            && description
                .headers
                .iter()
                .any(|(known, _)| known.eq_ignore_ascii_case(name))
    };
    for name in rules.ignored_headers.value {
        request.header_list.delete(name);
    }
    if rules.repeated_headers.value == RepeatedHeaders::Combined {
        request.header_list = request.header_list.combined();
    }
    Ok(Prepared {
        content_type_from_body: !author_sets("content-type"),
        accept_from_user_agent: !author_sets("accept"),
        integrity: description
            .integrity
            .as_deref()
            .is_some_and(|integrity| !integrity.trim().is_empty()),
        api: description.api,
        request,
    })
}

fn takes_streams(api: Api) -> bool {
    matches!(api, Api::Fetch | Api::Beacon)
}

fn sends_a_body(init: &RequestInit) -> bool {
    let method = init.method.as_deref().unwrap_or("GET");
    init.body != BodyInit::None
        && !method.eq_ignore_ascii_case("GET")
        && !method.eq_ignore_ascii_case("HEAD")
}

/// Leaves out a Blob's type where the engine does not send what is no MIME type.
fn drop_bad_blob_type(init: &mut RequestInit, api: Api, rule: BlobType) {
    let grammar = match (rule, api) {
        (BlobType::DroppedByXhrAndBeacon(grammar), Api::Xhr | Api::Beacon)
        | (BlobType::DroppedByXhr(grammar), Api::Xhr) => grammar,
        _ => return,
    };
    if let BodyInit::Blob { r#type } = &mut init.body {
        let parses = match grammar {
            BlobTypeGrammar::MimeSniffing => parse_a_mime_type(r#type).is_ok(),
            BlobTypeGrammar::Rfc2045 => is_rfc_2045_content_type(r#type),
        };
        if !parses {
            r#type.clear();
        }
    }
}

/// Whether each parameter has a name, `=`, and a token or a quoted string.
///
/// [RFC 2045, section 5.1](https://www.rfc-editor.org/rfc/rfc2045#section-5.1)
fn is_rfc_2045_content_type(text: &str) -> bool {
    let is_tspecial = |byte: u8| b"()<>@,;:\\\"/[]?=".contains(&byte);
    let is_token = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| (0x21..0x7f).contains(&byte) && !is_tspecial(byte))
    };
    let trim = |text: &str| text.trim_matches([' ', '\t']).to_owned();
    let mut pieces = split_outside_quotes(text).into_iter();
    let Some((r#type, subtype)) = pieces.next().and_then(|essence| {
        let (r#type, subtype) = essence.split_once('/')?;
        Some((trim(r#type), trim(subtype)))
    }) else {
        return false;
    };
    let parameters: Vec<String> = pieces.map(|piece| trim(&piece)).collect();
    let last = parameters.len();
    is_token(&r#type)
        && is_token(&subtype)
        && parameters.iter().enumerate().all(|(at, parameter)| {
            if parameter.is_empty() {
                return at + 1 == last;
            }
            parameter.split_once('=').is_some_and(|(name, value)| {
                let (name, value) = (trim(name), trim(value));
                let quoted = value.len() >= 2 && value.starts_with('"') && value.ends_with('"');
                is_token(&name) && (quoted || is_token(&value))
            })
        })
}

fn split_outside_quotes(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut quoted = false;
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            ';' if !quoted => {
                pieces.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    pieces
}

impl Prepared {
    /// Whether a stream would have to go over HTTP/1.1, where it can't.
    pub fn streams_over_http_1(&self) -> bool {
        let stream = self
            .request
            .body
            .as_ref()
            .is_some_and(|body| body.source_is_null);
        stream && self.request.current_url().scheme() == "http"
    }
}
