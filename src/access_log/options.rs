//! What is told before a log is read.

use serde::{Deserialize, Serialize};

/// How a line of an access log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    /// [Common Log Format](https://httpd.apache.org/docs/2.4/logs.html#common): no user agent.
    Common,
    /// [Combined](https://httpd.apache.org/docs/2.4/logs.html#combined), as Apache and nginx write by default; with a virtual
    /// host before it or fields behind it, too.
    Combined,
    /// Combined with nginx's [`$request_time`](https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format) behind it.
    Nginx,
    /// A JSON object for each line, whose keys are those that nginx, Traefik, pino and others are usually told.
    Json,
    /// [Caddy's](https://caddyserver.com/docs/logging): JSON with the request and its headers as an object.
    Caddy,
}

impl LogFormat {
    /// All of them, in the order in which a report has them.
    pub const ALL: [Self; 5] = [
        Self::Common,
        Self::Combined,
        Self::Nginx,
        Self::Json,
        Self::Caddy,
    ];

    /// As a report and the command line have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Common => "common",
            Self::Combined => "combined",
            Self::Nginx => "nginx",
            Self::Json => "json",
            Self::Caddy => "caddy",
        }
    }

    /// The format of that name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == name)
    }

    pub(super) fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::Caddy)
    }
}

/// In what a log counts how long an answer has taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogTimeUnit {
    /// nginx's `$request_time`, Apache's `%T`.
    Seconds,
    /// Apache's `%{ms}T`.
    Milliseconds,
    /// Apache's `%D`.
    Microseconds,
    /// Traefik's `Duration`.
    Nanoseconds,
}

impl LogTimeUnit {
    /// The unit of that name: `s`, `ms`, `us` or `ns`.
    pub fn of(name: &str) -> Option<Self> {
        match name {
            "s" => Some(Self::Seconds),
            "ms" => Some(Self::Milliseconds),
            "us" => Some(Self::Microseconds),
            "ns" => Some(Self::Nanoseconds),
            _ => None,
        }
    }

    /// How many powers of ten it is above a microsecond.
    pub(super) fn power(self) -> i32 {
        match self {
            Self::Seconds => 6,
            Self::Milliseconds => 3,
            Self::Microseconds => 0,
            Self::Nanoseconds => -3,
        }
    }
}

/// How an access log is to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LogOptions {
    /// The only format that is looked for; without it each line tells its own.
    pub format: Option<LogFormat>,
    /// The unit of durations whose own form does not tell: Apache's `%D` and `%T` behind a line, a JSON `duration`. Without it
    /// they are not read.
    pub time_unit: Option<LogTimeUnit>,
    /// How many seconds after an `OPTIONS` the request that it was for may begin.
    pub window_seconds: u32,
    /// How many endpoints are listed.
    pub top: usize,
}

impl Default for LogOptions {
    fn default() -> Self {
        Self {
            format: None,
            time_unit: None,
            window_seconds: 10,
            top: 20,
        }
    }
}
