//! Endpoints, inferred from the URLs of the window: `https://api.example/users/:id?_=:timestamp`.
//!
//! A segment of a path becomes a class by what it looks like, or because many others stand in its place. Values of a query
//! are never shown. Each URL is looked at once for each of its segments.

mod lexical;
mod paths;
mod query;
mod segment;

use alloc::string::String;
use alloc::vec::Vec;

use hashbrown::HashSet;

use super::digest;
use super::intern::Id;
use crate::table::Hashed;

pub(crate) use query::{key_name, pairs, Key, RANDOM_KEY};

/// As many different names may stand in one place and still be names.
const FEW: usize = 8;

/// URLs that are one thing to a server's author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Endpoint {
    /// Target origin and template.
    pub text: String,
    /// The same without query and fragment.
    pub path: String,
    /// The query's keys, sorted.
    pub keys: Vec<Key>,
    /// Whether the path differs between its URLs.
    pub path_varies: bool,
    /// How many different URLs it has in the window.
    pub urls: usize,
}

/// The endpoints of a window.
#[derive(Clone, Debug, Default)]
pub(crate) struct Endpoints {
    pub all: Vec<Endpoint>,
    /// For each URL's number, its endpoint.
    of_url: Vec<u32>,
}

impl Endpoints {
    /// Finds the endpoints of these URLs, each with its number and how often it was asked for; numbers are below `end`.
    pub fn infer(urls: &[(Id, &str, u32)], end: usize) -> Self {
        let mut endpoints = Self {
            all: Vec::new(),
            of_url: alloc::vec![u32::MAX; end],
        };
        for leaf in paths::group(urls) {
            let number = endpoints.all.len() as u32;
            for member in &leaf.members {
                endpoints.of_url[member.url as usize] = number;
            }
            endpoints.all.push(endpoint(leaf));
        }
        endpoints
    }

    /// The endpoint of a URL.
    pub fn of(&self, url: Id) -> Option<usize> {
        let number = *self.of_url.get(url as usize)?;
        (number != u32::MAX).then_some(number as usize)
    }
}

/// What a path looks like by itself, segment by segment: what others stand in the same place is not known.
pub(crate) fn of_path(path: &str) -> String {
    let mut label = String::with_capacity(path.len());
    for (at, piece) in path.split('/').enumerate() {
        if at > 0 {
            label.push('/');
        }
        label.push_str(&segment::segment(piece).label);
    }
    label
}

fn endpoint(leaf: paths::Leaf<'_>) -> Endpoint {
    let queries: Vec<&str> = leaf.members.iter().map(|member| member.query).collect();
    let paths: HashSet<u64, Hashed> = leaf
        .members
        .iter()
        .map(|member| digest(member.path.as_bytes()))
        .collect();
    let keys = query::keys(&queries);
    let mut text = leaf.label.clone();
    for (at, key) in keys.iter().enumerate() {
        text.push(if at == 0 { '?' } else { '&' });
        text.push_str(&key.label);
    }
    if leaf.members.iter().any(|member| member.has_fragment) {
        text.push_str("#\u{2026}");
    }
    Endpoint {
        text,
        path: leaf.label,
        keys,
        path_varies: paths.len() > 1,
        urls: leaf.members.len(),
    }
}

#[cfg(test)]
mod tests;
