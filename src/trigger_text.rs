//! What is said about each trigger: code, offending part, sentence, anchor. Exhaustive matches; never a header's value.

use alloc::borrow::ToOwned;
use alloc::string::String;

use crate::engine::ValueRule;
use crate::forecast::{Part, TriggerKind, TriggerReport};
use crate::safelist::HeaderReason;
use crate::say::{join, number, say};
use crate::spec::cors_safelist::{NotSafelisted, MAX_SAFELISTED_VALUE_LENGTH};
use crate::spec::mime_type::MimeTypeFailure;
use crate::spec::range::RangeFailure;
use crate::trigger::{HeaderSource, Trigger};

const SAFELISTED: &str = "https://fetch.spec.whatwg.org/#cors-safelisted-request-header";
const UNSAFE_NAMES: &str = "https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names";
const METHOD: &str = "https://fetch.spec.whatwg.org/#cors-safelisted-method";
const FLAG: &str = "https://fetch.spec.whatwg.org/#use-cors-preflight-flag";
const REDIRECT: &str = "https://fetch.spec.whatwg.org/#http-redirect-fetch";

/// What is told about a header.
struct HeaderRow {
    code: &'static str,
    part: Option<Part>,
    length: Option<usize>,
    limit: Option<usize>,
    text: String,
    spec: &'static str,
}

impl Trigger {
    /// The trigger, told.
    pub(crate) fn report(&self) -> TriggerReport {
        let plain = |code, kind, text: String, spec| TriggerReport {
            code,
            kind,
            name: None,
            source: None,
            part: None,
            length: None,
            limit: None,
            text,
            spec,
        };
        match self {
            Self::Method { method } => TriggerReport {
                name: Some(method.clone()),
                ..plain(
                    "method-not-safelisted",
                    TriggerKind::Method,
                    say(&["Only GET, HEAD and POST go to another origin unasked, ", method, " does not."]),
                    METHOD,
                )
            },
            Self::Header { name, source, reason } => {
                let row = header_row(name, *source, reason);
                TriggerReport {
                    code: row.code,
                    kind: TriggerKind::Header,
                    name: Some(name.clone()),
                    source: Some(*source),
                    part: row.part,
                    length: row.length,
                    limit: row.limit,
                    text: row.text,
                    spec: row.spec,
                }
            }
            Self::UploadListener => plain(
                "upload-listener",
                TriggerKind::UploadListener,
                "A listener on XMLHttpRequest.upload could tell how far the server has read; it needs permission.".to_owned(),
                FLAG,
            ),
            Self::StreamBody => plain(
                "stream-body",
                TriggerKind::StreamBody,
                "A stream as a body is something that no form could send.".to_owned(),
                FLAG,
            ),
            Self::PreflightedBefore => plain(
                "preflighted-before",
                TriggerKind::Redirect,
                "The request was preflighted before it was redirected, and this engine then asks at each hop.".to_owned(),
                REDIRECT,
            ),
        }
    }
}

fn header_row(name: &str, source: HeaderSource, reason: &HeaderReason) -> HeaderRow {
    let row = |code, part: Option<(usize, usize)>, text: String| HeaderRow {
        code,
        part: part.map(|(offset, length)| Part { offset, length }),
        length: None,
        limit: None,
        text,
        spec: SAFELISTED,
    };
    let brought = match source {
        HeaderSource::Author => "",
        HeaderSource::Body => ", which the body brings by itself,",
        HeaderSource::UserAgent => ", which the browser adds,",
    };
    match reason {
        HeaderReason::NotSafelisted(no) => not_safelisted_row(name, brought, no, row),
        HeaderReason::TotalTooLong { bytes, limit } => HeaderRow {
            length: Some(*bytes),
            limit: Some(*limit),
            spec: UNSAFE_NAMES,
            ..row(
                "safelisted-values-too-long",
                None,
                say(&[
                    name,
                    " alone would be safe, but all safelisted headers' values have ",
                    &number(*bytes),
                    " bytes together; ",
                    &number(*limit),
                    " are allowed.",
                ]),
            )
        },
        HeaderReason::NonAsciiByte { offset } => row(
            "non-ascii-byte",
            Some((*offset, 1)),
            say(&[
                "The value of ",
                name,
                " has a byte that is not ASCII at offset ",
                &number(*offset),
                ", which this engine takes for unsafe.",
            ]),
        ),
        HeaderReason::ContentTypeParameters { offset } => row(
            "content-type-parameters",
            Some((*offset, 1)),
            say(&[
                "The parameters of ",
                name,
                brought,
                " are malformed at offset ",
                &number(*offset),
                " for this engine.",
            ]),
        ),
        HeaderReason::RangeNumberTooLarge => row(
            "range-number-too-large",
            None,
            say(&[name, " has a number that is larger than this engine reads."]),
        ),
        HeaderReason::ValueNotOfRule(rule) => row(
            "value-not-safelisted",
            None,
            say(&[
                "This engine sends ",
                name,
                " unasked only where its value is ",
                &form(*rule),
                ".",
            ]),
        ),
    }
}

