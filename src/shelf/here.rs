//! In a table of our own.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

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

    /// Drops what has ended and, as long as more than so many are left, what was not used for longest. Whether anything is gone
    /// that had not ended.
    pub fn thin_out(&mut self, left: usize, now: f64) -> bool {
        let ends = |record: &T| record.ends_at() <= now;
        let live = self.table.iter().filter(|(_, (_, record))| !ends(record));
        let mut uses: Vec<u64> = live.map(|(_, (used, _))| *used).collect();
        uses.sort_unstable();
        let first = uses.len().saturating_sub(left);
        let oldest = uses.get(first).copied().unwrap_or_default();
        self.table
            .retain(|(used, record)| !ends(record) && *used >= oldest);
        first > 0
    }

    /// Drops so many that have ended or, failing that, were not used for longest.
    pub fn drop_victims(&mut self, count: usize, now: f64) {
        let order = |(used, record): &(u64, T)| (now < record.ends_at(), *used);
        let mut all: Vec<(bool, u64)> = self.table.iter().map(|(_, item)| order(item)).collect();
        if count == 0 || all.is_empty() {
            return;
        }
        let last = count.min(all.len()) - 1;
        let (_, last, _) = all.select_nth_unstable(last);
        let last = *last;
        let victims = self.table.iter().filter(|(_, item)| order(item) <= last);
        let victims: Vec<String> = victims.map(|(key, _)| key.to_owned()).collect();
        for key in victims {
            self.table.remove(&key);
        }
    }
}
