//! NestJS with `enableCors`.

use alloc::string::String;

use super::super::template::{marks, render};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "NestJS, enableCors",
    language: "ts",
    file: "src/main.ts",
    install: None,
    place: "In `bootstrap()`, right after `NestFactory.create`: before `app.use` of anything that authenticates, and `app.listen`.",
    pitfalls: &[
        "`app.enableCors()` alone permits everybody, and whatever is asked for.",
        "Guards come after it, so that preflights pass; what `app.use` has before it does not let them by.",
        "One origin as a string is sent to everybody; a list is compared with who asks, and sends Vary: Origin.",
        "With the Fastify adapter the options are those of @fastify/cors, whose `methods` are GET, HEAD and POST if left out.",
    ],
    verified: Verified::With("NestJS 12.5.1, platform-express"),
    write,
};

const TEMPLATE: &str = r#"
app.enableCors({@everywhere@
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
app.enableCors((request, callback) => {@below@
  const isBelow = request.path === "@path@" || request.path.startsWith("@path@/");
  callback(null, isBelow ? permission : { origin: false });@below@
});@below@
"#;

fn write(policy: &CorsPolicy) -> String {
    render(TEMPLATE, &marks(policy))
}
