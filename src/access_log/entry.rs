//! A line of a log, as every format says the same.

use super::bad::BadLine;
use super::options::LogFormat;

/// Whether a log tells of something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Logged<T> {
    /// The log has no place for it.
    #[default]
    No,
    /// It has, and there was none.
    Absent,
    /// There was.
    Some(T),
}

impl<T> Logged<T> {
    /// Where the log has a place for all of its kind, what is not there was absent.
    pub fn or_absent_if(self, has_place: bool) -> Self {
        match self {
            Self::No if has_place => Self::Absent,
            known => known,
        }
    }
}

/// A request. What it borrows is never kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    pub format: LogFormat,
    /// The address.
    pub client: &'a [u8],
    pub agent: Logged<&'a [u8]>,
    /// The virtual host, if the log names it.
    pub host: &'a [u8],
    pub method: &'a [u8],
    /// As the request line had it.
    pub target: &'a [u8],
    pub status: u16,
    pub bytes: Option<u64>,
    /// Milliseconds since 1970.
    pub time: Option<i64>,
    /// Whether the time is that of the answer's end, not of the request's start.
    pub at_end: bool,
    /// Microseconds.
    pub took: Option<u64>,
    /// Whether there was an `Origin`.
    pub origin: Logged<()>,
    /// Whether there was an `Access-Control-Request-Method`.
    pub asked: Logged<()>,
    /// What the answer said in `Access-Control-Max-Age`; `None` if that is no number.
    pub max_age: Logged<Option<u64>>,
}

impl<'a> Entry<'a> {
    /// One of which nothing is known yet.
    pub fn new(format: LogFormat) -> Self {
        Self {
            format,
            client: b"",
            agent: Logged::No,
            host: b"",
            method: b"",
            target: b"",
            status: 0,
            bytes: None,
            time: None,
            at_end: false,
            took: None,
            origin: Logged::No,
            asked: Logged::No,
            max_age: Logged::No,
        }
    }

    /// A request line's method and target: `GET /path HTTP/1.1`.
    pub fn set_request(&mut self, line: &'a [u8]) -> Result<(), BadLine> {
        let (method, rest) = split_near(line, b' ').ok_or(BadLine::NoRequest)?;
        let target = match rest {
            [target @ .., b' ', b'H', b'T', b'T', b'P', b'/', _, b'.', _] => target,
            // A path may have spaces, if whoever sent it did not care.
            _ => match memchr::memrchr(b' ', rest) {
                Some(at) if rest[at + 1..].starts_with(b"HTTP/") => &rest[..at],
                _ => rest,
            },
        };
        (self.method, self.target) = (method, target);
        self.check_request()
    }

    /// Whether method and target look like some.
    pub fn check_request(&self) -> Result<(), BadLine> {
        let token = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let is_method = (1..=32).contains(&self.method.len()) && self.method.iter().all(token);
        let is_target = matches!(
            self.target,
            [b'/' | b'*', ..] | [b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'[', ..]
        );
        if is_method && is_target {
            Ok(())
        } else {
            Err(BadLine::NoRequest)
        }
    }

    /// The target's path, without query and fragment.
    pub fn path(&self) -> &'a [u8] {
        let target = self.target;
        let path = match target.first() {
            Some(b'/') | None => target,
            // A proxy was asked: `http://host/path`.
            Some(_) => memchr::memmem::find(target, b"://")
                .and_then(|at| {
                    let slash = memchr::memchr(b'/', &target[at + 3..])?;
                    target.get(at + 3 + slash..)
                })
                .unwrap_or(target),
        };
        match memchr::memchr2(b'?', b'#', path) {
            Some(at) => &path[..at],
            None => path,
        }
    }

    /// Whether the answer lets a preflight pass.
    pub fn is_ok(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// What a header's or a variable's value says in a log: `-` and nothing at all mean that there was none.
pub(super) fn logged(value: &[u8]) -> Logged<&[u8]> {
    match value {
        b"" | b"-" => Logged::Absent,
        _ => Logged::Some(value),
    }
}

/// Only whether there was one.
pub(super) fn whether(value: &[u8]) -> Logged<()> {
    match logged(value) {
        Logged::Some(_) => Logged::Some(()),
        _ => Logged::Absent,
    }
}

/// A logged `Access-Control-Max-Age`.
pub(super) fn max_age(value: &[u8]) -> Logged<Option<u64>> {
    match logged(value) {
        Logged::Some(value) => Logged::Some(super::clock::decimal(value, 0)),
        _ => Logged::Absent,
    }
}

/// The address of `10.0.0.1, 10.0.0.2`: the first is the client's, the others proxies'.
pub(super) fn first_of_list(value: &[u8]) -> &[u8] {
    split(value, b',').map_or(value, |(first, _)| first)
}

/// A status of three digits.
#[inline]
pub(super) fn status(text: &[u8]) -> Option<u16> {
    match text {
        [a @ b'1'..=b'9', b @ b'0'..=b'9', c @ b'0'..=b'9'] => {
            Some(u16::from(a - b'0') * 100 + u16::from(b - b'0') * 10 + u16::from(c - b'0'))
        }
        _ => None,
    }
}

/// What stands before the first `mark`, and behind it.
#[inline]
pub(super) fn split(text: &[u8], mark: u8) -> Option<(&[u8], &[u8])> {
    let at = memchr::memchr(mark, text)?;
    Some((&text[..at], &text[at + 1..]))
}

/// The same, where the mark is among the first few bytes.
#[inline]
pub(super) fn split_near(text: &[u8], mark: u8) -> Option<(&[u8], &[u8])> {
    let at = text.iter().position(|byte| *byte == mark)?;
    Some((&text[..at], &text[at + 1..]))
}
