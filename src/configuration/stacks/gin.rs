//! Gin with `gin-contrib/cors`.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::super::template::{go_fields, go_strings, listed, only_if, render_with};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "Gin, gin-contrib/cors",
    language: "go",
    file: "cors.go",
    install: Some("go get github.com/gin-contrib/cors"),
    place: "`useCORS(router)` right after `gin.New()` or `gin.Default()`: before authentication and every route.",
    pitfalls: &[
        "On a group it sees no OPTIONS, as there is no such route, and preflights get 404: it belongs on the engine.",
        "After the routes, it still answers preflights, but the answers themselves have no header: test both.",
        "`cors.Default()` permits every origin, and no Authorization.",
        "MaxAge is a `time.Duration`: a bare 7200 would be 7.2 µs.",
        "Where it refuses or is not asked, it sends no Vary, and caches would hand that answer to others.",
        "Requests of other origins get 403, also those without a preflight.",
    ],
    verified: Verified::With("Gin 1.8.1, gin-contrib/cors 1.4.0, Go 1.19.8"),
    write,
};

const TEMPLATE: &str = r#"
package main

import (
	"strings"@below@
	"time"@aged@
@grouped@
	"github.com/gin-contrib/cors"
	"github.com/gin-gonic/gin"
)

// useCORS comes right after gin.New(): on the engine, as a group sees no OPTIONS, and before the routes.
func useCORS(router *gin.Engine) {
	permit := cors.New(cors.Config{
@fields@
		AllowOriginFunc: func(origin string) bool {@other-schemes@
			return @comparison@
		},@other-schemes@
	})
	router.Use(permit)@plain@
	router.Use(func(c *gin.Context) {@guarded@
		if path := c.Request.URL.Path; path != "@path@" && !strings.HasPrefix(path, "@path@/") {
			return@below@
		}@below@
		c.Header("Vary", "Origin") // The package leaves it out where it permits nothing.@listed@
		permit(c)@guarded@
	})@guarded@
}
"#;

fn write(policy: &CorsPolicy) -> String {
    let origins = policy.origins.listed();
    // Zero is the field's way to be left out.
    let age = policy.max_age.filter(|age| *age > 0);
    let some = |list: &[String]| (!list.is_empty()).then(|| go_strings(list));
    let yes = || String::from("true");
    let is_web = |origin: &&str| origin.starts_with("http://") || origin.starts_with("https://");
    let (web, others): (Vec<&str>, Vec<&str>) = origins
        .unwrap_or_default()
        .iter()
        .map(String::as_str)
        .partition(is_web);
    let fields = go_fields(&[
        ("AllowOrigins", (!web.is_empty()).then(|| go_strings(&web))),
        ("AllowAllOrigins", origins.is_none().then(yes)),
        ("AllowMethods", some(&policy.methods)),
        ("AllowHeaders", some(&policy.headers)),
        ("ExposeHeaders", some(&policy.expose_headers)),
        ("AllowCredentials", policy.credentials.then(yes)),
        ("MaxAge", age.map(|age| age.to_string() + " * time.Second")),
    ]);
    let is_plain = origins.is_none() && policy.path == "/";
    let more = [
        ("plain", only_if(is_plain)),
        ("guarded", only_if(!is_plain)),
        ("aged", only_if(age.is_some())),
        ("grouped", only_if(age.is_some() || policy.path != "/")),
        ("fields", Some(fields)),
        ("other-schemes", only_if(!others.is_empty())),
        ("comparison", comparison(&others)),
    ];
    render_with(TEMPLATE, policy, &more)
}

/// Those that AllowOrigins takes for mistakes, as apps' and extensions'.
fn comparison(origins: &[&str]) -> Option<String> {
    let each = |origin: &&str| ["origin == \"", origin, "\""].concat();
    let each: Vec<String> = origins.iter().map(each).collect();
    (!each.is_empty()).then(|| listed(&each, " || "))
}
