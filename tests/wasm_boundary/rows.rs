//! Every vector's row through the boundary: read by JavaScript, run in Rust with the browser's own URL parser, and the
//! answer brought to JavaScript and back.

use cors_forecast::spec::origin::{port, Origin};
use cors_forecast::spec::url::Url;
use js_sys::Array;
use serde::Serialize;
use serde_json::Value;
use serde_wasm_bindgen::{from_value, Serializer};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::json_parse;
use crate::vectors::{run, Row, FILES};

/// The rows of a file, as JavaScript reads them.
pub fn rows(text: &str) -> Vec<Row> {
    let file: Array = json_parse(text).unchecked_into();
    let rows = file.iter().filter(|row| !row.is_string());
    rows.map(|row| Row::new(&to_rust(row)).expect("a whole row"))
        .collect()
}

fn to_rust(value: JsValue) -> Value {
    from_value(value).expect("plain data")
}

fn there_and_back(value: &Value) -> Value {
    let there = value.serialize(&Serializer::json_compatible());
    to_rust(there.expect("numbers that JavaScript has"))
}

fn parse_url(input: &str, base: Option<&str>) -> Option<Url> {
    let url = match base {
        Some(base) => web_sys::Url::new_with_base(input, base),
        None => web_sys::Url::new(input),
    };
    let url = url.ok()?;
    Some(Url {
        href: url.href(),
        origin: Origin::from_serialization(&url.origin())?,
        port: port(&url.port()),
    })
}

#[wasm_bindgen_test]
fn every_row_has_its_answer() {
    let mut count = 0;
    let mut failures = Vec::new();
    for (file, text) in FILES {
        for row in rows(text) {
            count += 1;
            let answer = run(row.algorithm(), &row.input, parse_url);
            if let Some(difference) = row.difference(&there_and_back(&answer)) {
                failures.push(format!("{file}.json: {difference}"));
            }
        }
    }
    assert!(count > 1000, "{count} rows are not all");
    assert!(
        failures.is_empty(),
        "{} of {count} fail:\n{}",
        failures.len(),
        failures.join("\n")
    );
}
