//! One file for each server.

mod actix_web;
mod aiohttp;
mod apache;
mod aspnet_core;
mod aws_api_gateway;
mod aws_cloudfront;
mod axum;
mod caddy;
mod cloudflare_workers;
mod django;
mod express;
mod fastapi;
mod fastify;
mod flask;
mod gin;
mod hono;
mod jub0bs_cors;
mod koa;
mod nest;
mod nginx;
mod node_http;
mod rails;
mod rs_cors;
mod spring_boot;
mod vite_proxy;
mod webpack_proxy;

use super::{About, Stack};

/// What is known of a stack.
pub(super) fn about(stack: Stack) -> &'static About {
    match stack {
        Stack::ActixWeb => &actix_web::ABOUT,
        Stack::Aiohttp => &aiohttp::ABOUT,
        Stack::Apache => &apache::ABOUT,
        Stack::AspnetCore => &aspnet_core::ABOUT,
        Stack::AwsApiGateway => &aws_api_gateway::ABOUT,
        Stack::AwsCloudfront => &aws_cloudfront::ABOUT,
        Stack::Axum => &axum::ABOUT,
        Stack::Caddy => &caddy::ABOUT,
        Stack::CloudflareWorkers => &cloudflare_workers::ABOUT,
        Stack::Django => &django::ABOUT,
        Stack::Express => &express::ABOUT,
        Stack::Fastapi => &fastapi::ABOUT,
        Stack::Fastify => &fastify::ABOUT,
        Stack::Flask => &flask::ABOUT,
        Stack::Gin => &gin::ABOUT,
        Stack::Hono => &hono::ABOUT,
        Stack::Jub0bsCors => &jub0bs_cors::ABOUT,
        Stack::Koa => &koa::ABOUT,
        Stack::Nest => &nest::ABOUT,
        Stack::Nginx => &nginx::ABOUT,
        Stack::NodeHttp => &node_http::ABOUT,
        Stack::Rails => &rails::ABOUT,
        Stack::RsCors => &rs_cors::ABOUT,
        Stack::SpringBoot => &spring_boot::ABOUT,
        Stack::ViteProxy => &vite_proxy::ABOUT,
        Stack::WebpackProxy => &webpack_proxy::ABOUT,
    }
}
