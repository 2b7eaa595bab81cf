//! Common and combined log format, and what servers put before and behind it.

use super::bad::BadLine;
use super::clock::{decimal, Clock};
use super::entry::{first_of_list, logged, max_age, split, split_near, status, whether, Entry};
use super::options::{LogFormat, LogOptions};

/// Reads `host ident user [time] "request" status bytes "referer" "agent" …`.
#[inline]
pub(super) fn parse<'a>(
    line: &'a [u8],
    clock: &mut Clock,
    options: &LogOptions,
    entry: &mut Entry<'a>,
) -> Result<(), BadLine> {
    let (head, rest) = split(line, b'[').ok_or(BadLine::UnknownFormat)?;
    let (host, client) = clients(head).ok_or(BadLine::UnknownFormat)?;
    // All but those with fractions have the same length.
    let end = match rest.get(26) {
        Some(b']') => 26,
        _ => memchr::memchr(b']', rest).ok_or(BadLine::UnknownFormat)?,
    };
    let (time, rest) = rest.split_at(end);
    let rest = rest.strip_prefix(b"] \"").ok_or(BadLine::UnknownFormat)?;
    let (request, rest) = quoted(rest).ok_or(BadLine::Unclosed)?;
    (entry.host, entry.client) = (host, client);
    entry.time = clock.read(time);
    entry.set_request(request)?;
    let rest = rest.strip_prefix(b" ").ok_or(BadLine::NoStatus)?;
    let (code, rest) = split_near(rest, b' ').unwrap_or((rest, b""));
    entry.status = status(code).ok_or(BadLine::NoStatus)?;
    let (bytes, rest) = split_near(rest, b' ').unwrap_or((rest, b""));
    entry.bytes = match bytes {
        b"-" => Some(0),
        _ => decimal(bytes, 0),
    };
    behind(entry, rest, options)
}

/// The virtual host, if there is one, and the client of what stands before the time.
fn clients(head: &[u8]) -> Option<(&[u8], &[u8])> {
    let (first, rest) = split_near(head, b' ')?;
    if rest.starts_with(b"- ") || first.is_empty() {
        return (!first.is_empty()).then_some((b"", first));
    }
    // Apache's vhost_combined: `host:80 client ident user`.
    let (second, rest) = split(rest, b' ').unwrap_or((b"", b""));
    if rest.starts_with(b"- ") && !second.is_empty() {
        return Some((first, second));
    }
    Some((b"", first))
}

/// What stands before the quotation mark that closes a text, and behind it.
#[inline]
fn quoted(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut from = 0;
    loop {
        let at = from + memchr::memchr(b'"', text.get(from..)?)?;
        if at == 0 || text[at - 1] != b'\\' {
            return Some((&text[..at], &text[at + 1..]));
        }
        let escapes = text[..at].iter().rev().take_while(|byte| **byte == b'\\');
        if escapes.count() % 2 == 0 {
            return Some((&text[..at], &text[at + 1..]));
        }
        from = at + 1;
    }
}

/// Referer, user agent, and what was added.
#[inline]
fn behind<'a>(
    entry: &mut Entry<'a>,
    mut rest: &'a [u8],
    options: &LogOptions,
) -> Result<(), BadLine> {
    let mut quotes = 0;
    loop {
        match rest {
            [] => return Ok(()),
            [b' ', ..] => rest = &rest[1..],
            [b'"', inner @ ..] => {
                let (text, behind) = quoted(inner).ok_or(BadLine::Unclosed)?;
                rest = behind;
                quotes += 1;
                match quotes {
                    1 => entry.format = entry.format.max(LogFormat::Combined),
                    2 => entry.agent = logged(text),
                    _ if looks_like_addresses(text) => entry.client = first_of_list(text),
                    _ => {}
                }
            }
            _ => rest = bare(entry, rest, options)?,
        }
    }
}

/// A field without quotation marks, or one that has its name: `rt=0.005`, `acrm="PUT"`. Gives what is behind it.
fn bare<'a>(
    entry: &mut Entry<'a>,
    text: &'a [u8],
    options: &LogOptions,
) -> Result<&'a [u8], BadLine> {
    let end = memchr::memchr(b' ', text).unwrap_or(text.len());
    let (field, rest) = text.split_at(end);
    let Some((name, value)) = split(field, b'=') else {
        if entry.took.is_none() {
            duration(entry, field, options);
        }
        return Ok(rest);
    };
    if !value.starts_with(b"\"") {
        named(entry, name, value, options);
        return Ok(rest);
    }
    let (value, rest) = quoted(&text[name.len() + 2..]).ok_or(BadLine::Unclosed)?;
    named(entry, name, value, options);
    Ok(rest)
}

fn named<'a>(entry: &mut Entry<'a>, name: &[u8], value: &'a [u8], options: &LogOptions) {
    match name {
        b"origin" | b"http_origin" => entry.origin = whether(value),
        b"acrm" | b"http_access_control_request_method" => entry.asked = whether(value),
        b"max_age" | b"sent_http_access_control_max_age" => entry.max_age = max_age(value),
        b"rt" | b"request_time" => duration(entry, value, options),
        b"host" => entry.host = value,
        _ => {}
    }
}

/// nginx's `$request_time` always has three digits behind the point. Of other numbers the unit has to be told.
fn duration(entry: &mut Entry<'_>, field: &[u8], options: &LogOptions) {
    let is_of_nginx = matches!(field, [.., b'.', a, b, c] if [a, b, c].iter().all(|digit| digit.is_ascii_digit()));
    if let Some(unit) = options.time_unit {
        entry.took = decimal(field, unit.power());
    } else if is_of_nginx {
        entry.took = decimal(field, 6);
    }
    if is_of_nginx && entry.took.is_some() {
        entry.format = LogFormat::Nginx;
        entry.at_end = true;
    }
}

/// What a proxy has noted in `X-Forwarded-For`.
fn looks_like_addresses(text: &[u8]) -> bool {
    let part_of = |byte: &u8| byte.is_ascii_hexdigit() || b".:, []".contains(byte);
    let has_mark = |byte: &u8| matches!(byte, b'.' | b':');
    text.iter().all(part_of) && text.iter().any(has_mark)
}
