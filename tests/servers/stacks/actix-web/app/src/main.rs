//! The API. `cors()` goes where its comment says: around what is below a path, or around all.

mod cors;

use std::env;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::ErrorUnauthorized;
use actix_web::http::header::AUTHORIZATION;
use actix_web::http::StatusCode;
use actix_web::middleware::{from_fn, Condition, Next};
use actix_web::{web, App, Error, HttpResponse, HttpServer};

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let setting = |name| env::var(name).unwrap_or_default();
    let port = setting("PORT").parse().expect("PORT is a port");
    let is_locked = !setting("AUTH").is_empty();
    let path = setting("PERMITTED_PATH");
    let server = HttpServer::new(move || {
        let everywhere = path == "/";
        let api = web::scope("/api")
            .route("/users", web::get().to(users))
            .route("/users", web::post().to(created))
            .service(web::resource("/users/{id}").to(users))
            .route("/fail", web::get().to(HttpResponse::InternalServerError))
            .default_service(web::to(HttpResponse::NotFound))
            .wrap(Condition::new(is_locked, from_fn(authenticate)))
            .wrap(Condition::new(!everywhere, cors::cors()));
        App::new()
            .route("/health", web::get().to(HttpResponse::Ok))
            .service(api)
            .wrap(Condition::new(everywhere, cors::cors()))
    });
    server.workers(1).bind(("127.0.0.1", port))?.run().await
}

async fn authenticate(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    match request.headers().get(AUTHORIZATION) {
        Some(value) if value == "Bearer right" => next.call(request).await,
        _ => Err(ErrorUnauthorized("unauthorized")),
    }
}

async fn users() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(("x-total-count", "2"))
        .insert_header(("x-request-id", "7"))
        .insert_header(("etag", "\"1\""))
        .insert_header(("x-internal", "secret"))
        .body("[]")
}

async fn created() -> HttpResponse {
    let mut response = users().await;
    *response.status_mut() = StatusCode::CREATED;
    response
}
