//! FastAPI and Starlette with `CORSMiddleware`.

use alloc::string::String;

use super::super::template::{marks, render};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "FastAPI and Starlette, CORSMiddleware",
    language: "python",
    file: "main.py",
    install: None,
    place: "At the end of main.py, below all routes and middleware: what is served is `app` as it is then, by `uvicorn main:app`.",
    pitfalls: &[
        "By `app.add_middleware` it is inside of what answers an exception with 500, so that pages can't read that: it goes around the app.",
        "Without `allow_methods` it permits GET only, and refuses with 400.",
        "POST has to be in `allow_methods`, though no browser needs permission for it: a preflight for a header names it, and is refused.",
        "Content-Type is always permitted, listed or not.",
        "Without `max_age` a permission lasts 600 seconds.",
    ],
    verified: Verified::With("FastAPI 0.165.0, Starlette 1.10.0, uvicorn 0.54.0"),
    write,
};

const TEMPLATE: &str = r#"
from fastapi.middleware.cors import CORSMiddleware

whole = app@below@
permitted = CORSMiddleware(@below@
    whole,@below@
app = CORSMiddleware(  # around all of it, so that a 500 has the headers, too@everywhere@
    app,@everywhere@
    allow_origins=[@origins@],
    allow_origins=["*"],@any@
    allow_methods=[@methods@],
    allow_headers=[@headers@],
    expose_headers=[@exposed@],
    allow_credentials=True,@credentials@
    max_age=@age@,
    max_age=5,  # as without the header, which can't be left out; the default is 600@no-age@
)
@below@
@below@
async def app(scope, receive, send):  # around all of it, so that a 500 has the headers, too@below@
    path = scope.get("path", "")@below@
    is_below = scope["type"] == "http" and (path == "@path@" or path.startswith("@path@/"))
    await (permitted if is_below else whole)(scope, receive, send)@below@
"#;

fn write(policy: &CorsPolicy) -> String {
    render(TEMPLATE, &marks(policy))
}
