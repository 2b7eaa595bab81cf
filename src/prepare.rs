//! From a description to the request that an engine makes of it.

use alloc::vec::Vec;

use crate::description::{Api, BodyKind, RequestDescription};
use crate::engine::{
    BlobType, BlobTypeGrammar, EngineProfile, RepeatedHeaders, StreamBodies, XhrContentType,
};
use crate::failure::{Failure, KEEPALIVE_LIMIT};
use crate::rfc_2045::{is_rfc_2045_content_type, with_utf_8};
use crate::safelist::unsafe_headers;
use crate::spec::body::BodyInit;
use crate::spec::header::normalize;
use crate::spec::mime_type::parse_a_mime_type;
use crate::spec::request::{CacheMode, Request, RequestMode};
use crate::spec::request_init::{Client, RequestError, RequestInit};
use crate::spec::{beacon, event_source, request_constructor, xml_http_request};

/// The request, and what is known about it beyond the standard's fields.
#[derive(Clone, Debug)]
pub(crate) struct Prepared {
    pub request: Request,
    pub api: Api,
    /// The body brought the Content-Type.
    pub content_type_from_body: bool,
    /// The body is a Document.
    pub document: bool,
    /// The Accept is the browser's own.
    pub accept_from_user_agent: bool,
    pub integrity: bool,
    /// The engine will not take the body.
    pub stream_refused: bool,
    /// The Content-Type that is judged, where it is another one than, or besides, the one that is sent.
    pub judged_content_type: Option<Vec<u8>>,
    /// The Content-Type may have any length.
    pub content_type_unlimited: bool,
}

/// Makes the request that the engine makes of what the page hands over.
pub(crate) fn prepare(
    description: &RequestDescription,
    client: &Client,
    profile: &EngineProfile,
) -> Result<Prepared, RequestError> {
    let given = Given::of(description, profile);
    let request = given.make(description.api, client)?;
    Ok(prepared(description, &given, request, profile))
}

/// Makes the same request as several engines do; what they agree on is made once.
pub(crate) struct Maker<'a> {
    description: &'a RequestDescription,
    client: &'a Client,
    last: Option<(Given<'a>, Result<Request, RequestError>)>,
}

/// What an engine gives to the standard's algorithms.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Given<'a> {
    init: RequestInit<'a>,
    /// Whether an upload listener counts.
    listener: bool,
    stream_refused: bool,
}

impl<'a> Given<'a> {
    fn of(description: &'a RequestDescription, profile: &EngineProfile) -> Self {
        let rules = &profile.requests;
        let mut init = description.init();
        if !rules.window_must_be_null.value {
            init.window = None;
        }
        let mut stream_refused = false;
        if description.body.kind == BodyKind::Stream && takes_streams(description.api) {
            match rules.stream_bodies.value {
                StreamBodies::Streamed => {}
                StreamBodies::Stringified => init.body = BodyInit::String,
                StreamBodies::Refused => stream_refused = description.api == Api::Fetch,
            }
        }
        // Who streams nothing reads no `duplex` either, whatever it says.
        if rules.stream_bodies.value != StreamBodies::Streamed {
            init.duplex = (init.body == BodyInit::Stream).then_some("half");
        }
        drop_bad_blob_type(&mut init, description.api, rules.blob_type.value);
        let listener = description.upload_listener
            && (rules.upload_listener_counts_if_sync.value || !description.sync)
            && (!rules.upload_listener_needs_body.value || sends_a_body(&init));
        Self {
            init,
            listener,
            stream_refused,
        }
    }

    fn make(&self, api: Api, client: &Client) -> Result<Request, RequestError> {
        let Self { init, listener, .. } = self;
        match api {
            Api::Fetch => request_constructor::new_request(init, client),
            Api::Xhr => xml_http_request::xml_http_request(init, *listener, client),
            Api::Beacon => beacon::send_beacon(init, client),
            Api::EventSource => event_source::event_source(init, client),
        }
    }
}

impl<'a> Maker<'a> {
    pub fn new(description: &'a RequestDescription, client: &'a Client) -> Self {
        Self {
            description,
            client,
            last: None,
        }
    }

    /// As the engine of this profile makes it.
    pub fn prepare(&mut self, profile: &EngineProfile) -> Result<Prepared, RequestError> {
        let given = Given::of(self.description, profile);
        let request = match &self.last {
            Some((known, request)) if *known == given => request.clone(),
            _ => {
                let made = given.make(self.description.api, self.client);
                self.last = Some((given, made.clone()));
                made
            }
        }?;
        Ok(prepared(self.description, &given, request, profile))
    }
}

