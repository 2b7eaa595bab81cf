//! Origins: who asks.

use alloc::borrow::ToOwned;
use alloc::string::String;

use core::fmt;

/// Scheme, host and port; or nothing that could be compared.
///
/// [origin](https://html.spec.whatwg.org/#concept-origin)
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A sandboxed frame's, a `data:` document's. Serializes to `null`.
    ///
    /// [opaque origin](https://html.spec.whatwg.org/#concept-origin-opaque)
    Opaque,
    /// A page's.
    ///
    /// [tuple origin](https://html.spec.whatwg.org/#concept-origin-tuple)
    Tuple {
        /// Without the colon.
        scheme: String,
        /// Lower-case, punycode; an IPv6 address stands in brackets.
        host: String,
        /// `None` for the scheme's default.
        port: Option<u16>,
    },
}

impl Origin {
    /// The origin whose serialization is `text`; `None` if it is no serialization of an origin.
    pub fn from_serialization(text: &str) -> Option<Self> {
        let origin = Self::from_trusted_serialization(text)?;
        let Self::Tuple { scheme, host, port } = &origin else {
            return Some(origin);
        };
        // What a default port or a zero before a port would be compared with never has one.
        let default = matches!(
            (scheme.as_str(), port),
            ("http", Some(80)) | ("https", Some(443))
        );
        let in_scheme = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
        let legal = scheme.bytes().all(in_scheme)
            && scheme.as_bytes().first()?.is_ascii_alphabetic()
            && !host.is_empty()
            && (host.starts_with('[') || !host.contains(':'))
            && !default
            && origin.serialize() == text
            && text.get(scheme.len()..)?.starts_with("://")
            && !text
                .get(scheme.len() + 3..)?
                .bytes()
                .any(|byte| b"/?#@\\ ".contains(&byte))
            && !text.bytes().any(|byte| byte.is_ascii_uppercase());
        legal.then_some(origin)
    }

    /// As [`Origin::from_serialization`], of what a browser has serialized.
    pub fn from_trusted_serialization(text: &str) -> Option<Self> {
        if text == "null" {
            return Some(Self::Opaque);
        }
        let colon = text.bytes().position(|byte| byte == b':')?;
        let (scheme, authority) = (text.get(..colon)?, text.get(colon + 3..)?);
        let last = |wanted: u8| authority.bytes().rposition(|byte| byte == wanted);
        let (host, port) = match last(b':') {
            // A colon before the bracket belongs to an IPv6 address.
            Some(at) if last(b']').is_none_or(|bracket| bracket < at) => {
                (authority.get(..at)?, Some(port(authority.get(at + 1..)?)?))
            }
            _ => (authority, None),
        };
        Some(Self::Tuple {
            scheme: scheme.to_owned(),
            host: host.to_owned(),
            port,
        })
    }

    /// Scheme, host and port as one text; `null` for an opaque one.
    ///
    /// [ASCII serialization of an origin](https://html.spec.whatwg.org/#ascii-serialisation-of-an-origin)
    pub fn serialize(&self) -> String {
        let Self::Tuple { scheme, host, port } = self else {
            return "null".to_owned();
        };
        let mut text = scheme.clone();
        text.push_str("://");
        text.push_str(host);
        if let Some(port) = port {
            text.push(':');
            push_digits(&mut text, *port);
        }
        text
    }

    /// Whether two origins are the same: scheme, host and port. An opaque one equals none.
    ///
    /// [same origin](https://html.spec.whatwg.org/#same-origin)
    pub fn same_origin(&self, other: &Self) -> bool {
        matches!(self, Self::Tuple { .. }) && self == other
    }
}

fn push_digits(text: &mut String, number: u16) {
    if number > 9 {
        push_digits(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.serialize())
    }
}

/// The port that `digits` write; `None` if they write none.
pub fn port(digits: &str) -> Option<u16> {
    let mut port: u16 = 0;
    for byte in digits.bytes() {
        let digit = byte.is_ascii_digit().then(|| byte - b'0')?;
        port = port.checked_mul(10)?.checked_add(u16::from(digit))?;
    }
    (!digits.is_empty()).then_some(port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serializations_go_both_ways() {
        for text in [
            "null",
            "https://a.example",
            "http://[::1]:8080",
            "http://[::1]",
            "http://a:9",
            "http://a:10",
            "http://a:65535",
        ] {
            let origin = Origin::from_serialization(text);
            assert_eq!(
                origin.map(|origin| origin.to_string()).as_deref(),
                Some(text)
            );
        }
        for text in [
            "",
            "a.example",
            "https://a.example/",
            "https://A.example",
            "https://a:b",
            "https://a.example:443",
            "http://a.example:080",
            "a/b://c",
            "https://a:",
            "https://a:65536",
            "https://",
            "https:--a.example",
            "+https://a.example",
            "1a://b",
            "://a.example",
            "https://a/b.example.org",
            "https://a?b",
            "https://u@a",
            "https://a:b:1",
        ] {
            assert_eq!(Origin::from_serialization(text), None, "{text}");
        }
    }

    #[test]
    fn a_port_stands_behind_an_address_in_brackets() {
        let of = |port| {
            Some(Origin::Tuple {
                scheme: "http".to_owned(),
                host: "[::1]".to_owned(),
                port,
            })
        };
        assert_eq!(
            Origin::from_serialization("http://[::1]:8080"),
            of(Some(8080))
        );
        assert_eq!(Origin::from_serialization("http://[::1]"), of(None));
    }

    #[test]
    fn an_opaque_origin_is_not_even_itself() {
        assert!(!Origin::Opaque.same_origin(&Origin::Opaque));
    }
}
