//! Content types as mail has them: stricter than what browsers parse elsewhere, and asked by one of them for a Blob's type.

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

#[cfg(test)]
mod tests {
    use super::is_rfc_2045_content_type;

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
