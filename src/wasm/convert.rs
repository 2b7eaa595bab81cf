//! From Rust to JavaScript: plain objects and arrays; what is absent is left out.

use alloc::string::String;

use js_sys::{Array, Object, Reflect, TypeError};
use wasm_bindgen::JsValue;

use crate::basis::Basis;
use crate::forecast::{
    Advice, CacheForecast, CacheState, EntryReport, ErrorReport, Forecast, MaxAgeReport,
    MaxAgeVerdict, PossibleReport, TriggerKind, TriggerReport, Verdict,
};
use crate::trigger::HeaderSource;

/// A `TypeError` with a `code`.
pub(super) fn type_error(code: &str, message: &str) -> JsValue {
    let error = TypeError::new(&["cors-forecast: ", message].concat());
    set_text(&error, "code", code);
    error.into()
}

/// A `Forecast`.
pub(super) fn forecast(forecast: &Forecast) -> JsValue {
    let object = Object::new();
    set_text(&object, "verdict", verdict(forecast.verdict));
    set(&object, "triggers", &array(&forecast.triggers, trigger));
    if let Some(preflight) = &forecast.preflight {
        let inner = Object::new();
        set_text(&inner, "url", &preflight.url);
        set(&inner, "headers", &array(&preflight.headers, pair));
        set(&object, "preflight", &inner);
    }
    set(&object, "cache", &cache(&forecast.cache));
    set_error(&object, forecast.error.as_ref());
    set(&object, "advice", &array(&forecast.advice, advice));
    object.into()
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::SameOrigin => "same-origin",
        Verdict::Simple => "simple",
        Verdict::Preflight => "preflight",
        Verdict::NoCors => "no-cors",
        Verdict::Local => "local",
        Verdict::Rejected => "rejected",
        Verdict::Blocked => "blocked",
    }
}

pub(super) fn trigger(trigger: &TriggerReport) -> JsValue {
    let object = Object::new();
    set_text(&object, "code", trigger.code);
    let kind = match trigger.kind {
        TriggerKind::Method => "method",
        TriggerKind::Header => "header",
        TriggerKind::UploadListener => "upload-listener",
        TriggerKind::StreamBody => "stream-body",
        TriggerKind::Redirect => "redirect",
    };
    set_text(&object, "kind", kind);
    if let Some(name) = &trigger.name {
        set_text(&object, "name", name);
    }
    if let Some(source) = trigger.source {
        let source = match source {
            HeaderSource::Author => "author",
            HeaderSource::Body => "body",
            HeaderSource::UserAgent => "user-agent",
        };
        set_text(&object, "source", source);
    }
    if let Some(part) = trigger.part {
        let inner = Object::new();
        set_number(&inner, "offset", part.offset);
        set_number(&inner, "length", part.length);
        set(&object, "part", &inner);
    }
    if let Some(length) = trigger.length {
        set_number(&object, "length", length);
    }
    if let Some(limit) = trigger.limit {
        set_number(&object, "limit", limit);
    }
    set_text(&object, "text", &trigger.text);
    set_text(&object, "spec", trigger.spec);
    object.into()
}

fn cache(cache: &CacheForecast) -> JsValue {
    let object = Object::new();
    let state = match cache.state {
        CacheState::NotNeeded => "not-needed",
        CacheState::Hit => "hit",
        CacheState::Miss => "miss",
        CacheState::Unknown => "unknown",
    };
    set_text(&object, "state", state);
    set_text(&object, "basis", basis(cache.basis));
    if let Some(missing) = &cache.missing {
        let inner = Object::new();
        if let Some(method) = &missing.method {
            set_text(&inner, "method", method);
        }
        if !missing.headers.is_empty() {
            set(
                &inner,
                "headers",
                &array(&missing.headers, |name| text(name)),
            );
        }
        set(&object, "missing", &inner);
    }
    if let Some(reason) = &cache.reason {
        let inner = Object::new();
        set_text(&inner, "code", reason.code);
        set_text(&inner, "text", &reason.text);
        set_text(&inner, "remedy", &reason.remedy);
        set(&object, "reason", &inner);
    }
    if let Some(expires_at) = cache.expires_at {
        set(&object, "expiresAt", &JsValue::from_f64(expires_at));
    }
    if let Some(entry) = &cache.entry {
        set(&object, "entry", &self::entry(entry));
    }
    if !cache.possible.is_empty() {
        set(&object, "possible", &array(&cache.possible, possible));
    }
    if let Some(answer) = &cache.answer {
        let inner = Object::new();
        set_text(&inner, "basis", basis(answer.basis));
        set_error(&inner, answer.error.as_ref());
        set(&inner, "maxAge", &max_age(&answer.max_age));
        set(&object, "answer", &inner);
    }
    object.into()
}

