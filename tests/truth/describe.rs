//! From a scenario's step to the description that a page's wrapper would give of it.

use cors_forecast::{Api, BodyDescription, BodyKind, Context, RequestDescription};

use super::corpus::{Body, Step};

/// The step's request; `url` has its origins filled in.
pub fn describe(step: &Step, url: String, context: &str) -> RequestDescription {
    let body = step.body.as_ref().map(body).unwrap_or_default();
    let mut description = RequestDescription {
        api: api(&step.api),
        url,
        method: step.method.clone(),
        headers: headers(step),
        mode: step.mode.clone(),
        credentials: step.credentials.clone(),
        redirect: step.redirect.clone(),
        cache: step.cache.clone(),
        keepalive: step.keepalive,
        duplex: step.duplex.clone(),
        integrity: step.integrity.clone(),
        window: step.window.clone(),
        abort_after: match step.abort.as_deref() {
            Some("before") => Some(0.0),
            _ => step.abort_after_ms,
        },
        upload_listener: step
            .upload
            .iter()
            .any(|upload| !upload.remove && upload.when.as_deref() != Some("afterSend")),
        sync: step.sync,
        context: match context {
            "worker" => Context::Worker,
            "sandboxed-iframe" => Context::Opaque,
            _ => Context::Window,
        },
        body,
    };
    if let Some(first) = &step.req_init {
        merge(&mut description, first, step.headers.is_none());
    }
    if step.api == "fetchRequestMutate" {
        // The body has brought its type before the headers are appended.
        if let Some(implied) = implied_type(&description.body) {
            let implied = ("Content-Type".to_owned(), implied);
            description.headers.insert(0, implied);
        }
    }
    description
}

fn api(name: &str) -> Api {
    match name {
        "xhr" => Api::Xhr,
        "beacon" => Api::Beacon,
        "eventsource" => Api::EventSource,
        _ => Api::Fetch,
    }
}

fn body(body: &Body) -> BodyDescription {
    let kind = match body.r#type.as_str() {
        "none" | "null" => BodyKind::None,
        "string" | "number" | "object" => BodyKind::String,
        "urlsearchparams" => BodyKind::UrlSearchParams,
        "formdata" => BodyKind::FormData,
        "blob" | "file" => BodyKind::Blob,
        "arraybuffer" | "uint8array" | "dataview" => BodyKind::Buffer,
        "stream" => BodyKind::Stream,
        "document" => BodyKind::Document,
        other => panic!("body type {other}"),
    };
    let text = body.text.as_deref().unwrap_or("a=b");
    BodyDescription {
        kind,
        // A Blob's type is lower-cased, and empty if it is not printable ASCII.
        r#type: body.mime.as_ref().map(|mime| {
            let printable = mime.bytes().all(|byte| (0x20..0x7f).contains(&byte));
            let kept = if printable { mime.as_str() } else { "" };
            kept.to_ascii_lowercase()
        }),
        length: Some(text.len() as u64),
    }
}

/// The headers as the page's wrapper would read them.
fn headers(step: &Step) -> Vec<(String, String)> {
    let pairs = step.headers.clone().unwrap_or_default();
    let same = |a: &str, b: &str| a.eq_ignore_ascii_case(b);
    match step.headers_form.as_deref() {
        // A record: the last value of a key stays, at the place of the first.
        Some("object") => pairs
            .iter()
            .fold(Vec::new(), |mut list: Vec<(String, String)>, pair| {
                match list.iter_mut().find(|known| known.0 == pair.0) {
                    Some(known) => known.1.clone_from(&pair.1),
                    None => list.push(pair.clone()),
                }
                list
            }),
        // A Headers object is read combined and sorted.
        Some(form @ ("Headers" | "HeadersSet")) => {
            let mut list: Vec<(String, String)> = Vec::new();
            for (name, value) in pairs {
                match list.iter_mut().find(|known| same(&known.0, &name)) {
                    Some(known) if form == "HeadersSet" => known.1 = value,
                    Some(known) => known.1 = format!("{}, {value}", known.1),
                    None => list.push((name, value)),
                }
            }
            list
        }
        _ => pairs,
    }
}

/// The Content-Type that a body brings along.
fn implied_type(body: &BodyDescription) -> Option<String> {
    match body.kind {
        BodyKind::String => Some("text/plain;charset=UTF-8".to_owned()),
        BodyKind::UrlSearchParams => {
            Some("application/x-www-form-urlencoded;charset=UTF-8".to_owned())
        }
        BodyKind::FormData => Some("multipart/form-data; boundary=x".to_owned()),
        BodyKind::Blob => body.r#type.clone().filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// `new Request(url, first)` under an init that says less.
fn merge(description: &mut RequestDescription, first: &serde_json::Value, keeps_headers: bool) {
    let text = |name: &str| first[name].as_str().map(str::to_owned);
    let or = |now: &mut Option<String>, name: &str| {
        if now.is_none() {
            *now = text(name);
        }
    };
    or(&mut description.method, "method");
    or(&mut description.mode, "mode");
    or(&mut description.credentials, "credentials");
    or(&mut description.cache, "cache");
    or(&mut description.redirect, "redirect");
    if keeps_headers {
        if let Some(pairs) = first.get("headers") {
            description.headers = serde_json::from_value(pairs.clone()).expect("header pairs");
        }
    }
    let Some(first) = first.get("body") else {
        return;
    };
    let first = body(&serde_json::from_value(first.clone()).expect("a body"));
    // The first request's body has brought its type, which stays with the headers: with these it goes or stays.
    let implied = implied_type(&first);
    let typed = |(name, _): &(String, String)| name.eq_ignore_ascii_case("content-type");
    if let (true, Some(implied)) = (keeps_headers, implied) {
        if !description.headers.iter().any(typed) {
            description
                .headers
                .push(("Content-Type".to_owned(), implied));
        }
    }
    if description.body.kind == BodyKind::None {
        description.body = BodyDescription {
            kind: BodyKind::Buffer,
            ..first
        };
    }
}
