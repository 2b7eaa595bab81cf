//! Servers and proxies that stand in front of applications, and what any of them may do.

use super::test::Test;
use super::Certainty::{Certain, Likely, Possible};
use super::Row;

const NO_ACAO: (&str, Test) = ("access-control-allow-origin", Test::Absent);
const NGINX: (&str, Test) = ("server", Test::Starts(&["nginx"]));
const APACHE: (&str, Test) = ("server", Test::Starts(&["Apache"]));

pub(super) const ROWS: &[Row] = &[
    Row {
        who: "nginx",
        certainty: Certain,
        status: &[405],
        headers: &[],
        body: Some(Test::Has(&["405 Not Allowed", "<center>"])),
        means: "nginx itself answered, for a static location; it does not take OPTIONS.",
        fix: "In the location: if ($request_method = OPTIONS) { add_header …; return 204; }, with all add_header lines in that block, as it inherits none.",
        measured: "nginx 1.22.1",
    },
    Row {
        who: "nginx",
        certainty: Certain,
        status: &[401, 403, 404, 413, 500, 502, 503, 504],
        headers: &[],
        body: Some(Test::Has(&["<hr><center>nginx"])),
        means: "nginx itself answered with an error; add_header without always is left out of errors.",
        fix: "Answer OPTIONS before it with return 204, and add always to the add_header lines.",
        measured: "nginx 1.22.1",
    },
    Row {
        who: "nginx",
        certainty: Likely,
        status: &[204],
        headers: &[NGINX, NO_ACAO],
        body: None,
        means: "nginx answered by itself. One add_header within a block drops all that would be inherited.",
        fix: "Repeat all add_header lines in the block that says return 204.",
        measured: "nginx 1.22.1",
    },
    Row {
        who: "Apache httpd",
        certainty: Likely,
        status: &[204],
        headers: &[APACHE, NO_ACAO],
        body: None,
        means: "Apache answered by itself. With RewriteRule … [R=204] the lines of Header set are left out.",
        fix: "Header always set Access-Control-Allow-Origin …, and so for the others.",
        measured: "Apache httpd 2.4.71",
    },
    Row {
        who: "Apache httpd",
        certainty: Likely,
        status: &[200],
        headers: &[APACHE, NO_ACAO, ("allow", Test::Has(&["TRACE"])), ("x-powered-by", Test::Absent)],
        body: None,
        means: "Apache's default handler answered; nothing is configured.",
        fix: "RewriteRule … [R=204] for preflights, and Header always set for each of the lines.",
        measured: "Apache httpd 2.4.71",
    },
    Row {
        who: "Apache httpd",
        certainty: Possible,
        status: &[200, 204],
        headers: &[APACHE, NO_ACAO, ("x-powered-by", Test::Absent)],
        body: None,
        means: "Apache answered, or passed on an answer without CORS.",
        fix: "Header always set Access-Control-Allow-Origin …, and so for the others.",
        measured: "Apache httpd 2.4.71",
    },
    Row {
        who: "Jetty",
        certainty: Possible,
        status: &[200],
        headers: &[("server", Test::Starts(&["Jetty("])), NO_ACAO, ("allow", Test::Has(&["TRACE", "OPTIONS"]))],
        body: None,
        means: "The servlet's own OPTIONS answered; no CORS filter did.",
        fix: "A CorsFilter in front of the servlets, or CorsRegistry in Spring.",
        measured: "Jetty 9.4.57",
    },
    Row {
        who: "Caddy",
        certainty: Possible,
        status: &[404],
        headers: &[("server", Test::Is("Caddy")), ("x-powered-by", Test::Absent)],
        body: Some(Test::Is("")),
        means: "file_server answered; it does not take OPTIONS.",
        fix: "A matcher for OPTIONS with Access-Control-Request-Method, the header lines, and respond 204.",
        measured: "Caddy 2.6.2",
    },
];

/// What may answer before any application does.
pub(super) const ANYBODY: &[Row] = &[
    Row {
        who: "",
        certainty: Likely,
        status: &[401, 407],
        headers: &[],
        body: None,
        means: "Authentication comes before CORS; a preflight never has credentials.",
        fix: "Let OPTIONS through without authentication, or put CORS before it.",
        measured: "",
    },
    Row {
        who: "",
        certainty: Likely,
        status: &[301, 302, 303, 307, 308],
        headers: &[],
        body: None,
        means: "The server redirects; a preflight follows no redirect.",
        fix: "Ask for the address that it redirects to (scheme, host, slash at the end).",
        measured: "",
    },
];
