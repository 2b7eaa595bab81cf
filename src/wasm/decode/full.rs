//! What only the whole core is told: answers, policies, servers.

use alloc::string::String;
use alloc::vec::Vec;

use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, JsValue};

use super::fields::{Fields, MAX_SAFE_INTEGER};
use super::{request, time, PAIRS};
use crate::basis::Basis;
use crate::description::RequestDescription;
use crate::policy::{Allowed, Policy};
use crate::say::digits;
use crate::wasm::convert::type_error;
use crate::wire::WireResponse;

/// The `policies` of a forecaster's options.
pub(in crate::wasm) fn policies(options: &JsValue) -> Result<Vec<Policy>, JsValue> {
    let mut object = Fields::of(options, "options");
    let array = object.array("policies").unwrap_or_default();
    object.finish(())?;
    array.iter().map(|value| policy(&value)).collect()
}

/// How an answer is known.
pub(in crate::wasm) fn basis(value: &JsValue) -> Basis {
    const KNOWN: [(&str, Basis); 3] = [
        ("configured", Basis::Configured),
        ("probed", Basis::Probed),
        ("recorded", Basis::Recorded),
    ];
    let text = value.as_string().unwrap_or_default();
    let known = KNOWN.iter().find(|(name, _)| *name == text);
    // What it is not is refused by whom it is for.
    known.map_or(Basis::None, |(_, basis)| *basis)
}

/// `[request, at]` each.
pub(in crate::wasm) fn calls(value: &JsValue) -> Result<Vec<(f64, RequestDescription)>, JsValue> {
    const RIGHT: &str = "calls must be an array of { request, at }";
    let wrong = || type_error("invalid-calls", RIGHT);
    let array = value.dyn_ref::<Array>().ok_or_else(wrong)?;
    let mut calls = Vec::new();
    for pair in array.iter() {
        let pair = pair.dyn_ref::<Array>().ok_or_else(wrong)?;
        let at = time(pair.get(1).as_f64().unwrap_or(f64::NAN))?;
        calls.push((at, request(&pair.get(0))?));
    }
    Ok(calls)
}

/// A `WireResponse`, or nothing for `null`.
pub(in crate::wasm) fn response(value: &JsValue) -> Result<Option<WireResponse>, JsValue> {
    if value.is_null() {
        return Ok(None);
    }
    answer(value).map(Some)
}

/// A `WireResponse`.
pub(in crate::wasm) fn answer(value: &JsValue) -> Result<WireResponse, JsValue> {
    const STATUS: &str = "a number from 100 to 999";
    let mut object = Fields::of(value, "the server's answer");
    let status = object.integer("status", 100.0, 999.0, STATUS);
    if status.is_none() {
        object.wrong("status", STATUS);
    }
    let headers = object.get("headers");
    if headers.is_none() {
        object.wrong("headers", PAIRS);
    }
    let response = WireResponse {
        status: status.unwrap_or_default() as u16,
        headers: object.pairs_of("headers", headers),
        after: object.milliseconds("after").unwrap_or_default(),
        protocol: object.string("protocol"),
    };
    object.finish(response)
}

/// The function that plays the server.
pub(in crate::wasm) fn server(value: &JsValue) -> Result<&Function, JsValue> {
    value.dyn_ref().ok_or_else(|| {
        type_error(
            "invalid-server",
            "server must be a function that takes a request and returns a response or null",
        )
    })
}

/// `{ match, allowOrigin, allowMethods, allowHeaders, allowCredentials, maxAge }`
fn policy(value: &JsValue) -> Result<Policy, JsValue> {
    let mut object = Fields::of(value, "policy");
    let policy = Policy {
        r#match: object.required_string("match"),
        allow_origin: allowed(&mut object, "allowOrigin"),
        allow_methods: allowed(&mut object, "allowMethods"),
        allow_headers: allowed(&mut object, "allowHeaders"),
        allow_credentials: object.boolean("allowCredentials"),
        max_age: max_age(&mut object),
    };
    object.finish(policy)
}

/// An array of strings, a string as the header has it, or `"echo"`.
fn allowed(object: &mut Fields<'_>, field: &str) -> Option<Allowed> {
    let value = object.get(field)?;
    if let Some(text) = value.as_string() {
        return Some(if text == "echo" {
            Allowed::ECHO
        } else {
            Allowed::Listed([text].into())
        });
    }
    let list = value.dyn_into::<Array>().unwrap_or_default();
    let texts: Vec<String> = list.iter().filter_map(|item| item.as_string()).collect();
    if texts.is_empty() || texts.len() != list.length() as usize {
        object.wrong(
            field,
            "an array of strings, or \"echo\"; left out if it is not sent",
        );
    }
    Some(Allowed::Listed(texts))
}

/// A number of seconds, or the header's value.
fn max_age(object: &mut Fields<'_>) -> Option<String> {
    const FIELD: &str = "maxAge";
    let value = object.get(FIELD)?;
    let text = value.as_string();
    let seconds = || {
        let whole = |number: &f64| {
            (-MAX_SAFE_INTEGER..=MAX_SAFE_INTEGER).contains(number)
                && (*number as i64) as f64 == *number
        };
        value.as_f64().filter(whole).map(decimal)
    };
    let text = text.or_else(seconds);
    if text.is_none() {
        object.wrong(FIELD, "a whole number of seconds, or the header's value");
    }
    text
}

fn decimal(number: f64) -> String {
    let digits = digits(number.abs() as u64);
    [if number < 0.0 { "-" } else { "" }, digits.as_str()].concat()
}
