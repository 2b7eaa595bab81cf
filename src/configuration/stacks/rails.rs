//! Rails with `rack-cors`.

use alloc::string::String;

use super::super::template::{listed, render_with};
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
        "`resource \"/api/*\"` is also `/apiary`: the expression is not.",
        "Content-Type is always permitted.",
    ],
    verified: Verified::With("Rails 6.1.7.10, rack-cors 1.1.1"),
    write,
};

const TEMPLATE: &str = r#"
Rails.application.config.middleware.insert_before 0, Rack::Cors do
  allow do
    origins @origins@
    origins "*"@any@
    resource "/*",@everywhere@
    resource %r{\A@path-pattern@(/|\z)},
      methods: %i[@symbols@],
      headers: %w[@words@],
      expose: [@exposed@],
      credentials: true,@credentials@
      max_age: @age@
      max_age: 5 # left out, it would be 7200@no-age@
  end
end
"#;

fn write(policy: &CorsPolicy) -> String {
    let methods = listed(&policy.methods, " ").to_ascii_lowercase();
    let more = [
        ("symbols", Some(methods)),
        ("words", Some(listed(&policy.headers, " "))),
    ];
    render_with(TEMPLATE, policy, &more)
}
