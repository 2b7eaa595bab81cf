//! One request each: which need a preflight, which values are safe, which answers let it pass.

use serde_json::json;

use super::answers;
use super::draw::Draw;
use super::request::{api, body, headers_form, options, refused_early, Step};
use super::values;
use super::words;
use super::Made;

const URL: &str = "{base}/main";

/// Any method, headers, body and options.
pub fn classify(draw: &mut Draw) -> Made {
    let api = api(draw);
    let mut step = Step::new(api, &format!("{}{URL}", words::target(draw)));
    context(draw, &mut step);
    if !draw.once_in(5) {
        step.set("method", words::method(draw));
    }
    let pairs: Vec<_> = (0..draw.below(4)).map(|_| words::header(draw)).collect();
    let early = refused_early(&pairs);
    step.headers(pairs);
    if !early {
        headers_form(draw, &mut step);
    }
    body(draw, &mut step);
    options(draw, &mut step);
    if !step.is_fetch() && draw.once_in(6) {
        upload(draw, &mut step);
    }
    Made::new("random", vec![step])
}

/// Values of safelisted headers and client hints, alone and together.
pub fn header_values(draw: &mut Draw) -> Made {
    let api = if draw.once_in(3) { "xhr" } else { "fetch" };
    let mut step = Step::new(api, &format!("{}{URL}", words::target(draw)));
    let count = [1, 1, 1, 2, 2, 3][draw.below(6)];
    let mut pairs: Vec<_> = (0..count).map(|_| values::valued(draw)).collect();
    let mut sub = "value";
    match draw.below(12) {
        // A value given twice.
        0 => {
            pairs.push(pairs[0].clone());
            sub = "repeated";
        }
        // Their lengths together.
        1 => {
            let each = [113, 114, 120, 128][draw.below(4)];
            let names = ["Accept", "Accept-Language", "Content-Language"];
            pairs = (0..draw.between(6, 10))
                .map(|number| (names[number % 3].to_owned(), "a".repeat(each)))
                .collect();
            sub = "total";
        }
        _ => {}
    }
    if draw.once_in(3) {
        step.set("method", words::sound_method(draw));
    }
    let early = refused_early(&pairs);
    step.headers(pairs);
    if !early {
        headers_form(draw, &mut step);
    }
    Made::new(sub, vec![step])
}

/// A request that needs a preflight, and any answer to it.
pub fn preflight_response(draw: &mut Draw) -> Made {
    let api = if draw.once_in(3) { "xhr" } else { "fetch" };
    let target = draw.one(&["{B}", "{B}", "{C}", "{H}"]);
    let mut step = Step::new(api, &format!("{target}{URL}"));
    if !draw.once_in(4) {
        step.set(
            "method",
            draw.one(&["PUT", "DELETE", "PATCH", "patch", "POST", "GET"]),
        );
    }
    let mut pairs = Vec::new();
    for _ in 0..draw.below(3) {
        let name = draw.one(&["X-A", "X-B", "Authorization", "Content-Type", "Accept"]);
        let value = if name == "Content-Type" {
            "application/json"
        } else {
            "1"
        };
        pairs.push((name.to_owned(), value.to_owned()));
    }
    if pairs.is_empty() && !matches!(step.text("method"), "PUT" | "DELETE" | "PATCH" | "patch") {
        pairs.push(("X-A".to_owned(), "1".to_owned()));
    }
    step.headers(pairs);
    if draw.once_in(3) {
        step.set("credentials", draw.one(&["include", "include", "omit"]));
    }
    let preflight = answers::preflight(draw);
    let actual = if draw.once_in(4) {
        answers::actual(draw)
    } else {
        answers::welcoming(200)
    };
    step.set(
        "server",
        json!({ "preflight": preflight, "actual": actual }),
    );
    Made::new("random", vec![step])
}

/// A worker or a frame, now and then.
pub fn context(draw: &mut Draw, step: &mut Step) {
    if draw.once_in(12) {
        step.set(
            "context",
            draw.one(&["worker", "iframe", "sandboxed-iframe"]),
        );
    }
}

/// A listener to the progress of an upload, or several.
pub fn upload(draw: &mut Draw, step: &mut Step) {
    let count = draw.between(1, 2);
    let listeners: Vec<_> = (0..count)
        .map(|_| {
            let mut listener = json!({
                "event": draw.one(&["progress", "loadstart", "load", "loadend", "error", "abort", "timeout"]),
                "how": draw.one(&["on", "add"]),
                "when": draw.one(&["beforeOpen", "afterOpen", "afterOpen", "afterSend"]),
            });
            if draw.once_in(5) {
                listener["remove"] = true.into();
            }
            listener
        })
        .collect();
    step.set("upload", listeners);
}
