//! What can be found in a log: one variant for each, told by exhaustive matches.

use alloc::string::String;
use alloc::vec::Vec;

use super::report::LogFinding;
use crate::journal::report::Severity;
use crate::say::{digits, fill, join};

/// A thing that is found.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cause {
    /// Answers to preflights have a status that makes browsers refuse.
    Refused {
        statuses: Vec<u16>,
        is_certain: bool,
    },
    /// Answers are good, and requests don't follow.
    Unfollowed { is_certain: bool },
    /// Answers state no `Access-Control-Max-Age`.
    MaxAgeAbsent,
    /// They state 0.
    MaxAgeZero,
    /// They state what is no number.
    MaxAgeMalformed,
    /// They state less than every browser keeps.
    MaxAgeShort { seconds: u64 },
    /// The log does not have it, and the same clients ask again within minutes.
    Repeats {
        after: f64,
        within_600: u64,
        within_7200: u64,
    },
    /// The same clients ask for another URL each time.
    UrlChurn,
    /// The log does not tell what is a preflight.
    HeadersNotLogged,
    /// Many lines can't be read.
    BadLines { share: u64 },
}

impl Cause {
    /// Stable, kebab-case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused { .. } => "preflights-refused",
            Self::Unfollowed { .. } => "nothing-followed",
            Self::MaxAgeAbsent => "max-age-absent",
            Self::MaxAgeZero => "max-age-zero",
            Self::MaxAgeMalformed => "max-age-malformed",
            Self::MaxAgeShort { .. } => "max-age-short",
            Self::Repeats { .. } => "preflights-repeated",
            Self::UrlChurn => "url-churn",
            Self::HeadersNotLogged => "headers-not-logged",
            Self::BadLines { .. } => "bad-lines",
        }
    }

    pub fn severity(&self) -> Severity {
        match self {
            Self::Refused { is_certain, .. } | Self::Unfollowed { is_certain } if !is_certain => {
                Severity::Info
            }
            Self::UrlChurn | Self::HeadersNotLogged | Self::BadLines { .. } => Severity::Info,
            Self::Refused { .. }
            | Self::Unfollowed { .. }
            | Self::MaxAgeAbsent
            | Self::MaxAgeZero
            | Self::MaxAgeMalformed
            | Self::MaxAgeShort { .. }
            | Self::Repeats { .. } => Severity::Warning,
        }
    }

    #[rustfmt::skip]
    fn text(&self, endpoint: &str, count: u64) -> String {
        let count = digits(count);
        match self {
            Self::Refused { statuses, is_certain: true } => fill(
                "{} preflights for {} were answered with {}: browsers then refuse the request. Have OPTIONS answered with 204 before log-in and routing see it; npx cors-forecast probe shows what a browser makes of the answer.",
                &[&count, endpoint, &list(statuses)],
            ),
            Self::Refused { statuses, is_certain: false } => fill(
                "{} OPTIONS for {} were answered with {}. If they were preflights, browsers have refused the request; the log does not tell. npx cors-forecast probe shows what a browser makes of the answer.",
                &[&count, endpoint, &list(statuses)],
            ),
            Self::Unfollowed { is_certain: true } => fill(
                "{} preflights for {} were answered well, and the request did not follow: the answer's headers did not permit it, or the page was closed. npx cors-forecast probe tells which header is missing.",
                &[&count, endpoint],
            ),
            Self::Unfollowed { is_certain: false } => fill(
                "{} OPTIONS for {} were answered well, and nothing followed: health checks, regular OPTIONS, closed pages, or preflights whose answer lacks a header. The log does not tell; npx cors-forecast probe shows whether the answer would do.",
                &[&count, endpoint],
            ),
            Self::MaxAgeAbsent => fill(
                "{} answers to preflights for {} had no Access-Control-Max-Age: browsers then ask again after 5 s. Answer with Access-Control-Max-Age: 7200.",
                &[&count, endpoint],
            ),
            Self::MaxAgeZero => fill(
                "The answers to {} preflights for {} say Access-Control-Max-Age: 0, which forbids to keep the permission. Answer with 7200 if that is not meant.",
                &[&count, endpoint],
            ),
            Self::MaxAgeMalformed => fill(
                "{} answers to preflights for {} had an Access-Control-Max-Age that is not one number of seconds: browsers keep such a permission for 5 s, or not at all. Send digits only, once.",
                &[&count, endpoint],
            ),
            Self::MaxAgeShort { seconds } => fill(
                "The answers to {} preflights for {} permit for {} s. Every browser keeps a permission for 600 s if told so, Chromium for 7,200, Firefox for 86,400: answer with a longer Access-Control-Max-Age.",
                &[&count, endpoint, &digits(*seconds)],
            ),
            Self::Repeats { after, within_600, within_7200 } => fill(
                "{} preflights for {} were repeats: the same client had asked for the same URL and method before, {} s earlier in the median. Access-Control-Max-Age: 7200 would have spared {} of them in every browser, and up to {} in browsers that keep it so long. {}",
                &[&count, endpoint, &tenths(*after), &digits(*within_600), &digits(*within_7200), soon(*after)],
            ),
            Self::UrlChurn => fill(
                "{} preflights for {} were those of clients that had asked for another URL of it before. No permission serves another URL, query included, so Access-Control-Max-Age can't spare these: put what changes into the body of a request, or serve the page and the API from one origin.",
                &[&count, endpoint],
            ),
            Self::HeadersNotLogged => fill(
                "For {} OPTIONS the log does not tell whether they were preflights: they are paired with what followed. To be certain, log the header: in nginx, acrm=\"$http_access_control_request_method\" at the end of log_format; in Apache, acrm=\\\"%{}i\\\" at the end of LogFormat.",
                &[&count, "{Access-Control-Request-Method}"],
            ),
            Self::BadLines { share } => fill(
                "{} % of the lines ({}) can't be read. Reasons are listed, and the numbers of the first ones.",
                &[&digits(*share), &count],
            ),
        }
    }

    /// The finding, for an endpoint or the log.
    pub fn finding(self, endpoint: Option<&str>, count: u64) -> LogFinding {
        let seconds = match &self {
            Self::MaxAgeZero => Some(0.0),
            Self::MaxAgeShort { seconds } => Some(*seconds as f64),
            Self::Repeats { after, .. } => Some(*after),
            _ => None,
        };
        LogFinding {
            code: self.code(),
            severity: self.severity(),
            text: self.text(endpoint.unwrap_or_default(), count),
            endpoint: endpoint.map(Into::into),
            count,
            seconds,
            statuses: match self {
                Self::Refused { statuses, .. } => statuses,
                _ => Vec::new(),
            },
        }
    }
}

fn soon(after: f64) -> &'static str {
    match after <= 10.0 {
        true => "It looks as if the answer has no Access-Control-Max-Age, or one of a few seconds.",
        false => "The answer has no Access-Control-Max-Age, or a shorter one.",
    }
}

fn list(statuses: &[u16]) -> String {
    let texts: Vec<String> = statuses
        .iter()
        .map(|status| digits((*status).into()))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    join(&texts, ", ")
}

/// A number with one digit behind the point, if it has any.
fn tenths(number: f64) -> String {
    let tenths = (number * 10.0 + 0.5) as u64;
    match tenths % 10 {
        0 => digits(tenths / 10),
        digit => [&*digits(tenths / 10), ".", &*digits(digit)].concat(),
    }
}
