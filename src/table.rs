//! A map from text to anything, whose code is small: one index of hashes for all of them, and a plain list.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::hash::{BuildHasherDefault, Hasher};

use hashbrown::HashMap;

pub(crate) use crate::spec::names::Fnv;

/// For maps and sets of other keys than text.
pub(crate) type Hashed = BuildHasherDefault<Fnv>;

/// Hands a hash through that is one already.
#[derive(Default)]
pub(crate) struct AsIs(u64);

impl Hasher for AsIs {
    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// For maps whose keys are hashes.
pub(crate) type Digested = BuildHasherDefault<AsIs>;

/// Values by their keys. Of two keys with the same hash, which do not happen, the later one replaces the earlier one.
#[derive(Clone, Debug)]
pub(crate) struct Table<T> {
    places: HashMap<u64, usize, Digested>,
    items: Vec<(String, T)>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            places: HashMap::default(),
            items: Vec::new(),
        }
    }
}

impl<T> Table<T> {
    pub fn get(&self, key: &str) -> Option<&T> {
        let place = *self.places.get(&hash(key))?;
        let (known, value) = self.items.get(place)?;
        (known == key).then_some(value)
    }

    pub fn insert(&mut self, key: &str, value: T) {
        let hash = hash(key);
        match self.places.get(&hash) {
            Some(&place) => self.items[place] = (key.to_owned(), value),
            None => {
                self.places.insert(hash, self.items.len());
                self.items.push((key.to_owned(), value));
            }
        }
    }

    pub fn remove(&mut self, key: &str) -> Option<T> {
        self.get(key)?;
        let place = self.places.remove(&hash(key))?;
        let (_, value) = self.items.swap_remove(place);
        if let Some((moved, _)) = self.items.get(place) {
            self.places.insert(hash(moved), place);
        }
        Some(value)
    }

    pub fn len(&self) -> usize {
        self.items.len()
    }

    pub fn clear(&mut self) {
        self.places.clear();
        self.items.clear();
    }

    /// Drops all values but those that are to stay.
    pub fn retain(&mut self, stays: impl Fn(&T) -> bool) {
        self.items.retain(|(_, value)| stays(value));
        self.places.clear();
        let places = self.items.iter().enumerate();
        (self.places).extend(places.map(|(at, (key, _))| (hash(key), at)));
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.items.iter().map(|(key, value)| (key.as_str(), value))
    }
}

/// The hash of a key.
pub(crate) fn hash(key: &str) -> u64 {
    let mut hash = Fnv::default();
    hash.write(key.as_bytes());
    hash.finish()
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn what_is_removed_is_gone_and_the_rest_is_there() {
        let mut table = Table::default();
        for (at, key) in ["a", "b", "c", "d"].into_iter().enumerate() {
            table.insert(key, at);
        }
        table.insert("b", 7);
        assert_eq!(table.remove("a"), Some(0));
        assert_eq!(table.remove("a"), None);
        assert_eq!(table.len(), 3);
        assert_eq!(table.get("a"), None);
        assert_eq!(table.get("b"), Some(&7));
        assert_eq!(table.get("c"), Some(&2));
        assert_eq!(table.get("d"), Some(&3));
        assert_eq!(table.remove("d"), Some(3));
        assert_eq!(table.iter().count(), 2);
        table.clear();
        assert_eq!((table.len(), table.get("c")), (0, None));
    }
}
