//! What the servers are told to answer at a step, and the answer to a request.

use std::collections::HashMap;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use serde::Deserialize;

use crate::lab::origins::Origins;
use crate::server::latin1;

/// A scripted answer to an actual request is not kept by the browser's HTTP cache unless one of these is scripted.
const CACHE_HEADERS: [&str; 5] = [
    "cache-control",
    "expires",
    "etag",
    "last-modified",
    "pragma",
];

/// The body of an answer that none was scripted for.
const BODY: &str = "ok";

/// The answers of a step: those of every path, and of the paths that have their own.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Script {
    #[serde(flatten)]
    all: Answers,
    #[serde(default)]
    routes: HashMap<String, Answers>,
}

#[derive(Clone, Debug, Default, Deserialize)]
struct Answers {
    preflight: Option<Answer>,
    actual: Option<Answer>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    status: Option<u16>,
    headers: Option<Vec<(String, String)>>,
    body: Option<String>,
    #[serde(default)]
    drop: bool,
    #[serde(default)]
    delay_ms: f64,
}

/// What a request carried that answers repeat.
pub struct Carried {
    pub preflight: bool,
    pub origin: String,
    pub method: String,
    pub headers: String,
}

/// What is done about a request.
pub struct Reply {
    pub delay: Duration,
    /// The connection is cut instead.
    pub drop: bool,
    pub response: Response<Body>,
}

impl Script {
    /// The answer for a path below the base.
    pub fn reply(&self, path: &str, base: &str, origins: Origins, carried: &Carried) -> Reply {
        let name = path.split('?').next().unwrap_or_default();
        let answers = self.routes.get(name).unwrap_or(&self.all);
        let answer = match carried.preflight {
            true => answers.preflight.as_ref(),
            false => answers.actual.as_ref(),
        };
        let default = Answer::default();
        let answer = answer.unwrap_or(&default);
        Reply {
            delay: Duration::try_from_secs_f64(answer.delay_ms / 1000.0).unwrap_or_default(),
            drop: answer.drop,
            response: answer.response(base, origins, carried),
        }
    }
}

impl Answer {
    fn response(&self, base: &str, origins: Origins, carried: &Carried) -> Response<Body> {
        let body = self.body.as_deref().unwrap_or(BODY);
        let body = if carried.preflight { "" } else { body };
        let mut response = Response::new(Body::from(body.to_owned()));
        let status = self
            .status
            .unwrap_or(if carried.preflight { 204 } else { 200 });
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
        let headers = response.headers_mut();
        let scripted = self.headers.clone().unwrap_or_else(|| defaults(carried));
        for (name, value) in &scripted {
            let value = origins
                .fill(value, base)
                .replace("{origin}", &carried.origin)
                .replace("{acrm}", &carried.method)
                .replace("{acrh}", &carried.headers)
                .replace("{ORIGIN}", &carried.origin.to_uppercase());
            let name = HeaderName::from_bytes(name.as_bytes()).ok();
            let value =
                latin1::encode(&value).and_then(|value| HeaderValue::from_bytes(&value).ok());
            if let (Some(name), Some(value)) = (name, value) {
                headers.append(name, value);
            }
        }
        if !carried.preflight {
            if !CACHE_HEADERS.iter().any(|name| headers.contains_key(*name)) {
                headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            }
            headers
                .entry(CONTENT_TYPE)
                .or_insert(HeaderValue::from_static("text/plain"));
        }
        response
    }
}

/// What grants everything, and lets nothing be remembered.
fn defaults(carried: &Carried) -> Vec<(String, String)> {
    let mut headers = vec![
        ("Access-Control-Allow-Origin", "{origin}"),
        ("Access-Control-Allow-Credentials", "true"),
    ];
    if carried.preflight {
        headers.extend([
            ("Access-Control-Allow-Methods", "{acrm}"),
            ("Access-Control-Allow-Headers", "{acrh}"),
            ("Access-Control-Max-Age", "0"),
        ]);
    }
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    headers.into_iter().map(owned).collect()
}
