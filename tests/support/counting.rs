//! An allocator that counts what this thread allocates.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// The system's allocator, which also counts.
pub struct Counting;

thread_local! {
    static NOW: Cell<isize> = const { Cell::new(0) };
    static MOST: Cell<isize> = const { Cell::new(0) };
    static BYTES: Cell<usize> = const { Cell::new(0) };
    static TIMES: Cell<usize> = const { Cell::new(0) };
}

/// What has been allocated since a count was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The most bytes that were in use at a time, beyond those that were in use before.
    pub most: usize,
    /// The bytes of all allocations.
    pub bytes: usize,
    /// How many there were.
    pub times: usize,
}

#[allow(unsafe_code, reason = "an allocator is unsafe to write")]
// SAFETY: all is handed on to the system's.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = in_use() + layout.size() as isize;
        NOW.set(now);
        MOST.set(MOST.get().max(now));
        BYTES.set(BYTES.get() + layout.size());
        TIMES.set(TIMES.get() + 1);
        System.alloc(layout)
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        // What another thread has allocated may be freed by this one.
        NOW.set(in_use() - layout.size() as isize);
        System.dealloc(place, layout);
    }
}

/// The bytes that are in use; below 0 where most were allocated by others.
pub fn in_use() -> isize {
    NOW.get()
}

/// Counts what `run` allocates.
#[allow(
    dead_code,
    reason = "one of those who count uses only the bytes in use"
)]
pub fn counted<T>(run: impl FnOnce() -> T) -> (T, Count) {
    let (before, bytes, times) = (in_use(), BYTES.get(), TIMES.get());
    MOST.set(before);
    let result = run();
    let count = Count {
        most: (MOST.get() - before).unsigned_abs(),
        bytes: BYTES.get() - bytes,
        times: TIMES.get() - times,
    };
    (result, count)
}
