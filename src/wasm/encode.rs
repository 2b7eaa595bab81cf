//! Forecasts, as JavaScript hears them: what is absent is left out.

use alloc::string::String;

use super::sink::{texts, Sink};
use crate::basis::Basis;
use crate::forecast::{
    Advice, CacheForecast, CacheState, EntryReport, ErrorReport, Forecast, Learned, MaxAgeReport,
    MaxAgeVerdict, TriggerKind, TriggerReport, Verdict,
};
use crate::trigger::HeaderSource;

/// The fields of a `Forecast`.
pub(super) fn forecast(sink: &mut impl Sink, forecast: &Forecast) {
    sink.text("verdict", verdict(forecast.verdict));
    sink.open_list("triggers");
    for one in &forecast.triggers {
        sink.open("");
        trigger(sink, one);
        sink.close();
    }
    sink.close_list();
    if let Some(preflight) = &forecast.preflight {
        sink.open("preflight");
        sink.text("url", &preflight.url);
        pairs(sink, "headers", &preflight.headers);
        sink.close();
    }
    sink.open("cache");
    cache(sink, &forecast.cache);
    sink.close();
    error_field(sink, forecast.error.as_ref());
    sink.open_list("advice");
    for one in &forecast.advice {
        advice(sink, one);
    }
    sink.close_list();
}

/// The name of a verdict.
pub(super) fn verdict(verdict: Verdict) -> &'static str {
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

/// The fields of a `Trigger`.
pub(super) fn trigger(sink: &mut impl Sink, trigger: &TriggerReport) {
    sink.text("code", trigger.code);
    let kind = match trigger.kind {
        TriggerKind::Method => "method",
        TriggerKind::Header => "header",
        TriggerKind::UploadListener => "upload-listener",
        TriggerKind::StreamBody => "stream-body",
        TriggerKind::Redirect => "redirect",
    };
    sink.text("kind", kind);
    if let Some(name) = &trigger.name {
        sink.text("name", name);
    }
    if let Some(source) = trigger.source {
        let source = match source {
            HeaderSource::Author => "author",
            HeaderSource::Body => "body",
            HeaderSource::UserAgent => "user-agent",
        };
        sink.text("source", source);
    }
    if let Some(part) = trigger.part {
        sink.open("part");
        sink.number("offset", part.offset as f64);
        sink.number("length", part.length as f64);
        sink.close();
    }
    if let Some(length) = trigger.length {
        sink.number("length", length as f64);
    }
    if let Some(limit) = trigger.limit {
        sink.number("limit", limit as f64);
    }
    sink.text("text", &trigger.text);
    sink.text("spec", trigger.spec);
    if !trigger.added_by.is_empty() {
        sink.open_list("addedBy");
        for known in &trigger.added_by {
            sink.open("");
            sink.text("library", known.library);
            sink.text("setting", known.setting);
            if let Some(risk) = known.risk {
                sink.text("risk", risk);
            }
            sink.close();
        }
        sink.close_list();
    }
}

fn cache(sink: &mut impl Sink, cache: &CacheForecast) {
    let state = match cache.state {
        CacheState::NotNeeded => "not-needed",
        CacheState::Hit => "hit",
        CacheState::Miss => "miss",
        CacheState::Unknown => "unknown",
    };
    sink.text("state", state);
    sink.text("basis", basis(cache.basis));
    if let Some(missing) = &cache.missing {
        sink.open("missing");
        if let Some(method) = &missing.method {
            sink.text("method", method);
        }
        if !missing.headers.is_empty() {
            texts(sink, "headers", &missing.headers);
        }
        sink.close();
    }
    if let Some(reason) = &cache.reason {
        sink.open("reason");
        sink.text("code", reason.code);
        sink.text("text", &reason.text);
        sink.text("remedy", &reason.remedy);
        sink.close();
    }
    if let Some(expires_at) = cache.expires_at {
        sink.number("expiresAt", expires_at);
    }
    if let Some(entry) = &cache.entry {
        sink.open("entry");
        self::entry(sink, entry);
        sink.close();
    }
    if !cache.possible.is_empty() {
        sink.open_list("possible");
        for possible in &cache.possible {
            sink.open("");
            sink.text("code", possible.code);
            sink.text("text", possible.text);
            sink.close();
        }
        sink.close_list();
    }
    if let Some(answer) = &cache.answer {
        sink.open("answer");
        sink.text("basis", basis(answer.basis));
        error_field(sink, answer.error.as_ref());
        sink.open("maxAge");
        max_age(sink, &answer.max_age);
        sink.close();
        sink.close();
    }
}

/// The name of a basis.
pub(super) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Configured => "configured",
        Basis::Probed => "probed",
        Basis::Recorded => "recorded",
        Basis::Assumed => "assumed",
        Basis::None => "none",
    }
}

fn entry(sink: &mut impl Sink, entry: &EntryReport) {
    sink.text("url", &entry.url);
    texts(sink, "methods", &entry.methods);
    texts(sink, "headers", &entry.headers);
    sink.flag("credentials", entry.credentials);
    sink.number("storedAt", entry.stored_at);
    sink.number("expiresAt", entry.expires_at);
    sink.open("maxAge");
    max_age(sink, &entry.max_age);
    sink.close();
}

/// The fields of a `MaxAge`.
pub(super) fn max_age(sink: &mut impl Sink, max_age: &MaxAgeReport) {
    let verdict = match max_age.verdict {
        MaxAgeVerdict::Absent => "absent",
        MaxAgeVerdict::Malformed => "malformed",
        MaxAgeVerdict::Zero => "zero",
        MaxAgeVerdict::AsAsked => "as-asked",
        MaxAgeVerdict::Capped => "capped",
    };
    sink.text("verdict", verdict);
    for (key, seconds) in [
        ("askedFor", max_age.asked_for),
        ("keptFor", max_age.kept_for),
        ("limit", max_age.limit),
    ] {
        if let Some(seconds) = seconds {
            sink.number(key, seconds as f64);
        }
    }
}

fn advice(sink: &mut impl Sink, advice: &Advice) {
    sink.open("");
    sink.text("code", advice.code);
    sink.text("trigger", advice.trigger);
    sink.text("text", &advice.text);
    if let Some(risk) = advice.risk {
        sink.text("risk", risk);
    }
    sink.close();
}

fn error_field(sink: &mut impl Sink, error: Option<&ErrorReport>) {
    if let Some(error) = error {
        sink.open("error");
        self::error(sink, error);
        sink.close();
    }
}

/// The fields of a `ForecastError`.
pub(super) fn error(sink: &mut impl Sink, error: &ErrorReport) {
    sink.text("name", error.name);
    sink.text("code", error.code);
    sink.text("message", &error.message);
    sink.text("step", error.step);
}

/// A list of pairs.
pub(super) fn pairs(sink: &mut impl Sink, key: &str, pairs: &[(String, String)]) {
    sink.open_list(key);
    for (name, value) in pairs {
        sink.open_list("");
        sink.text("", name);
        sink.text("", value);
        sink.close_list();
    }
    sink.close_list();
}

/// The fields of a `Learned`.
pub(super) fn learned(sink: &mut impl Sink, learned: &Learned) {
    error_field(sink, learned.error.as_ref());
    sink.open("maxAge");
    max_age(sink, &learned.max_age);
    sink.close();
}
