//! What is said about each trigger: code, offending part, sentence, anchor. Exhaustive matches, a row a variant; never a
//! header's value.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::engine::ValueRule;
use crate::forecast::{Part, TriggerKind, TriggerReport};
use crate::known_headers::added_by;
use crate::pieces::cut;
use crate::safelist::HeaderReason;
use crate::say::{fill, is_listed, join, number};
use crate::spec::cors_safelist::{NotSafelisted, MAX_SAFELISTED_VALUE_LENGTH};
use crate::spec::mime_type::MimeTypeFailure;
use crate::spec::range::RangeFailure;
use crate::trigger::{HeaderSource, Trigger};

const SAFELISTED: &str = "https://fetch.spec.whatwg.org/#cors-safelisted-request-header";
const UNSAFE_NAMES: &str = "https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names";
const METHOD: &str = "https://fetch.spec.whatwg.org/#cors-safelisted-method";
const FLAG: &str = "https://fetch.spec.whatwg.org/#use-cors-preflight-flag";
#[cfg(not(feature = "watch"))]
const REDIRECT: &str = "https://fetch.spec.whatwg.org/#http-redirect-fetch";

/// Media types that can be told from a header's value without giving anything away.
const TELLABLE_ESSENCES: &str = "application/graphql application/graphql-response+json application/grpc-web \
    application/grpc-web+proto application/grpc-web-text application/javascript application/json \
    application/ld+json application/merge-patch+json application/octet-stream application/problem+json \
    application/protobuf application/vnd.api+json application/x-ndjson application/xml text/html \
    text/xml";

impl Trigger {
    /// The trigger, told.
    pub(crate) fn report(&self) -> TriggerReport {
        let mut report = TriggerReport {
            code: "",
            kind: TriggerKind::Method,
            name: None,
            source: None,
            part: None,
            length: None,
            limit: None,
            text: String::new(),
            spec: SAFELISTED,
            added_by: Vec::new(),
        };
        let (mut first, mut brought, mut detail) = ("", "", String::new());
        let row = match self {
            Self::Method { method } => {
                report.spec = METHOD;
                report.name = Some(method.clone());
                first = method;
                "method-not-safelisted|Only GET, HEAD and POST go to another origin unasked, {} does not."
            }
            Self::Header {
                name,
                source,
                reason,
            } => {
                report.kind = TriggerKind::Header;
                report.name = Some(name.clone());
                report.source = Some(*source);
                first = name;
                brought = match source {
                    HeaderSource::Author => {
                        report.added_by = added_by(name);
                        ""
                    }
                    HeaderSource::Body => ", which the body brings by itself,",
                    HeaderSource::UserAgent => ", which the browser adds,",
                };
                header(reason, &mut report, &mut detail)
            }
            Self::UploadListener => {
                report.kind = TriggerKind::UploadListener;
                report.spec = FLAG;
                "upload-listener|A listener on XMLHttpRequest.upload could tell how far the server has read, which needs permission."
            }
            Self::StreamBody => {
                report.kind = TriggerKind::StreamBody;
                report.spec = FLAG;
                "stream-body|A stream as a body is something that no form could send."
            }
            #[cfg(not(feature = "watch"))]
            Self::PreflightedBefore => {
                report.kind = TriggerKind::Redirect;
                report.spec = REDIRECT;
                "preflighted-before|The request was preflighted before its redirect; this engine then asks at each hop."
            }
        };
        let template;
        (report.code, template) = cut(row, b'|').unwrap_or_default();
        report.text = fill(template, &[first, brought, &detail]);
        report
    }
}

/// A row, code and sentence, of a header's reason; in the sentence, the first `{}` is the name, then who brought it, then
/// the details that the variant has.
fn header(reason: &HeaderReason, report: &mut TriggerReport, detail: &mut String) -> &'static str {
    let mut offset = None;
    let row = match reason {
        HeaderReason::NotSafelisted(no) => not_safelisted(no, report, &mut offset, detail),
        HeaderReason::TotalTooLong { bytes, limit } => {
            report.length = Some(*bytes);
            report.limit = Some(*limit);
            report.spec = UNSAFE_NAMES;
            *detail = fill("{} bytes; up to {}", &[&number(*bytes), &number(*limit)]);
            "safelisted-values-too-long|{}{} alone would go unasked, but all safelisted values together have {} go unasked."
        }
        HeaderReason::NonAsciiByte { offset: at } => {
            offset = Some(*at);
            "non-ascii-byte|{}{} has a byte that is not ASCII{}, which this engine takes for unsafe."
        }
        HeaderReason::ContentTypeParameters { offset: at } => {
            offset = Some(*at);
            "content-type-parameters|{}{} has parameters that this engine takes for malformed{}."
        }
        HeaderReason::RangeNumberTooLarge => {
            "range-number-too-large|{}{} has a larger number than this engine reads."
        }
        HeaderReason::ValueNotOfRule(rule) => {
            *detail = form(*rule);
            "value-not-safelisted|{}{} goes unasked in this engine only where its value is {}."
        }
    };
    if let Some(offset) = offset {
        report.part = Some(Part { offset, length: 1 });
        detail.push_str(" at offset ");
        detail.push_str(&number(offset));
    }
    row
}

