//! Which keys of a JSON log mean what.

use super::bad::BadLine;
use super::clock::{decimal, Clock};
use super::entry::{first_of_list, logged, max_age, status, whether, Entry, Logged};
use super::options::{LogFormat, LogOptions, LogTimeUnit};

/// In which object a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Top,
    Request,
    RequestHeaders,
    Response,
    ResponseHeaders,
    Elsewhere,
}

impl Place {
    /// The object behind `key`.
    pub fn within(self, key: &[u8]) -> Self {
        match (self, key) {
            (Self::Top, b"request" | b"req" | b"httpRequest") => Self::Request,
            (Self::Top, b"response" | b"res") => Self::Response,
            (Self::Request, b"headers") => Self::RequestHeaders,
            (Self::Response, b"headers") | (Self::Top, b"resp_headers") => Self::ResponseHeaders,
            _ => Self::Elsewhere,
        }
    }
}

/// What a key means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    RequestLine,
    Method,
    Target,
    /// Caddy's name for it.
    CaddysTarget,
    Host,
    Status,
    Bytes,
    /// The better ones have the higher number.
    Time(u8),
    /// The request's start.
    Start,
    Took(Option<LogTimeUnit>),
    /// The better ones have the higher number.
    Client(u8),
    Forwarded,
    Agent,
    Origin,
    Asked,
    MaxAge,
}

/// What `key` means there.
pub(super) fn field(place: Place, key: &[u8]) -> Option<Field> {
    match place {
        Place::Top => of_line(key),
        Place::Request => of_request(key),
        Place::RequestHeaders => of_header(key),
        Place::Response => matches!(key, b"status" | b"statusCode").then_some(Field::Status),
        Place::ResponseHeaders => key
            .eq_ignore_ascii_case(b"access-control-max-age")
            .then_some(Field::MaxAge),
        Place::Elsewhere => None,
    }
}

#[rustfmt::skip]
fn of_line(key: &[u8]) -> Option<Field> {
    use LogTimeUnit::{Microseconds, Milliseconds, Nanoseconds, Seconds};
    Some(match key {
        b"request" | b"request_line" => Field::RequestLine,
        b"method" | b"request_method" | b"http_method" | b"verb" | b"RequestMethod" => Field::Method,
        b"uri" | b"url" | b"path" | b"request_uri" | b"request_path" | b"target" | b"RequestPath" => Field::Target,
        b"host" | b"http_host" | b"vhost" | b"RequestHost" => Field::Host,
        b"status" | b"status_code" | b"statusCode" | b"response_status" | b"code" | b"DownstreamStatus" => Field::Status,
        b"size" | b"bytes" | b"bytes_sent" | b"body_bytes_sent" | b"response_size" | b"DownstreamContentSize" => Field::Bytes,
        b"ts" | b"msec" => Field::Time(3),
        b"time" | b"timestamp" | b"@timestamp" | b"time_iso8601" | b"date" => Field::Time(2),
        b"time_local" => Field::Time(1),
        b"StartUTC" => Field::Start,
        b"request_time" => Field::Took(Some(Seconds)),
        b"duration_ms" | b"latency_ms" | b"elapsed_ms" | b"response_time_ms" | b"responseTime" => Field::Took(Some(Milliseconds)),
        b"duration_us" | b"latency_us" | b"elapsed_us" => Field::Took(Some(Microseconds)),
        b"Duration" | b"duration_ns" | b"latency_ns" => Field::Took(Some(Nanoseconds)),
        b"duration" | b"latency" | b"elapsed" | b"response_time" => Field::Took(None),
        b"remote_addr" | b"remote_ip" | b"remote" | b"ip" | b"ClientHost" => Field::Client(1),
        b"client_ip" | b"clientIp" | b"client" => Field::Client(2),
        b"http_x_forwarded_for" | b"x_forwarded_for" => Field::Forwarded,
        b"http_user_agent" | b"user_agent" | b"userAgent" | b"agent" | b"request_User-Agent" => Field::Agent,
        b"http_origin" | b"origin" | b"request_Origin" => Field::Origin,
        b"http_access_control_request_method" | b"acrm" | b"request_Access-Control-Request-Method" => Field::Asked,
        b"sent_http_access_control_max_age" | b"max_age" | b"downstream_Access-Control-Max-Age" => Field::MaxAge,
        _ => return None,
    })
}

#[rustfmt::skip]
fn of_request(key: &[u8]) -> Option<Field> {
    Some(match key {
        b"method" | b"requestMethod" => Field::Method,
        b"uri" => Field::CaddysTarget,
        b"url" | b"path" | b"requestUrl" => Field::Target,
        b"host" => Field::Host,
        b"remote_ip" | b"remoteAddress" | b"remoteIp" => Field::Client(1),
        b"client_ip" => Field::Client(2),
        b"status" => Field::Status,
        b"responseSize" => Field::Bytes,
        b"latency" => Field::Took(None),
        b"userAgent" => Field::Agent,
        _ => return None,
    })
}

