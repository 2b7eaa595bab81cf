//! Where something similar is kept: the last entry of the same path at any query, id or origin.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

#[cfg(not(feature = "watch"))]
use alloc::collections::BTreeSet;

use crate::pieces::{before, behind_last, cut, pieces};
use crate::say::join;
#[cfg(feature = "watch")]
use crate::shelf::Keeper;
use crate::shelf::{Held, Reader, Record, Shelf, Writer};

/// How many kinds of URL are kept in mind; a full list starts anew.
const CAPACITY: usize = 4_096;

/// How a URL differs from the one that something is kept for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UrlDifference {
    /// Scheme, host or port.
    Origin { kept: String },
    /// The path: the segment (counted from 1) that differs.
    Path { segment: usize },
    /// Query keys that one of them lacks, or whose values differ; never a value.
    Query { keys: Vec<String> },
    /// What follows `#`.
    Fragment,
}

/// The last URL of each kind.
#[derive(Clone, Debug)]
#[cfg_attr(not(feature = "watch"), derive(Default))]
pub(super) struct Near {
    last: Shelf<String>,
}

impl Record for String {
    /// An entry tells itself when it ends.
    fn ends_at(&self) -> f64 {
        f64::INFINITY
    }

    fn write(&self, to: &mut Writer) {
        to.text(self);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.text()
    }
}

impl Near {
    /// What the keeper has.
    #[cfg(feature = "watch")]
    pub fn of_keeper(keeper: &'static Keeper) -> Self {
        Self {
            last: Shelf::of(keeper, "n"),
        }
    }

    /// Something is kept for `url`.
    pub fn note(&mut self, url: &str) {
        self.last.limit(CAPACITY);
        for kind in kinds(url) {
            self.last.put(&kind, url.to_owned());
        }
    }

    /// The URLs of `url`'s kind for which something may be kept: of the same origin first.
    pub fn of<'a>(&'a self, url: &str) -> impl Iterator<Item = Held<'a, String>> {
        kinds(url)
            .into_iter()
            .filter_map(|kind| self.last.get(&kind))
    }
}

/// The path with what looks like an id left out, behind the origin and alone.
fn kinds(url: &str) -> [String; 2] {
    let (origin, path, _, _) = parts(url);
    let kind = without_ids(path);
    [join(&[origin, &kind], ""), kind]
}

/// A path whose segments that look like ids are left out.
pub(crate) fn without_ids(path: &str) -> String {
    let mut kind = String::new();
    for segment in pieces(path, b'/') {
        let id = segment.len() > 20 || segment.bytes().any(|byte| byte.is_ascii_digit());
        kind.push_str(if id { ":" } else { segment });
        kind.push('/');
    }
    kind
}

/// Origin, path, query and fragment of a serialized URL.
fn parts(url: &str) -> (&str, &str, Option<&str>, Option<&str>) {
    let (url, fragment) = split(url, b'#');
    let (url, query) = split(url, b'?');
    let (origin, path) = origin_and_path(url);
    (origin, path, query, fragment)
}

fn split(text: &str, at: u8) -> (&str, Option<&str>) {
    cut(text, at).map_or((text, None), |(before, after)| (before, Some(after)))
}

/// The origin of a serialized URL and the rest, from the slash after the two that stand behind the scheme.
pub(crate) fn origin_and_path(url: &str) -> (&str, &str) {
    let mut slashes = 0;
    let end = url.bytes().position(|byte| {
        slashes += u32::from(byte == b'/');
        slashes == 3
    });
    end.and_then(|end| url.split_at_checked(end))
        .unwrap_or((url, ""))
}

/// How `asked` differs from `kept`: the first of origin, path, query and fragment.
pub(crate) fn url_difference(asked: &str, kept: &str) -> Option<UrlDifference> {
    let (asked, kept) = (parts(asked), parts(kept));
    if asked.0 != kept.0 {
        return Some(UrlDifference::Origin {
            kept: behind_last(kept.0, b'@').to_owned(),
        });
    }
    if asked.1 != kept.1 {
        let (mut one, mut other) = (pieces(asked.1, b'/'), pieces(kept.1, b'/'));
        let mut segment = 0;
        // They differ somewhere, be it that one has ended.
        while one.next() == other.next() {
            segment += 1;
        }
        return Some(UrlDifference::Path { segment });
    }
    if asked.2 != kept.2 {
        return Some(UrlDifference::Query {
            keys: differing_keys(asked.2.unwrap_or_default(), kept.2.unwrap_or_default()),
        });
    }
    (asked.3 != kept.3).then_some(UrlDifference::Fragment)
}

