//! Whoever runs the module keeps its records.

use alloc::string::String;
use alloc::vec;

use crate::shelf::Keeper;

/// What stands for no record.
const NONE: usize = usize::MAX;

#[link(wasm_import_module = "host")]
extern "C" {
    /// The length of the record of a key, which `read` then writes to an address.
    fn get(key: *const u8, length: usize) -> usize;
    fn read(to: *mut u8);
    fn put(key: *const u8, length: usize, record: *const u8, record_length: usize, until: f64);
    fn remove(key: *const u8, length: usize);
    fn count(shelf: *const u8, length: usize) -> usize;
    /// The length of a key, which `read` then writes.
    fn victim(shelf: *const u8, length: usize, now: f64) -> usize;
}

/// The host's shelves.
pub(super) static KEEPER: Keeper = Keeper {
    // The addresses are those of texts that outlive the call.
    get: |key| unsafe { text(get(key.as_ptr(), key.len())) },
    put: |key, record, until| unsafe {
        put(
            key.as_ptr(),
            key.len(),
            record.as_ptr(),
            record.len(),
            until,
        );
    },
    remove: |key| unsafe { remove(key.as_ptr(), key.len()) },
    count: |shelf| unsafe { count(shelf.as_ptr(), shelf.len()) },
    victim: |shelf, now| unsafe { text(victim(shelf.as_ptr(), shelf.len(), now)) },
};

/// The text of this length that the host has ready.
fn text(length: usize) -> Option<String> {
    if length == NONE {
        return None;
    }
    let mut bytes = vec![0; length];
    // As many bytes as it has said, and `TextEncoder` has made them.
    unsafe {
        read(bytes.as_mut_ptr());
        Some(String::from_utf8_unchecked(bytes))
    }
}
