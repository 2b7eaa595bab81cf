//! What to do about each trigger: one exhaustive match, which names a recipe. Where the preflight may protect the
//! endpoint, that is to let it be cached.

use crate::forecast::Advice;
use crate::guard::{Guard, Setting};
use crate::pieces::pieces;
use crate::recipes::{of_endpoints, of_requests, Brief};
use crate::safelist::HeaderReason;
use crate::say::{fill, is_listed};
use crate::spec::cors_safelist::NotSafelisted;
use crate::trigger::{HeaderSource, Trigger};

/// Headers that tracing libraries add.
const TRACES: &str =
    "b3 baggage elastic-apm-traceparent newrelic request-id sentry-trace traceparent tracestate \
    uber-trace-id x-amzn-trace-id x-cloud-trace-context";

/// Words that a name has whose value is a secret.
const SECRETS: &str = "api-key apikey auth credential jwt password secret session signature token";

impl Trigger {
    /// What could be changed so that its preflight costs less, or is not due; `code` is its own.
    pub(crate) fn advice(&self, code: &'static str, setting: &Setting) -> Advice {
        let recipe = self.recipe(setting);
        let (name, text) = recipe.parts();
        Advice {
            code: name,
            trigger: code,
            text: fill(text, &[self.subject()]),
            risk: recipe.risk,
        }
    }

    /// The recipe's text about this trigger.
    pub(crate) fn fill(&self, recipe: &Brief) -> alloc::string::String {
        fill(recipe.parts().1, &[self.subject()])
    }

    /// The header's name or the method.
    pub(crate) fn subject(&self) -> &str {
        match self {
            Self::Method { method } => method,
            Self::Header { name, .. } => name,
            Self::UploadListener | Self::StreamBody => "",
            #[cfg(not(feature = "watch"))]
            Self::PreflightedBefore => "",
        }
    }

    /// What is advised first.
    fn recipe(&self, setting: &Setting) -> &'static Brief {
        match self {
            Self::Method { method } if is_small_patch(method) => {
                &of_requests::WRITE_PATCH_IN_CAPITALS
            }
            Self::Header { name, .. } if name == "authorization" => {
                &of_endpoints::LIST_AUTHORIZATION_BY_NAME
            }
            Self::Method { .. } => &of_endpoints::CACHE_THE_PREFLIGHT,
            _ => match self.without(setting) {
                // Possible, but not the first thing to think of.
                Ok(recipe) if recipe.told != of_requests::JSON_AS_TEXT_PLAIN.told => recipe,
                Ok(_) | Err(_) => &of_endpoints::CACHE_THE_PREFLIGHT,
            },
        }
    }

    /// The recipe by which the trigger goes; or why there is none.
    pub(crate) fn without<'a>(&'a self, setting: &'a Setting) -> Result<&'static Brief, Kept<'a>> {
        if let Some(guard) = Guard::of(self, setting) {
            return Err(Kept::Guard(guard));
        }
        match self {
            Self::Method { .. } => Ok(&of_requests::POST_THE_OPERATION),
            Self::Header {
                name,
                source,
                reason,
            } => header(name, *source, reason, setting),
            Self::UploadListener => Ok(&of_requests::LISTEN_ONLY_WHEN_SHOWN),
            Self::StreamBody => Ok(&of_requests::SEND_A_BLOB),
            #[cfg(not(feature = "watch"))]
            Self::PreflightedBefore => Ok(&of_endpoints::ASK_FOR_THE_FINAL_URL),
        }
    }
}

/// Why a trigger is not advised away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kept<'a> {
    /// It may protect the endpoint.
    Guard(Guard<'a>),
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
) -> Result<&'static Brief, Kept<'static>> {
    Ok(match reason {
        HeaderReason::NotSafelisted(NotSafelisted::NameNotListed) => return of_name(name),
        HeaderReason::NotSafelisted(
            NotSafelisted::EssenceNotSafelisted { .. } | NotSafelisted::MimeTypeUnparsable(_),
        ) => match source {
            HeaderSource::Body if setting.document => &of_requests::DOCUMENT_AS_TEXT,
            HeaderSource::Body => &of_requests::BLOB_WITHOUT_A_TYPE,
            HeaderSource::Author | HeaderSource::UserAgent if setting.has_body => {
                &of_requests::JSON_AS_TEXT_PLAIN
            }
            HeaderSource::Author | HeaderSource::UserAgent => {
                &of_requests::CONTENT_TYPE_ONLY_WITH_A_BODY
            }
        },
        HeaderReason::NotSafelisted(NotSafelisted::ValueTooLong { .. })
        | HeaderReason::TotalTooLong { .. } => &of_requests::SHORTEN_THE_VALUE,
        HeaderReason::NotSafelisted(
            NotSafelisted::UnsafeByte { .. } | NotSafelisted::LanguageByte { .. },
        )
        | HeaderReason::NonAsciiByte { .. } => &of_requests::LEAVE_THE_CHARACTER_OUT,
        HeaderReason::ContentTypeParameters { .. } => &of_requests::LEAVE_THE_PARAMETERS_OUT,
        HeaderReason::NotSafelisted(
            NotSafelisted::RangeUnparsable(_) | NotSafelisted::RangeStartMissing,
        )
        | HeaderReason::RangeNumberTooLarge => &of_requests::ASK_FOR_ONE_RANGE,
        HeaderReason::ValueNotOfRule(_) => &of_requests::LEAVE_THE_HEADER_OUT,
    })
}

/// Whether `word` is part of `name`; the library's own search would cost more in the shipped module.
fn has(name: &str, word: &str) -> bool {
    let mut parts = name.as_bytes().windows(word.len());
    parts.any(|part| part == word.as_bytes())
}

fn of_name(name: &str) -> Result<&'static Brief, Kept<'static>> {
    if is_listed(TRACES, name) || name.starts_with("x-b3-") || name.starts_with("x-datadog-") {
        return Ok(&of_requests::TRACE_ONLY_WHERE_ALLOWED);
    }
    if pieces(SECRETS, b' ').any(|word| has(name, word)) {
        return Err(Kept::Secret);
    }
    Ok(match name {
        "cache-control" | "pragma" | "expires" | "if-none-match" | "if-modified-since" => {
            &of_requests::USE_A_CACHE_MODE
        }
        _ if has(name, "version") || name.ends_with("-agent") => &of_requests::HEADER_TO_QUERY,
        _ => &of_requests::LEAVE_THE_HEADER_OUT,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recipes::{recipe, recipes};
    use alloc::vec::Vec;

    #[test]
    fn each_code_is_in_the_catalogue_once() {
        let codes: Vec<&str> = recipes().map(|known| known.code).collect();
        for (place, code) in codes.iter().enumerate() {
            assert!(!codes[..place].contains(code), "{code}");
        }
        let brief = of_requests::JSON_AS_TEXT_PLAIN;
        let (code, text) = brief.parts();
        let whole = recipe(code).map(|known| (known.text, known.risk));
        assert_eq!(whole, Some((text, brief.risk)));
    }
}
