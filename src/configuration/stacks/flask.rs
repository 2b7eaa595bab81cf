//! Flask with `flask-cors`.

use alloc::string::String;
use alloc::vec::Vec;

use super::super::template::{escaped, listed, marks, quoted, render};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "Flask, flask-cors",
    language: "python",
    file: "app.py",
    install: Some("pip install flask-cors"),
    place: "Right after `app = Flask(__name__)`: before every `before_request` that authenticates.",
    pitfalls: &[
        "flask-cors only adds headers to answers: a `before_request` that authenticates refuses preflights, so one before it answers them.",
        "With one origin, and to origins that are not listed, it sends no Vary: `after_request` adds it.",
        "Without `allow_headers` it permits whatever is asked for; without `origins`, everybody.",
        "Origins and paths that look like a pattern are one, and fit what merely begins like it: paths need a `$`.",
        "With `always_send`, its default, an answer to no origin names all of them.",
    ],
    verified: Verified::With("Flask 3.1.3, flask-cors 6.0.5"),
    write,
};

const TEMPLATE: &str = r#"
from flask import request
from flask_cors import CORS

CORS(
    app,
    resources=[r"@path-pattern@(/.*)?$"],
    origins=[@literal-origins@],
    origins="*",@any@
    send_wildcard=True,@any@
    always_send=False,@listed@
    methods=[@methods@],
    allow_headers=[@headers@],
    expose_headers=[@exposed@],
    supports_credentials=True,@credentials@
    max_age=@age@,
)


@app.before_request
def answer_preflights():  # before what authenticates: preflights carry no credentials
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        return "", 204
@listed@
@listed@
@app.after_request@listed@
def vary_by_origin(response):  # for strangers, too: no cache may give them what was meant for others@listed@
    response.vary.add("Origin")@listed@
    return response@listed@
"#;

fn write(policy: &CorsPolicy) -> String {
    let mut marks = marks(policy);
    let literals = policy.origins.listed().map(|origins| {
        let texts: Vec<String> = origins.iter().map(|origin| literal(origin)).collect();
        listed(&texts, ", ")
    });
    marks.push(("literal-origins", literals));
    render(TEMPLATE, &marks)
}

/// The brackets of an IPv6 address make a pattern of it.
fn literal(origin: &str) -> String {
    if !origin.contains('[') {
        return quoted(&[origin]);
    }
    ["r\"^", &escaped(origin), "$\""].concat()
}
