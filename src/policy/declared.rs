//! Policies that somebody has declared.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::pattern::Pattern;
use super::Answer;
use crate::basis::Basis;
use crate::error::Error;
use crate::say::join;
use crate::wire::{WireRequest, WireResponse};

/// What a header of a preflight's answer lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", untagged)]
pub enum Allowed {
    /// These; `*` among them is a `*` on the wire.
    Listed(Vec<String>),
    /// Whatever is asked for.
    Echoed(Echo),
}

/// The word for [`Allowed::Echoed`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Echo {
    /// What is asked for comes back.
    Echo,
}

impl Allowed {
    /// Whatever is asked for.
    pub const ECHO: Self = Self::Echoed(Echo::Echo);

    fn value(&self, asked: &str) -> String {
        match self {
            Self::Listed(list) => {
                let list: Vec<&str> = list.iter().map(String::as_str).collect();
                join(&list, ", ")
            }
            Self::Echoed(_) => asked.to_owned(),
        }
    }
}

/// How a server answers preflights, declared by who knows. What is `None` is a header that it does not send.
///
/// ```
/// use cors_forecast::{Allowed, Policy};
/// let policy = Policy {
///     allow_origin: Some(Allowed::Listed(vec!["https://app.example".into()])),
///     allow_methods: Some(Allowed::Listed(vec!["GET".into(), "PUT".into()])),
///     allow_headers: Some(Allowed::ECHO),
///     max_age: Some("7200".into()),
///     ..Policy::new("https://api.example/*")
/// };
/// assert_eq!(policy.r#match, "https://api.example/*");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Policy {
    /// The URLs that it is for, as in [URLPattern](https://urlpattern.spec.whatwg.org/): `*` is anything, `:name` one
    /// segment of the path or one label of the host; without a `?` any query fits. At most 2,048 characters. The
    /// first policy that fits counts.
    pub r#match: String,
    /// Origins: of several, the one that asks is answered.
    #[serde(default)]
    pub allow_origin: Option<Allowed>,
    /// Methods.
    #[serde(default)]
    pub allow_methods: Option<Allowed>,
    /// Header names.
    #[serde(default)]
    pub allow_headers: Option<Allowed>,
    /// Whether `Access-Control-Allow-Credentials: true` is sent.
    #[serde(default)]
    pub allow_credentials: bool,
    /// The value of `Access-Control-Max-Age`, as sent.
    #[serde(default)]
    pub max_age: Option<String>,
}

impl Policy {
    /// One that permits nothing at URLs that fit `pattern`.
    pub fn new(pattern: impl Into<String>) -> Self {
        Self {
            r#match: pattern.into(),
            allow_origin: None,
            allow_methods: None,
            allow_headers: None,
            allow_credentials: false,
            max_age: None,
        }
    }

    fn response(&self, preflight: &WireRequest) -> WireResponse {
        let asked = |name: &str| preflight.header(name).unwrap_or_default();
        let mut headers = Vec::new();
        let mut send = |name: &str, value: String| headers.push((name.to_owned(), value));
        let origin = asked("origin");
        match &self.allow_origin {
            Some(Allowed::Listed(list)) if list.len() > 1 => {
                if let Some(allowed) = list
                    .iter()
                    .find(|allowed| *allowed == origin || *allowed == "*")
                {
                    send("Access-Control-Allow-Origin", allowed.clone());
                }
            }
            Some(allowed) => send("Access-Control-Allow-Origin", allowed.value(origin)),
            None => {}
        }
        if self.allow_credentials {
            send("Access-Control-Allow-Credentials", "true".to_owned());
        }
        if let Some(allowed) = &self.allow_methods {
            let value = allowed.value(asked("access-control-request-method"));
            send("Access-Control-Allow-Methods", value);
        }
        if let Some(allowed) = &self.allow_headers {
            let value = allowed.value(asked("access-control-request-headers"));
            send("Access-Control-Allow-Headers", value);
        }
        if let Some(max_age) = &self.max_age {
            send("Access-Control-Max-Age", max_age.clone());
        }
        WireResponse {
            status: 204,
            headers,
            ..WireResponse::default()
        }
    }
}

/// Policies in the order in which they were declared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Declared(Vec<(Pattern, Policy)>);

impl Declared {
    /// # Errors
    ///
    /// [`Error::InvalidPolicy`] for the first that can't be.
    pub fn new(policies: Vec<Policy>) -> Result<Self, Error> {
        let mut declared = Vec::with_capacity(policies.len());
        for (index, policy) in policies.into_iter().enumerate() {
            let wrong = |field, right| Error::InvalidPolicy {
                index,
                field,
                right,
            };
            if policy.r#match.len() > Pattern::LONGEST {
                return Err(wrong("match", "at most 2048 characters long"));
            }
            let pattern = Pattern::parse(&policy.r#match).ok_or_else(|| {
                wrong("match", "an absolute URL with * and :name in it, as \"https://api.example/*\", or \"*\"")
            })?;
            let is_value = |text: &str| {
                text.bytes()
                    .all(|byte| byte == b'\t' || (0x20..0x7f).contains(&byte))
            };
            let lists = [
                ("allowOrigin", &policy.allow_origin),
                ("allowMethods", &policy.allow_methods),
                ("allowHeaders", &policy.allow_headers),
            ];
            for (field, allowed) in lists {
                if let Some(Allowed::Listed(list)) = allowed {
                    if list.is_empty() || !list.iter().all(|text| is_value(text)) {
                        return Err(wrong(field, "a list of what the header says, or \"echo\"; left out if it is not sent"));
                    }
                }
            }
            if !policy.max_age.as_deref().is_none_or(is_value) {
                return Err(wrong(
                    "maxAge",
                    "a number of seconds, or the header's value",
                ));
            }
            declared.push((pattern, policy));
        }
        Ok(Self(declared))
    }

    /// What the first policy that fits answers.
    pub fn answer(&self, preflight: &WireRequest) -> Option<Answer> {
        let (_, policy) = self
            .0
            .iter()
            .find(|(pattern, _)| pattern.fits(&preflight.url))?;
        Some(Answer {
            response: policy.response(preflight),
            basis: Basis::Configured,
        })
    }
}
