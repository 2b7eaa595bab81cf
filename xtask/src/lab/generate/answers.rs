//! What servers answer: well, nearly well, and badly.

use serde_json::{json, Value};

use super::answer_words::{AGES, CREDENTIALS, HEADERS, METHODS, ORIGINS, STATUSES};
use super::draw::Draw;

/// Any value of `Access-Control-Max-Age`.
pub fn max_age(draw: &mut Draw) -> &'static str {
    draw.one(&AGES)
}

/// What a careful server answers to a preflight, with a life in the cache.
pub fn granting(max_age: Option<&str>) -> Value {
    let mut headers = vec![
        ["Access-Control-Allow-Origin", "{origin}"],
        ["Access-Control-Allow-Credentials", "true"],
        ["Access-Control-Allow-Methods", "{acrm}"],
        ["Access-Control-Allow-Headers", "{acrh}"],
    ];
    if let Some(age) = max_age {
        headers.push(["Access-Control-Max-Age", age]);
    }
    json!({ "status": 204, "headers": headers })
}

/// What any server might answer to a preflight.
pub fn preflight(draw: &mut Draw) -> Value {
    let mut headers: Vec<[&str; 2]> = Vec::new();
    // Now and then several are wrong at once; mostly one, so that the others do not hide it.
    let wrong = draw.below(7);
    let any = draw.once_in(6);
    let mut put = |draw: &mut Draw, name, good: &'static str, of: &[&'static str], turn| {
        let value = if any || wrong == turn {
            draw.one(of)
        } else {
            good
        };
        if !(wrong == turn && draw.once_in(6)) {
            headers.push([name, value]);
        }
        if (any || wrong == turn) && draw.once_in(10) {
            headers.push([name, draw.one(of)]);
        }
    };
    let star = draw.once_in(4);
    put(
        draw,
        "Access-Control-Allow-Origin",
        if star { "*" } else { "{origin}" },
        &ORIGINS,
        0,
    );
    put(
        draw,
        "Access-Control-Allow-Credentials",
        "true",
        &CREDENTIALS,
        1,
    );
    put(
        draw,
        "Access-Control-Allow-Methods",
        if star { "*" } else { "{acrm}" },
        &METHODS,
        2,
    );
    put(
        draw,
        "Access-Control-Allow-Headers",
        if star { "*" } else { "{acrh}" },
        &HEADERS,
        3,
    );
    put(draw, "Access-Control-Max-Age", "0", &AGES, 4);
    let status = if any || wrong == 5 {
        STATUSES[draw.below(STATUSES.len())]
    } else {
        204
    };
    let mut answer = json!({ "status": status, "headers": headers });
    if (300..400).contains(&status) && draw.once_in(2) {
        if let Some(headers) = answer["headers"].as_array_mut() {
            headers.push(json!(["Location", "{B}{base}/r1"]));
        }
    }
    if draw.once_in(60) {
        answer["drop"] = true.into();
    }
    answer
}

/// What grants some of what is asked for, and is remembered.
pub fn partial(draw: &mut Draw) -> Value {
    let methods = draw.one(&[
        "{acrm}",
        "*",
        "PUT",
        "PUT, DELETE",
        "DELETE",
        "",
        "PATCH,PUT,POST",
    ]);
    let headers = draw.one(&[
        "{acrh}",
        "*",
        "x-a",
        "x-a, x-b",
        "x-b",
        "x-a,x-b,content-type,authorization",
        "",
        "*, authorization",
    ]);
    let origin = draw.one(&["{origin}", "{origin}", "{origin}", "*"]);
    let mut pairs = vec![
        ["Access-Control-Allow-Origin", origin],
        ["Access-Control-Allow-Methods", methods],
        ["Access-Control-Allow-Headers", headers],
    ];
    if !draw.once_in(5) {
        pairs.push(["Access-Control-Allow-Credentials", "true"]);
    }
    if !draw.once_in(8) {
        pairs.push([
            "Access-Control-Max-Age",
            if draw.once_in(5) {
                max_age(draw)
            } else {
                "600"
            },
        ]);
    }
    json!({ "status": if draw.once_in(12) { 403 } else { 200 }, "headers": pairs })
}

/// What any server might answer to the request itself.
pub fn actual(draw: &mut Draw) -> Value {
    let origin = draw.one(&ORIGINS);
    let credentials = draw.one(&CREDENTIALS);
    let sound = draw.once_in(2);
    let mut pairs = vec![[
        "Access-Control-Allow-Origin",
        if sound { "{origin}" } else { origin },
    ]];
    if !draw.once_in(4) {
        pairs.push([
            "Access-Control-Allow-Credentials",
            if sound { "true" } else { credentials },
        ]);
    }
    if draw.once_in(20) {
        pairs.push(["Access-Control-Allow-Origin", draw.one(&ORIGINS)]);
    }
    let status = [200, 200, 200, 201, 204, 206, 304, 400, 404, 500][draw.below(10)];
    json!({ "status": status, "headers": pairs })
}

/// What a careful server answers to the request itself.
pub fn welcoming(status: u16) -> Value {
    json!({
        "status": status,
        "headers": [["Access-Control-Allow-Origin", "{origin}"], ["Access-Control-Allow-Credentials", "true"]],
    })
}
