//! Express 4 and 5 with `cors`.

use alloc::string::{String, ToString};

use super::super::template::{only_if, quoted, quoted_if_any, render};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "Express 4 and 5, cors",
    language: "js",
    file: "app.js",
    install: Some("npm install cors"),
    place: "Right after `const app = express()`: before authentication, body parsers and every route.",
    pitfalls: &[
        "After the routes, it still answers preflights, but the answers themselves have no header: test both.",
        "One origin as a string is sent to everybody; a list is compared with who asks, and sends Vary: Origin.",
        "Without `allowedHeaders` it permits whatever is asked for.",
        "`app.options(\"*\", cors())` does not start in Express 5, and is not needed: `app.use` answers OPTIONS, too.",
    ],
    verified: Verified::With("Express 5.3.0 and 4.22.3, cors 2.8.6"),
    write,
};

const TEMPLATE: &str = r#"
import cors from "cors";

app.use(@path@cors({
  origin: [@origins@],
  origin: "*",@any@
  methods: [@methods@],
  allowedHeaders: [@headers@],
  exposedHeaders: [@exposed@],
  credentials: true,@credentials@
  maxAge: @age@,
}));
"#;

fn write(policy: &CorsPolicy) -> String {
    let origins = policy.origins.listed();
    let path = if policy.path == "/" {
        String::new()
    } else {
        quoted(&[&policy.path]) + ", "
    };
    render(
        TEMPLATE,
        &[
            ("path", Some(path)),
            ("origins", origins.map(quoted)),
            ("any", only_if(origins.is_none())),
            ("methods", Some(quoted(&policy.methods))),
            ("headers", Some(quoted(&policy.headers))),
            ("exposed", quoted_if_any(&policy.expose_headers)),
            ("credentials", only_if(policy.credentials)),
            ("age", policy.max_age.map(|age| age.to_string())),
        ],
    )
}
