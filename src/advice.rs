//! What to do about each trigger: one exhaustive match, which names a recipe. Where the preflight may protect the
//! endpoint, that is to let it be cached.

use crate::forecast::Advice;
use crate::guard::{Guard, Setting};
use crate::recipes::{named, Brief};
use crate::safelist::HeaderReason;
use crate::say::fill;
use crate::spec::cors_safelist::NotSafelisted;
use crate::trigger::{HeaderSource, Trigger};

const CACHE: &str = "cache-the-preflight";
const CACHE_AUTHORIZATION: &str = "list-authorization-by-name";

/// Headers that tracing libraries add.
const TRACES: &[&str] = &[
    "b3",
    "baggage",
    "elastic-apm-traceparent",
    "newrelic",
    "request-id",
    "sentry-trace",
    "traceparent",
    "tracestate",
    "uber-trace-id",
    "x-amzn-trace-id",
    "x-cloud-trace-context",
];
const TRACE_PREFIXES: &[&str] = &["x-b3-", "x-datadog-"];

/// Words that a name has whose value is a secret.
const SECRETS: &[&str] = &[
    "api-key",
    "apikey",
    "auth",
    "credential",
    "jwt",
    "password",
    "secret",
    "session",
    "signature",
    "token",
];

impl Trigger {
    /// What could be changed so that its preflight costs less, or is not due; `code` is its own.
    pub(crate) fn advice(&self, code: &'static str, setting: &Setting) -> Advice {
        let recipe = self.recipe(setting);
        Advice {
            code: recipe.code,
            trigger: code,
            text: self.fill(recipe),
            risk: recipe.risk,
        }
    }

    /// The recipe's text about this trigger.
    pub(crate) fn fill(&self, recipe: &Brief) -> alloc::string::String {
        fill(recipe.text, &[self.subject()])
    }

    /// The header's name or the method.
    pub(crate) fn subject(&self) -> &str {
        match self {
            Self::Method { method } => method,
            Self::Header { name, .. } => name,
            Self::UploadListener | Self::StreamBody | Self::PreflightedBefore => "",
        }
    }

    /// What is advised first.
    fn recipe(&self, setting: &Setting) -> &'static Brief {
        let code = match self {
            Self::Method { method } if is_small_patch(method) => "write-patch-in-capitals",
            Self::Header { name, .. } if name == "authorization" => CACHE_AUTHORIZATION,
            _ if Guard::of(self, setting).is_some() => CACHE,
            Self::Method { .. } => CACHE,
            Self::Header { .. }
            | Self::UploadListener
            | Self::StreamBody
            | Self::PreflightedBefore => match self.without(setting) {
                // Possible, but not the first thing to think of.
                Ok("json-as-text-plain") | Err(_) => CACHE,
                Ok(code) => code,
            },
        };
        named(code)
    }

    /// The recipe by which the trigger goes; or why there is none.
    pub(crate) fn without(&self, setting: &Setting) -> Result<&'static str, Kept> {
        if let Some(guard) = Guard::of(self, setting) {
            return Err(Kept::Guard(guard));
        }
        match self {
            Self::Method { .. } => Ok("post-the-operation"),
            Self::Header {
                name,
                source,
                reason,
            } => header(name, *source, reason, setting),
            Self::UploadListener => Ok("listen-only-when-shown"),
            Self::StreamBody => Ok("send-a-blob"),
            Self::PreflightedBefore => Ok("ask-for-the-final-url"),
        }
    }
}

/// Why a trigger is not advised away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// It may protect the endpoint.
    Guard(Guard),
    /// The header's value is a secret, which has no other place.
    Secret,
}

fn is_small_patch(method: &str) -> bool {
    method.eq_ignore_ascii_case("PATCH") && method != "PATCH"
}

fn header(
    name: &str,
    source: HeaderSource,
    reason: &HeaderReason,
    setting: &Setting,
) -> Result<&'static str, Kept> {
    Ok(match reason {
        HeaderReason::NotSafelisted(NotSafelisted::NameNotListed) => return of_name(name),
        HeaderReason::NotSafelisted(
            NotSafelisted::EssenceNotSafelisted { .. } | NotSafelisted::MimeTypeUnparsable(_),
        ) => match source {
            HeaderSource::Body => "blob-without-a-type",
            HeaderSource::Author | HeaderSource::UserAgent if setting.has_body => {
                "json-as-text-plain"
            }
            HeaderSource::Author | HeaderSource::UserAgent => "content-type-only-with-a-body",
        },
        HeaderReason::NotSafelisted(NotSafelisted::ValueTooLong { .. })
        | HeaderReason::TotalTooLong { .. } => "shorten-the-value",
        HeaderReason::NotSafelisted(
            NotSafelisted::UnsafeByte { .. } | NotSafelisted::LanguageByte { .. },
        )
        | HeaderReason::NonAsciiByte { .. } => "leave-the-character-out",
        HeaderReason::ContentTypeParameters { .. } => "leave-the-parameters-out",
        HeaderReason::NotSafelisted(
            NotSafelisted::RangeUnparsable(_) | NotSafelisted::RangeStartMissing,
        )
        | HeaderReason::RangeNumberTooLarge => "ask-for-one-range",
        HeaderReason::ValueNotOfRule(_) => "leave-the-header-out",
    })
}

/// Whether `word` is part of `name`; the library's own search would cost more in the shipped module.
fn has(name: &str, word: &str) -> bool {
    let mut parts = name.as_bytes().windows(word.len());
    parts.any(|part| part == word.as_bytes())
}

fn of_name(name: &str) -> Result<&'static str, Kept> {
    let has_prefix = |prefix: &&str| name.starts_with(*prefix);
    if TRACES.contains(&name) || TRACE_PREFIXES.iter().any(has_prefix) {
        return Ok("trace-only-where-allowed");
    }
    if SECRETS.iter().any(|word| has(name, word)) {
        return Err(Kept::Secret);
    }
    Ok(match name {
        "cache-control" | "pragma" | "expires" | "if-none-match" | "if-modified-since" => {
            "use-a-cache-mode"
        }
        _ if has(name, "version") || name.ends_with("-agent") => "header-to-query",
        _ => "leave-the-header-out",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recipes::{recipe, recipes};

    #[test]
    fn each_code_is_in_the_catalogue_once() {
        for known in recipes() {
            let same = recipes().filter(|other| other.code == known.code);
            assert_eq!(same.count(), 1, "{}", known.code);
            assert_eq!(named(known.code).text, known.text);
        }
        // Codes are the words with two hyphens or more that are no headers.
        let sources = [include_str!("advice.rs"), include_str!("minimal/mod.rs")];
        let headers = [
            "if-none-match",
            "if-modified-since",
            "elastic-apm-traceparent",
        ];
        let mut codes = 0;
        for text in sources.iter().flat_map(|source| source.split('"')) {
            let is_word = text
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
            let is_code = is_word && text.matches('-').count() >= 2 && text.len() > 12;
            let is_header =
                text.starts_with("x-") || TRACES.contains(&text) || headers.contains(&text);
            if is_code && !is_header && text != "safelisted-values-too-long" {
                assert!(recipe(text).is_some(), "{text}");
                codes += 1;
            }
        }
        assert!(codes > 20, "{codes}");
    }
}
