//! Requests to the same few URLs, one after the other: what one preflight says, the next may not need to ask.

use serde_json::{json, Value};

use super::answers;
use super::draw::Draw;
use super::request::Step;
use super::Made;

/// Waits that are far enough from a life of 1 or 2 s, and from the 5 s without one.
const RESTS: [(&str, [u64; 2]); 2] = [("1", [200, 1900]), ("2", [900, 2900])];

const URLS: [&str; 9] = [
    "main", "main", "main", "main", "main?q", "main#f", "main#g", "main?q#f", "other",
];

/// Two to six steps.
pub fn sequence(draw: &mut Draw) -> Made {
    match draw.below(24) {
        0..=1 => expiry(draw),
        2..=3 => ages(draw),
        4 => cut_short(draw),
        5 => at_once(draw),
        6 => kept(draw),
        _ => random(draw),
    }
}

fn random(draw: &mut Draw) -> Made {
    let target = draw.one(&["{B}", "{B}", "{C}", "{H}"]);
    // The fewer things change from step to step, the more often something is served from the cache.
    let steady = draw.once_in(2);
    let fixed = headers(draw);
    let method = draw.one(&["PUT", "DELETE", "GET", "POST"]);
    let credentials = draw.one(&["", "", "include", "omit"]);
    let context = if draw.once_in(6) {
        draw.one(&["worker", "iframe", "sandboxed-iframe"])
    } else {
        ""
    };
    // Chromium keeps nothing for URLs of 1,024 characters and more. Not near that: a base is now longer, now shorter.
    let long = if draw.once_in(40) {
        "a".repeat([800, 1100][draw.below(2)])
    } else {
        String::new()
    };
    let steps = (0..draw.between(2, 6)).map(|_| {
        let api = draw.one(&["fetch", "fetch", "fetchRequest", "xhr"]);
        let url = if steady { "main" } else { draw.one(&URLS) };
        let mut step = Step::new(api, &format!("{target}{{base}}/{url}{long}"));
        let change = draw.below(6);
        let own = if change == 0 {
            draw.one(&["PUT", "DELETE", "PATCH", "GET", "POST", "HEAD"])
        } else {
            method
        };
        step.set("method", own);
        step.headers(if change == 1 || change == 2 {
            headers(draw)
        } else {
            fixed.clone()
        });
        let own = if change == 3 {
            draw.one(&["include", "omit", "same-origin"])
        } else {
            credentials
        };
        if !own.is_empty() {
            step.set("credentials", own);
        }
        if step.is_fetch() && draw.once_in(14) {
            step.set(
                "cache",
                draw.one(&["no-store", "reload", "no-cache", "force-cache"]),
            );
        }
        if !context.is_empty() && draw.once_in(2) {
            step.set("context", context);
        }
        if !step.is_fetch() && step.text("method") == "POST" && draw.once_in(3) {
            step.set("body", json!({ "type": "string" }));
            step.set(
                "upload",
                json!([{ "event": "progress", "how": "on", "when": "afterOpen" }]),
            );
        }
        step.set("server", server(draw));
        step
    });
    Made::new("random", steps.collect())
}

fn server(draw: &mut Draw) -> Value {
    let preflight = match draw.below(10) {
        0 => answers::preflight(draw),
        1..=4 => answers::partial(draw),
        _ => answers::granting(Some("600")),
    };
    let actual = match draw.below(10) {
        0 => answers::actual(draw),
        1 => answers::welcoming([404, 500, 204][draw.below(3)]),
        _ => answers::welcoming(200),
    };
    json!({ "preflight": preflight, "actual": actual })
}

/// The same request again, before and after what it was granted has expired.
fn expiry(draw: &mut Draw) -> Made {
    let (age, rests) = RESTS[draw.below(RESTS.len())];
    let method = draw.one(&["PUT", "DELETE"]);
    let api = draw.one(&["fetch", "xhr"]);
    let count = draw.between(2, 3);
    let mut rested = 0;
    let steps = (0..count).map(|number| {
        let mut step = Step::new(api, "{B}{base}/main").with("method", method);
        let rest = match number {
            0 => 0,
            // One that hits and then one that misses, or the other way round: all counted from the first.
            1 => rests[draw.below(2)],
            _ => 2900_u64.saturating_sub(rested),
        };
        rested += rest;
        if rest > 0 {
            step.set("delayBeforeMs", rest);
        }
        step.set(
            "server",
            json!({ "preflight": answers::granting(Some(age)), "actual": answers::welcoming(200) }),
        );
        step
    });
    Made::new("expiry", steps.collect())
}

