//! Go's `net/http` with `jub0bs/cors`.

use alloc::string::{String, ToString};

use super::super::template::{go_fields, go_strings, render_with};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "Go net/http, jub0bs/cors",
    language: "go",
    file: "cors.go",
    install: Some("go get github.com/jub0bs/cors"),
    place: "`http.ListenAndServe(address, withCORS(handler))`, where the handler has everything else, authentication included.",
    pitfalls: &[
        "Around a single handler, authentication around the mux comes first and refuses preflights: wrap the whole.",
        "With `mux.Handle(\"GET /api/\", …)` preflights find no route: patterns around it have no method.",
        "It refuses a configuration that is a hole, so the error has to be looked at.",
        "With credentials it refuses plain http, but of localhost, unless told that this is meant.",
        "More than 86400 seconds are an error.",
    ],
    verified: Verified::Not("Debian does not have it, nor Go 1.25, which it needs; written after its documentation"),
    write,
};

const TEMPLATE: &str = r#"
package main

import (
	"log"
	"net/http"
	"strings"@below@

	"github.com/jub0bs/cors"
)

// withCORS goes around everything: outside of authentication, which preflights can't pass.
func withCORS(next http.Handler) http.Handler {
	permit, err := cors.NewMiddleware(cors.Config{
@fields@
	})
	if err != nil {
		log.Fatal(err)
	}
	return permit.Wrap(next)@everywhere@
	inside := permit.Wrap(next)@below@
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {@below@
		if r.URL.Path == "@path@" || strings.HasPrefix(r.URL.Path, "@path@/") {
			inside.ServeHTTP(w, r)@below@
		} else {@below@
			next.ServeHTTP(w, r)@below@
		}@below@
	})@below@
}
"#;

fn write(policy: &CorsPolicy) -> String {
    let everybody = || go_strings(&["*"]);
    let origins = policy.origins.listed();
    let some = |list: &[String]| (!list.is_empty()).then(|| go_strings(list));
    let yes = || String::from("true");
    let is_insecure = policy.credentials
        && origins.is_some_and(|list| list.iter().any(|origin| is_insecure(origin)));
    let fields = go_fields(&[
        ("Origins", Some(origins.map_or_else(everybody, go_strings))),
        ("Credentialed", policy.credentials.then(yes)),
        ("Methods", some(&policy.methods)),
        ("RequestHeaders", some(&policy.headers)),
        ("MaxAgeInSeconds", policy.max_age.map(age)),
        ("ResponseHeaders", some(&policy.expose_headers)),
        ("DangerouslyTolerateInsecureOrigins", is_insecure.then(yes)),
    ]);
    render_with(TEMPLATE, policy, &[("fields", Some(fields))])
}

/// Zero is the field's way to be left out.
fn age(seconds: u32) -> String {
    match seconds {
        0 => String::from("-1"),
        _ => seconds.min(86_400).to_string(),
    }
}

/// What the package refuses with credentials unless it is told that this is meant.
fn is_insecure(origin: &str) -> bool {
    let Some((scheme, host)) = origin.split_once("://") else {
        return true;
    };
    let name = host.split(':').next().unwrap_or_default();
    let is_local = name == "localhost"
        || name.ends_with(".localhost")
        || name.starts_with("127.")
        || host.starts_with("[::1]");
    scheme != "https" && !is_local
}
