//! One file for each server.

mod aiohttp;
mod cloudflare_workers;
mod django;
mod express;
mod fastapi;
mod fastify;
mod flask;
mod hono;
mod koa;
mod nest;
mod node_http;
mod vite_proxy;
mod webpack_proxy;

use super::{About, Stack};

/// What is known of a stack.
pub(super) fn about(stack: Stack) -> &'static About {
    match stack {
        Stack::Aiohttp => &aiohttp::ABOUT,
        Stack::CloudflareWorkers => &cloudflare_workers::ABOUT,
        Stack::Django => &django::ABOUT,
        Stack::Express => &express::ABOUT,
        Stack::Fastapi => &fastapi::ABOUT,
        Stack::Fastify => &fastify::ABOUT,
        Stack::Flask => &flask::ABOUT,
        Stack::Hono => &hono::ABOUT,
        Stack::Koa => &koa::ABOUT,
        Stack::Nest => &nest::ABOUT,
        Stack::NodeHttp => &node_http::ABOUT,
        Stack::ViteProxy => &vite_proxy::ABOUT,
        Stack::WebpackProxy => &webpack_proxy::ABOUT,
        _ => &express::ABOUT,
    }
}
