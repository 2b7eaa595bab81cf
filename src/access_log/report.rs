//! What a log tells, as plain data. No address, no user agent and no query is in it.

use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;

use super::bad::BadLines;
use super::options::LogFormat;
use crate::journal::report::Severity;

/// What an access log tells of preflights.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LogReport {
    /// How many lines there are, but for empty ones.
    pub lines: u64,
    /// How many bytes.
    pub bytes: u64,
    /// How many lines of each format; those that can't be read are in none.
    pub formats: Vec<FormatLines>,
    /// When the first request was, in milliseconds since 1970; `None` if no line has a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<f64>,
    /// When the last one was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<f64>,
    /// How many lines have no time that can be read. Such an `OPTIONS` can't be paired.
    pub untimed: u64,
    /// How many lines have an earlier time than the one before them.
    pub backwards: u64,
    /// How many requests there are, `OPTIONS` included.
    pub requests: u64,
    /// What the `OPTIONS` among them are.
    pub options: OptionsCounts,
    /// Preflights in a hundred requests.
    pub share: f64,
    /// What preflights cost in bytes of answers, if the log has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub traffic: Option<LogShare>,
    /// What they cost in milliseconds of the server, if the log has durations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<LogShare>,
    /// How long the answers to preflights took.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preflight_latency: Option<LogLatency>,
    /// How long all answers but those to `OPTIONS` took.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_latency: Option<LogLatency>,
    /// For how many `OPTIONS` the log tells whether they had an `Access-Control-Request-Method`.
    pub with_headers: u64,
    /// The most preflights first.
    pub endpoints: Vec<LogEndpoint>,
    /// Endpoints that were sent an `OPTIONS` and are not listed.
    pub unlisted: UnlistedEndpoints,
    /// The most important first.
    pub findings: Vec<LogFinding>,
    /// How many lines can't be read.
    pub bad_lines: u64,
    /// Why not.
    pub bad: Vec<BadLines>,
    /// How many `OPTIONS` were forgotten, as too many others came, before their request could have come.
    pub forgotten: u64,
}

/// Lines of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FormatLines {
    /// Which.
    pub format: LogFormat,
    /// How many.
    pub lines: u64,
}

/// What `OPTIONS` requests are. A [CORS-preflight request] has `Origin` and `Access-Control-Request-Method`; where a log does
/// not tell of these, an `OPTIONS` is a preflight if the same client has sent another request to the same URL right after it.
///
/// `preflights`, `unpaired` and `regular` together are `all`.
///
/// [CORS-preflight request]: https://fetch.spec.whatwg.org/#cors-preflight-request
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OptionsCounts {
    /// All of them.
    pub all: u64,
    /// Those that are preflights: `certain` and `paired`.
    pub preflights: u64,
    /// Preflights by their headers.
    pub certain: u64,
    /// Preflights by the request that followed.
    pub paired: u64,
    /// Of the certain ones, those whose answer had no status from 200 to 299: browsers refuse the request then.
    pub refused: u64,
    /// Of the certain ones, those that were answered well and that no request has followed: the answer's headers did not permit
    /// it, or the page was closed.
    pub unfollowed: u64,
    /// What may be a preflight that was refused or whose page was closed, a regular `OPTIONS`, or a health check: the log
    /// does not tell.
    pub unpaired: u64,
    /// Of these, those whose answer had no status from 200 to 299.
    pub unpaired_refused: u64,
    /// What is no preflight: the sum of the following.
    pub regular: u64,
    /// The log has a place for the headers, and they were not there.
    pub without_headers: u64,
    /// `OPTIONS *`.
    pub for_server: u64,
    /// The user agent says that it watches over the server or walks through it.
    pub by_watchers: u64,
    /// The user agent is not a browser's.
    pub by_others: u64,
}

/// What preflights have of a whole.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LogShare {
    /// All requests.
    pub all: f64,
    /// Preflights.
    pub preflights: f64,
    /// In hundredths.
    pub share: f64,
}

/// How durations are spread, in milliseconds; right but for 2 %.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LogLatency {
    /// How many there are.
    pub count: u64,
    /// Half are shorter.
    pub median: f64,
    /// Nine of ten are shorter.
    pub p90: f64,
    /// 99 of a hundred are shorter.
    pub p99: f64,
}

/// A path, or paths that are one thing to the server's author.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LogEndpoint {
    /// Host, if the log has it, and path: `/users/:id`. Never a query.
    pub endpoint: String,
    /// Requests other than `OPTIONS`, from its first `OPTIONS` on.
    pub requests: u64,
    /// What the `OPTIONS` are.
    pub options: OptionsCounts,
    /// Preflights for each hundred other requests; `None` without such.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_hundred: Option<f64>,
    /// Statuses of the answers to `OPTIONS`, the most frequent first.
    pub statuses: Vec<StatusCount>,
    /// Seconds from a preflight to its request, the median.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap: Option<f64>,
    /// Milliseconds of the server spent on preflights, if the log has durations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<f64>,
    /// For how long permissions last, as far as it can be told.
    pub lasting: Lasting,
}

/// Answers with a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusCount {
    /// Which.
    pub status: u16,
    /// How many.
    pub count: u64,
}

/// For how long browsers keep what preflights permit, by what the same clients did. Seconds; right but for 7 %.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Lasting {
    /// `Access-Control-Max-Age` of the last answer, if the log has it and it was a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated: Option<u64>,
    /// How many answers had none; `None` if the log does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub absent: Option<u64>,
    /// How many preflights were those of a client that had one for the same URL and method before.
    pub repeats: u64,
    /// The time between them, the median.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeated_after: Option<f64>,
    /// How many came within 600 s, so that a longer `Access-Control-Max-Age` would have spared them in every browser.
    pub repeats_within_600: u64,
    /// How many came within 7,200 s, which not every browser keeps anything for.
    pub repeats_within_7200: u64,
    /// How many requests with the method of one that was preflighted needed no other preflight.
    pub spared: u64,
    /// It lasts for so long or longer: nine of ten of the spared ones came sooner. Not told if it contradicts `at_most`, as
    /// it may where many users share an address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<f64>,
    /// It lasts no longer: one of ten repeats came sooner. Only told of ten repeats or more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<f64>,
    /// How many preflights were those of a client that had one for another URL of the endpoint before.
    pub other_url: u64,
    /// How many were for another method than the one before.
    pub other_method: u64,
}

/// Endpoints that are not listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UnlistedEndpoints {
    /// How many, but for those beyond what is told apart.
    pub endpoints: u64,
    /// Their `OPTIONS`, with those beyond.
    pub options: u64,
    /// Their preflights, with those beyond.
    pub preflights: u64,
    /// How many `OPTIONS` went to endpoints beyond the 2,048 that are told apart.
    pub beyond: u64,
}

/// Something that can be helped, or should be known.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LogFinding {
    /// Stable, kebab-case.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The endpoint; `None` if it is about the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// How many requests or lines it is about.
    pub count: u64,
    /// Seconds: an `Access-Control-Max-Age`, or the time after which preflights are repeated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<f64>,
    /// The statuses that it is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<u16>,
    /// What it means, and what to do.
    pub text: String,
}
