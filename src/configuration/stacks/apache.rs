//! Apache httpd, in front of an application or alone.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::super::template::{escaped, listed, listed_if_any, only_if, render};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "Apache httpd",
    language: "apache",
    file: "/etc/apache2/sites-available/api.conf",
    install: Some("a2enmod headers rewrite setenvif"),
    place: "In `<VirtualHost>`, above its other rewrite rules. Not in `.htaccess` or `<Directory>`: rules there come after authentication.",
    pitfalls: &[
        "`Header set` without `always` is not on a 204 of RewriteRule, nor on errors, while GET looks well: test the preflight.",
        "`always` and the application's own headers are two tables, and both are sent: browsers refuse two, so the application's \
         are unset.",
        "An expression without `^`, `$` and `\\.` fits other people's hosts.",
        "A virtual host with rewrite rules of its own does not take those of the server.",
    ],
    verified: Verified::With("Apache httpd 2.4.71"),
    write,
};

const TEMPLATE: &str = r#"
@origins@

<Location "@path@">
    # What the application says itself would come in addition.
    Header unset Access-Control-Allow-Origin
    Header unset Access-Control-Allow-Credentials
    Header unset Access-Control-Expose-Headers

    Header always set Access-Control-Allow-Origin "%{CORS_ORIGIN}e" env=CORS_ORIGIN@listed@
    Header always set Access-Control-Allow-Origin "*"@any@
    Header always set Access-Control-Allow-Credentials "true" env=CORS_ORIGIN@credentials@
    Header always set Access-Control-Expose-Headers "@exposed@"
    Header always set Access-Control-Allow-Methods "@methods@" env=CORS_PREFLIGHT
    Header always set Access-Control-Allow-Headers "@headers@" env=CORS_PREFLIGHT
    Header always set Access-Control-Max-Age "@age@" env=CORS_PREFLIGHT
    Header always merge Vary "Origin"@listed@
</Location>

# Out here it runs before authentication, which preflights can't pass.
RewriteEngine On
RewriteCond %{REQUEST_METHOD} =OPTIONS
RewriteCond %{HTTP:Access-Control-Request-Method} .
RewriteRule ^@pattern@ - [R=204,L,E=CORS_PREFLIGHT:1]
"#;

fn write(policy: &CorsPolicy) -> String {
    let origins = policy.origins.listed();
    let code = render(
        TEMPLATE,
        &[
            ("origins", origins.map(comparisons)),
            ("listed", only_if(origins.is_some())),
            ("any", only_if(origins.is_none())),
            ("path", Some(policy.path.clone())),
            ("pattern", Some(pattern(&policy.path))),
            ("methods", listed_if_any(&policy.methods, ", ")),
            ("headers", listed_if_any(&policy.headers, ", ")),
            ("exposed", listed_if_any(&policy.expose_headers, ", ")),
            ("credentials", only_if(policy.credentials)),
            ("age", policy.max_age.map(|age| age.to_string())),
        ],
    );
    String::from(code.trim_start())
}

fn comparisons(origins: &[String]) -> String {
    let row = |origin: &String| {
        let whole = escaped(origin);
        ["SetEnvIf Origin \"^", &whole, "$\" CORS_ORIGIN=$0"].concat()
    };
    let rows: Vec<String> = origins.iter().map(row).collect();
    listed(&rows, "\n")
}

/// What `<Location>` takes for the path and those below it.
fn pattern(path: &str) -> String {
    match path.strip_suffix('/') {
        Some(_) => escaped(path),
        None => [&escaped(path), "(/|$)"].concat(),
    }
}
