//! nginx, in front of an application or alone.

use alloc::string::String;

use super::super::template::{escaped, lines, only_if, render_with};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "nginx",
    language: "nginx",
    file: "/etc/nginx/conf.d/api.conf",
    install: None,
    place: "The maps in `http { }`, beside `server { }`; the location in `server { }`, with your own `proxy_pass`.",
    pitfalls: &[
        "One `add_header` in a block drops all that it would have inherited: so both blocks here list all, and a location that \
         adds any header of its own loses these.",
        "Without `always`, errors have none of them, and the page is told of CORS instead of the error.",
        "What the application says itself would come in addition, and browsers refuse two: `proxy_hide_header`.",
        "`return` runs before `auth_basic` and `auth_request`: preflights, which carry no login, get by. `limit_except` runs before \
         it, and has to have OPTIONS.",
        "A map compares without regard to case, so it holds what to answer, not `$http_origin`.",
    ],
    verified: Verified::With("nginx 1.22.1"),
    write,
};

const TEMPLATE: &str = r#"
# In http { }, beside server { }.
map_hash_bucket_size 512;  # for long origins@long@
map $http_origin $cors_origin {@listed@
    default "";@listed@
@answers@
}@listed@
map "$request_method:$http_access_control_request_method" $cors_preflight {
    default 0;
    "~^OPTIONS:." 1;
}

# In server { }.
location @location@ {
    if ($cors_preflight) {
        add_header Access-Control-Allow-Origin $cors_origin always;@listed@
        add_header Access-Control-Allow-Origin "*" always;@any@
        add_header Access-Control-Allow-Credentials "true" always;@credentials@
        add_header Access-Control-Allow-Methods "@method-line@" always;
        add_header Access-Control-Allow-Headers "@header-line@" always;
        add_header Access-Control-Max-Age "@age@" always;
        add_header Vary "Origin" always;@listed@
        return 204;
    }

    # Again, as nothing is inherited; `always` is for errors.
    add_header Access-Control-Allow-Origin $cors_origin always;@listed@
    add_header Access-Control-Allow-Origin "*" always;@any@
    add_header Access-Control-Allow-Credentials "true" always;@credentials@
    add_header Access-Control-Expose-Headers "@exposed-line@" always;
    add_header Vary "Origin" always;@listed@

    # What the application says itself would come in addition.
    proxy_hide_header Access-Control-Allow-Origin;
    proxy_hide_header Access-Control-Allow-Credentials;
    proxy_hide_header Access-Control-Expose-Headers;
    proxy_pass http://127.0.0.1:3000;
}
"#;

/// What fits into a bucket of the maps' hash as it is where processors' cache lines have 64 bytes.
const FITS: usize = 46;

fn write(policy: &CorsPolicy) -> String {
    let origins = policy.origins.listed();
    let is_long = |list: &[String]| list.iter().any(|origin| origin.len() > FITS);
    let more = [
        ("answers", origins.map(answers)),
        ("long", only_if(origins.is_some_and(is_long))),
        ("location", Some(location(&policy.path))),
    ];
    render_with(TEMPLATE, policy, &more)
}

/// Rows of the map: who asks, and what is answered.
fn answers(origins: &[String]) -> String {
    lines(origins, |origin| {
        ["    \"", origin, "\" \"", origin, "\";"].concat()
    })
}

/// As a prefix, `/api` would also be `/apiary`.
fn location(path: &str) -> String {
    match path.strip_suffix('/') {
        Some(_) => String::from(path),
        None => ["~ ^", &escaped(path), "(/|$)"].concat(),
    }
}
