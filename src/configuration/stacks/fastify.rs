//! Fastify with `@fastify/cors`.

use alloc::string::String;

use super::super::template::{marks, render};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "Fastify, @fastify/cors",
    language: "js",
    file: "app.js",
    install: Some("npm install @fastify/cors"),
    place: "Right after `const app = Fastify()`: before hooks that authenticate, and before every route.",
    pitfalls: &[
        "Without `methods` it permits GET, HEAD and POST only.",
        "Without `allowedHeaders` it permits whatever is asked for.",
        "One origin as a string is sent to everybody, without Vary; a list is compared with who asks.",
        "An OPTIONS without Access-Control-Request-Method is answered with 400: ask as browsers do when you test it.",
    ],
    verified: Verified::With("Fastify 5.12.8, @fastify/cors 11.4.3"),
    write,
};

const TEMPLATE: &str = r#"
import cors from "@fastify/cors";

await app.register(cors, {@everywhere@
const permission = {@below@
  origin: [@origins@],
  origin: "*",@any@
  methods: [@methods@],
  allowedHeaders: [@headers@],
  exposedHeaders: [@exposed@],
  credentials: true,@credentials@
  maxAge: @age@,
});@everywhere@
};@below@
@below@
await app.register(cors, {@below@
  delegator: (request, callback) => {@below@
    const [path] = request.url.split("?");@below@
    callback(null, path === "@path@" || path.startsWith("@path@/") ? permission : { origin: false });
  },@below@
});@below@
"#;

fn write(policy: &CorsPolicy) -> String {
    render(TEMPLATE, &marks(policy))
}
