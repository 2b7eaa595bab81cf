//! The page's own origin: the built page, the package, and the calls below `/__demo/` by which the
//! page sets policies and reads the log.

use std::convert::Infallible;

use axum::extract::{Path, Query, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::{from_fn, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post, put};
use axum::{Json, Router};
use futures_util::{stream, Stream, StreamExt};
use serde::{Deserialize, Serialize};
use tokio_stream::wrappers::BroadcastStream;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use super::lab::{answer, Lab};
use super::log::{Event as Logged, Payload};
use super::policies::is_id;
use super::policy::Policy;
use super::{latin1, Options};

/// What the page is told about the other origins.
#[derive(Clone, Serialize)]
pub struct Origins {
    pub api: String,
    pub other: String,
}

/// All that the page's origin answers.
pub fn routes(options: &Options, port: u16, origins: &Origins, lab: Lab) -> Result<Router, String> {
    let content_security_policy = HeaderValue::try_from(format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self' data: {} {}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        origins.api, origins.other
    ))
    .map_err(|error| format!("the page's Content-Security-Policy is no header value: {error}"))?;
    let page = Router::new()
        .fallback_service(ServeDir::new(&options.www))
        .layer(CompressionLayer::new())
        .layer(SetResponseHeaderLayer::overriding(
            CONTENT_SECURITY_POLICY,
            content_security_policy,
        ));

    let config = Json(origins.clone());
    let own = [
        format!("localhost:{port}"),
        format!("127.0.0.1:{port}"),
        format!("[::1]:{port}"),
    ];
    Ok(Router::new()
        .route("/__demo/config.json", get(move || async move { config }))
        .route("/__demo/blank", get(blank))
        .route("/__demo/policy/{id}", put(put_policy))
        .route("/__demo/log", get(stream_log))
        .route("/__demo/log/mark", post(mark))
        .route("/lab/{*path}", any(answer))
        .route("/favicon.ico", get(StatusCode::NO_CONTENT))
        .nest_service("/pkg", ServeDir::new(&options.pkg))
        .fallback_service(page)
        .with_state(lab)
        .layer(SetResponseHeaderLayer::if_not_present(
            CACHE_CONTROL,
            HeaderValue::from_static("no-cache"),
        ))
        .layer(SetResponseHeaderLayer::if_not_present(
            X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ))
        .layer(from_fn(move |request, next| {
            only_for(own.clone(), request, next)
        })))
}

/// A name that someone else's DNS points at this machine must not read the log.
async fn only_for(own: [String; 3], request: Request, next: Next) -> Response {
    let host = request
        .headers()
        .get(HOST)
        .and_then(|host| host.to_str().ok());
    if host.is_some_and(|host| own.iter().any(|name| name.eq_ignore_ascii_case(host))) {
        return next.run(request).await;
    }
    let text = format!(
        "This is the demo of cors-forecast; open it as http://{}/.\n",
        own[0]
    );
    (StatusCode::MISDIRECTED_REQUEST, text).into_response()
}

#[derive(Deserialize)]
struct Blank {
    csp: Option<String>,
}

/// An empty page, with the Content-Security-Policy that is asked for.
async fn blank(Query(query): Query<Blank>) -> Response {
    let mut response = (
        [(CONTENT_TYPE, "text/html; charset=utf-8")],
        "<!doctype html><html lang=\"en\"><title>Blank</title>\n",
    )
        .into_response();
    if let Some(csp) = query.csp {
        let value = latin1::encode(&csp).and_then(|bytes| HeaderValue::from_bytes(&bytes).ok());
        let Some(value) = value else {
            return (
                StatusCode::BAD_REQUEST,
                "csp: this can't be a header's value.\n",
            )
                .into_response();
        };
        response
            .headers_mut()
            .insert(CONTENT_SECURITY_POLICY, value);
    }
    response
}

async fn put_policy(
    State(lab): State<Lab>,
    Path(id): Path<String>,
    json: axum::body::Bytes,
) -> Response {
    if !is_id(&id) {
        let text = "id: letters, digits, - and _ only, 64 at the most.\n";
        return (StatusCode::BAD_REQUEST, text).into_response();
    }
    match Policy::parse(&json) {
        Ok(policy) => {
            lab.policies().put(id, policy);
            StatusCode::NO_CONTENT.into_response()
        }
        Err(problem) => (StatusCode::UNPROCESSABLE_ENTITY, format!("{problem}\n")).into_response(),
    }
}

#[derive(Serialize)]
struct Mark {
    mark: u64,
}

/// Puts a mark into the stream: whoever has read it has read all that was answered before.
async fn mark(State(lab): State<Lab>) -> Json<Mark> {
    Json(Mark {
        mark: lab.log.mark(),
    })
}

#[derive(Deserialize)]
struct After {
    after: Option<u64>,
}

/// Requests as unnamed events, marks as `mark`. Starts with what is to come; `?after=<number>`, or a
/// browser's reconnection, starts after that event, as far back as events are held.
async fn stream_log(
    State(lab): State<Lab>,
    Query(query): Query<After>,
    headers: HeaderMap,
) -> Response {
    let last = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok()?.parse().ok());
    let (past, to_come) = lab.log.subscribe(last.or(query.after));
    let mut stopped = lab.stopped.clone();
    let end = async move {
        // An error means that the sender is gone, which is a stop as well.
        let _ = stopped.wait_for(|stopped| *stopped).await;
    };
    Sse::new(events(past, to_come).take_until(Box::pin(end)))
        .keep_alive(KeepAlive::default())
        .into_response()
}

fn events(
    past: Vec<Logged>,
    to_come: tokio::sync::broadcast::Receiver<Logged>,
) -> impl Stream<Item = Result<Event, Infallible>> {
    let past = stream::iter(past).map(|logged| event(&logged));
    let to_come = BroadcastStream::new(to_come).map(|logged| match logged {
        Ok(logged) => event(&logged),
        // The reader was too slow, and must know that its log has a hole.
        Err(lagged) => Event::default().event("lost").data(lagged.to_string()),
    });
    // An empty comment at once, so that the reader knows that it is subscribed.
    let opening = stream::once(async { Event::default().comment("") });
    opening.chain(past).chain(to_come).map(Ok)
}

fn event(logged: &Logged) -> Event {
    let event = Event::default().id(logged.number.to_string());
    match &logged.payload {
        Payload::Mark => event.event("mark").data(logged.number.to_string()),
        Payload::Request(entry) => match serde_json::to_string(entry.as_ref()) {
            Ok(json) => event.data(json),
            Err(error) => event.event("lost").data(error.to_string()),
        },
    }
}
