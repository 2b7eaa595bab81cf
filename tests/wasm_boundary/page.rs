//! JavaScript as a page has it, with the class `Forecaster` at hand.

use cors_forecast::wasm::Forecaster;
use js_sys::{Function, Reflect, TypeError, JSON};
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};

/// The class that JavaScript sees.
fn class() -> JsValue {
    let options = json_parse(r#"{ "origin": "null" }"#);
    let forecaster = Forecaster::new(&options).expect("valid options");
    member(&forecaster.into(), "constructor")
}

/// What the body of a function returns or throws. It has the class as `Forecaster` and `argument`.
pub fn call(body: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    Function::new_with_args("Forecaster, argument", body).call2(
        &JsValue::UNDEFINED,
        &class(),
        argument,
    )
}

/// What the body of a function returns, as data.
pub fn returned(body: &str) -> Value {
    match call(body, &JsValue::UNDEFINED) {
        Ok(value) => data(&value),
        Err(thrown) => panic!("{body}\nthrows {}", text(&thrown)),
    }
}

/// The code and message of the `TypeError` that the body of a function throws.
pub fn type_error(body: &str) -> (String, String) {
    match call(body, &JsValue::UNDEFINED) {
        Ok(value) => panic!("{body}\nreturns {}", text(&value)),
        Err(thrown) => {
            let is_type_error = thrown.is_instance_of::<TypeError>();
            assert!(is_type_error, "{body}\nthrows {}", text(&thrown));
            let text_of = |name| member(&thrown, name).as_string().unwrap_or_default();
            (text_of("code"), text_of("message"))
        }
    }
}

/// Expects the body of a function to throw a `TypeError` with this code and message.
pub fn throws(body: &str, code: &str, message: &str) {
    let thrown = type_error(body);
    let expected = (code.to_owned(), format!("cors-forecast: {message}"));
    assert_eq!(thrown, expected, "{body}");
}

/// What JavaScript reads off JSON.
pub fn json_parse(text: &str) -> JsValue {
    JSON::parse(text).unwrap_or_else(|error| panic!("{}: {text}", self::text(&error)))
}

/// A member of an object.
pub fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

/// A JavaScript value as data, by the way of JSON.
pub fn data(value: &JsValue) -> Value {
    let text = JSON::stringify(value)
        .ok()
        .and_then(|text| text.as_string());
    text.map_or(Value::Null, |text| {
        serde_json::from_str(&text).expect("what JavaScript writes is JSON")
    })
}

fn text(value: &JsValue) -> String {
    format!("{value:?}")
}
