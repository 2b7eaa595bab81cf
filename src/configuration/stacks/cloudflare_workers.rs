//! Cloudflare Workers, by hand.

use alloc::string::String;

use super::super::template::{marks, render};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "Cloudflare Workers",
    language: "js",
    file: "src/index.js",
    install: None,
    place: "Above `export default`, which becomes `{ fetch: permit(async (request, env, context) => …) }` around authentication and all else.",
    pitfalls: &[
        "An exception is answered by Cloudflare itself, without a header: it is caught here, so that pages can read the 500.",
        "Headers of a fetched response can't be changed: a copy can.",
        "Cloudflare's cache does not look at Vary: don't put answers into it that name an origin.",
    ],
    verified: Verified::With("workerd 1.20260426.1, miniflare 4.20260426.0"),
    write,
};

const TEMPLATE: &str = r#"
const ORIGINS = new Set([@origins@]);
@listed@
/** The handler, with what pages of other origins may ask. */
function permit(answer) {
  return async (request, env, context) => {
    const path = new URL(request.url).pathname;@below@
    if (path !== "@path@" && !path.startsWith("@path@/")) return answer(request, env, context);
    const isPreflight = request.method === "OPTIONS" && request.headers.has("Access-Control-Request-Method");
    const response = isPreflight ? new Response(null, { status: 204 }) : await answered(answer, request, env, context);
    const { headers } = response;
    const origin = request.headers.get("Origin");@listed@
    headers.append("Vary", "Origin"); // for strangers, too: no cache may give them what was meant for others@listed@
    if (ORIGINS.has(origin)) headers.set("Access-Control-Allow-Origin", origin);@listed@
    headers.set("Access-Control-Allow-Origin", "*");@any@
    headers.set("Access-Control-Allow-Credentials", "true");@credentials@
    headers.set("Access-Control-Expose-Headers", "@exposed-line@");
    if (isPreflight) {
      headers.set("Access-Control-Allow-Methods", "@method-line@");
      headers.set("Access-Control-Allow-Headers", "@header-line@");
      headers.set("Access-Control-Max-Age", "@age@");
    }
    return response;
  };
}

/** A copy of what the handler answers, as headers of a fetched response can't be changed. */
async function answered(answer, ...call) {
  try {
    const response = await answer(...call);
    return new Response(response.body, response);
  } catch (error) {
    console.error(error);
    return new Response("Internal Server Error", { status: 500 });
  }
}
"#;

fn write(policy: &CorsPolicy) -> String {
    render(TEMPLATE, &marks(policy))
}
