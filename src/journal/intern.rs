//! Things that many requests share, kept once each for as long as one of them uses them.

use alloc::vec::Vec;

use hashbrown::HashTable;

/// The number of a thing that is kept.
pub(super) type Id = u32;

#[derive(Clone, Debug)]
struct Slot<T> {
    value: T,
    hash: u64,
    uses: u32,
    bytes: usize,
}

/// A slab whose things are found by what they are, and go with their last use.
#[derive(Clone, Debug)]
pub(super) struct Interner<T> {
    slots: Vec<Option<Slot<T>>>,
    free: Vec<Id>,
    by_hash: HashTable<Id>,
    bytes: usize,
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Self {
            slots: Vec::new(),
            free: Vec::new(),
            by_hash: HashTable::new(),
            bytes: 0,
        }
    }
}

impl<T> Interner<T> {
    /// The thing of this number.
    pub fn get(&self, id: Id) -> Option<&T> {
        self.slot(id).map(|slot| &slot.value)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.by_hash.len()
    }

    /// The numbers that are given out are smaller.
    pub fn end(&self) -> usize {
        self.slots.len()
    }

    /// What the things themselves take, in bytes.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// All that is allocated, in bytes.
    pub fn memory(&self) -> usize {
        self.bytes
            + self.slots.capacity() * size_of::<Option<Slot<T>>>()
            + self.free.capacity() * size_of::<Id>()
            + self.by_hash.allocation_size()
    }

    /// The number of the thing that is equal by `same`.
    pub fn find(&self, hash: u64, same: impl Fn(&T) -> bool) -> Option<Id> {
        let found = self
            .by_hash
            .find(hash, |id| self.get(*id).is_some_and(&same));
        found.copied()
    }

    /// Adds a thing that [`Self::find`] does not find, without a use; `bytes`: what it allocates.
    pub fn add(&mut self, hash: u64, value: T, bytes: usize) -> Id {
        let slot = Some(Slot {
            value,
            hash,
            uses: 0,
            bytes,
        });
        let id = match self.free.pop() {
            Some(id) => {
                self.slots[id as usize] = slot;
                id
            }
            None => {
                self.slots.push(slot);
                (self.slots.len() - 1) as Id
            }
        };
        self.bytes += bytes;
        let slots = &self.slots;
        let hash_of = |id: &Id| slots[*id as usize].as_ref().map_or(0, |slot| slot.hash);
        self.by_hash.insert_unique(hash, id, hash_of);
        id
    }

    /// One more use.
    pub fn take(&mut self, id: Id) {
        if let Some(Some(slot)) = self.slots.get_mut(id as usize) {
            slot.uses += 1;
        }
    }

    /// One use less; with the last one the thing goes.
    pub fn give_back(&mut self, id: Id) {
        let Some(Some(slot)) = self.slots.get_mut(id as usize) else {
            return;
        };
        slot.uses = slot.uses.saturating_sub(1);
        if slot.uses > 0 {
            return;
        }
        self.bytes -= slot.bytes;
        let hash = slot.hash;
        self.slots[id as usize] = None;
        self.free.push(id);
        if let Ok(entry) = self.by_hash.find_entry(hash, |known| *known == id) {
            entry.remove();
        }
    }

    fn slot(&self, id: Id) -> Option<&Slot<T>> {
        self.slots.get(id as usize)?.as_ref()
    }
}