fn of_header(key: &[u8]) -> Option<Field> {
    let is = |name: &str| key.eq_ignore_ascii_case(name.as_bytes());
    match key.len() {
        6 if is("origin") => Some(Field::Origin),
        10 if is("user-agent") => Some(Field::Agent),
        15 if is("x-forwarded-for") => Some(Field::Forwarded),
        29 if is("access-control-request-method") => Some(Field::Asked),
        _ => None,
    }
}

/// What a line has told so far.
#[derive(Default)]
pub(super) struct Draft<'a> {
    request_line: Option<&'a [u8]>,
    method: Option<&'a [u8]>,
    target: Option<&'a [u8]>,
    host: &'a [u8],
    status: Option<&'a [u8]>,
    bytes: Option<u64>,
    time: Option<(u8, &'a [u8])>,
    start: bool,
    took: Option<(Option<LogTimeUnit>, &'a [u8])>,
    client: Option<(u8, &'a [u8])>,
    forwarded: Option<&'a [u8]>,
    agent: Logged<&'a [u8]>,
    origin: Logged<()>,
    asked: Logged<()>,
    max_age: Logged<Option<u64>>,
    /// The line has the request's headers, all of them.
    has_headers: bool,
    has_response_headers: bool,
    is_caddys: bool,
}

impl<'a> Draft<'a> {
    pub fn enters(&mut self, place: Place) {
        self.has_headers |= place == Place::RequestHeaders;
        self.has_response_headers |= place == Place::ResponseHeaders;
    }

    pub fn take(&mut self, field: Field, text: &'a [u8]) {
        match field {
            Field::RequestLine => self.request_line = Some(text),
            Field::Method => self.method = Some(text),
            Field::Target => self.target = Some(text),
            Field::CaddysTarget => {
                self.target = Some(text);
                self.is_caddys = true;
            }
            Field::Host => self.host = text,
            Field::Status => self.status = Some(text),
            Field::Bytes => self.bytes = decimal(text, 0),
            Field::Time(rank) => {
                if self.time.is_none_or(|(known, _)| known < rank) {
                    self.time = Some((rank, text));
                }
            }
            Field::Start => {
                self.time = Some((u8::MAX, text));
                self.start = true;
            }
            Field::Took(unit) => {
                if self.took.is_none() || unit.is_some() {
                    self.took = Some((unit, text));
                }
            }
            Field::Client(rank) => {
                if self.client.is_none_or(|(known, _)| known < rank) && !text.is_empty() {
                    self.client = Some((rank, text));
                }
            }
            Field::Forwarded => {
                if let Logged::Some(text) = logged(text) {
                    self.forwarded = Some(first_of_list(text));
                }
            }
            Field::Agent => self.agent = logged(text),
            Field::Origin => self.origin = whether(text),
            Field::Asked => self.asked = whether(text),
            Field::MaxAge => self.max_age = max_age(text),
        }
    }

    /// The line as a whole.
    pub fn fill(
        self,
        clock: &mut Clock,
        options: &LogOptions,
        entry: &mut Entry<'a>,
    ) -> Result<(), BadLine> {
        if self.is_caddys {
            entry.format = LogFormat::Caddy;
        }
        let client = self.client.map(|(_, client)| client);
        entry.client = self.forwarded.or(client).unwrap_or_default();
        entry.agent = self.agent;
        entry.host = self.host;
        entry.bytes = self.bytes;
        entry.time = self.time.and_then(|(_, text)| clock.read(text));
        entry.at_end = !self.start;
        entry.origin = self.origin.or_absent_if(self.has_headers);
        entry.asked = self.asked.or_absent_if(self.has_headers);
        entry.max_age = self.max_age.or_absent_if(self.has_response_headers);
        match (self.method, self.target, self.request_line) {
            (Some(method), Some(target), _) => {
                (entry.method, entry.target) = (method, target);
                entry.check_request()?;
            }
            (_, _, Some(line)) => entry.set_request(line)?,
            _ => return Err(BadLine::NoRequest),
        }
        entry.status = self.status.and_then(status).ok_or(BadLine::NoStatus)?;
        let caddys = (self.is_caddys).then_some(LogTimeUnit::Seconds);
        entry.took = self.took.and_then(|(unit, text)| {
            let (number, suffix) = with_suffix(text);
            let unit = unit.or(suffix).or(options.time_unit).or(caddys);
            decimal(number, unit?.power())
        });
        Ok(())
    }
}

/// `0.005s`, `1.2ms`: the number and its unit.
fn with_suffix(text: &[u8]) -> (&[u8], Option<LogTimeUnit>) {
    let units: [(&[u8], LogTimeUnit); 5] = [
        (b"ms", LogTimeUnit::Milliseconds),
        (b"us", LogTimeUnit::Microseconds),
        (b"\xc2\xb5s", LogTimeUnit::Microseconds),
        (b"ns", LogTimeUnit::Nanoseconds),
        (b"s", LogTimeUnit::Seconds),
    ];
    let found = units
        .into_iter()
        .find_map(|(suffix, unit)| Some((text.strip_suffix(suffix)?, unit)));
    found.map_or((text, None), |(number, unit)| (number, Some(unit)))
}
