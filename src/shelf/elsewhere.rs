//! With whoever asks: each record is fetched and handed back as a text.

use alloc::string::String;
use core::marker::PhantomData;

use super::{Reader, Record, Writer};
use crate::say::join;

/// What is on a shelf.
pub(crate) type Held<'a, T> = <&'a T as Owned>::Record;

/// What a record in a table would lend, this one gives.
pub(crate) trait Owned {
    type Record;
}

impl<T> Owned for &T {
    type Record = T;
}

/// The record itself.
pub(crate) fn record<T>(held: &T) -> &T {
    held
}

/// The record itself, for good.
pub(crate) fn owned<T>(held: T) -> T {
    held
}

/// Who keeps the records. The first letter of a key is its shelf.
#[derive(Debug)]
pub(crate) struct Keeper {
    /// The record of a key.
    pub get: fn(&str) -> Option<String>,
    /// Puts a record there, as the last that was used; it is of no use any more from a time on.
    pub put: fn(&str, &str, f64),
    /// Takes it away.
    pub remove: fn(&str),
    /// How many are on the shelf.
    pub count: fn(&str) -> usize,
    /// The key of one that has ended by a time or, failing that, of the one that was not used for longest.
    pub victim: fn(&str, f64) -> Option<String>,
}

/// Records by their keys.
#[derive(Clone, Debug)]
pub(crate) struct Shelf<T> {
    texts: Texts,
    records: PhantomData<T>,
}

/// What there is to a shelf whatever is on it.
#[derive(Clone, Copy, Debug)]
struct Texts {
    keeper: &'static Keeper,
    name: &'static str,
}

impl<T: Record> Shelf<T> {
    pub fn take(&mut self, key: &str) -> Option<T> {
        let record = self.get(key);
        self.texts.remove(key);
        record
    }

    /// A shelf of the keeper's.
    pub fn of(keeper: &'static Keeper, name: &'static str) -> Self {
        Self {
            texts: Texts { keeper, name },
            records: PhantomData,
        }
    }

    pub fn get(&self, key: &str) -> Option<T> {
        T::read(&mut Reader::of(&self.texts.get(key)?))
    }

    /// Puts it there, as the last that was used.
    pub fn put(&mut self, key: &str, record: T) {
        let mut text = Writer::default();
        record.write(&mut text);
        self.texts.put(key, &text.0, record.ends_at());
    }

    pub fn remove(&mut self, key: &str) {
        self.texts.remove(key);
    }

    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Makes room where one record more would be too many.
    pub fn limit(&mut self, capacity: usize) {
        self.texts.limit(capacity);
    }

    /// The key of one that has ended or, failing that, of the one that was not used for longest.
    pub fn victim(&self, now: f64) -> Option<String> {
        self.texts.victim(now)
    }
}

impl Texts {
    fn key(&self, key: &str) -> String {
        join(&[self.name, key], "")
    }

    #[inline(never)]
    fn get(&self, key: &str) -> Option<String> {
        (self.keeper.get)(&self.key(key))
    }

    #[inline(never)]
    fn put(&self, key: &str, text: &str, ends_at: f64) {
        (self.keeper.put)(&self.key(key), text, ends_at);
    }

    #[inline(never)]
    fn remove(&self, key: &str) {
        (self.keeper.remove)(&self.key(key));
    }

    fn len(&self) -> usize {
        (self.keeper.count)(self.name)
    }

    fn limit(&self, capacity: usize) {
        if self.len() >= capacity {
            if let Some(oldest) = self.victim(0.0) {
                self.remove(&oldest);
            }
        }
    }

    fn victim(&self, now: f64) -> Option<String> {
        let key = (self.keeper.victim)(self.name, now)?;
        Some(key.get(self.name.len()..)?.into())
    }
}
