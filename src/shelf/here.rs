//! In a table of our own.

use alloc::borrow::ToOwned;
use alloc::string::String;

use super::Record;
use crate::table::Table;

/// What is on a shelf.
pub(crate) type Held<'a, T> = &'a T;

/// The record itself.
pub(crate) fn record<'h, T>(held: &'h Held<'_, T>) -> &'h T {
    held
}

/// The record itself, for good.
pub(crate) fn owned<T: Clone>(held: Held<'_, T>) -> T {
    held.clone()
}

/// Records by their keys, and the order of their use.
#[derive(Clone, Debug)]
pub(crate) struct Shelf<T> {
    table: Table<(u64, T)>,
    uses: u64,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self {
            table: Table::default(),
            uses: 0,
        }
    }
}

impl<T: Record> Shelf<T> {
    pub fn get(&self, key: &str) -> Option<Held<'_, T>> {
        self.table.get(key).map(|(_, record)| record)
    }

    /// Puts it there, as the last that was used.
    pub fn put(&mut self, key: &str, record: T) {
        self.uses += 1;
        self.table.insert(key, (self.uses, record));
    }

    pub fn take(&mut self, key: &str) -> Option<T> {
        self.table.remove(key).map(|(_, record)| record)
    }

    pub fn remove(&mut self, key: &str) {
        self.table.remove(key);
    }

    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Makes room where one record more would be too many: a full shelf starts anew.
    pub fn limit(&mut self, capacity: usize) {
        if self.len() >= capacity {
            self.table.clear();
        }
    }

    /// The key of one that has ended or, failing that, of the one that was not used for longest.
    pub fn victim(&self, now: f64) -> Option<String> {
        self.table
            .iter()
            .min_by_key(|(_, (used, record))| (now < record.ends_at(), *used))
            .map(|(key, _)| key.to_owned())
    }
}
