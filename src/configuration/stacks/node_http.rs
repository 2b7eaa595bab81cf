//! `node:http`, by hand.

use alloc::string::String;

use super::super::template::{marks, render};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "node:http",
    language: "js",
    file: "server.js",
    install: None,
    place: "Above `createServer`, whose handler begins with `if (permit(request, response)) return;`: before authentication and every route.",
    pitfalls: &[
        "The headers belong on every answer, 401, 404 and 500 included, or pages can't read what went wrong.",
        "`response.setHeader(\"Vary\", …)` and `writeHead` replace the Vary that is set here: use `appendHeader`.",
        "OPTIONS without Access-Control-Request-Method is not a preflight, and goes to your own code.",
    ],
    verified: Verified::With("Node 20"),
    write,
};

const TEMPLATE: &str = r#"
const ORIGINS = new Set([@origins@]);
@listed@
/** Permits what pages of other origins may ask; `true`: it was a preflight, and is answered. */
function permit(request, response) {
  const [path] = request.url.split("?");@below@
  if (path !== "@path@" && !path.startsWith("@path@/")) return false;
  const { origin } = request.headers;@listed@
  response.setHeader("Vary", "Origin"); // for strangers, too: no cache may give them what was meant for others@listed@
  if (ORIGINS.has(origin)) response.setHeader("Access-Control-Allow-Origin", origin);@listed@
  response.setHeader("Access-Control-Allow-Origin", "*");@any@
  response.setHeader("Access-Control-Allow-Credentials", "true");@credentials@
  response.setHeader("Access-Control-Expose-Headers", "@exposed-line@");
  if (request.method !== "OPTIONS" || !request.headers["access-control-request-method"]) return false;
  response.setHeader("Access-Control-Allow-Methods", "@method-line@");
  response.setHeader("Access-Control-Allow-Headers", "@header-line@");
  response.setHeader("Access-Control-Max-Age", "@age@");
  response.writeHead(204).end();
  return true;
}
"#;

fn write(policy: &CorsPolicy) -> String {
    render(TEMPLATE, &marks(policy))
}
