//! One line of what was pasted.

use crate::pieces::cut;
use crate::spec::infra;
use crate::spec::method::is_method;

/// Who has sent a line, where `curl -v` says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// `> `
    Sent,
    /// `< `
    Received,
    /// `* `, `{ ` and `} `: the tool's own.
    Remark,
    /// It is not told.
    Unmarked,
}

/// What a line may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// `HTTP/1.1 204 No Content`
    Status(u16),
    /// `PUT /items HTTP/1.1`
    Request(&'a str, &'a str),
    /// `Name: value`
    Header(&'a str, &'a str),
    Empty,
    /// None of these.
    Other,
}

/// Whether lines are marked, as `curl -v` does.
pub(super) fn is_verbose(text: &str) -> bool {
    let begins = |mark: &str| {
        text.split('\n')
            .any(|line| line.trim_start().starts_with(mark))
    };
    begins("< HTTP/") || (begins("> ") && begins("< "))
}

/// Who has sent the line, and the line itself.
pub(super) fn side(line: &str, verbose: bool) -> (Side, &str) {
    if !verbose {
        return (Side::Unmarked, line);
    }
    let bare = line.trim_start();
    let marked = |mark: &str| {
        bare.strip_prefix(mark)
            .map(|rest| rest.strip_prefix(' ').unwrap_or(rest))
    };
    match (marked(">"), marked("<")) {
        (Some(rest), _) => (Side::Sent, rest),
        // A body may be HTML.
        (_, Some(rest)) if bare.len() == 1 || bare.starts_with("< ") => (Side::Received, rest),
        _ if bare.starts_with("* ") || bare.starts_with("{ [") || bare.starts_with("} [") => {
            (Side::Remark, "")
        }
        _ => (Side::Unmarked, line),
    }
}

/// What the line is.
pub(super) fn read(line: &str) -> Line<'_> {
    let line = line.trim();
    if line.is_empty() {
        return Line::Empty;
    }
    if let Some(status) = status(line) {
        return Line::Status(status);
    }
    if let Some((method, target)) = request(line) {
        return Line::Request(method, target);
    }
    header(line).map_or(Line::Other, |(name, value)| Line::Header(name, value))
}

/// [status line](https://httpwg.org/specs/rfc9112.html#status.line); HTTP/2 and 3 are printed as one.
fn status(line: &str) -> Option<u16> {
    let (version, rest) = cut(line, b' ')?;
    let number = version.strip_prefix("HTTP/")?;
    let is_version = number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let code = rest.trim_start().get(..3)?;
    let is_code = code.bytes().all(|byte| byte.is_ascii_digit());
    (is_version && is_code).then(|| code.parse().ok()).flatten()
}

/// [request line](https://httpwg.org/specs/rfc9112.html#request.line)
fn request(line: &str) -> Option<(&str, &str)> {
    let mut words = line.split(' ').filter(|word| !word.is_empty());
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    let fits = version.starts_with("HTTP/") && is_method(method) && words.next().is_none();
    fits.then_some((method, target))
}

/// `Name: value`; HTTP/2's pseudo-headers are none.
fn header(line: &str) -> Option<(&str, &str)> {
    let (name, value) = cut(line, b':')?;
    infra::is_token(name.as_bytes()).then_some((name, value.trim()))
}

/// Whether a request header's value is no secret, and CORS or where the request goes hangs on it.
pub(super) fn is_told(name: &str) -> bool {
    const TOLD: [&str; 4] = [
        "origin",
        "host",
        "access-control-request-method",
        "access-control-request-headers",
    ];
    TOLD.iter().any(|told| name.eq_ignore_ascii_case(told))
}

/// Whether the header sets a cookie.
pub(super) fn is_cookie(name: &str) -> bool {
    name.eq_ignore_ascii_case("set-cookie") || name.eq_ignore_ascii_case("set-cookie2")
}
