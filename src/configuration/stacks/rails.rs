//! Rails with `rack-cors`.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::super::template::{escaped, listed, listed_if_any, only_if, quoted, render};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "Rails, rack-cors",
    language: "ruby",
    file: "config/initializers/cors.rb",
    install: Some("bundle add rack-cors"),
    place: "The whole file; restart the server.",
    pitfalls: &[
        "`insert_before 0` puts it before all else; with `use` it would come after authentication and what serves files.",
        "`headers: :any` permits whatever is asked for.",
        "Left out, `max_age` is 7200; 5 is what browsers take when nothing is said.",
        "`resource \"/api/*\"` is not `/api` itself, and an expression is not compared from the start unless it says so.",
    ],
    verified: Verified::With("Rails 6.1.7, rack-cors 1.1.1"),
    write,
};

const TEMPLATE: &str = r#"
Rails.application.config.middleware.insert_before 0, Rack::Cors do
  allow do
    origins @origins@
    resource @path@,
      methods: %i[@methods@],
      headers: %w[@headers@],
      expose: %w[@exposed@],
      credentials: true,@credentials@
      max_age: @age@
  end
end
"#;

fn write(policy: &CorsPolicy) -> String {
    let origins = policy.origins.listed();
    let methods: Vec<String> = policy
        .methods
        .iter()
        .map(|name| name.to_lowercase())
        .collect();
    render(
        TEMPLATE,
        &[
            (
                "origins",
                Some(origins.map_or_else(|| quoted(&["*"]), quoted)),
            ),
            ("path", Some(path(&policy.path))),
            ("methods", Some(listed(&methods, " "))),
            ("headers", Some(listed(&policy.headers, " "))),
            ("exposed", listed_if_any(&policy.expose_headers, " ")),
            ("credentials", only_if(policy.credentials)),
            ("age", Some(policy.max_age.unwrap_or(5).to_string())),
        ],
    )
}

fn path(path: &str) -> String {
    match path.strip_suffix('/') {
        Some(above) => quoted(&[[above, "/*"].concat()]),
        None => ["%r{\\A", &escaped(path), "(/|\\z)}"].concat(),
    }
}