fn form(rule: ValueRule) -> String {
    match rule {
        ValueRule::Any => "at most 128 bytes long".to_owned(),
        ValueRule::Digits => "digits only".to_owned(),
        ValueRule::Decimal => "a number such as 1.5".to_owned(),
        ValueRule::OneOf(known) => join(known, " or "),
        ValueRule::IgnoringCase(known) => known.to_owned(),
    }
}

fn not_safelisted(
    no: &NotSafelisted,
    report: &mut TriggerReport,
    offset: &mut Option<usize>,
    detail: &mut String,
) -> &'static str {
    match no {
        NotSafelisted::ValueTooLong { bytes } => {
            report.length = Some(*bytes);
            report.limit = Some(MAX_SAFELISTED_VALUE_LENGTH);
            report.part = Some(Part {
                offset: MAX_SAFELISTED_VALUE_LENGTH,
                length: bytes - MAX_SAFELISTED_VALUE_LENGTH,
            });
            *detail = number(*bytes);
            "value-too-long|{}{} has a value of {} bytes; up to 128 go unasked."
        }
        NotSafelisted::UnsafeByte { offset: at, byte } => {
            *offset = Some(*at);
            *detail = byte_name(*byte);
            "value-unsafe-byte|{}{} has {} of its value, which does not go unasked."
        }
        NotSafelisted::LanguageByte { offset: at, byte } => {
            *offset = Some(*at);
            *detail = byte_name(*byte);
            "language-byte|{}{} has {} of its value; only letters, digits, spaces and *,-.;= go unasked."
        }
        NotSafelisted::MimeTypeUnparsable(failure) => {
            let what;
            (what, *offset) = mime_type_fault(failure);
            *detail = what.to_owned();
            "mime-type-unparsable|{}{} is no MIME type: {}."
        }
        NotSafelisted::EssenceNotSafelisted { essence } => {
            let tellable = is_listed(TELLABLE_ESSENCES, essence);
            *detail = if tellable { essence } else { "of another type" }.to_owned();
            "mime-type-not-safelisted|{}{} is {}; only what HTML forms send goes unasked: application/x-www-form-urlencoded, multipart/form-data, text/plain."
        }
        NotSafelisted::RangeUnparsable(failure) => {
            let what;
            (what, *offset) = range_fault(failure);
            *detail = what.to_owned();
            "range-unparsable|{}{} is no single range such as bytes=0-99: {}."
        }
        NotSafelisted::RangeStartMissing => "range-start-missing|{}{} asks for the last bytes (bytes=-n), which does not go unasked.",
        NotSafelisted::NameNotListed => "header-not-safelisted|{}{} is not among the headers that go to another origin unasked.",
    }
}

fn mime_type_fault(failure: &MimeTypeFailure) -> (&'static str, Option<usize>) {
    match failure {
        MimeTypeFailure::TypeEmpty => ("nothing before the slash", None),
        MimeTypeFailure::TypeNotToken { offset } => {
            ("the type has a character that no type has", Some(*offset))
        }
        MimeTypeFailure::SlashMissing => ("no slash", None),
        MimeTypeFailure::SubtypeEmpty => ("nothing after the slash", None),
        MimeTypeFailure::SubtypeNotToken { offset } => (
            "the subtype has a character that no type has",
            Some(*offset),
        ),
    }
}

fn range_fault(failure: &RangeFailure) -> (&'static str, Option<usize>) {
    match failure {
        RangeFailure::UnitNotBytes => ("it must start with bytes, in lower case", None),
        RangeFailure::EqualsMissing { offset } => ("no =", Some(*offset)),
        RangeFailure::DashMissing { offset } => ("no -", Some(*offset)),
        RangeFailure::TrailingByte { offset } => ("more follows", Some(*offset)),
        RangeFailure::BothNumbersMissing => ("no number", None),
        RangeFailure::StartAfterEnd => ("it ends before it starts", None),
    }
}

fn byte_name(byte: u8) -> String {
    let mut text = String::new();
    if byte.is_ascii_graphic() {
        text.push_str("the character ");
        text.push(char::from(byte));
    } else {
        let digit = |nibble: u8| char::from(b"0123456789ABCDEF"[usize::from(nibble)]);
        text.push_str("the byte 0x");
        text.push(digit(byte >> 4));
        text.push(digit(byte & 15));
    }
    text
}
