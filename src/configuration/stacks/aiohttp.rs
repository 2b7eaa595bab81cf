//! aiohttp, by hand: `aiohttp-cors` can't do it.

use alloc::string::String;

use super::super::template::{marks, render};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "aiohttp",
    language: "python",
    file: "app.py",
    install: None,
    place: "Right after `app = web.Application()`, whatever middleware it has.",
    pitfalls: &[
        "aiohttp-cors sends no Vary, adds nothing to 401, 404 and 500, and its preflights go through authentication: this does without.",
        "A middleware sees no answer to an exception; `on_response_prepare` sees all of them.",
        "OPTIONS without Access-Control-Request-Method is not a preflight, and goes to your own routes.",
    ],
    verified: Verified::With("aiohttp 3.14.5"),
    write,
};

const TEMPLATE: &str = r#"
from aiohttp import web
@listed@
ORIGINS = {@origins@}


def is_preflight(request):
    return request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers


@web.middleware
async def answer_preflights(request, handler):
    return web.Response(status=204) if is_preflight(request) else await handler(request)


async def permit(request, response):
    if request.path != "@path@" and not request.path.startswith("@path@/"):
        return@below@
    headers = response.headers
    headers.add("Vary", "Origin")  # for strangers, too: no cache may give them what was meant for others@listed@
    if request.headers.get("Origin") in ORIGINS:@listed@
        headers["Access-Control-Allow-Origin"] = request.headers["Origin"]@listed@
    headers["Access-Control-Allow-Origin"] = "*"@any@
    headers["Access-Control-Allow-Credentials"] = "true"@credentials@
    headers["Access-Control-Expose-Headers"] = "@exposed-line@"
    if is_preflight(request):
        headers["Access-Control-Allow-Methods"] = "@method-line@"
        headers["Access-Control-Allow-Headers"] = "@header-line@"
        headers["Access-Control-Max-Age"] = "@age@"


app.middlewares.insert(0, answer_preflights)  # before what authenticates: preflights carry no credentials
app.on_response_prepare.append(permit)  # on what fails, too
"#;

fn write(policy: &CorsPolicy) -> String {
    render(TEMPLATE, &marks(policy))
}
