//! Modes, targets that are no loopback server, other pages, and the rarer APIs.

use serde_json::{json, Value};

use super::answers;
use super::draw::Draw;
use super::plain::{context, upload};
use super::request::{body, Step};
use super::values;
use super::words;
use super::Made;

const ODD_URLS: [&str; 12] = [
    "data:text/plain,x",
    "about:blank",
    "ftp://localhost/",
    "http://",
    "http://[::1",
    "http://localhost:99999/",
    "//{host:B}{base}/main",
    "{N}{base}/main",
    "http://u:p@{host:B}{base}/main",
    "http://@{host:B}{base}/main",
    "{blob}",
    "x-custom:y",
];

/// Ports that browsers refuse, and one of another kind.
const BAD_PORTS: [&str; 8] = ["1", "7", "22", "25", "6000", "6667", "10080", "0"];

/// One of them.
pub fn modes(draw: &mut Draw) -> Made {
    match draw.below(14) {
        0..=3 => mode(draw),
        4 => target(draw),
        5..=6 => page(draw),
        7..=8 => beacon(draw),
        9 => event_source(draw),
        10..=11 => listeners(draw),
        12 => request_init(draw),
        _ => odds(draw),
    }
}

fn mode(draw: &mut Draw) -> Made {
    let api = draw.one(&["fetch", "fetch", "fetchRequest"]);
    let mut step = Step::new(api, &format!("{}{{base}}/main", words::target(draw)));
    context(draw, &mut step);
    step.set(
        "mode",
        draw.one(&["cors", "no-cors", "no-cors", "same-origin"]),
    );
    if draw.once_in(2) {
        step.set("method", draw.one(&["POST", "HEAD", "PUT", "DELETE"]));
    }
    let pairs: Vec<_> = (0..draw.below(3)).map(|_| words::header(draw)).collect();
    step.headers(pairs);
    body(draw, &mut step);
    if draw.once_in(3) {
        step.set("credentials", draw.one(&["omit", "same-origin", "include"]));
    }
    if draw.once_in(6) {
        step.set(
            "cache",
            draw.one(&[
                "no-store",
                "reload",
                "no-cache",
                "force-cache",
                "only-if-cached",
            ]),
        );
    }
    if draw.once_in(6) {
        step.set("redirect", draw.one(&["follow", "error", "manual"]));
    }
    if draw.once_in(4) {
        step.set("server", json!({ "actual": answers::actual(draw) }));
    }
    Made::new("mode", vec![step])
}

fn target(draw: &mut Draw) -> Made {
    let url = match draw.below(3) {
        0 => format!("http://localhost:{}/", draw.one(&BAD_PORTS)),
        _ => draw.one(&ODD_URLS).to_owned(),
    };
    let mut step = Step::new(draw.one(&["fetch", "xhr"]), &url);
    if draw.once_in(2) {
        step.set("method", draw.one(&["PUT", "POST"]));
    }
    if draw.once_in(2) {
        step.headers(vec![("X-A".to_owned(), "1".to_owned())]);
    }
    Made::new("target", vec![step])
}

/// A page of another origin.
fn page(draw: &mut Draw) -> Made {
    let page = draw.one(&["L", "L", "H"]);
    let target = draw.one(&["{A}", "{B}", "{C}", "{D}", "{E}", "{H}", "{I}", "{L}"]);
    let mut step = Step::new(
        draw.one(&["fetch", "xhr"]),
        &format!("{target}{{base}}/main"),
    );
    if draw.once_in(2) {
        step.set("method", draw.one(&["PUT", "POST", "DELETE"]));
    }
    if draw.once_in(2) {
        step.headers(vec![words::header(draw)]);
    }
    if draw.once_in(3) {
        step.set("credentials", "include");
    }
    Made::new("page", vec![step]).with("page", page)
}

fn beacon(draw: &mut Draw) -> Made {
    let mut step = Step::new("beacon", &format!("{}{{base}}/main", words::target(draw)));
    if !draw.once_in(5) {
        let kind = draw.one(&[
            "string",
            "blob",
            "blob",
            "urlsearchparams",
            "formdata",
            "arraybuffer",
            "uint8array",
        ]);
        let mut body = json!({ "type": kind });
        if kind == "blob" && !draw.once_in(6) {
            body["mime"] = values::media_type(draw).into();
        }
        step.set("body", body);
    }
    if draw.once_in(4) {
        step.set("server", json!({ "preflight": answers::preflight(draw) }));
    }
    Made::new("beacon", vec![step])
}

