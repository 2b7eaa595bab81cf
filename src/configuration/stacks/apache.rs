//! Apache httpd, in front of an application or alone.

use alloc::string::String;

use super::super::template::{escaped, lines, render_with};
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
@comparisons@
@listed@
<Location "/">@everywhere@
<Location "@path@">
    # What the application says itself would come in addition.
    Header unset Access-Control-Allow-Origin
    Header unset Access-Control-Allow-Credentials
    Header unset Access-Control-Expose-Headers

    Header always set Access-Control-Allow-Origin "%{CORS_ORIGIN}e" env=CORS_ORIGIN@listed@
    Header always set Access-Control-Allow-Origin "*"@any@
    Header always set Access-Control-Allow-Credentials "true" env=CORS_ORIGIN@credentials@
    Header always set Access-Control-Expose-Headers "@exposed-line@"
    Header always set Access-Control-Allow-Methods "@method-line@" env=CORS_PREFLIGHT
    Header always set Access-Control-Allow-Headers "@header-line@" env=CORS_PREFLIGHT
    Header always set Access-Control-Max-Age "@age@" env=CORS_PREFLIGHT
    Header always merge Vary "Origin"@listed@
</Location>

# Out here it runs before authentication, which preflights can't pass.
RewriteEngine On
RewriteCond %{REQUEST_METHOD} =OPTIONS
RewriteCond %{HTTP:Access-Control-Request-Method} .
RewriteRule ^ - [R=204,L,E=CORS_PREFLIGHT:1]@everywhere@
RewriteRule ^@path-pattern@(/|$) - [R=204,L,E=CORS_PREFLIGHT:1]
"#;

fn write(policy: &CorsPolicy) -> String {
    let comparisons = policy.origins.listed().map(comparisons);
    render_with(TEMPLATE, policy, &[("comparisons", comparisons)])
}

fn comparisons(origins: &[String]) -> String {
    lines(origins, |origin| {
        let whole = escaped(origin);
        ["SetEnvIf Origin \"^", &whole, "$\" CORS_ORIGIN=$0"].concat()
    })
}
