//! MIME types: as much of MIME Sniffing's parser as decides about CORS.

use super::infra;

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
        format!("{}/{}", self.r#type, self.subtype)
    }

    /// The value of the first parameter of this (lower-case) name.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
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
            if !value.is_empty() && is_token(value) {
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

/// Why a string is no MIME type. Offsets are counted in the string as given.
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

/// Reads a MIME type; parameters never make it fail.
///
/// [parse a MIME type](https://mimesniff.spec.whatwg.org/#parse-a-mime-type)
///
/// # Errors
///
/// [`MimeTypeFailure`] names the step that returns failure.
pub fn parse_a_mime_type(input: &str) -> Result<MimeType, MimeTypeFailure> {
    // 1. White space at the ends.
    let is_space = |c: char| u8::try_from(c).is_ok_and(infra::is_http_whitespace);
    let start = input.chars().take_while(|&c| is_space(c)).count();
    let input: Vec<char> = input.trim_matches(is_space).chars().collect();
    // 3.–6. The type, up to the slash.
    let slash = input.iter().position(|&c| c == '/');
    let r#type = &input[..slash.unwrap_or(input.len())];
    if r#type.is_empty() {
        return Err(MimeTypeFailure::TypeEmpty);
    }
    if let Some(at) = first_non_token(r#type) {
        return Err(MimeTypeFailure::TypeNotToken { offset: start + at });
    }
    let slash = slash.ok_or(MimeTypeFailure::SlashMissing)?;
    // 7.–9. The subtype, up to a semicolon.
    let rest = &input[slash + 1..];
    let semicolon = rest.iter().position(|&c| c == ';');
    let subtype: String = rest[..semicolon.unwrap_or(rest.len())].iter().collect();
    let subtype: Vec<char> = subtype.trim_end_matches(is_space).chars().collect();
    if subtype.is_empty() {
        return Err(MimeTypeFailure::SubtypeEmpty);
    }
    if let Some(at) = first_non_token(&subtype) {
        return Err(MimeTypeFailure::SubtypeNotToken {
            offset: start + slash + 1 + at,
        });
    }
    // 10.–11. The parameters.
    Ok(MimeType {
        r#type: lowercase(r#type),
        subtype: lowercase(&subtype),
        parameters: semicolon.map_or_else(Vec::new, |at| parameters(&rest[at..])),
    })
}

/// Reads `;name=value` pairs; what is not one is skipped.
fn parameters(mut input: &[char]) -> Vec<(String, String)> {
    let mut parameters: Vec<(String, String)> = Vec::new();
    while let Some((_, rest)) = input.split_first() {
        let skip = rest
            .iter()
            .take_while(|&&c| u8::try_from(c).is_ok_and(infra::is_http_whitespace))
            .count();
        let rest = &rest[skip..];
        let name_end = position(rest, |c| matches!(c, ';' | '='));
        let name = lowercase(&rest[..name_end]);
        let Some('=') = rest.get(name_end) else {
            input = &rest[name_end..];
            continue;
        };
        let rest = &rest[name_end + 1..];
        let value: String;
        if rest.first() == Some(&'"') {
            let (quoted, used) = quoted_string(rest);
            value = quoted;
            input = &rest[used..];
            input = &input[position(input, |c| c == ';')..];
        } else {
            let end = position(rest, |c| c == ';');
            let raw: String = rest[..end].iter().collect();
            value = raw
                .trim_end_matches(|c| u8::try_from(c).is_ok_and(infra::is_http_whitespace))
                .to_owned();
            input = &rest[end..];
            if value.is_empty() {
                continue;
            }
        }
        let legal = |c: char| matches!(c, '\t' | ' '..='~' | '\u{80}'..='\u{ff}');
        if is_token(&name)
            && value.chars().all(legal)
            && !parameters.iter().any(|(known, _)| *known == name)
        {
            parameters.push((name, value));
        }
    }
    parameters
}

/// The value of the quoted string at the start of `input`, and how many characters it takes.
fn quoted_string(input: &[char]) -> (String, usize) {
    let mut value = String::new();
    let mut at = 1;
    while let Some(&c) = input.get(at) {
        at += 1;
        match c {
            '"' => break,
            '\\' => match input.get(at) {
                Some(&escaped) => {
                    value.push(escaped);
                    at += 1;
                }
                None => value.push('\\'),
            },
            _ => value.push(c),
        }
    }
    (value, at)
}

fn position(input: &[char], stop: fn(char) -> bool) -> usize {
    input.iter().position(|&c| stop(c)).unwrap_or(input.len())
}

fn is_token_char(c: char) -> bool {
    u8::try_from(c).is_ok_and(infra::is_http_token_byte)
}

fn is_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_token_char)
}

fn first_non_token(text: &[char]) -> Option<usize> {
    text.iter().position(|&c| !is_token_char(c))
}

fn lowercase(text: &[char]) -> String {
    text.iter().map(char::to_ascii_lowercase).collect()
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
                parse_a_mime_type(text).map(|mime| mime.essence()),
                Ok("text/plain".into())
            );
        }
    }

    #[test]
    fn a_comma_is_no_part_of_a_subtype() {
        assert_eq!(
            parse_a_mime_type("text/plain,text/plain"),
            Err(MimeTypeFailure::SubtypeNotToken { offset: 10 })
        );
        assert_eq!(parse_a_mime_type(""), Err(MimeTypeFailure::TypeEmpty));
        assert_eq!(
            parse_a_mime_type("text"),
            Err(MimeTypeFailure::SlashMissing)
        );
    }

    #[test]
    fn values_are_quoted_where_needed() {
        let text = parse_a_mime_type("text/html;A=\"b c\";charset=x").map(|mime| mime.serialize());
        assert_eq!(text, Ok("text/html;a=\"b c\";charset=x".into()));
    }
}