fn event_source(draw: &mut Draw) -> Made {
    let mut step = Step::new(
        "eventsource",
        &format!("{}{{base}}/main", words::target(draw)),
    );
    if draw.once_in(2) {
        step.set("credentials", "include");
    }
    let mut actual = if draw.once_in(3) {
        answers::actual(draw)
    } else {
        answers::welcoming(200)
    };
    actual["status"] = [200, 200, 200, 204, 404][draw.below(5)].into();
    actual["body"] = "data: x\n\n".into();
    let kind = draw.one(&[
        "text/event-stream",
        "text/event-stream;charset=utf-8",
        "text/event-stream",
        "text/plain",
    ]);
    if let Some(headers) = actual["headers"].as_array_mut() {
        headers.push(json!(["Content-Type", kind]));
    }
    step.set("server", json!({ "actual": actual }));
    Made::new("eventsource", vec![step])
}

fn listeners(draw: &mut Draw) -> Made {
    let mut step = Step::new("xhr", &format!("{}{{base}}/main", words::target(draw)));
    step.set(
        "method",
        draw.one(&["POST", "POST", "POST", "GET", "HEAD", "PUT"]),
    );
    body(draw, &mut step);
    upload(draw, &mut step);
    if draw.once_in(5) {
        step.set("sync", true);
    }
    if draw.once_in(4) {
        step.headers(vec![words::header(draw)]);
    }
    if draw.once_in(4) {
        step.set("credentials", "include");
    }
    Made::new("xhr-upload", vec![step])
}

/// One init within another.
fn request_init(draw: &mut Draw) -> Made {
    let mut step = Step::new("fetchRequestInit", "{B}{base}/main");
    let mut first = json!({});
    if draw.once_in(2) {
        first["method"] = draw.one(&["PUT", "POST", "DELETE"]).into();
    }
    if draw.once_in(2) {
        first["headers"] = json!([[draw.one(&["X-A", "Authorization"]), "1"]]);
    }
    if draw.once_in(3) {
        first["credentials"] = draw.one(&["omit", "include"]).into();
    }
    if draw.once_in(6) {
        first["cache"] = "no-store".into();
    }
    step.set("reqInit", first);
    if draw.once_in(2) {
        step.headers(vec![(
            draw.one(&["X-B", "Accept"]).to_owned(),
            "1".to_owned(),
        )]);
    }
    if draw.once_in(4) {
        step.set("method", draw.one(&["PUT", "POST", "GET"]));
    }
    if draw.once_in(4) {
        step.set("credentials", draw.one(&["omit", "include"]));
    }
    Made::new("request-init", vec![step])
}

/// Fields that browsers refuse, ignore, or take in their own way.
fn odds(draw: &mut Draw) -> Made {
    let step = Step::new("fetch", "{B}{base}/main").with("method", "PUT");
    let xhr = Step::new("xhr", "{B}{base}/main").with("method", draw.one(&["PUT", "GET"]));
    let step = match draw.below(16) {
        0 => step.with(
            "referrer",
            draw.one(&["", "about:client", "http://example.com/"]),
        ),
        1 => step.with("integrity", ""),
        2 => step.with("keepalive", true),
        3 => step.with("window", Value::Null),
        4 => step.with("abort", "before"),
        5 => xhr.with("sync", true),
        6 => xhr.with("userArgs", json!(["u", "p"])),
        7 => xhr
            .with("overrideMime", "text/plain")
            .with("responseType", "text"),
        8 => xhr
            .with("credentials", "include")
            .with("credsBeforeOpen", true),
        9 => step.with("mode", draw.one(&["navigate", "websocket", "CORS", ""])),
        10 => step.with("credentials", draw.one(&["Include", "always", ""])),
        11 => step.with("redirect", draw.one(&["Follow", "none", ""])),
        12 => step.with("cache", draw.one(&["only-if-cached", "no_store", ""])),
        13 => streamed(draw, step),
        14 => large(draw),
        _ => step.with(
            "referrerPolicy",
            draw.one(&["no-referrer", "origin", "strict-origin"]),
        ),
    };
    Made::new("odds", vec![step])
}

fn streamed(draw: &mut Draw, step: Step) -> Step {
    let step = step.with("body", json!({ "type": "stream" }));
    if draw.once_in(3) {
        step
    } else {
        step.with("duplex", "half")
    }
}

/// More than a request that outlives its page may carry.
fn large(draw: &mut Draw) -> Step {
    let text = "a".repeat([65_536, 65_537, 70_000][draw.below(3)]);
    let body = json!({ "type": "string", "text": text });
    if draw.once_in(2) {
        return Step::new("beacon", "{B}{base}/main").with("body", body);
    }
    let step = Step::new("fetch", "{B}{base}/main").with("method", "POST");
    step.with("keepalive", true).with("body", body)
}
