//! Chains of redirects from origin to origin.

use serde_json::{json, Map, Value};

use super::answers;
use super::draw::Draw;
use super::plain::{context, upload};
use super::request::Step;
use super::Made;

const STATUSES: [u16; 6] = [301, 302, 303, 307, 307, 308];

/// What no redirect can be followed to, or not by every browser.
const BAD_LOCATIONS: [&str; 6] = [
    "data:text/plain,x",
    "http://u:p@{host:C}{base}/r1",
    "http://u@{host:B}{base}/r1",
    "http://[::1",
    "about:blank",
    "{N}{base}/r1",
];

/// One to three hops, and where they lead.
pub fn chain(draw: &mut Draw) -> Made {
    let steps = if draw.once_in(8) { 2 } else { 1 };
    let step = step(draw);
    let repeated = (0..steps).map(|_| Step(step.0.clone())).collect();
    Made::new(if steps == 2 { "repeated" } else { "chain" }, repeated)
}

fn step(draw: &mut Draw) -> Step {
    let api = draw.one(&["fetch", "fetch", "fetchRequest", "xhr"]);
    let start = origin(draw);
    let mut step = Step::new(api, &format!("{start}{{base}}/main"));
    context(draw, &mut step);
    if draw.once_in(3) {
        step.set("method", draw.one(&["POST", "HEAD"]));
    } else if draw.once_in(2) {
        step.set("method", draw.one(&["PUT", "DELETE", "PATCH"]));
    }
    let method = step.text("method").to_owned();
    let mut pairs = Vec::new();
    for _ in 0..draw.below(3) {
        let name = draw.one(&[
            "X-A",
            "Authorization",
            "Content-Type",
            "Accept-Language",
            "Range",
        ]);
        let value = match name {
            "Content-Type" => draw.one(&["application/json", "text/plain"]),
            "Range" => "bytes=0-1",
            _ => "1",
        };
        pairs.push((name.to_owned(), value.to_owned()));
    }
    step.headers(pairs);
    if matches!(method.as_str(), "POST" | "PUT" | "PATCH") && draw.once_in(2) {
        let kind = draw.one(&["string", "blob", "urlsearchparams"]);
        let body = match kind {
            "blob" => json!({ "type": kind, "mime": "application/json" }),
            _ => json!({ "type": kind }),
        };
        step.set("body", body);
    }
    if draw.once_in(3) {
        step.set("credentials", draw.one(&["omit", "include", "same-origin"]));
    }
    if step.is_fetch() && draw.once_in(10) {
        step.set("redirect", draw.one(&["error", "manual", "follow"]));
    }
    if !step.is_fetch() && method == "POST" && draw.once_in(3) {
        upload(draw, &mut step);
    }
    if step.is_fetch() && draw.once_in(12) {
        step.set("mode", draw.one(&["no-cors", "same-origin", "cors"]));
    }
    let server = hops(draw);
    step.set("server", server);
    step
}

/// The answers of `main`, `r1`, `r2`, ….
fn hops(draw: &mut Draw) -> Value {
    let count = [1, 1, 1, 2, 2, 3][draw.below(6)];
    let mut routes = Map::new();
    let mut server = json!({});
    for hop in 0..=count {
        let mut answers = json!({ "actual": actual(draw, hop, count) });
        if draw.once_in(3) {
            answers["preflight"] = match draw.below(4) {
                0 => answers::preflight(draw),
                1 => answers::partial(draw),
                _ => answers::granting(Some("600")),
            };
        }
        if hop == 0 {
            server = answers;
        } else {
            routes.insert(format!("r{hop}"), answers);
        }
    }
    server["routes"] = routes.into();
    server
}

fn actual(draw: &mut Draw, hop: usize, count: usize) -> Value {
    let mut answer = if draw.once_in(6) {
        answers::actual(draw)
    } else {
        answers::welcoming(200)
    };
    if hop == count {
        return answer;
    }
    answer["status"] = STATUSES[draw.below(STATUSES.len())].into();
    let next = format!("{}{{base}}/r{}", origin(draw), hop + 1);
    let location = match draw.below(24) {
        0 => draw.one(&BAD_LOCATIONS).to_owned(),
        1 => format!("r{}", hop + 1),
        2 => format!("{next}#f"),
        3 => format!("{next}?q"),
        _ => next,
    };
    if let Some(headers) = answer["headers"].as_array_mut() {
        if !draw.once_in(40) {
            headers.push(json!(["Location", location]));
        }
    }
    answer
}

fn origin(draw: &mut Draw) -> &'static str {
    draw.one(&[
        "{A}", "{A}", "{B}", "{B}", "{B}", "{C}", "{C}", "{H}", "{D}",
    ])
}