/// The keys of the pairs that only one of two queries has, in order and once; none if only the order differs.
fn differing_keys(asked: &str, kept: &str) -> Vec<String> {
    let mut keys = Vec::new();
    // What watches a page has few, and is to be small.
    #[cfg(not(feature = "watch"))]
    let mut told = BTreeSet::new();
    for (one, other) in [(asked, kept), (kept, asked)] {
        #[cfg(not(feature = "watch"))]
        let others: BTreeSet<&str> = pieces(other, b'&').collect();
        #[cfg(feature = "watch")]
        let others = Others(other);
        for pair in pieces(one, b'&').filter(|pair| !pair.is_empty()) {
            if !others.contains(pair) {
                let key = before(pair, b'=');
                #[cfg(not(feature = "watch"))]
                let new = told.insert(key);
                #[cfg(feature = "watch")]
                let new = !keys.iter().any(|known: &String| known == key);
                if new {
                    keys.push(key.to_owned());
                }
            }
        }
    }
    keys
}

/// The pairs of a query.
#[cfg(feature = "watch")]
struct Others<'a>(&'a str);

#[cfg(feature = "watch")]
impl Others<'_> {
    fn contains(&self, pair: &str) -> bool {
        pieces(self.0, b'&').any(|known| known == pair)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_differ_in_the_first_part_that_differs() {
        let of = |one: &str, other: &str| url_difference(one, other);
        let query = |keys: &[&str]| UrlDifference::Query {
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
        };
        assert_eq!(of("https://a.b/c", "https://a.b/c"), None);
        assert_eq!(
            of("https://a.b/c?d=1&_=5", "https://a.b/c?d=1&_=6"),
            Some(query(&["_"]))
        );
        assert_eq!(of("https://a.b/c?e", "https://a.b/c"), Some(query(&["e"])));
        assert_eq!(of("https://a.b/c?", "https://a.b/c"), Some(query(&[])));
        assert_eq!(
            of("https://a.b/c/1/d", "https://a.b/c/2/d"),
            Some(UrlDifference::Path { segment: 2 })
        );
        assert_eq!(
            of("https://a.b/c/", "https://a.b/c"),
            Some(UrlDifference::Path { segment: 2 })
        );
        assert_eq!(
            of("https://a.b/c#d", "https://a.b/c"),
            Some(UrlDifference::Fragment)
        );
        assert_eq!(
            of("https://a.b/c", "http://a.b/c"),
            Some(UrlDifference::Origin {
                kept: "http://a.b".to_owned()
            })
        );
    }

    #[test]
    fn what_is_near_has_the_same_path_but_for_ids() {
        let mut near = Near::default();
        near.note("https://a.b/users/12?_=1");
        let found = |near: &Near, url: &str| near.of(url).next().cloned();
        assert!(found(&near, "https://a.b/users/13").is_some());
        assert!(found(&near, "https://other.b/users/13").is_some());
        assert!(found(&near, "https://a.b/orders/12").is_none());
    }

    #[test]
    fn a_segment_is_an_id_by_a_digit_or_its_length() {
        let (short, long) = ("a".repeat(20), "a".repeat(21));
        assert_eq!(
            without_ids(&join(&["", &short], "/")),
            join(&["", &short, ""], "/")
        );
        assert_eq!(without_ids(&join(&["", &long, "b"], "/")), "/:/b/");
        assert_eq!(without_ids("/a1/b"), "/:/b/");
    }

    #[test]
    fn a_url_is_kept_as_a_line_and_has_no_end() {
        let url = "https://a.b/c".to_owned();
        let mut text = Writer::default();
        url.write(&mut text);
        assert_eq!(text.0, "https://a.b/c\n");
        assert_eq!(String::read(&mut Reader::of(&text.0)).as_ref(), Some(&url));
        assert!(url.ends_at() > f64::MAX);
    }
}
