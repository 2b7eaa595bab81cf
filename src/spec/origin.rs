//! Origins: who asks.

use std::fmt;

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
        if text == "null" {
            return Some(Self::Opaque);
        }
        let (scheme, authority) = text.split_once("://")?;
        let host_end = authority.rfind(']').map_or(0, |at| at + 1);
        let (host, port) = match authority[host_end..].rfind(':') {
            Some(at) => (
                &authority[..host_end + at],
                Some(authority[host_end + at + 1..].parse().ok()?),
            ),
            None => (authority, None),
        };
        let origin = Self::Tuple {
            scheme: scheme.to_owned(),
            host: host.to_owned(),
            port,
        };
        let legal = !scheme.is_empty()
            && !host.is_empty()
            && !host.contains(['/', '?', '#', '@', '\\', ' '])
            && !text.bytes().any(|byte| byte.is_ascii_uppercase());
        legal.then_some(origin)
    }

    /// Whether two origins are the same: scheme, host and port. An opaque one equals none.
    ///
    /// [same origin](https://html.spec.whatwg.org/#same-origin)
    pub fn same_origin(&self, other: &Self) -> bool {
        matches!(self, Self::Tuple { .. }) && self == other
    }
}

impl fmt::Display for Origin {
    /// [ASCII serialization of an origin](https://html.spec.whatwg.org/#ascii-serialisation-of-an-origin)
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Opaque => f.write_str("null"),
            Self::Tuple { scheme, host, port } => {
                write!(f, "{scheme}://{host}")?;
                port.map_or(Ok(()), |port| write!(f, ":{port}"))
            }
        }
    }
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
        ] {
            assert_eq!(Origin::from_serialization(text), None, "{text}");
        }
    }

    #[test]
    fn an_opaque_origin_is_not_even_itself() {
        assert!(!Origin::Opaque.same_origin(&Origin::Opaque));
    }
}
