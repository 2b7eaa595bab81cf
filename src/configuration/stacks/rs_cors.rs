//! Go's `net/http` with `rs/cors`.

use alloc::string::{String, ToString};

use super::super::template::{go_fields, go_strings, render_with};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "Go net/http, rs/cors",
    language: "go",
    file: "cors.go",
    install: Some("go get github.com/rs/cors"),
    place: "`http.ListenAndServe(address, withCORS(handler))`, where the handler has everything else, authentication included.",
    pitfalls: &[
        "Around a single handler, authentication around the mux comes first and refuses preflights: wrap the whole.",
        "`cors.Default()` permits every origin, and no Authorization.",
        "Without AllowedHeaders it permits Accept, Content-Type and X-Requested-With; with Origin, which no page can set, none.",
        "It compares methods for the requests themselves, too, so GET and POST have to be listed.",
    ],
    verified: Verified::With("rs/cors 1.7.0, Go 1.19.8"),
    write,
};

const TEMPLATE: &str = r#"
package main

import (
	"net/http"
	"strings"@below@

	"github.com/rs/cors"
)

// withCORS goes around everything: outside of authentication, which preflights can't pass.
func withCORS(next http.Handler) http.Handler {
	permit := cors.New(cors.Options{
@fields@
	})
	return permit.Handler(next)@everywhere@
	inside := permit.Handler(next)@below@
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
    let some = |list: &[String]| (!list.is_empty()).then(|| go_strings(list));
    let headers = some(&policy.headers).unwrap_or_else(|| go_strings(&["Origin"]));
    let yes = || String::from("true");
    let fields = go_fields(&[
        (
            "AllowedOrigins",
            Some(policy.origins.listed().map_or_else(everybody, go_strings)),
        ),
        ("AllowedMethods", some(&policy.methods)),
        ("AllowedHeaders", Some(headers)),
        ("ExposedHeaders", some(&policy.expose_headers)),
        ("AllowCredentials", policy.credentials.then(yes)),
        ("MaxAge", policy.max_age.map(age)),
    ]);
    render_with(TEMPLATE, policy, &[("fields", Some(fields))])
}

/// Zero is the field's way to be left out.
fn age(seconds: u32) -> String {
    match seconds {
        0 => String::from("-1"),
        _ => seconds.to_string(),
    }
}