fn form(rule: ValueRule) -> String {
    match rule {
        ValueRule::Any => "at most 128 bytes long".to_owned(),
        ValueRule::Digits => "a number without sign or fraction".to_owned(),
        ValueRule::Decimal => "a decimal number such as 1.5".to_owned(),
        ValueRule::OneOf(known) => say(&["one of ", &join(known, ", ")]),
        ValueRule::IgnoringCase(known) => say(&["\"", known, "\""]),
    }
}

fn not_safelisted_row(
    name: &str,
    brought: &str,
    no: &NotSafelisted,
    row: impl Fn(&'static str, Option<(usize, usize)>, String) -> HeaderRow,
) -> HeaderRow {
    match no {
        NotSafelisted::ValueTooLong { bytes } => HeaderRow {
            length: Some(*bytes),
            limit: Some(MAX_SAFELISTED_VALUE_LENGTH),
            ..row(
                "value-too-long",
                Some((
                    MAX_SAFELISTED_VALUE_LENGTH,
                    bytes - MAX_SAFELISTED_VALUE_LENGTH,
                )),
                say(&["The value of ", name, " has ", &number(*bytes), " bytes; up to ", &number(MAX_SAFELISTED_VALUE_LENGTH), " go unasked."]),
            )
        },
        NotSafelisted::UnsafeByte { offset, byte } => row(
            "value-unsafe-byte",
            Some((*offset, 1)),
            say(&["The value of ", name, " has ", &byte_name(*byte), " at offset ", &number(*offset), ", which does not go unasked."]),
        ),
        NotSafelisted::LanguageByte { offset, byte } => row(
            "language-byte",
            Some((*offset, 1)),
            say(&["The value of ", name, " has ", &byte_name(*byte), " at offset ", &number(*offset), "; letters, digits, spaces and *,-.;= go unasked."]),
        ),
        NotSafelisted::MimeTypeUnparsable(failure) => {
            let (part, what) = mime_type_fault(failure);
            row(
                "mime-type-unparsable",
                part.map(|offset| (offset, 1)),
                say(&["The value of ", name, brought, " is no MIME type: ", &what, "."]),
            )
        }
        NotSafelisted::EssenceNotSafelisted { essence } => row(
            "mime-type-not-safelisted",
            None,
            say(&[name, brought, " is ", essence, "; only what HTML forms send goes unasked: application/x-www-form-urlencoded, multipart/form-data, text/plain."]),
        ),
        NotSafelisted::RangeUnparsable(failure) => {
            let (part, what) = range_fault(failure);
            row(
                "range-unparsable",
                part.map(|offset| (offset, 1)),
                say(&[name, " is no single range of the form bytes=0-99: ", &what, "."]),
            )
        }
        NotSafelisted::RangeStartMissing => row(
            "range-start-missing",
            None,
            say(&[name, " asks for the last bytes (bytes=-n), which does not go unasked."]),
        ),
        NotSafelisted::NameNotListed => row(
            "header-not-safelisted",
            None,
            say(&[name, " is not among the headers that go to another origin unasked."]),
        ),
    }
}

fn mime_type_fault(failure: &MimeTypeFailure) -> (Option<usize>, String) {
    match failure {
        MimeTypeFailure::TypeEmpty => (None, "nothing stands before the slash".to_owned()),
        MimeTypeFailure::TypeNotToken { offset } => (
            Some(*offset),
            say(&["the type ends badly at offset ", &number(*offset)]),
        ),
        MimeTypeFailure::SlashMissing => (None, "there is no slash".to_owned()),
        MimeTypeFailure::SubtypeEmpty => (None, "nothing stands after the slash".to_owned()),
        MimeTypeFailure::SubtypeNotToken { offset } => (
            Some(*offset),
            say(&["the subtype ends badly at offset ", &number(*offset)]),
        ),
    }
}

fn range_fault(failure: &RangeFailure) -> (Option<usize>, String) {
    match failure {
        RangeFailure::UnitNotBytes => (
            None,
            "it does not start with bytes, in lower case".to_owned(),
        ),
        RangeFailure::EqualsMissing { offset } => (
            Some(*offset),
            say(&["= is missing at offset ", &number(*offset)]),
        ),
        RangeFailure::DashMissing { offset } => (
            Some(*offset),
            say(&["- is missing at offset ", &number(*offset)]),
        ),
        RangeFailure::TrailingByte { offset } => (
            Some(*offset),
            say(&["more follows at offset ", &number(*offset)]),
        ),
        RangeFailure::BothNumbersMissing => (None, "it has no number".to_owned()),
        RangeFailure::StartAfterEnd => (None, "it ends before it starts".to_owned()),
    }
}

fn byte_name(byte: u8) -> String {
    match byte {
        b'!'..=b'~' => say(&["the character ", char::from(byte).encode_utf8(&mut [0])]),
        _ => {
            let digit = |nibble: u8| char::from(b"0123456789ABCDEF"[usize::from(nibble)]);
            let mut text = String::from("the byte 0x");
            text.push(digit(byte >> 4));
            text.push(digit(byte & 15));
            text
        }
    }
}
