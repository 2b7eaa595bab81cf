//! MIME types: as much of MIME Sniffing's parser as decides about CORS.

use alloc::string::String;
use alloc::vec::Vec;

use super::infra;
#[cfg(not(feature = "watch"))]
use super::names::Names;

/// Type, subtype and parameters, in the form in which they are compared.
///
/// [MIME type](https://mimesniff.spec.whatwg.org/#mime-type)
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MimeType {
    /// Lower-case.
    pub r#type: String,
    /// Lower-case.
    pub subtype: String,
    /// Names in lower case, values as written, first occurrence of each name.
    pub parameters: Vec<(String, String)>,
}

impl MimeType {
    /// Type and subtype without parameters.
    ///
    /// [essence](https://mimesniff.spec.whatwg.org/#mime-type-essence)
    pub fn essence(&self) -> String {
        let mut essence = self.r#type.clone();
        essence.push('/');
        essence.push_str(&self.subtype);
        essence
    }

    /// The text form; values that are no tokens are quoted.
    ///
    /// [serialize a MIME type](https://mimesniff.spec.whatwg.org/#serialize-a-mime-type)
    pub fn serialize(&self) -> String {
        let mut text = self.essence();
        for (name, value) in &self.parameters {
            text.push(';');
            text.push_str(name);
            text.push('=');
            if infra::is_token(value.as_bytes()) {
                text.push_str(value);
            } else {
                text.push('"');
                for c in value.chars() {
                    if matches!(c, '"' | '\\') {
                        text.push('\\');
                    }
                    text.push(c);
                }
                text.push('"');
            }
        }
        text
    }
}

/// Why a string is no MIME type. Offsets are counted in bytes of the string as given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MimeTypeFailure {
    /// Nothing stands before the `/`.
    TypeEmpty,
    /// A character of the type is no token character.
    TypeNotToken {
        /// Where it stands.
        offset: usize,
    },
    /// There is no `/`.
    SlashMissing,
    /// Nothing stands after the `/`.
    SubtypeEmpty,
    /// A character of the subtype is no token character.
    SubtypeNotToken {
        /// Where it stands.
        offset: usize,
    },
}

/// Reads a MIME type, given as the bytes of its code points; parameters never make it fail.
///
/// [parse a MIME type](https://mimesniff.spec.whatwg.org/#parse-a-mime-type)
///
/// # Errors
///
/// [`MimeTypeFailure`] names the step that returns failure.
pub fn parse_a_mime_type(input: &[u8]) -> Result<MimeType, MimeTypeFailure> {
    // 1. White space at the ends.
    let start = count(input, infra::is_http_whitespace);
    let input = infra::trim(input, infra::is_http_whitespace);
    // 3.–6. The type, up to the slash.
    let slash = up_to(input, b'/');
    let r#type = &input[..slash];
    if r#type.is_empty() {
        return Err(MimeTypeFailure::TypeEmpty);
    }
    if let Some(at) = first_non_token(r#type) {
        return Err(MimeTypeFailure::TypeNotToken { offset: start + at });
    }
    if slash == input.len() {
        return Err(MimeTypeFailure::SlashMissing);
    }
    // 7.–9. The subtype, up to a semicolon.
    let rest = &input[slash + 1..];
    let semicolon = up_to(rest, b';');
    let subtype = trim_end(&rest[..semicolon]);
    if subtype.is_empty() {
        return Err(MimeTypeFailure::SubtypeEmpty);
    }
    if let Some(at) = first_non_token(subtype) {
        return Err(MimeTypeFailure::SubtypeNotToken {
            offset: start + slash + 1 + at,
        });
    }
    // 10.–11. The parameters.
    Ok(MimeType {
        r#type: lowercase(r#type),
        subtype: lowercase(subtype),
        parameters: parameters(&rest[semicolon..]),
    })
}

