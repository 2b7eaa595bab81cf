//! What is below `/lab/<id>/`, on every origin: logs the request and answers by the id's policy.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{to_bytes, Body};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, CACHE_CONTROL, CONTENT_TYPE,
    HOST, ORIGIN,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::sync::watch;

use super::connection::Connection;
use super::latin1;
use super::log::{Entry, Log};
use super::policies::{is_id, Policies};
use super::policy::{Carried, Reply};

/// The longest body that is read, in bytes.
const MAX_BODY: usize = 8 * 1024 * 1024;

/// What the origins share.
#[derive(Clone)]
pub struct Lab {
    pub log: Arc<Log>,
    /// Becomes true when the servers are told to stop.
    pub stopped: watch::Receiver<bool>,
    policies: Arc<Mutex<Policies>>,
}

impl Lab {
    pub fn new(stopped: watch::Receiver<bool>) -> Lab {
        Lab {
            log: Log::new(),
            stopped,
            policies: Arc::default(),
        }
    }

    pub fn policies(&self) -> std::sync::MutexGuard<'_, Policies> {
        self.policies.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Logs and answers one request.
pub async fn answer(
    State(lab): State<Lab>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    let target = lab_target(&path);
    let is_preflight = is_preflight(&parts.method, &parts.headers);
    let mut arrival = lab.log.arrived(Entry {
        seq: 0,
        time: 0,
        id: target.map(|(id, _)| id.to_owned()),
        preflight: is_preflight,
        method: parts.method.to_string(),
        url: format!(
            "http://{}{}",
            latin1::decode(value(&parts.headers, &HOST)),
            parts.uri
        ),
        headers: received(&parts.headers),
        body_length: None,
        status: None,
    });
    arrival.read(to_bytes(body, MAX_BODY).await.ok().map(|bytes| bytes.len()));

    let Some((id, below)) = target else {
        let status = StatusCode::NOT_FOUND;
        arrival.answered(status.as_u16());
        return (status, "Here are only paths like /lab/<id>/<anything>.\n").into_response();
    };
    let carried = Carried {
        origin: value(&parts.headers, &ORIGIN),
        method: value(&parts.headers, &ACCESS_CONTROL_REQUEST_METHOD),
        headers: value(&parts.headers, &ACCESS_CONTROL_REQUEST_HEADERS),
    };
    let reply = lab.policies().reply(id, below, is_preflight, &carried);
    tokio::time::sleep(reply.delay).await;
    if reply.drop {
        connection.cut();
        drop(arrival);
    } else {
        arrival.answered(reply.status.as_u16());
    }
    respond(reply)
}

/// The id and the path below it.
fn lab_target(path: &str) -> Option<(&str, &str)> {
    let (id, below) = path.strip_prefix("/lab/")?.split_once('/')?;
    is_id(id).then_some((id, below))
}

/// A [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-request), by what arrived.
fn is_preflight(method: &Method, headers: &HeaderMap) -> bool {
    method == Method::OPTIONS
        && headers.contains_key(ORIGIN)
        && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD)
}

fn value<'a>(headers: &'a HeaderMap, name: &HeaderName) -> &'a [u8] {
    headers.get(name).map_or(&[], HeaderValue::as_bytes)
}

fn received(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(name, value)| (name.to_string(), latin1::decode(value.as_bytes())))
        .collect()
}

fn respond(reply: Reply) -> Response {
    let mut response = Response::new(Body::from(reply.body));
    *response.status_mut() = reply.status;
    let headers = response.headers_mut();
    for (name, value) in reply.headers {
        headers.append(name, value);
    }
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    headers
        .entry(CONTENT_TYPE)
        .or_insert(HeaderValue::from_static("text/plain"));
    response
}
