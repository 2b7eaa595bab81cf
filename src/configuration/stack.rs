//! The servers that a configuration can be written for.

use serde::{Deserialize, Serialize};

/// A server, framework or proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stack {
    /// Express 4 and 5, `cors`.
    Express,
    /// Fastify, `@fastify/cors`.
    Fastify,
    /// Koa, `@koa/cors`.
    Koa,
    /// Hono, `hono/cors`.
    Hono,
    /// NestJS, `enableCors`.
    Nest,
    /// `node:http`, by hand.
    NodeHttp,
    /// Flask, `flask-cors`.
    Flask,
    /// Django, `django-cors-headers`.
    Django,
    /// FastAPI and Starlette, `CORSMiddleware`.
    Fastapi,
    /// aiohttp, by hand.
    Aiohttp,
    /// Gin, `gin-contrib/cors`.
    Gin,
    /// Go's `net/http`, `rs/cors`.
    RsCors,
    /// Go's `net/http`, `jub0bs/cors`.
    Jub0bsCors,
    /// Actix Web, `actix-cors`.
    ActixWeb,
    /// axum, `tower-http`.
    Axum,
    /// Spring Boot, `CorsRegistry`.
    SpringBoot,
    /// ASP.NET Core, `AddCors`.
    AspnetCore,
    /// Rails, `rack-cors`.
    Rails,
    /// nginx.
    Nginx,
    /// Apache httpd.
    Apache,
    /// Caddy.
    Caddy,
    /// Cloudflare Workers, by hand.
    CloudflareWorkers,
    /// AWS API Gateway, HTTP API.
    AwsApiGateway,
    /// AWS CloudFront, response headers policy.
    AwsCloudfront,
    /// Vite's development proxy.
    ViteProxy,
    /// webpack's development proxy.
    WebpackProxy,
}

impl Stack {
    /// All, in the order in which they are listed to people.
    pub const ALL: [Self; 26] = [
        Self::Express,
        Self::Fastify,
        Self::Koa,
        Self::Hono,
        Self::Nest,
        Self::NodeHttp,
        Self::Flask,
        Self::Django,
        Self::Fastapi,
        Self::Aiohttp,
        Self::Gin,
        Self::RsCors,
        Self::Jub0bsCors,
        Self::ActixWeb,
        Self::Axum,
        Self::SpringBoot,
        Self::AspnetCore,
        Self::Rails,
        Self::Nginx,
        Self::Apache,
        Self::Caddy,
        Self::CloudflareWorkers,
        Self::AwsApiGateway,
        Self::AwsCloudfront,
        Self::ViteProxy,
        Self::WebpackProxy,
    ];

    /// Stable, kebab-case.
    pub fn id(self) -> &'static str {
        match self {
            Self::Express => "express",
            Self::Fastify => "fastify",
            Self::Koa => "koa",
            Self::Hono => "hono",
            Self::Nest => "nest",
            Self::NodeHttp => "node-http",
            Self::Flask => "flask",
            Self::Django => "django",
            Self::Fastapi => "fastapi",
            Self::Aiohttp => "aiohttp",
            Self::Gin => "gin",
            Self::RsCors => "rs-cors",
            Self::Jub0bsCors => "jub0bs-cors",
            Self::ActixWeb => "actix-web",
            Self::Axum => "axum",
            Self::SpringBoot => "spring-boot",
            Self::AspnetCore => "aspnet-core",
            Self::Rails => "rails",
            Self::Nginx => "nginx",
            Self::Apache => "apache",
            Self::Caddy => "caddy",
            Self::CloudflareWorkers => "cloudflare-workers",
            Self::AwsApiGateway => "aws-api-gateway",
            Self::AwsCloudfront => "aws-cloudfront",
            Self::ViteProxy => "vite-proxy",
            Self::WebpackProxy => "webpack-proxy",
        }
    }

    /// The one of this [`id`](Self::id).
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stack| stack.id() == id)
    }
}
