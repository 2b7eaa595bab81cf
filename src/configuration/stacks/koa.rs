//! Koa with `@koa/cors`.

use alloc::string::{String, ToString};

use super::super::template::{marks, quoted, render};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "Koa, @koa/cors",
    language: "js",
    file: "app.js",
    install: Some("npm install @koa/cors"),
    place: "Right after `const app = new Koa()`: before authentication and the router.",
    pitfalls: &[
        "It takes no list of origins, and one as a string is sent to everybody: a function has to compare.",
        "Without `origin` it permits everybody; with `credentials` as well it lets every site read as your user.",
        "Without `allowHeaders`, or with an empty list, it permits whatever is asked for.",
        "After the router, answers have no header, though preflights may pass.",
    ],
    verified: Verified::With("Koa 3.3.0, @koa/cors 5.0.0"),
    write,
};

const TEMPLATE: &str = r#"
import cors from "@koa/cors";

const origins = new Set([@origins@]);
@listed@
app.use(cors({@everywhere@
const permit = cors({@below@
  origin: (context) => (origins.has(context.get("Origin")) ? context.get("Origin") : ""),@listed@
  origin: "*",@any@
  allowMethods: [@methods@],
  allowHeaders: [@some-headers@],
  allowHeaders: ["Accept"], // an empty list would permit whatever is asked for@no-headers@
  exposeHeaders: [@exposed@],
  credentials: true,@credentials@
  maxAge: @age-or-text@,
}));@everywhere@
});@below@
@below@
app.use((context, next) => {@below@
  const isBelow = context.path === "@path@" || context.path.startsWith("@path@/");
  return isBelow ? permit(context, next) : next();@below@
});@below@
"#;

fn write(policy: &CorsPolicy) -> String {
    let mut marks = marks(policy);
    // It takes 0 for nothing said.
    let age = policy.max_age.map(|age| match age {
        0 => quoted(&["0"]),
        age => age.to_string(),
    });
    marks.push(("age-or-text", age));
    render(TEMPLATE, &marks)
}