/// Reads `;name=value` pairs; what is not one is skipped.
fn parameters(mut input: &[u8]) -> Vec<(String, String)> {
    let mut parameters: Vec<(String, String)> = Vec::new();
    #[cfg(not(feature = "watch"))]
    let mut names = Names::default();
    while let Some((_, rest)) = input.split_first() {
        let rest = &rest[count(rest, infra::is_http_whitespace)..];
        let name_end = count(rest, |byte| !matches!(byte, b';' | b'='));
        let name = lowercase(&rest[..name_end]);
        input = &rest[name_end..];
        if input.first() != Some(&b'=') {
            continue;
        }
        let rest = &input[1..];
        let value = if rest.first() == Some(&b'"') {
            let (value, used) = quoted_string(rest);
            input = &rest[used..];
            input = &input[up_to(input, b';')..];
            value
        } else {
            let end = up_to(rest, b';');
            input = &rest[end..];
            let value = trim_end(&rest[..end]);
            if value.is_empty() {
                continue;
            }
            value.to_vec()
        };
        let legal = |byte: &u8| matches!(byte, b'\t' | b' '..=b'~' | 0x80..);
        #[cfg(not(feature = "watch"))]
        let mut is_known = || {
            let known = parameters.iter().map(|(known, _)| known);
            names.place(&name, known).is_some()
        };
        #[cfg(feature = "watch")]
        let is_known = || parameters.iter().any(|(known, _)| *known == name);
        if infra::is_token(name.as_bytes()) && value.iter().all(legal) && !is_known() {
            parameters.push((name, infra::isomorphic_decode(&value)));
        }
    }
    parameters
}

/// The value of the quoted string at the start of `input`, and how many bytes it takes.
fn quoted_string(input: &[u8]) -> (Vec<u8>, usize) {
    let mut value = Vec::new();
    let mut at = 1;
    while let Some(&byte) = input.get(at) {
        at += 1;
        match byte {
            b'"' => break,
            b'\\' => match input.get(at) {
                Some(&escaped) => {
                    value.push(escaped);
                    at += 1;
                }
                None => value.push(byte),
            },
            _ => value.push(byte),
        }
    }
    (value, at)
}

fn up_to(input: &[u8], stop: u8) -> usize {
    count(input, |byte| byte != stop)
}

fn count(input: &[u8], accept: impl Fn(u8) -> bool) -> usize {
    let stop = input.iter().position(|&byte| !accept(byte));
    stop.unwrap_or(input.len())
}

fn trim_end(input: &[u8]) -> &[u8] {
    let last = input
        .iter()
        .rposition(|&byte| !infra::is_http_whitespace(byte));
    &input[..last.map_or(0, |last| last + 1)]
}

fn first_non_token(text: &[u8]) -> Option<usize> {
    text.iter()
        .position(|&byte| !infra::is_http_token_byte(byte))
}

fn lowercase(text: &[u8]) -> String {
    infra::isomorphic_decode(&text.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_never_fail() {
        for text in [
            "text/plain;",
            "text/plain;garbage",
            "TEXT/Plain ; a=\"b\\\"c",
        ] {
            assert_eq!(
                parse_a_mime_type(text.as_bytes()).map(|mime| mime.essence()),
                Ok("text/plain".into())
            );
        }
    }

    #[test]
    fn a_comma_is_no_part_of_a_subtype() {
        assert_eq!(
            parse_a_mime_type(b"text/plain,text/plain"),
            Err(MimeTypeFailure::SubtypeNotToken { offset: 10 })
        );
        assert_eq!(parse_a_mime_type(b""), Err(MimeTypeFailure::TypeEmpty));
        assert_eq!(
            parse_a_mime_type(b"text"),
            Err(MimeTypeFailure::SlashMissing)
        );
    }

    #[test]
    fn values_are_quoted_where_needed() {
        let text = parse_a_mime_type(b"text/html;A=\"b c\";charset=x").map(|mime| mime.serialize());
        assert_eq!(text, Ok("text/html;a=\"b c\";charset=x".into()));
    }
}
