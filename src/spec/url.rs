//! URLs, as far as fetching asks about them. Parsing is the caller's: a browser has a parser of its own.

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
        self.href.split(':').next().unwrap_or_default()
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
        self.href.split_once('#').map(|(_, fragment)| fragment)
    }

    /// The serialization without a fragment.
    pub fn without_fragment(&self) -> &str {
        self.href.split('#').next().unwrap_or_default()
    }

    /// What a server is asked for: without fragment, user name and password.
    pub fn as_sent(&self) -> String {
        let url = self.without_fragment();
        match self.userinfo() {
            Some((start, end)) => format!("{}{}", &url[..start], &url[end..]),
            None => url.to_owned(),
        }
    }

    /// Takes `fragment` over unless the URL has one of its own.
    pub fn inherit_fragment(&mut self, fragment: Option<&str>) {
        if let (None, Some(fragment)) = (self.fragment(), fragment) {
            self.href = format!("{}#{fragment}", self.href);
        }
    }

    /// Where user name, password and `@` stand in the serialization.
    fn userinfo(&self) -> Option<(usize, usize)> {
        let start = self.href.find("://")? + "://".len();
        let authority_end = self.href[start..]
            .find(['/', '?', '#'])
            .map_or(self.href.len(), |at| start + at);
        let at = self.href[start..authority_end].rfind('@')?;
        Some((start, start + at + 1))
    }
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
}
