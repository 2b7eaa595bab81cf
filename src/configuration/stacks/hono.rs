//! Hono with its own `cors`.

use alloc::string::String;

use super::super::template::{marks, render};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "Hono, hono/cors",
    language: "js",
    file: "app.js",
    install: None,
    place: "Right after `const app = new Hono()`: before authentication and every route.",
    pitfalls: &[
        "It is for the paths of `app.use` only: `/api/*` has `/api` and what is below, `/api` alone has nothing else.",
        "Without `allowHeaders`, or with an empty list, it permits whatever is asked for.",
        "Without `origin` it permits everybody.",
        "It answers every OPTIONS below its path, also those that are no preflights.",
    ],
    verified: Verified::With("Hono 4.13.19, @hono/node-server 2.1.9"),
    write,
};

const TEMPLATE: &str = r#"
import { cors } from "hono/cors";

app.use("*", cors({@everywhere@
app.use("@path@/*", cors({
  origin: [@origins@],
  origin: "*",@any@
  allowMethods: [@methods@],
  allowHeaders: [@some-headers@],
  allowHeaders: ["Accept"], // an empty list would permit whatever is asked for@no-headers@
  exposeHeaders: [@exposed@],
  credentials: true,@credentials@
  maxAge: @age@,
}));
"#;

fn write(policy: &CorsPolicy) -> String {
    render(TEMPLATE, &marks(policy))
}
