//! Changes that are played on the journal.

use alloc::string::String;
use alloc::vec::Vec;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use super::fields::{Fields, MAX_SAFE_INTEGER};
use crate::journal::change::{Action, Change};
use crate::wasm::convert::type_error;

/// The kinds of actions, without what they need besides.
#[derive(Clone, Copy, Default)]
enum Kind {
    MaxAge,
    ListByName,
    DropHeader,
    #[default]
    MakeSimple,
    OneCredentialsMode,
    DropQueryKey,
    OneUrl,
    Method,
    DropUploadListener,
    DropStream,
    CacheModeDefault,
    SameOrigin,
}

const KINDS: &[(&str, Kind)] = &[
    ("max-age", Kind::MaxAge),
    ("list-by-name", Kind::ListByName),
    ("drop-header", Kind::DropHeader),
    ("make-simple", Kind::MakeSimple),
    ("one-credentials-mode", Kind::OneCredentialsMode),
    ("drop-query-key", Kind::DropQueryKey),
    ("one-url", Kind::OneUrl),
    ("method", Kind::Method),
    ("drop-upload-listener", Kind::DropUploadListener),
    ("drop-stream", Kind::DropStream),
    ("cache-mode-default", Kind::CacheModeDefault),
    ("same-origin", Kind::SameOrigin),
];

/// An array of `Change`s.
pub(in crate::wasm) fn changes(value: &JsValue) -> Result<Vec<Change>, JsValue> {
    let array: &Array = value
        .dyn_ref()
        .ok_or_else(|| type_error("invalid-changes", "changes must be an array"))?;
    array.iter().map(|value| change(&value)).collect()
}

fn change(value: &JsValue) -> Result<Change, JsValue> {
    let mut object = Fields::of(value, "change");
    let kind = object.get("kind");
    if kind.is_none() {
        object.wrong("kind", "a string, for example \"max-age\"");
    }
    let action = match object.one_of_value("kind", kind, KINDS) {
        Kind::MaxAge => Action::MaxAge {
            seconds: seconds(&mut object),
        },
        Kind::ListByName => Action::ListByName,
        Kind::DropHeader => Action::DropHeader {
            name: object.required_string("name").to_ascii_lowercase(),
        },
        Kind::MakeSimple => Action::MakeSimple,
        Kind::OneCredentialsMode => {
            if object.get("include").is_none() {
                object.wrong("include", "true or false");
            }
            Action::OneCredentialsMode {
                include: object.boolean("include"),
            }
        }
        Kind::DropQueryKey => Action::DropQueryKey {
            key: object.required_string("key"),
        },
        Kind::OneUrl => Action::OneUrl,
        Kind::Method => Action::Method {
            from: object.required_string("from"),
            to: object.required_string("to"),
        },
        Kind::DropUploadListener => Action::DropUploadListener,
        Kind::DropStream => Action::DropStream,
        Kind::CacheModeDefault => Action::CacheModeDefault,
        Kind::SameOrigin => Action::SameOrigin,
    };
    let endpoint: Option<String> = object.string("endpoint");
    object.finish(Change { action, endpoint })
}

fn seconds(object: &mut Fields<'_>) -> u64 {
    const RIGHT: &str = "a whole number of seconds, 0 or more";
    let seconds = object.integer("seconds", 0.0, MAX_SAFE_INTEGER, RIGHT);
    if seconds.is_none() {
        object.wrong("seconds", RIGHT);
    }
    seconds.unwrap_or_default() as u64
}