/// The request as the engine keeps it, and what it knows besides.
fn prepared(
    description: &RequestDescription,
    given: &Given<'_>,
    mut request: Request,
    profile: &EngineProfile,
) -> Prepared {
    let rules = &profile.requests;
    let init = &given.init;
    let stream_refused = given.stream_refused;
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
    match rules.repeated_headers.value {
        RepeatedHeaders::JudgedApart | RepeatedHeaders::JudgedApartAskedRepeatedly => {}
        RepeatedHeaders::Combined => request.header_list = request.header_list.combined(),
        RepeatedHeaders::CombinedAndTrimmed => {
            request.header_list = request.header_list.combined();
            for header in &mut request.header_list.0 {
                header.value = normalize(&header.value).to_vec();
            }
        }
    }
    let content_type_from_body = !author_sets("content-type");
    let rewrites = description.api == Api::Xhr && xml_http_request::is_text(init.body);
    let as_set = (rewrites && !content_type_from_body)
        .then(|| xml_http_request::author_content_type(init))
        .flatten();
    if init.body == BodyInit::UrlSearchParams && !rules.xhr_rewrites_for_url_search_params.value {
        if let Some(value) = &as_set {
            request.header_list.set("Content-Type", value.as_slice());
        }
    }
    let judged_content_type = match rules.xhr_judged_content_type.value {
        XhrContentType::Rewritten => None,
        XhrContentType::AsSetAndRewritten => as_set,
        XhrContentType::CharsetReplaced => as_set.map(|value| with_utf_8(&value)),
    };
    let limits_type = match description.api {
        Api::Xhr => rules.xhr_limits_type_of_body.value,
        Api::Beacon => rules.beacon_limits_type_of_body.value,
        Api::Fetch | Api::EventSource => true,
    };
    let content_type_unlimited = content_type_from_body && !limits_type;
    if description.api == Api::Beacon {
        // The mode is the standard's, by the engine's own judgement of the type.
        let asks =
            !unsafe_headers(&request.header_list, content_type_unlimited, profile).is_empty();
        request.mode = if asks {
            RequestMode::Cors
        } else {
            RequestMode::NoCors
        };
    }
    Prepared {
        stream_refused,
        judged_content_type,
        content_type_unlimited,
        content_type_from_body,
        document: description.body.kind == BodyKind::Document,
        accept_from_user_agent: !author_sets("accept"),
        integrity: description
            .integrity
            .as_deref()
            .is_some_and(|integrity| !integrity.bytes().all(|byte| byte.is_ascii_whitespace())),
        api: description.api,
        request,
    }
}

fn takes_streams(api: Api) -> bool {
    matches!(api, Api::Fetch | Api::Beacon)
}

fn sends_a_body(init: &RequestInit<'_>) -> bool {
    let method = init.method.unwrap_or("GET");
    init.body != BodyInit::None
        && !method.eq_ignore_ascii_case("GET")
        && !method.eq_ignore_ascii_case("HEAD")
}

/// Leaves out a Blob's type where the engine does not send what is no MIME type.
fn drop_bad_blob_type(init: &mut RequestInit<'_>, api: Api, rule: BlobType) {
    let grammar = match (rule, api) {
        (BlobType::DroppedByXhrAndBeacon(grammar), Api::Xhr | Api::Beacon)
        | (BlobType::DroppedByXhr(grammar), Api::Xhr) => grammar,
        _ => return,
    };
    if let BodyInit::Blob { r#type } = &mut init.body {
        let parses = match grammar {
            BlobTypeGrammar::MimeSniffing => parse_a_mime_type(r#type.as_bytes()).is_ok(),
            BlobTypeGrammar::Rfc2045 => is_rfc_2045_content_type(r#type.as_bytes()),
        };
        if !parses {
            *r#type = "";
        }
    }
}

impl Prepared {
    /// Why the request would not be sent even where no permission is needed. `over_http_1`: the server is known to speak
    /// no newer HTTP.
    pub fn unsendable(&self, profile: &EngineProfile, over_http_1: bool) -> Option<Failure> {
        let request = &self.request;
        let local = profile.requests.only_if_cached_stays_local.value;
        if request.cache_mode == CacheMode::OnlyIfCached && local {
            return Some(Failure::NotInHttpCache);
        }
        let measured = self.api != Api::Beacon || profile.requests.beacons_are_measured.value;
        if let Some(length) = self.keepalive_excess().filter(|_| measured) {
            return Some(Failure::KeepaliveBodyTooLong { length });
        }
        self.streams_over_http_1(over_http_1)
            .then_some(Failure::StreamOverHttp1)
    }

    /// The length of the body, where it is more than may outlive the page.
    fn keepalive_excess(&self) -> Option<u64> {
        let length = self.request.body.as_ref().and_then(|body| body.length);
        length.filter(|length| self.request.keepalive && *length > KEEPALIVE_LIMIT)
    }

    /// Why nothing is sent at all, not even a preflight.
    pub fn stillborn(&self, profile: &EngineProfile) -> Option<Failure> {
        if self.stream_refused {
            return Some(Failure::StreamsNotSupported);
        }
        // A beacon that is too long is not even queued.
        let first = match self.api {
            Api::Beacon => profile.requests.beacons_are_measured.value,
            Api::Fetch | Api::Xhr | Api::EventSource => {
                profile.requests.keepalive_is_measured_first.value
            }
        };
        let length = self.keepalive_excess().filter(|_| first)?;
        Some(Failure::KeepaliveBodyTooLong { length })
    }

    /// Whether a stream would have to go over HTTP/1.1, where it can't.
    fn streams_over_http_1(&self, known: bool) -> bool {
        let stream = self
            .request
            .body
            .as_ref()
            .is_some_and(|body| body.source_is_null);
        stream && (known || self.request.current_url().scheme() == "http")
    }
}
