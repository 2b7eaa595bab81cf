//! Infra and HTTP's grammar: bytes, whitespace, tokens.

use alloc::string::String;
use alloc::vec::Vec;

/// The string whose code points are the values of `bytes`.
///
/// [isomorphic decode](https://infra.spec.whatwg.org/#isomorphic-decode)
pub fn isomorphic_decode(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

/// The bytes whose values are the code points of `string`, or the offset (in UTF-16 code units) of the first above U+00FF.
///
/// [isomorphic encode](https://infra.spec.whatwg.org/#isomorphic-encode), as the conversion to a
/// [ByteString](https://webidl.spec.whatwg.org/#js-to-ByteString) applies it.
///
/// # Errors
///
/// The offset of the first code unit that does not fit a byte.
pub fn isomorphic_encode(string: &str) -> Result<Vec<u8>, usize> {
    let mut bytes = Vec::with_capacity(string.len());
    let mut units = string.bytes();
    while let Some(byte) = units.next() {
        bytes.push(match byte {
            0..0x80 => byte,
            // Two bytes of UTF-8 stand for a code point that is below U+0100 after these two alone.
            0xc2 | 0xc3 => byte << 6 | units.next().unwrap_or_default() & 0x3f,
            // What came before are single code units.
            _ => return Err(bytes.len()),
        });
    }
    Ok(bytes)
}

/// `bytes` with ASCII letters in lower case.
///
/// [byte-lowercase](https://infra.spec.whatwg.org/#byte-lowercase)
pub fn byte_lowercase(bytes: &[u8]) -> Vec<u8> {
    bytes.to_ascii_lowercase()
}

/// Tab or space.
///
/// [HTTP tab or space](https://fetch.spec.whatwg.org/#http-tab-or-space)
pub fn is_http_tab_or_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b' ')
}

/// Line feed, carriage return, tab or space.
///
/// [HTTP whitespace](https://fetch.spec.whatwg.org/#http-whitespace)
pub fn is_http_whitespace(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r') || is_http_tab_or_space(byte)
}

/// Whether `byte` may stand in a token: a method, a header name, half of a MIME type.
///
/// [HTTP token code point](https://mimesniff.spec.whatwg.org/#http-token-code-point)
pub fn is_http_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'!' | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'.'
                | b'^'
                | b'_'
                | b'`'
                | b'|'
                | b'~'
        )
}

/// Whether `bytes` is a token: not empty, and nothing else in it.
///
/// [token](https://httpwg.org/specs/rfc9110.html#tokens)
pub fn is_token(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(|&byte| is_http_token_byte(byte))
}

/// `bytes` less what `strip` accepts at both ends.
pub fn trim(bytes: &[u8], strip: fn(u8) -> bool) -> &[u8] {
    let start = bytes
        .iter()
        .position(|&byte| !strip(byte))
        .unwrap_or(bytes.len());
    let end = bytes
        .iter()
        .rposition(|&byte| !strip(byte))
        .map_or(start, |last| last + 1);
    &bytes[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trim_takes_both_ends_and_all_of_nothing_else() {
        assert_eq!(trim(b" \ta b\r\n", is_http_whitespace), b"a b");
        assert_eq!(trim(b" \t ", is_http_whitespace), b"");
        assert_eq!(trim(b"", is_http_whitespace), b"");
    }

    #[test]
    fn ascii_letters_alone_have_a_lower_case() {
        assert_eq!(byte_lowercase(b"X-@[AZ"), b"x-@[az");
        // U+00C9 as ISO-8859-1 has it: no letter of ASCII.
        assert_eq!(byte_lowercase(&[0xc9, b'A']), [0xc9, b'a']);
    }

    #[test]
    fn what_is_above_a_byte_is_found_where_it_stands() {
        assert_eq!(isomorphic_encode("a\u{e9}"), Ok(vec![b'a', 0xe9]));
        assert_eq!(isomorphic_encode("a\u{1f600}\u{100}"), Err(1));
        assert_eq!(isomorphic_decode(&[0xe9]), "\u{e9}");
    }
}
