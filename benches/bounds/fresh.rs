//! An allocator that, when it is asked to, hands out each byte once: what is done ten times then needs as much memory as what is
//! ten times as large, and finds as little of it in the processor's caches.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

/// How much there is of it, in bytes.
const SIZE: usize = 4 << 30;

/// So much of it has been written to before it is handed out, so that the system's pages are there.
const PAGE: usize = 4_096;

static ON: AtomicBool = AtomicBool::new(false);
static START: AtomicUsize = AtomicUsize::new(0);
static USED: AtomicUsize = AtomicUsize::new(0);
static SHORT: AtomicBool = AtomicBool::new(false);

/// The system's allocator, as long as no memory is wanted that is new.
pub struct Fresh;

#[allow(unsafe_code, reason = "an allocator is unsafe to write")]
// SAFETY: what lies in the one block is handed out once between two calls of `begin`, aligned, and not given back; all else is
// the system's.
unsafe impl GlobalAlloc for Fresh {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if ON.load(Relaxed) {
            let start = START.load(Relaxed);
            let place = (start + USED.load(Relaxed)).next_multiple_of(layout.align());
            let end = place + layout.size();
            if end <= start + SIZE {
                USED.store(end - start, Relaxed);
                return place as *mut u8;
            }
            SHORT.store(true, Relaxed);
        }
        System.alloc(layout)
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        let start = START.load(Relaxed);
        if start == 0 || !(start..start + SIZE).contains(&(place as usize)) {
            System.dealloc(place, layout);
        }
    }
}

/// Starts anew. Nothing that was made in new memory may be left.
#[allow(unsafe_code, reason = "a block that is never given back")]
pub fn begin() -> Result<(), String> {
    if START.load(Relaxed) == 0 {
        let layout = Layout::from_size_align(SIZE, PAGE).map_err(|error| error.to_string())?;
        // SAFETY: the size is not 0, and all that is written to lies in the block.
        unsafe {
            let block = System.alloc(layout);
            if block.is_null() {
                return Err(format!("{} MB of memory can't be had", SIZE >> 20));
            }
            for at in (0..SIZE).step_by(PAGE) {
                block.add(at).write_volatile(1);
            }
            START.store(block as usize, Relaxed);
        }
    }
    USED.store(0, Relaxed);
    SHORT.store(false, Relaxed);
    Ok(())
}

/// Runs it with memory that is new.
pub fn within<T>(run: impl FnOnce() -> T) -> T {
    ON.store(true, Relaxed);
    let result = run();
    ON.store(false, Relaxed);
    result
}

/// How many bytes are left.
pub fn left() -> usize {
    match SHORT.load(Relaxed) {
        true => 0,
        false => SIZE - USED.load(Relaxed),
    }
}