/// The same request twice, under any `Access-Control-Max-Age`.
fn ages(draw: &mut Draw) -> Made {
    let age = if draw.once_in(8) {
        None
    } else {
        Some(answers::max_age(draw))
    };
    let pairs = headers(draw);
    let step = || {
        let mut step = Step::new("fetch", "{B}{base}/main").with("method", "PUT");
        step.headers(pairs.clone());
        step.set(
            "server",
            json!({ "preflight": answers::granting(age), "actual": answers::welcoming(200) }),
        );
        step
    };
    Made::new("max-age", vec![step(), step()])
}

/// A request that the page gives up, while the preflight or the request itself is under way; and once more.
fn cut_short(draw: &mut Draw) -> Made {
    let mut first = needing(draw);
    let mut preflight = answers::granting(Some("600"));
    let mut actual = answers::welcoming(200);
    let slow = if draw.once_in(2) {
        &mut preflight
    } else {
        &mut actual
    };
    slow["delayMs"] = 600.into();
    first.set("abortAfterMs", 200);
    first.set(
        "server",
        json!({ "preflight": preflight, "actual": actual }),
    );
    let server =
        json!({ "preflight": answers::granting(Some("600")), "actual": answers::welcoming(200) });
    let mut again = Step(first.0.clone()).with("delayBeforeMs", 1000);
    again.0.remove("abortAfterMs");
    again.set("server", server);
    Made::new("abort", vec![first, again])
}

/// The same request several times at once, cold or warm; and once more.
fn at_once(draw: &mut Draw) -> Made {
    let age = draw.one(&["600", "600", "0"]);
    let step = needing(draw);
    let of = |delay: u64| {
        let mut preflight = answers::granting(Some(age));
        preflight["delayMs"] = delay.into();
        let server = json!({ "preflight": preflight, "actual": answers::welcoming(200) });
        Step(step.0.clone()).with("server", server)
    };
    let together = of(300).with("parallel", draw.between(2, 3));
    let steps = match draw.below(3) {
        0 => vec![of(0), together],
        _ => vec![together, of(0)],
    };
    Made::new("parallel", steps)
}

/// Responses that the HTTP cache may keep.
fn kept(draw: &mut Draw) -> Made {
    let age = draw.one(&["600", "0"]);
    let mut step = Step::new("fetch", "{B}{base}/main");
    step.headers(vec![("X-A".to_owned(), "1".to_owned())]);
    if draw.once_in(3) {
        step.set("credentials", "include");
    }
    let mut actual = answers::welcoming(200);
    if let Some(headers) = actual["headers"].as_array_mut() {
        headers.push(json!(["Cache-Control", "max-age=600"]));
    }
    step.set(
        "server",
        json!({ "preflight": answers::granting(Some(age)), "actual": actual }),
    );
    let modes = ["", "", "", "force-cache", "no-store", "reload", "no-cache"];
    let steps = (0..draw.between(2, 3)).map(|_| {
        let mut step = Step(step.0.clone());
        let mode = draw.one(&modes);
        if !mode.is_empty() {
            step.set("cache", mode);
        }
        step
    });
    Made::new("http-cache", steps.collect())
}

/// A request that needs a preflight.
fn needing(draw: &mut Draw) -> Step {
    let target = draw.one(&["{B}", "{C}"]);
    let mut step = Step::new("fetch", &format!("{target}{{base}}/main"));
    if draw.once_in(2) {
        step.set("method", draw.one(&["PUT", "DELETE"]));
    } else {
        step.headers(vec![("X-A".to_owned(), "1".to_owned())]);
    }
    if draw.once_in(4) {
        step.set("credentials", "include");
    }
    step
}

fn headers(draw: &mut Draw) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for _ in 0..draw.below(3) {
        let name = draw.one(&[
            "X-A",
            "X-A",
            "X-B",
            "X-C",
            "Authorization",
            "Content-Type",
            "Accept",
        ]);
        let value = if name == "Content-Type" {
            "application/json"
        } else {
            "1"
        };
        pairs.push((name.to_owned(), value.to_owned()));
    }
    pairs
}
