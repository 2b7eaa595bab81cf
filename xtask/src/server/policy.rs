//! Policies: what the second origin answers to requests below `/lab/<id>/`, as JSON from the page.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::Json;
use serde::Deserialize;

use super::latin1;

/// The longest pause before an answer, in milliseconds.
const MAX_DELAY_MS: u64 = 10_000;

/// More would not fit into an answer.
const MAX_HEADERS: usize = 100;

/// Header fields that frame the message and are the server's alone.
const FRAMING: [HeaderName; 3] = [
    axum::http::header::CONNECTION,
    axum::http::header::CONTENT_LENGTH,
    axum::http::header::TRANSFER_ENCODING,
];

/// What to answer to the paths of an id. What is not given is answered permissively.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    preflight: Option<Answer>,
    actual: Option<Answer>,
    /// Answers of their own for single paths below the id, without a leading slash or query.
    #[serde(default)]
    routes: BTreeMap<String, Route>,
}

/// The answers of a single path.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Route {
    preflight: Option<Answer>,
    actual: Option<Answer>,
}

/// One answer. Header values may hold `{origin}`, `{acrm}` and `{acrh}`: what the request carried as
/// `Origin`, `Access-Control-Request-Method` and `-Headers`, or nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Answer {
    /// 204 for a preflight and 200 otherwise, if not given.
    status: Option<u16>,
    #[serde(default)]
    headers: Vec<(String, String)>,
    body: Option<String>,
    /// Close the connection instead of answering.
    #[serde(default)]
    drop: bool,
    #[serde(default)]
    delay_ms: u64,
}

/// What a request carried, for the placeholders.
pub struct Carried<'a> {
    pub origin: &'a [u8],
    pub method: &'a [u8],
    pub headers: &'a [u8],
}

/// An answer that is ready to be sent.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: Vec<(HeaderName, HeaderValue)>,
    pub body: String,
    pub drop: bool,
    pub delay: Duration,
}

impl Policy {
    /// Reads a policy and checks all of it, so that answering can't fail later.
    ///
    /// # Errors
    ///
    /// A sentence that names the field.
    pub fn parse(json: &[u8]) -> Result<Policy, String> {
        let Json(policy) = Json::<Policy>::from_bytes(json).map_err(|rejection| {
            format!(
                "the policy is not as it should be: {}",
                rejection.body_text()
            )
        })?;
        policy.check()?;
        Ok(policy)
    }

    fn check(&self) -> Result<(), String> {
        check_pair("", self.preflight.as_ref(), self.actual.as_ref())?;
        self.routes.iter().try_for_each(|(path, route)| {
            if path.starts_with('/') || path.contains(['?', '#']) {
                return Err(format!("routes: \"{path}\" must be a path below the id, without a leading slash or query"));
            }
            check_pair(&format!("routes.{path}."), route.preflight.as_ref(), route.actual.as_ref())
        })
    }

    /// The answer to a request for `path`, which is below the id and without a query.
    pub fn reply(&self, path: &str, is_preflight: bool, carried: &Carried) -> Reply {
        let (preflight, actual) = match self.routes.get(path) {
            Some(route) => (&route.preflight, &route.actual),
            None => (&self.preflight, &self.actual),
        };
        let given = if is_preflight { preflight } else { actual };
        match given {
            Some(answer) => answer.reply(is_preflight, carried),
            None => Answer::permissive(is_preflight).reply(is_preflight, carried),
        }
    }
}

fn check_pair(at: &str, preflight: Option<&Answer>, actual: Option<&Answer>) -> Result<(), String> {
    for (name, answer) in [("preflight", preflight), ("actual", actual)] {
        if let Some(answer) = answer {
            answer
                .check()
                .map_err(|problem| format!("{at}{name}.{problem}"))?;
        }
    }
    Ok(())
}

impl Answer {
    /// Whatever the request asks for is granted, with credentials, and nothing is to be remembered.
    fn permissive(is_preflight: bool) -> Answer {
        let mut headers = vec![
            ("Access-Control-Allow-Origin", "{origin}"),
            ("Access-Control-Allow-Credentials", "true"),
        ];
        if is_preflight {
            headers.push(("Access-Control-Allow-Methods", "{acrm}"));
            headers.push(("Access-Control-Allow-Headers", "{acrh}"));
            headers.push(("Access-Control-Max-Age", "0"));
        }
        let headers = headers
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()))
            .collect();
        Answer {
            headers,
            ..Answer::default()
        }
    }

    fn check(&self) -> Result<(), String> {
        if let Some(status) = self.status {
            if !(200..=599).contains(&status) {
                return Err(format!(
                    "status: {status} is no final status; choose one from 200 to 599"
                ));
            }
        }
        if self.headers.len() > MAX_HEADERS {
            return Err(format!("headers: at most {MAX_HEADERS} lines"));
        }
        if self.delay_ms > MAX_DELAY_MS {
            return Err(format!(
                "delayMs: {} is too long; the most is {MAX_DELAY_MS}",
                self.delay_ms
            ));
        }
        for (index, (name, value)) in self.headers.iter().enumerate() {
            let Ok(parsed) = HeaderName::from_bytes(name.as_bytes()) else {
                return Err(format!("headers[{index}]: \"{name}\" is no header name"));
            };
            if FRAMING.contains(&parsed) {
                return Err(format!(
                    "headers[{index}]: \"{name}\" is set by the server itself; leave it out"
                ));
            }
            if latin1::encode(value)
                .and_then(|bytes| HeaderValue::from_bytes(&bytes).ok())
                .is_none()
            {
                return Err(format!(
                    "headers[{index}]: the value of \"{name}\" has a character that no header value can have"
                ));
            }
        }
        Ok(())
    }

    fn reply(&self, is_preflight: bool, carried: &Carried) -> Reply {
        let usual = if is_preflight {
            StatusCode::NO_CONTENT
        } else {
            StatusCode::OK
        };
        let status = self
            .status
            .and_then(|status| StatusCode::from_u16(status).ok())
            .unwrap_or(usual);
        let headers = self.headers.iter().filter_map(|(name, value)| {
            let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
            let value = HeaderValue::from_bytes(&fill(&latin1::encode(value)?, carried)).ok()?;
            Some((name, value))
        });
        let body = match &self.body {
            Some(body) => body.clone(),
            None if status == StatusCode::NO_CONTENT || is_preflight => String::new(),
            None => "ok".into(),
        };
        Reply {
            status,
            headers: headers.collect(),
            body,
            drop: self.drop,
            delay: Duration::from_millis(self.delay_ms),
        }
    }
}

/// Replaces the placeholders in one pass: what a request carried is not looked into again.
fn fill(template: &[u8], carried: &Carried) -> Vec<u8> {
    let placeholders: [(&[u8], &[u8]); 3] = [
        (b"{origin}", carried.origin),
        (b"{acrm}", carried.method),
        (b"{acrh}", carried.headers),
    ];
    let mut filled = Vec::with_capacity(template.len());
    let mut rest = template;
    while let Some((&first, tail)) = rest.split_first() {
        match placeholders.iter().find(|(name, _)| rest.starts_with(name)) {
            Some((name, value)) => {
                filled.extend_from_slice(value);
                rest = &rest[name.len()..];
            }
            None => {
                filled.push(first);
                rest = tail;
            }
        }
    }
    filled
}

#[cfg(test)]
#[path = "policy_tests.rs"]
mod tests;
