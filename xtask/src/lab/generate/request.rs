//! A step's request out of words: the fields that the corpus has for it.

use serde_json::{json, Map, Value};

use super::draw::Draw;
use super::values;

/// A step under construction.
#[derive(Default)]
pub struct Step(pub Map<String, Value>);

impl Step {
    /// A request by an API to a URL.
    pub fn new(api: &str, url: &str) -> Self {
        Self::default().with("api", api).with("url", url)
    }

    /// The same with a field set.
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.set(name, value);
        self
    }

    /// Sets a field.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.to_owned(), value.into());
    }

    /// A field as text.
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// Whether it is made by a form of `fetch`.
    pub fn is_fetch(&self) -> bool {
        self.text("api").starts_with("fetch")
    }

    /// Adds header pairs.
    pub fn headers(&mut self, pairs: Vec<(String, String)>) {
        if !pairs.is_empty() {
            self.set("headers", json!(pairs));
        }
    }
}

/// A way to send a request.
pub fn api(draw: &mut Draw) -> &'static str {
    let api = draw.weighed(&[
        (45, "fetch"),
        (5, "fetchURL"),
        (8, "fetchRequest"),
        (4, "fetchClone"),
        (4, "fetchRequestMutate"),
        (34, "xhr"),
    ]);
    api.unwrap_or("fetch")
}

/// A body; fetch refuses one for GET and HEAD, which is asked now and then as well.
pub fn body(draw: &mut Draw, step: &mut Step) {
    let method = step.text("method").to_ascii_uppercase();
    let bodiless = matches!(method.as_str(), "" | "GET" | "HEAD");
    if bodiless && !draw.once_in(if step.is_fetch() { 30 } else { 6 }) {
        return;
    }
    let kind = draw.one(&[
        "string",
        "string",
        "urlsearchparams",
        "formdata",
        "blob",
        "blob",
        "blob",
        "file",
        "arraybuffer",
        "uint8array",
        "dataview",
        "null",
        "number",
        "object",
    ]);
    let document = !step.is_fetch() && draw.once_in(12) && !step.0.contains_key("context");
    let kind = if document { "document" } else { kind };
    let mut body = json!({ "type": kind });
    match kind {
        "blob" | "file" if !draw.once_in(5) => body["mime"] = values::media_type(draw).into(),
        "document" => {
            body["mime"] = draw
                .one(&[
                    "text/html",
                    "application/xml",
                    "text/xml",
                    "application/xhtml+xml",
                    "image/svg+xml",
                ])
                .into();
        }
        "string" if draw.once_in(6) => body["text"] = "".into(),
        _ => {}
    }
    step.set("body", body);
}

/// How often something is chosen that does not bear on preflights, or should not.
pub fn options(draw: &mut Draw, step: &mut Step) {
    if draw.once_in(3) {
        step.set("credentials", draw.one(&["omit", "same-origin", "include"]));
    }
    if !step.is_fetch() {
        return;
    }
    if draw.once_in(12) {
        step.set(
            "cache",
            draw.one(&["default", "no-store", "reload", "no-cache", "force-cache"]),
        );
    }
    if draw.once_in(25) {
        step.set(
            "referrerPolicy",
            draw.one(&["no-referrer", "origin", "unsafe-url", "same-origin"]),
        );
    }
    if draw.once_in(30) {
        step.set("priority", draw.one(&["high", "low"]));
    }
    if draw.once_in(40) {
        step.set("keepalive", true);
    }
    if draw.once_in(40) {
        step.set("redirect", draw.one(&["follow", "error", "manual"]));
    }
}

/// The form in which headers are handed over.
pub fn headers_form(draw: &mut Draw, step: &mut Step) {
    if step.text("api") == "fetchRequestMutate"
        || !step.is_fetch()
        || !step.0.contains_key("headers")
    {
        return;
    }
    match draw.below(8) {
        0 => step.set("headersForm", "object"),
        1 => step.set("headersForm", "Headers"),
        2 => step.set("headersForm", "HeadersSet"),
        _ => {}
    }
}

/// Whether a name or a value is refused where a `Headers` object is filled: before, and not by, the call that is told of.
pub fn refused_early(pairs: &[(String, String)]) -> bool {
    let token = |name: &str| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
    };
    let value = |value: &str| {
        let value = value.trim_matches(['\t', '\n', '\r', ' ']);
        value
            .chars()
            .all(|letter| letter <= '\u{ff}' && !matches!(letter, '\0' | '\n' | '\r'))
    };
    !pairs
        .iter()
        .all(|(name, content)| token(name) && value(content))
}
