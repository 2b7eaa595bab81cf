//! URLs, as far as fetching asks about them. Parsing is the caller's: a browser has a parser of its own.

use alloc::borrow::ToOwned;
use alloc::string::String;

use super::origin::Origin;

/// A parsed URL.
///
/// [URL record](https://url.spec.whatwg.org/#concept-url)
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url {
    /// The serialization, fragment included.
    pub href: String,
    /// [origin](https://url.spec.whatwg.org/#concept-url-origin) of the URL.
    pub origin: Origin,
    /// The port, or `None` for the scheme's default.
    pub port: Option<u16>,
}

/// Parses a URL, against a base if one is given; `None` is the standard's failure.
///
/// [URL parser](https://url.spec.whatwg.org/#concept-url-parser)
pub type ParseUrl = fn(input: &str, base: Option<&str>) -> Option<Url>;

impl Url {
    /// The scheme, without the colon.
    pub fn scheme(&self) -> &str {
        self.up_to(b':')
    }

    /// Whether the scheme is `http` or `https`.
    ///
    /// [HTTP(S) scheme](https://fetch.spec.whatwg.org/#http-scheme)
    pub fn is_http_scheme(&self) -> bool {
        matches!(self.scheme(), "http" | "https")
    }

    /// Whether the URL has a user name or a password.
    ///
    /// [includes credentials](https://url.spec.whatwg.org/#include-credentials)
    pub fn includes_credentials(&self) -> bool {
        self.userinfo().is_some()
    }

    /// The fragment, without `#`; `None` if there is none, and `Some("")` if it is empty.
    pub fn fragment(&self) -> Option<&str> {
        self.href.get(self.without_fragment().len() + 1..)
    }

    /// The serialization without a fragment.
    pub fn without_fragment(&self) -> &str {
        self.up_to(b'#')
    }

    /// What a server is asked for: without fragment, user name and password.
    pub fn as_sent(&self) -> String {
        self.less_userinfo(self.without_fragment())
    }

    /// The URL without user name and password.
    pub fn without_userinfo(&self) -> String {
        self.less_userinfo(&self.href)
    }

    fn less_userinfo(&self, url: &str) -> String {
        match self.userinfo() {
            Some((start, end)) => {
                let mut sent = part(url, 0, start).to_owned();
                sent.push_str(part(url, end, url.len()));
                sent
            }
            None => url.to_owned(),
        }
    }

    /// Takes `fragment` over unless the URL has one of its own.
    pub fn inherit_fragment(&mut self, fragment: Option<&str>) {
        if let (None, Some(fragment)) = (self.fragment(), fragment) {
            self.href.push('#');
            self.href.push_str(fragment);
        }
    }

    /// Where user name, password and `@` stand in the serialization.
    fn userinfo(&self) -> Option<(usize, usize)> {
        let start = self.scheme().len() + "://".len();
        let rest = self.href.as_bytes().get(start..)?;
        if !self.is_http_scheme() {
            return None;
        }
        let end = rest
            .iter()
            .position(|byte| matches!(byte, b'/' | b'?' | b'#'))
            .unwrap_or(rest.len());
        let at = rest[..end].iter().rposition(|&byte| byte == b'@')?;
        Some((start, start + at + 1))
    }

    fn up_to(&self, byte: u8) -> &str {
        let end = self.href.bytes().position(|known| known == byte);
        part(&self.href, 0, end.unwrap_or(self.href.len()))
    }
}

/// A part of a serialization, which is ASCII.
fn part(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_sees_neither_fragment_nor_password() {
        let url = Url {
            href: "http://u:p@a.example:8080/x?@#f".into(),
            origin: Origin::Opaque,
            port: Some(8080),
        };
        assert!(url.includes_credentials());
        assert_eq!(url.as_sent(), "http://a.example:8080/x?@");
        assert_eq!(url.fragment(), Some("f"));
    }

    fn url(href: &str) -> Url {
        Url {
            href: href.into(),
            origin: Origin::Opaque,
            port: None,
        }
    }

    #[test]
    fn a_password_stands_before_the_last_at_of_the_host_only() {
        let without = |href: &str| url(href).without_userinfo();
        assert_eq!(without("http://u@a.example/x#f"), "http://a.example/x#f");
        assert_eq!(without("https://u@:p@a.example/"), "https://a.example/");
        assert_eq!(without("https://u@a.example"), "https://a.example");
        for href in [
            "https://a.example/@",
            "https://a.example?@",
            "https://a.example#@",
            "ftp://u@a.example/",
            "data:@",
            "a:",
        ] {
            assert!(!url(href).includes_credentials(), "{href}");
            assert_eq!(without(href), href);
        }
    }

    #[test]
    fn a_fragment_is_taken_over_unless_there_is_one() {
        let inherit = |href: &str, fragment| {
            let mut url = url(href);
            url.inherit_fragment(fragment);
            url.href
        };
        assert_eq!(inherit("https://a/", Some("f")), "https://a/#f");
        assert_eq!(inherit("https://a/", Some("")), "https://a/#");
        assert_eq!(inherit("https://a/", None), "https://a/");
        assert_eq!(inherit("https://a/#g", Some("f")), "https://a/#g");
        assert_eq!(inherit("https://a/#", Some("f")), "https://a/#");
    }
}
