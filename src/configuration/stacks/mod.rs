//! One file for each server.

mod actix_web;
mod apache;
mod axum;
mod caddy;
mod express;
mod gin;
mod nginx;
mod rails;
mod rs_cors;

use super::{About, Stack};

/// What is known of a stack.
pub(super) fn about(stack: Stack) -> &'static About {
    match stack {
        Stack::Express => &express::ABOUT,
        Stack::Gin => &gin::ABOUT,
        Stack::RsCors => &rs_cors::ABOUT,
        Stack::ActixWeb => &actix_web::ABOUT,
        Stack::Axum => &axum::ABOUT,
        Stack::Rails => &rails::ABOUT,
        Stack::Nginx => &nginx::ABOUT,
        Stack::Apache => &apache::ABOUT,
        Stack::Caddy => &caddy::ABOUT,
        _ => &express::ABOUT,
    }
}
