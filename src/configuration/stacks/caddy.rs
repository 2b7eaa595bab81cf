//! Caddy, in front of an application or alone.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::super::template::{listed, listed_if_any, only_if, render};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "Caddy 2",
    language: "caddyfile",
    file: "Caddyfile",
    install: None,
    place: "In the site's block, with your own `reverse_proxy`.",
    pitfalls: &[
        "Caddy sorts directives: `basicauth` and `forward_auth` beside these handles would answer preflights with 401. Put them into \
         the second one.",
        "Several origins are one matcher with a line for each; what asked is then sent back.",
        "`defer` would take the headers from the errors of Caddy itself; what the application says is taken away by `header_down`.",
    ],
    verified: Verified::With("Caddy 2.6.2"),
    write,
};

const TEMPLATE: &str = r#"
@below path @paths@
@cors {@listed@
	path @paths@@listed@
@origins@
}@listed@
@preflight {
	path @paths@
	method OPTIONS
	header Access-Control-Request-Method *
}
header @below@Vary Origin@listed@
header @who@Access-Control-Allow-Origin @answer@
header @who@Access-Control-Allow-Credentials true@credentials@
header @who@Access-Control-Expose-Headers "@exposed@"

handle @preflight {
	header Access-Control-Allow-Methods "@methods@"
	header Access-Control-Allow-Headers "@headers@"
	header Access-Control-Max-Age @age@
	respond 204
}
handle {
	# Authentication belongs in here: outside, it would come before the preflights' answer.
	reverse_proxy 127.0.0.1:3000 {
		# What the application says itself would come in addition.
		header_down -Access-Control-*
	}
}
"#;

fn write(policy: &CorsPolicy) -> String {
    let origins = policy.origins.listed();
    let paths = policy.below().map(|path| [path, " ", path, "/*"].concat());
    let below = paths.as_ref().map_or("", |_| "@below ");
    let who = if origins.is_some() { "@cors " } else { below };
    let answer = origins.map_or("*", |_| "{header.Origin}");
    render(
        TEMPLATE,
        &[
            ("origins", origins.map(comparisons)),
            ("listed", only_if(origins.is_some())),
            ("paths", paths.clone()),
            ("below", Some(String::from(below))),
            ("who", Some(String::from(who))),
            ("answer", Some(String::from(answer))),
            ("methods", listed_if_any(&policy.methods, ", ")),
            ("headers", listed_if_any(&policy.headers, ", ")),
            ("exposed", listed_if_any(&policy.expose_headers, ", ")),
            ("credentials", only_if(policy.credentials)),
            ("age", policy.max_age.map(|age| age.to_string())),
        ],
    )
}

fn comparisons(origins: &[String]) -> String {
    let row = |origin: &String| ["\theader Origin ", origin].concat();
    let rows: Vec<String> = origins.iter().map(row).collect();
    listed(&rows, "\n")
}
