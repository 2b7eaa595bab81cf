//! Origins that a careless pattern takes for the right one.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::say::fill;
use crate::spec::origin::Origin;

/// What an origin has in common with the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Likeness {
    /// It goes on behind it: the pattern lacks its `$`.
    Suffix,
    /// Something stands before it: the pattern lacks its `^`.
    Prefix,
    /// A dot is another character: the pattern's dots are not escaped.
    Dot,
    /// It is `http:`, and the right one `https:`.
    Scheme,
    /// It is a subdomain.
    Subdomain,
    /// It differs in capitals only. No browser sends it.
    Case,
    /// It is `null`: a sandboxed frame, a local file.
    Null,
    /// Nothing.
    Unrelated,
}

/// An origin to ask from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LookAlike {
    /// What to send as `Origin`.
    pub origin: String,
    /// What it has in common with the right one.
    pub likeness: Likeness,
}

/// The origins to ask from, to see whether a server takes others for `origin`. Empty for an origin without a host.
///
/// They are sent as `Origin` only; nothing is asked of hosts of these names. Those that are not subdomains are made up:
/// no list of a server's has them.
///
/// ```
/// use cors_forecast::{look_alike_origins, Likeness};
/// let asked = look_alike_origins("https://app.example.com");
/// assert_eq!(asked[0].origin, "https://app.example.com.look-alike.example");
/// assert!(asked.iter().any(|asked| asked.likeness == Likeness::Null));
/// ```
pub fn look_alike_origins(origin: &str) -> Vec<LookAlike> {
    let Some((scheme, host, port)) = parts(origin) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    let mut add = |likeness, template: &str, name: &str| {
        all.push(LookAlike {
            origin: fill(template, &[scheme, name, port]),
            likeness,
        });
    };
    let named = !is_address(host);
    if named {
        add(Likeness::Suffix, "{}://{}.look-alike.example{}", host);
        add(Likeness::Prefix, "{}://look-alike-{}{}", host);
        add(Likeness::Subdomain, "{}://look-alike.{}{}", host);
        if let Some(dotless) = without_a_dot(host) {
            add(Likeness::Dot, "{}://{}{}", &dotless);
        }
    }
    if scheme == "https" {
        all.push(LookAlike {
            origin: fill("http://{}{}", &[host, port]),
            likeness: Likeness::Scheme,
        });
    }
    let rest = [
        (Likeness::Null, "null"),
        (Likeness::Unrelated, "https://unrelated.invalid"),
    ];
    all.extend(rest.map(|(likeness, origin)| LookAlike {
        origin: String::from(origin),
        likeness,
    }));
    all
}

/// What `other` has in common with `origin`; `None` if it is the same.
pub(super) fn likeness(origin: &str, other: &str) -> Option<Likeness> {
    if origin == other {
        return None;
    }
    if other == "null" {
        return Some(Likeness::Null);
    }
    if origin.eq_ignore_ascii_case(other) {
        return Some(Likeness::Case);
    }
    let (Some((scheme, host, port)), Some((other_scheme, other_host, other_port))) =
        (parts(origin), parts(other))
    else {
        return Some(Likeness::Unrelated);
    };
    let prefix = other_host.strip_suffix(host);
    Some(
        if host == other_host && port == other_port && scheme == "https" && other_scheme == "http" {
            Likeness::Scheme
        } else if other_host
            .strip_prefix(host)
            .is_some_and(|rest| rest.starts_with('.'))
        {
            Likeness::Suffix
        } else if prefix.is_some_and(|prefix| prefix.ends_with('.')) {
            Likeness::Subdomain
        } else if prefix.is_some_and(|prefix| !prefix.is_empty()) {
            Likeness::Prefix
        } else if differs_in_dots(host, other_host) {
            Likeness::Dot
        } else {
            Likeness::Unrelated
        },
    )
}

/// Scheme, host, and port with its colon.
fn parts(origin: &str) -> Option<(&str, &str, &str)> {
    Origin::from_serialization(origin)?;
    let (scheme, rest) = origin.split_once("://")?;
    let colon = rest
        .rfind(':')
        .filter(|colon| !rest.get(*colon..).is_some_and(|port| port.contains(']')));
    let (host, port) = rest.split_at(colon.unwrap_or(rest.len()));
    Some((scheme, host, port)).filter(|_| !host.is_empty())
}

/// Whether a host is no name, so that nothing can stand before or behind it.
fn is_address(host: &str) -> bool {
    host.starts_with('[')
        || host
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// The host with another character for its first dot, where what is left is still a name that someone could have.
fn without_a_dot(host: &str) -> Option<String> {
    let (first, rest) = host.split_once('.')?;
    rest.contains('.').then(|| fill("{}x{}", &[first, rest]))
}

fn differs_in_dots(host: &str, other: &str) -> bool {
    host.len() == other.len()
        && host
            .bytes()
            .zip(other.bytes())
            .all(|(right, given)| right == given || right == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_look_alike_is_known_for_what_it_is() {
        for origin in ["https://app.example.com", "https://app.example.com:8443"] {
            let asked = look_alike_origins(origin);
            assert_eq!(asked.len(), 7);
            for LookAlike {
                origin: other,
                likeness: meant,
            } in asked
            {
                assert_eq!(likeness(origin, &other), Some(meant), "{other}");
                assert!(Origin::from_serialization(&other).is_some(), "{other}");
            }
        }
    }

    #[test]
    fn addresses_have_no_neighbours_by_name() {
        let asked = look_alike_origins("http://127.0.0.1:3000");
        let likenesses: Vec<Likeness> = asked.iter().map(|asked| asked.likeness).collect();
        assert_eq!(likenesses, [Likeness::Null, Likeness::Unrelated]);
        assert!(look_alike_origins("null").is_empty());
        assert_eq!(likeness("http://[::1]:3000", "null"), Some(Likeness::Null));
    }

    #[test]
    fn capitals_and_strangers_are_told_apart() {
        let of = |other| likeness("https://app.example.com", other);
        assert_eq!(of("https://app.example.com"), None);
        assert_eq!(of("HTTPS://APP.EXAMPLE.COM"), Some(Likeness::Case));
        assert_eq!(of("https://evil.example.net"), Some(Likeness::Unrelated));
        assert_eq!(of("https://appxexample.com"), Some(Likeness::Dot));
        assert_eq!(of("https://example.com"), Some(Likeness::Unrelated));
    }
}
