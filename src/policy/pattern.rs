//! Patterns for URLs: the part of URLPattern that people write in configurations.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// These characters.
    Text(String),
    /// Anything, nothing included.
    Anything,
    /// Something without the characters that part segments and labels.
    Segment,
}

/// A pattern, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    pieces: Vec<Piece>,
    /// Whether it says something about the query.
    has_query: bool,
}

impl Pattern {
    /// Longer ones are refused: a URL takes a pattern's length times its own.
    pub const LONGEST: usize = 2_048;

    /// `None` if it is not `*` and starts with no scheme.
    pub fn parse(text: &str) -> Option<Self> {
        let absolute = text.split_once("://").is_some_and(|(scheme, rest)| {
            let letter = |c: char| c.is_ascii_alphanumeric() || "+-.*".contains(c);
            !scheme.is_empty() && scheme.chars().all(letter) && !rest.is_empty()
        });
        if !absolute && text != "*" {
            return None;
        }
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let mut flush = |literal: &mut String, piece: Piece| {
            if !literal.is_empty() {
                pieces.push(Piece::Text(core::mem::take(literal)));
            }
            pieces.push(piece);
        };
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            let name = rest
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
                .unwrap_or(rest.len());
            // `:8080` is a port, and `://` no name.
            let named = c == ':' && rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
            match c {
                '*' => flush(&mut literal, Piece::Anything),
                _ if named => {
                    flush(&mut literal, Piece::Segment);
                    rest = &rest[name..];
                }
                _ => literal.push(c),
            }
        }
        if !literal.is_empty() {
            pieces.push(Piece::Text(literal));
        }
        // A host alone stands for its root.
        if absolute && text.matches('/').count() == 2 && !text.ends_with('*') {
            pieces.push(Piece::Text("/".to_owned()));
        }
        Some(Self {
            pieces,
            has_query: text.contains('?'),
        })
    }

    /// Whether the pattern fits all of `url`, less its fragment.
    pub fn fits(&self, url: &str) -> bool {
        let url = url.split('#').next().unwrap_or_default();
        let url = match url.split_once('?') {
            Some((before, _)) if !self.has_query => before,
            _ => url,
        };
        fits(&self.pieces, url)
    }
}

/// By the usual two pointers, so that no pattern takes longer than its length times the URL's.
fn fits(pieces: &[Piece], url: &str) -> bool {
    // For each place in the URL, whether the pieces so far can end there.
    let mut ends = alloc::vec![false; url.len() + 1];
    ends[0] = true;
    for piece in pieces {
        let mut next = alloc::vec![false; url.len() + 1];
        match piece {
            Piece::Text(text) => {
                for at in (0..=url.len()).filter(|&at| ends[at]) {
                    if url.as_bytes()[at..].starts_with(text.as_bytes()) {
                        next[at + text.len()] = true;
                    }
                }
            }
            Piece::Anything | Piece::Segment => {
                let any = *piece == Piece::Anything;
                let mut open = false;
                for at in 0..=url.len() {
                    if any {
                        open |= ends[at];
                    }
                    next[at] = open;
                    let ends_here = url
                        .as_bytes()
                        .get(at)
                        .is_none_or(|byte| b"/.?:".contains(byte) && !any);
                    open = !ends_here && (open || ends[at]);
                }
            }
        }
        ends = next;
    }
    ends[url.len()]
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[track_caller]
    fn check(pattern: &str, fitting: &[&str], other: &[&str]) {
        let fits = |url: &str| Pattern::parse(pattern).map(|pattern| pattern.fits(url));
        for url in fitting {
            assert_eq!(fits(url), Some(true), "{pattern} {url}");
        }
        for url in other {
            assert_eq!(fits(url), Some(false), "{pattern} {url}");
        }
    }

    #[test]
    fn patterns_fit_as_people_expect() {
        check(
            "https://api.example/*",
            &["https://api.example/", "https://api.example/a/b?c#d"],
            &[
                "https://api.example.evil/",
                "http://api.example/",
                "https://api.example:8080/a",
            ],
        );
        check(
            "https://api.example/users/:id",
            &[
                "https://api.example/users/1",
                "https://api.example/users/a-b?c=1",
            ],
            &[
                "https://api.example/users/",
                "https://api.example/users/1/posts",
            ],
        );
        check(
            "https://:tenant.example/v1/*",
            &["https://a.example/v1/x"],
            &["https://a.b.example/v1/x", "https://.example/v1/x"],
        );
        check(
            "http://localhost:8080/a",
            &["http://localhost:8080/a", "http://localhost:8080/a?b"],
            &["http://localhost:8081/a", "http://localhost:8080/a/"],
        );
        check(
            "https://a.b/c?d=*",
            &["https://a.b/c?d=1"],
            &["https://a.b/c"],
        );
        check("https://a.b", &["https://a.b/"], &["https://a.b/c"]);
        check("*", &["https://a.b/c?d", "http://localhost/"], &[]);
        check(
            "*://a.b/*",
            &["http://a.b/c", "https://a.b/"],
            &["https://c.b/"],
        );
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for text in ["", "/api/*", "api.example/*", "https://", "://x", "a b://c"] {
            assert_eq!(Pattern::parse(text), None, "{text}");
        }
    }
}
