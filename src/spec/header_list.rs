//! A header list: headers in order, names compared without case.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::header::Header;
use super::infra;
#[cfg(feature = "watch")]
use super::names::insert;
use super::names::Names;

/// Headers in the order in which they were added; a name may occur more than once.
///
/// [header list](https://fetch.spec.whatwg.org/#concept-header-list)
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeaderList(pub Vec<Header>);

impl HeaderList {
    /// Whether a header of this name is there.
    ///
    /// [contains](https://fetch.spec.whatwg.org/#header-list-contains)
    pub fn contains(&self, name: &str) -> bool {
        self.0.iter().any(|header| header.is(name))
    }

    /// All values of this name, joined by a comma and a space; `None` if there is none.
    ///
    /// [get](https://fetch.spec.whatwg.org/#concept-header-list-get)
    pub fn get(&self, name: &str) -> Option<Vec<u8>> {
        let mut joined: Option<Vec<u8>> = None;
        for value in self.values(name) {
            match &mut joined {
                Some(joined) => {
                    joined.extend_from_slice(b", ");
                    joined.extend_from_slice(value);
                }
                None => joined = Some(value.to_vec()),
            }
        }
        joined
    }

    /// The values of this name, a line each.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a [u8]> {
        self.0
            .iter()
            .filter(move |header| header.is(name))
            .map(|header| header.value.as_slice())
    }

    /// Adds a header at the end; a name that is there already gives its case.
    ///
    /// [append](https://fetch.spec.whatwg.org/#concept-header-list-append)
    pub fn append(&mut self, name: &str, value: &[u8]) {
        let name = self.first_name(name).unwrap_or(name).to_owned();
        self.0.push(Header::new(name, value));
    }

    /// Replaces the first header of this name, removes the others; appends if there is none.
    ///
    /// [set](https://fetch.spec.whatwg.org/#concept-header-list-set)
    pub fn set(&mut self, name: &str, value: &[u8]) {
        let Some(first) = self.0.iter().position(|header| header.is(name)) else {
            return self.append(name, value);
        };
        self.0[first].value = value.to_vec();
        let mut seen = 0;
        self.0.retain(|header| {
            seen += usize::from(header.is(name));
            !header.is(name) || seen == 1
        });
    }

    /// Joins the value to that of the same name, or appends.
    ///
    /// [combine](https://fetch.spec.whatwg.org/#concept-header-list-combine)
    pub fn combine(&mut self, name: &str, value: &[u8]) {
        match self.0.iter_mut().find(|header| header.is(name)) {
            Some(header) => {
                header.value.extend_from_slice(b", ");
                header.value.extend_from_slice(value);
            }
            None => self.append(name, value),
        }
    }

    /// Removes all headers of this name.
    ///
    /// [delete](https://fetch.spec.whatwg.org/#concept-header-list-delete)
    pub fn delete(&mut self, name: &str) {
        self.0.retain(|header| !header.is(name));
    }

    /// One header for each name, repeated ones combined at the place of the first.
    pub fn combined(&self) -> Self {
        let mut list = Self::default();
        let mut names = Names::default();
        for header in &self.0 {
            let known = list.0.iter().map(|header| &header.name);
            match names.place(&header.name, known) {
                Some(place) => {
                    let value = &mut list.0[place].value;
                    value.extend_from_slice(b", ");
                    value.extend_from_slice(&header.value);
                }
                None => list.0.push(header.clone()),
            }
        }
        list
    }

    /// As if each had been [appended](HeaderList::append): the first of a name gives its case.
    #[cfg(not(feature = "watch"))]
    pub(crate) fn with_first_names(mut self) -> Self {
        let mut names = Names::default();
        let mut first: Vec<String> = Vec::new();
        for header in &mut self.0 {
            match names.place(&header.name, first.iter()) {
                Some(place) => header.name.clone_from(&first[place]),
                None => first.push(header.name.clone()),
            }
        }
        self
    }

    /// Nobody is told of what watches a page how a name is written.
    #[cfg(feature = "watch")]
    pub(crate) fn with_first_names(self) -> Self {
        self
    }

    fn first_name(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|header| header.is(name))
            .map(|header| header.name.as_str())
    }
}

/// The pieces of a list value: split at commas that are not inside a quoted string, without tabs and spaces around.
///
/// [get, decode, and split](https://fetch.spec.whatwg.org/#header-value-get-decode-and-split)
pub fn get_decode_and_split(value: &[u8]) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    let mut escaped = false;
    for (at, byte) in value.iter().enumerate() {
        // A quoted string is collected as it stands, quotes and escapes included.
        match byte {
            _ if escaped => escaped = false,
            b'"' => quoted = !quoted,
            b'\\' => escaped = quoted,
            b',' if !quoted => {
                pieces.push(decoded(&value[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    pieces.push(decoded(&value[start..]));
    pieces
}

fn decoded(piece: &[u8]) -> String {
    infra::isomorphic_decode(infra::trim(piece, infra::is_http_tab_or_space))
}

/// The names in lower case, each once, ascending by byte.
///
/// [convert header names to a sorted-lowercase set](https://fetch.spec.whatwg.org/#convert-header-names-to-a-sorted-lowercase-set)
pub fn convert_header_names_to_a_sorted_lowercase_set<'a>(
    names: impl IntoIterator<Item = &'a str>,
) -> Vec<String> {
    #[cfg(not(feature = "watch"))]
    {
        let mut set: Vec<String> = names.into_iter().map(str::to_ascii_lowercase).collect();
        set.sort_unstable();
        set.dedup();
        set
    }
    // Sorting as such would be a part of the module that watches a page.
    #[cfg(feature = "watch")]
    {
        let mut set = Vec::new();
        for name in names {
            insert(&mut set, name.to_ascii_lowercase(), true);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_spelling_of_a_name_stays() {
        let mut list = HeaderList::default();
        list.append("X-A", b"1");
        list.append("x-a", b"2");
        assert_eq!(list.0[1].name, "X-A");
        assert_eq!(list.get("x-A"), Some(b"1, 2".to_vec()));
        list.set("x-a", b"3");
        assert_eq!(list.0, [Header::new("X-A", b"3")]);
        list.combine("x-a", b"4");
        assert_eq!(list.get("x-a"), Some(b"3, 4".to_vec()));
        list.delete("X-a");
        assert!(!list.contains("x-a"));
    }

    #[test]
    fn commas_in_quotes_do_not_split() {
        assert_eq!(
            get_decode_and_split(br#"a, "b,\",c" ,d"#),
            ["a", r#""b,\",c""#, "d"]
        );
        assert_eq!(get_decode_and_split(b""), [""]);
    }

    #[test]
    fn each_name_is_combined_where_it_first_stood() {
        let mut list = HeaderList::default();
        for (name, value) in [("X-A", b"1"), ("X-B", b"2"), ("x-a", b"3"), ("X-C", b"4")] {
            list.append(name, value);
        }
        let combined = [
            Header::new("X-A", b"1, 3"),
            Header::new("X-B", b"2"),
            Header::new("X-C", b"4"),
        ];
        assert_eq!(list.combined().0, combined);
        list.set("X-a", b"5");
        let names: Vec<&str> = list.0.iter().map(|header| header.name.as_str()).collect();
        assert_eq!(names, ["X-A", "X-B", "X-C"]);
        assert_eq!(list.get("X-A"), Some(b"5".to_vec()));
    }
}
