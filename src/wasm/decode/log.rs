//! How an access log is to be read.

use wasm_bindgen::JsValue;

use super::fields::Fields;
use crate::access_log::{LogFormat, LogOptions, LogTimeUnit};

const FORMATS: &[(&str, Option<LogFormat>)] = &[
    ("common", Some(LogFormat::Common)),
    ("combined", Some(LogFormat::Combined)),
    ("nginx", Some(LogFormat::Nginx)),
    ("json", Some(LogFormat::Json)),
    ("caddy", Some(LogFormat::Caddy)),
];

const UNITS: &[(&str, Option<LogTimeUnit>)] = &[
    ("s", Some(LogTimeUnit::Seconds)),
    ("ms", Some(LogTimeUnit::Milliseconds)),
    ("us", Some(LogTimeUnit::Microseconds)),
    ("ns", Some(LogTimeUnit::Nanoseconds)),
];

/// `LogOptions`.
pub(in crate::wasm) fn options(value: &JsValue) -> Result<LogOptions, JsValue> {
    let default = LogOptions::default();
    if value.is_undefined() {
        return Ok(default);
    }
    let mut object = Fields::of(value, "options");
    object.only(&["format", "timeUnit", "windowSeconds", "top"]);
    let seconds = "a whole number of seconds, from 1 to 3600";
    let window = object.integer("windowSeconds", 1.0, 3_600.0, seconds);
    let top = object.integer("top", 0.0, 10_000.0, "a whole number, 10000 at most");
    let options = LogOptions {
        format: object.one_of("format", FORMATS),
        time_unit: object.one_of("timeUnit", UNITS),
        window_seconds: window.map_or(default.window_seconds, |seconds| seconds as u32),
        top: top.map_or(default.top, |top| top as usize),
    };
    object.finish(options)
}
