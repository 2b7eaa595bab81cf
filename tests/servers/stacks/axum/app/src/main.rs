//! The API. `cors()` goes where its comment says: around what is below a path, or around all.

mod cors;

use std::env;

use axum::extract::Request;
use axum::http::{header, StatusCode};
use axum::middleware::{from_fn, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use axum::{Json, Router};

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let setting = |name| env::var(name).unwrap_or_default();
    let mut api = Router::new()
        .route("/users", get(users).post(created))
        .route("/users/{id}", any(users))
        .route("/fail", get(failed))
        .fallback(missing);
    if !setting("AUTH").is_empty() {
        api = api.layer(from_fn(authenticate));
    }
    let health = Router::new().route("/health", get(|| async { "ok" }));
    let app = if setting("PERMITTED_PATH") == "/" {
        health.nest("/api", api).layer(cors::cors())
    } else {
        health.nest(&setting("PERMITTED_PATH"), api.layer(cors::cors()))
    };
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{}", setting("PORT"))).await?;
    axum::serve(listener, app).await
}

async fn authenticate(request: Request, next: Next) -> Response {
    match request.headers().get(header::AUTHORIZATION) {
        Some(value) if value == "Bearer right" => next.run(request).await,
        _ => StatusCode::UNAUTHORIZED.into_response(),
    }
}

async fn users() -> impl IntoResponse {
    let headers = [
        ("x-total-count", "2"),
        ("x-request-id", "7"),
        ("etag", "\"1\""),
        ("x-internal", "secret"),
    ];
    (headers, Json([(); 0]))
}

async fn created() -> impl IntoResponse {
    (StatusCode::CREATED, users().await)
}

async fn failed() -> StatusCode {
    StatusCode::INTERNAL_SERVER_ERROR
}

async fn missing() -> StatusCode {
    StatusCode::NOT_FOUND
}
