//! What to do about each trigger: one exhaustive match. Never advises to weaken a defence or to put a secret in a URL.

use crate::forecast::Advice;
use crate::safelist::HeaderReason;
use crate::say::fill;
use crate::spec::cors_safelist::NotSafelisted;
use crate::trigger::{HeaderSource, Trigger};

const CSRF: &str = "A preflight is what keeps other sites from sending such requests in your users' names. Only do this \
    where the server checks who asks in another way (an Origin check, a CSRF token, no cookies).";

/// Code, text with `{}` for the header's name or the method, risk.
type Row = (&'static str, &'static str, Option<&'static str>);

impl Trigger {
    /// What could be changed so that the trigger goes, or its preflight costs less; `trigger` is its code.
    pub(crate) fn advice(&self, trigger: &'static str) -> Advice {
        let (code, template, risk) = self.row();
        let subject = match self {
            Self::Method { method } => method.as_str(),
            Self::Header { name, .. } => name,
            Self::UploadListener | Self::StreamBody | Self::PreflightedBefore => "",
        };
        Advice {
            code,
            trigger,
            text: fill(template, &[subject]),
            risk,
        }
    }

    fn row(&self) -> Row {
        match self {
            Self::Method { method } if method.eq_ignore_ascii_case("PATCH") && method != "PATCH" => (
                "write-patch-in-capitals",
                "Write PATCH: {} is sent as it is, and a server that lists PATCH refuses it.",
                None,
            ),
            Self::Method { .. } => (
                "cache-the-preflight",
                "Let the server answer the preflight with Access-Control-Allow-Methods: {} and an Access-Control-Max-Age, so that it is asked once.",
                None,
            ),
            Self::Header { name, source, reason } => header_row(name, *source, reason),
            Self::UploadListener => (
                "listen-only-when-shown",
                "Register listeners on xhr.upload only for uploads whose progress is shown.",
                None,
            ),
            Self::StreamBody => (
                "send-a-blob",
                "Send a Blob or an ArrayBuffer if the whole body is at hand; a stream always asks first.",
                None,
            ),
            Self::PreflightedBefore => (
                "ask-for-the-final-url",
                "Ask for the URL that the redirect leads to.",
                None,
            ),
        }
    }
}

fn header_row(name: &str, source: HeaderSource, reason: &HeaderReason) -> Row {
    match reason {
        HeaderReason::NotSafelisted(NotSafelisted::NameNotListed) => name_row(name),
        HeaderReason::NotSafelisted(NotSafelisted::EssenceNotSafelisted { .. })
        | HeaderReason::NotSafelisted(NotSafelisted::MimeTypeUnparsable(_)) => match source {
            HeaderSource::Body => (
                "blob-without-a-type",
                "Make the Blob without a type if the server does not need one; then no Content-Type is sent.",
                Some(CSRF),
            ),
            HeaderSource::Author | HeaderSource::UserAgent => (
                "content-type-only-with-a-body",
                "Leave Content-Type out where there is no body. With one, let the server answer the preflight with an Access-Control-Max-Age.",
                None,
            ),
        },
        HeaderReason::NotSafelisted(NotSafelisted::ValueTooLong { .. }) | HeaderReason::TotalTooLong { .. } => (
            "shorten-the-value",
            "Shorten the value of {}, or leave the header out.",
            None,
        ),
        HeaderReason::NotSafelisted(NotSafelisted::UnsafeByte { .. } | NotSafelisted::LanguageByte { .. })
        | HeaderReason::NonAsciiByte { .. } => (
            "leave-the-character-out",
            "Write the value of {} without that character.",
            None,
        ),
        HeaderReason::ContentTypeParameters { .. } => (
            "leave-the-parameters-out",
            "Write {} without empty parameters and without commas in them.",
            None,
        ),
        HeaderReason::NotSafelisted(NotSafelisted::RangeUnparsable(_) | NotSafelisted::RangeStartMissing)
        | HeaderReason::RangeNumberTooLarge => (
            "ask-for-one-range",
            "Ask for one range with a start, bytes=0-99 or bytes=100-.",
            None,
        ),
        HeaderReason::ValueNotOfRule(_) => (
            "leave-the-header-out",
            "Leave {} out if the server does not need it.",
            None,
        ),
    }
}

fn name_row(name: &str) -> Row {
    match name {
        "authorization" => (
            "cache-the-preflight",
            "Keep the header, and let the server answer the preflight with Access-Control-Allow-Headers: Authorization (by name, not *) and an Access-Control-Max-Age.",
            None,
        ),
        "cache-control" | "pragma" | "if-none-match" | "if-modified-since" => (
            "use-a-cache-mode",
            "Use fetch's cache option (\"no-store\", \"no-cache\", \"reload\") in the place of {}.",
            None,
        ),
        "x-requested-with" => (
            "cache-the-preflight",
            "If the server checks for this header to tell your page from others, keep it and let the preflight be cached by an Access-Control-Max-Age; if nothing reads it, leave it out.",
            Some(CSRF),
        ),
        _ => (
            "leave-the-header-out",
            "Leave {} out if nothing reads it there; otherwise let the server answer the preflight with an Access-Control-Max-Age.",
            Some("If the server checks for the header to tell your page from others, it must stay."),
        ),
    }
}