pub(super) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Configured => "configured",
        Basis::Probed => "probed",
        Basis::Recorded => "recorded",
        Basis::Assumed => "assumed",
        Basis::None => "none",
    }
}

fn possible(possible: &PossibleReport) -> JsValue {
    let object = Object::new();
    set_text(&object, "code", possible.code);
    set_text(&object, "text", possible.text);
    object.into()
}

fn entry(entry: &EntryReport) -> JsValue {
    let object = Object::new();
    set_text(&object, "url", &entry.url);
    set(
        &object,
        "methods",
        &array(&entry.methods, |name| text(name)),
    );
    set(
        &object,
        "headers",
        &array(&entry.headers, |name| text(name)),
    );
    set(&object, "credentials", &JsValue::from(entry.credentials));
    set(&object, "storedAt", &JsValue::from_f64(entry.stored_at));
    set(&object, "expiresAt", &JsValue::from_f64(entry.expires_at));
    set(&object, "maxAge", &max_age(&entry.max_age));
    object.into()
}

pub(super) fn max_age(max_age: &MaxAgeReport) -> JsValue {
    let object = Object::new();
    let verdict = match max_age.verdict {
        MaxAgeVerdict::Absent => "absent",
        MaxAgeVerdict::Malformed => "malformed",
        MaxAgeVerdict::Zero => "zero",
        MaxAgeVerdict::AsAsked => "as-asked",
        MaxAgeVerdict::Capped => "capped",
    };
    set_text(&object, "verdict", verdict);
    for (key, seconds) in [
        ("askedFor", max_age.asked_for),
        ("keptFor", max_age.kept_for),
        ("limit", max_age.limit),
    ] {
        if let Some(seconds) = seconds {
            set(&object, key, &JsValue::from_f64(seconds as f64));
        }
    }
    object.into()
}

fn advice(advice: &Advice) -> JsValue {
    let object = Object::new();
    set_text(&object, "code", advice.code);
    set_text(&object, "trigger", advice.trigger);
    set_text(&object, "text", &advice.text);
    if let Some(risk) = advice.risk {
        set_text(&object, "risk", risk);
    }
    object.into()
}

pub(super) fn set_error(object: &Object, error: Option<&ErrorReport>) {
    if let Some(error) = error {
        let inner = Object::new();
        set_text(&inner, "name", error.name);
        set_text(&inner, "code", error.code);
        set_text(&inner, "message", &error.message);
        set_text(&inner, "step", error.step);
        set(object, "error", &inner);
    }
}

pub(super) fn pair((name, value): &(String, String)) -> JsValue {
    Array::of2(&text(name), &text(value)).into()
}

pub(super) fn array<T>(items: &[T], item: impl Fn(&T) -> JsValue) -> JsValue {
    items.iter().map(item).collect::<Array>().into()
}

pub(super) fn text(text: &str) -> JsValue {
    JsValue::from_str(text)
}

#[inline(never)]
pub(super) fn set_text(object: &Object, key: &str, value: &str) {
    set(object, key, &text(value));
}

#[inline(never)]
pub(super) fn set_number(object: &Object, key: &str, value: usize) {
    set(object, key, &JsValue::from_f64(value as f64));
}

#[inline(never)]
pub(super) fn set(object: &Object, key: &str, value: &JsValue) {
    // A fresh object takes any property.
    let _ = Reflect::set(object, &text(key), value);
}
