//! Mixed content: a secure page does not fetch from `http:`.

use super::origin::Origin;
use super::url::Url;

/// Whether what comes from the origin can't have been tampered with on the way: `https:`, or this very machine.
///
/// [potentially trustworthy origin](https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy)
pub fn is_potentially_trustworthy_origin(origin: &Origin) -> bool {
    match origin {
        Origin::Opaque => false,
        Origin::Tuple { scheme, host, .. } => {
            matches!(scheme.as_str(), "https" | "wss" | "file") || is_loopback(host)
        }
    }
}

/// Whether the host is this very machine: 127.0.0.0/8, `[::1]`, `localhost` and names below it.
pub fn is_loopback(host: &str) -> bool {
    let host = host.strip_suffix(".").unwrap_or(host);
    host == "[::1]"
        || host == "localhost"
        || host.ends_with(".localhost")
        || (host.starts_with("127.")
            && host
                .bytes()
                .all(|byte| byte == b'.' || byte.is_ascii_digit()))
}

/// Whether a page of `origin` may not fetch `url`, since the page can be trusted and what comes from the URL can not.
///
/// [should fetching request be blocked as mixed content](https://w3c.github.io/webappsec-mixed-content/#should-block-fetch)
pub fn should_fetching_be_blocked_as_mixed_content(origin: &Origin, url: &Url) -> bool {
    is_potentially_trustworthy_origin(origin)
        && url.scheme() == "http"
        && !is_potentially_trustworthy_origin(&url.origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_trusted() {
        for host in ["localhost", "a.localhost", "127.9.9.9", "[::1]"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["localhost.example", "128.0.0.1", "[::2]"] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
