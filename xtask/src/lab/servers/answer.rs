//! A request to a scenario's path, noted and answered; and the few paths of the bench's own.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use axum::body::{to_bytes, Body};
use axum::extract::{ConnectInfo, Query, Request, State};
use axum::http::header::{
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, CACHE_CONTROL, CONTENT_TYPE,
    COOKIE, HOST, ORIGIN, SET_COOKIE,
};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode};
use axum::response::{IntoResponse, Response};

use super::cases::Cases;
use super::lenient;
use super::script::Carried;
use crate::lab::origins::Origins;
use crate::lab::page;
use crate::lab::row::{self, More};
use crate::server::connection::Connection;
use crate::server::latin1;

/// The longest body that is read, in bytes.
const MAX_BODY: usize = 8 * 1024 * 1024;

/// What the origins of one port share.
#[derive(Clone)]
pub struct Port {
    pub origins: Origins,
    pub scheme: &'static str,
    pub cases: Cases,
}

/// Notes a request below `/s/<run>/<id>/` and answers it by the script of the step that the scenario is at.
pub async fn scenario(
    State(port): State<Port>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let target = parts
        .uri
        .path_and_query()
        .map_or("", |target| target.as_str());
    let Some((base, path)) = split(target) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Some(meets) = port.cases.meets(base) else {
        return StatusCode::GONE.into_response();
    };
    let headers = &parts.headers;
    let preflight =
        parts.method == Method::OPTIONS && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let carried = Carried {
        preflight,
        origin: text(headers, &ORIGIN).unwrap_or_default(),
        method: text(headers, &ACCESS_CONTROL_REQUEST_METHOD).unwrap_or_default(),
        headers: text(headers, &ACCESS_CONTROL_REQUEST_HEADERS).unwrap_or_default(),
    };
    let to = format!(
        "{}://{}",
        port.scheme,
        text(headers, &HOST).unwrap_or_default()
    );
    let unanswered = port.cases.arrived(
        base,
        meets.step,
        row::Request {
            k: if preflight { "P" } else { "A" }.to_owned(),
            to: port.origins.letter(&to).map_or(to, str::to_owned),
            path: path.to_owned(),
            method: parts.method.to_string(),
            origin: text(headers, &ORIGIN).map(|origin| match port.origins.letter(&origin) {
                Some(letter) => format!("{{{letter}}}"),
                None => origin,
            }),
            cookies: headers.contains_key(COOKIE),
            more: more(preflight, headers, &meets.names, port.origins),
        },
    );
    // One that breaks off is answered like any other: there may be nobody left to read it.
    let _ = to_bytes(body, MAX_BODY).await;
    let reply = meets.script.reply(path, base, port.origins, &carried);
    tokio::time::sleep(reply.delay).await;
    if reply.drop {
        connection.cut();
    }
    drop(unanswered);
    reply.response
}

fn more(preflight: bool, headers: &HeaderMap, names: &BTreeSet<String>, origins: Origins) -> More {
    if preflight {
        return More::Preflight {
            acrm: text(headers, &ACCESS_CONTROL_REQUEST_METHOD),
            acrh: text(headers, &ACCESS_CONTROL_REQUEST_HEADERS),
        };
    }
    let arrived = names.iter().filter_map(|name| {
        let header = HeaderName::from_bytes(name.as_bytes()).ok()?;
        Some((name.clone(), origins.named(&text(headers, &header)?)))
    });
    More::Actual {
        ct: text(headers, &CONTENT_TYPE).map(|value| unbounded(&value)),
        hdrs: arrived.collect(),
    }
}

/// A media type without the boundary that each request has anew.
fn unbounded(media_type: &str) -> String {
    const BOUNDARY: &str = "boundary=----";
    match media_type.split_once(BOUNDARY) {
        Some((before, chance)) if chance.len() >= 16 => format!("{before}boundary=*"),
        _ => media_type.to_owned(),
    }
}

/// The base, and the path below it with its query. An empty query is as good as none.
fn split(target: &str) -> Option<(&str, &str)> {
    let rest = target.strip_prefix("/s/")?;
    let run = rest.find('/')? + 1;
    let id = rest[run..].find('/')?;
    let base = "/s/".len() + run + id;
    Some((&target[..base], target[base + 1..].trim_end_matches('?')))
}

/// A header's values by the bytes that came.
fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let values: Vec<String> = headers
        .get_all(name)
        .iter()
        .map(|value| latin1::decode(&lenient::plain(value.as_bytes())))
        .collect();
    (!values.is_empty()).then(|| values.join(", "))
}

/// Answers when a scenario's step has come to rest, and goes to another.
pub async fn step(
    State(port): State<Port>,
    Query(query): Query<HashMap<String, String>>,
) -> StatusCode {
    let number = |name: &str| query.get(name).and_then(|value| value.parse::<u64>().ok());
    let base = query.get("base").map_or("", String::as_str);
    let step = number("step").and_then(|step| usize::try_from(step).ok());
    let quiet = Duration::from_millis(number("quiet").unwrap_or_default());
    port.cases
        .go_to(base, step.unwrap_or_default(), quiet)
        .await;
    StatusCode::NO_CONTENT
}

/// The page and what it loads.
pub async fn file(request: Request) -> Response {
    let Some((kind, content)) = page::file(request.uri().path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    (
        [
            (CONTENT_TYPE, kind),
            (CACHE_CONTROL, "no-store"),
            // Which requests carry it is recorded.
            (SET_COOKIE, "lab=1; Path=/"),
        ],
        Body::from(content),
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_target_is_a_base_and_a_path() {
        assert_eq!(
            split("/s/r1/a0001/main?q=1"),
            Some(("/s/r1/a0001", "main?q=1"))
        );
        assert_eq!(split("/s/r1/a0001/main/?"), Some(("/s/r1/a0001", "main/")));
        assert_eq!(split("/s/r1/a0001"), None);
        assert_eq!(split("/elsewhere"), None);
    }
}
