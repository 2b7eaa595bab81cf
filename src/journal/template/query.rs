//! The query of an endpoint's URLs: which keys there are, and whether their values vary.

use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::super::digest;
use super::lexical::{classify, Class};
use super::FEW;

/// Stands for keys that no one has chosen.
pub(crate) const RANDOM_KEY: &str = ":key";

/// A key of an endpoint's queries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// As the URLs have it, or [`RANDOM_KEY`].
    pub name: String,
    /// Whether it or its value differs between URLs.
    pub varies: bool,
    /// Whether it seems to be there for no other reason than to make URLs new.
    pub busts: bool,
    /// As the template shows it.
    pub label: String,
}

#[derive(Default)]
struct Seen {
    urls: u32,
    first: Option<u64>,
    varies: bool,
    class: Option<Class>,
}

impl Seen {
    fn note(&mut self, value: Option<&str>) {
        let digest = value.map_or(0, |value| digest(value.as_bytes()));
        let class = value.map_or(Class::Word, classify);
        self.urls += 1;
        self.varies |= self.first.is_some_and(|first| first != digest);
        self.first = Some(digest);
        self.class = match self.class {
            None => Some(class),
            Some(known) if known == class => Some(class),
            Some(_) => Some(Class::Text),
        };
    }
}

/// The pairs of a query, each as key and value.
pub(crate) fn pairs(query: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| match pair.split_once('=') {
        Some((key, value)) => (key, Some(value)),
        None => (pair, None),
    })
}

/// The name under which a key is counted.
pub(crate) fn key_name(key: &str) -> Cow<'_, str> {
    let own = !key.is_empty() && key.len() <= 40 && classify(key).in_path().is_none();
    if own || matches!(key, "" | "_") {
        Cow::Borrowed(key)
    } else if let Some((head, _)) = key.split_once(['[', '%']) {
        // filter[0][name]: as many as there are rows.
        match classify(head).in_path() {
            None if !head.is_empty() => Cow::Borrowed(head),
            _ => Cow::Borrowed(RANDOM_KEY),
        }
    } else {
        Cow::Borrowed(RANDOM_KEY)
    }
}

/// The keys of these queries, sorted.
pub(super) fn keys(queries: &[&str]) -> Vec<Key> {
    let mut all: BTreeMap<Cow<'_, str>, Seen> = BTreeMap::new();
    for query in queries {
        for (key, value) in pairs(query) {
            all.entry(key_name(key)).or_default().note(value);
        }
    }
    let rare = |seen: &Seen| seen.urls <= 2;
    let rares = all.values().filter(|seen| rare(seen)).count();
    // Many keys of which most are seen once: nobody has chosen them.
    let random = all.len() > FEW && rares * 4 >= all.len() * 3;
    let mut keys: Vec<Key> = Vec::new();
    let mut with_random = false;
    for (name, seen) in all {
        if name == RANDOM_KEY || (random && rare(&seen)) {
            with_random = true;
            continue;
        }
        let varies = seen.varies || (seen.urls as usize) < queries.len();
        let class = seen.class.unwrap_or(Class::Text);
        let shown = if seen.varies {
            class.in_query()
        } else {
            "\u{2026}"
        };
        keys.push(Key {
            label: [&*name, "=", shown].concat(),
            varies,
            busts: seen.varies && is_buster(&name, class),
            name: name.into_owned(),
        });
    }
    if with_random {
        keys.push(Key {
            name: String::from(RANDOM_KEY),
            varies: true,
            busts: true,
            label: String::from(RANDOM_KEY),
        });
    }
    keys
}

/// Whether libraries make URLs new under this name. A time alone is none: it may be what is asked for.
fn is_buster(name: &str, class: Class) -> bool {
    const KNOWN: [&str; 15] = [
        "_",
        "_dc",
        "_nocache",
        "_t",
        "_ts",
        "bust",
        "cachebust",
        "cachebuster",
        "cb",
        "ncb",
        "no_cache",
        "nocache",
        "rand",
        "random",
        "rnd",
    ];
    const KNOWN_TIMES: [&str; 6] = ["now", "r", "t", "time", "timestamp", "ts"];
    let name = name.to_ascii_lowercase();
    KNOWN.contains(&name.as_str())
        || (class == Class::Timestamp && KNOWN_TIMES.contains(&name.as_str()))
}
