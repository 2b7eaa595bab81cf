//! Caddy, in front of an application or alone.

use alloc::string::String;

use super::super::template::{lines, render_with};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "Caddy 2",
    language: "caddyfile",
    file: "Caddyfile",
    install: None,
    place: "In the site's block, with your own `reverse_proxy`.",
    pitfalls: &[
        "Caddy sorts directives: `basic_auth` and `forward_auth` beside these handles would answer preflights with 401. Put them into \
         the second one.",
        "Several origins are one matcher with a line for each; what asked is then sent back.",
        "`defer` would take the headers from the errors of Caddy itself; what the application says is taken away by `header_down`.",
    ],
    verified: Verified::With("Caddy 2.6.2"),
    write,
};

const TEMPLATE: &str = r#"
@below path @path@ @path@/*
@cors {@listed@
	path @path@ @path@/*@listed@
@comparisons@
}@listed@
@preflight {
	path @path@ @path@/*
	method OPTIONS
	header Access-Control-Request-Method *
}
header @where@Vary Origin@listed@
header @who@Access-Control-Allow-Origin @answer@
header @who@Access-Control-Allow-Credentials true@credentials@
header @who@Access-Control-Expose-Headers "@exposed-line@"

handle @preflight {
	header Access-Control-Allow-Methods "@method-line@"
	header Access-Control-Allow-Headers "@header-line@"
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
    let is_everywhere = policy.path == "/";
    let below = if is_everywhere { "" } else { "@below " };
    let who = if origins.is_some() { "@cors " } else { below };
    let answer = origins.map_or("*", |_| "{header.Origin}");
    let more = [
        ("comparisons", origins.map(comparisons)),
        ("where", Some(String::from(below))),
        ("who", Some(String::from(who))),
        ("answer", Some(String::from(answer))),
    ];
    render_with(TEMPLATE, policy, &more)
}

fn comparisons(origins: &[String]) -> String {
    lines(origins, |origin| ["\theader Origin ", origin].concat())
}
