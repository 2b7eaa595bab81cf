//! Content types as mail has them: stricter than what browsers parse elsewhere, and asked by one of them for a Blob's type.

use alloc::vec::Vec;

use crate::spec::infra::is_http_tab_or_space;

/// Whether `text` is a type, a slash, a subtype and parameters: each a semicolon, a name, `=`, and a token or a quoted
/// string. White space may follow any of these.
///
/// [RFC 2045, section 5.1](https://www.rfc-editor.org/rfc/rfc2045#section-5.1)
pub(crate) fn is_rfc_2045_content_type(text: &[u8]) -> bool {
    reads(text).is_some()
}

fn reads(text: &[u8]) -> Option<()> {
    let mut rest = token(skip_spaces(text))?;
    rest = token(one(rest, b'/')?)?;
    while !rest.is_empty() {
        rest = token(one(rest, b';')?)?;
        rest = one(rest, b'=')?;
        rest = match rest.first() {
            Some(b'"') => quoted_string(&rest[1..])?,
            _ => token(rest)?,
        };
    }
    Some(())
}

/// What follows this byte.
fn one(text: &[u8], byte: u8) -> Option<&[u8]> {
    text.strip_prefix(&[byte]).map(skip_spaces)
}

/// What follows a token.
fn token(text: &[u8]) -> Option<&[u8]> {
    let is_token = |byte: &u8| (0x21..0x80).contains(byte) && !b"()<>@,;:\\\"/[]?=".contains(byte);
    let length = text.iter().take_while(|byte| is_token(byte)).count();
    (length > 0).then(|| skip_spaces(&text[length..]))
}

/// What follows a quoted string, whose first quotation mark has been read.
fn quoted_string(text: &[u8]) -> Option<&[u8]> {
    let mut escaped = false;
    let end = text.iter().position(|byte| {
        let ends = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        ends
    })?;
    Some(skip_spaces(&text[end + 1..]))
}

fn skip_spaces(text: &[u8]) -> &[u8] {
    let length = text
        .iter()
        .take_while(|byte| is_http_tab_or_space(**byte))
        .count();
    &text[length..]
}

/// The content type with each charset's characters replaced by `UTF-8`, all else as it was.
pub(crate) fn with_utf_8(text: &[u8]) -> Vec<u8> {
    const NAME: &[u8] = b"charset=";
    let mut result = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(&byte) = rest.first() {
        let is_name = rest.len() >= NAME.len() && rest[..NAME.len()].eq_ignore_ascii_case(NAME);
        if !is_name {
            result.push(byte);
            rest = &rest[1..];
            continue;
        }
        result.extend_from_slice(&rest[..NAME.len()]);
        rest = &rest[NAME.len()..];
        let length = rest
            .iter()
            .take_while(|byte| !b"; \t\"'".contains(byte))
            .count();
        if length > 0 {
            result.extend_from_slice(b"UTF-8");
        }
        rest = &rest[length..];
    }
    result
}

#[cfg(test)]
mod tests {
    use super::{is_rfc_2045_content_type, with_utf_8};

    #[test]
    fn a_charset_is_replaced_where_it_stands() {
        let of = |text: &str| with_utf_8(text.as_bytes());
        assert_eq!(of("a/b;Charset=x;c=\"d\""), b"a/b;Charset=UTF-8;c=\"d\"");
        assert_eq!(of("a/b;charset=\"x\""), b"a/b;charset=\"x\"");
        assert_eq!(of("a/b; c=d"), b"a/b; c=d");
    }

    #[test]
    fn parameters_need_a_name_and_a_value() {
        for text in [
            "a/b",
            " a/b ",
            "a / b",
            "text/plain;charset=utf-8",
            "text/plain ; a = \"b;c\\\"\" ;d=e",
            "text/plain;a=\"\"",
        ] {
            assert!(is_rfc_2045_content_type(text.as_bytes()), "{text}");
        }
        for text in [
            "",
            "/",
            "a",
            "a/",
            "text/plain;",
            "text/plain;;a=b",
            "text/plain;a",
            "text/plain;a=",
            "text/plain;a=b:c",
            "text/plain;a=\"b",
            "text/plain;a=\"b\"c",
            "text/plain,text/plain",
            "text/plain;a=b;",
        ] {
            assert!(!is_rfc_2045_content_type(text.as_bytes()), "{text}");
        }
    }
}
