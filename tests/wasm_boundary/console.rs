//! What consoles say, read for JavaScript.

use serde_json::{json, Value};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{returned, throws};

const RECORDED: [(&str, &str); 3] = [
    ("chromium", include_str!("../vectors/console/chromium.json")),
    ("firefox", include_str!("../vectors/console/firefox.json")),
    ("webkit", include_str!("../vectors/console/webkit.json")),
];

fn decoded(text: &str) -> Value {
    returned(&format!(
        "return Forecaster.decodeConsoleError({});",
        json!(text)
    ))
}

#[wasm_bindgen_test]
fn an_error_crosses_with_all_its_fields() {
    let error = decoded(
        "Access to fetch at 'https://b.example/y' (redirected from 'https://a.example/x') from origin 'https://page.example' has been \
         blocked by CORS policy: Response to preflight request doesn't pass access control check: The 'Access-Control-Allow-Origin' \
         header has a value 'https://page.example/' that is not equal to the supplied origin.",
    );
    let error = &error[0];
    let told = |key: &str| error[key].clone();
    assert_eq!(told("engine"), "chromium");
    assert_eq!(told("code"), "allow-origin-mismatch");
    assert_eq!(told("alsoPossible"), json!([]));
    assert_eq!(told("step"), "cors-preflight-fetch/7/cors-check");
    assert_eq!(told("stage"), "preflight");
    assert_eq!(told("kind"), "fetch");
    assert_eq!(told("url"), "https://b.example/y");
    assert_eq!(told("redirectedFrom"), "https://a.example/x");
    assert_eq!(told("origin"), "https://page.example");
    assert_eq!(told("value"), "https://page.example/");
    assert_eq!(told("fix")["headers"], json!([]));
    assert!(told("fix")["risk"].is_string() && told("meaning").is_string());
    for absent in ["method", "header", "status", "unsaid"] {
        assert!(error.get(absent).is_none(), "{absent}");
    }
    let fix =
        &decoded("Request header field x-a is not allowed by Access-Control-Allow-Headers.")[0];
    assert_eq!(
        fix["fix"]["headers"],
        json!([["Access-Control-Allow-Headers", "x-a"]])
    );
    assert_eq!(fix["header"], "x-a");
}

#[wasm_bindgen_test]
fn recorded_errors_are_the_same_as_in_rust() {
    for (engine, recorded) in RECORDED {
        let scenes: Vec<Value> = serde_json::from_str(recorded).expect("recorded as JSON");
        for scene in scenes.iter().skip(1) {
            let lines = scene["printed"].as_array().expect("lines").iter();
            let text: Vec<&str> = lines.filter_map(Value::as_str).collect();
            let text = text.join("\n");
            let native = cors_forecast::decode_console_error(&text);
            let native = serde_json::to_value(native).expect("plain data");
            assert_eq!(decoded(&text), native, "{engine}: {text}");
        }
    }
}

#[wasm_bindgen_test]
fn only_texts_are_read() {
    assert_eq!(decoded("Hello!"), json!([]));
    // A lone surrogate is no text of Rust's; it is one of JavaScript's all the same.
    let length =
        returned(r"return Forecaster.decodeConsoleError('\ud800 TypeError: Load failed').length;");
    assert_eq!(length, 1);
    for given in ["", "null", "1", "['TypeError: Load failed']", "{}"] {
        throws(
            &format!("Forecaster.decodeConsoleError({given})"),
            "invalid-text",
            "text must be a string",
        );
    }
}
