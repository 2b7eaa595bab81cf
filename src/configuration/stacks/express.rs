//! Express 4 and 5 with `cors`.

use alloc::string::String;

use super::super::template::{marks, render};
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

app.use(cors({@everywhere@
app.use("@path@", cors({
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
    render(TEMPLATE, &marks(policy))
}
