//! Memory that is handed out in a row, and all taken back when the next call begins: nothing of a call outlasts it.
//!
//! So there is no code that gives things back one by one, which would be a seventh of the module.

#[cfg(all(feature = "module", target_arch = "wasm32"))]
mod allocator {
    use core::alloc::{GlobalAlloc, Layout};
    use core::arch::wasm32::{memory_grow, memory_size};
    use core::cell::Cell;
    use core::ptr::null_mut;

    const PAGE: usize = 0x1_0000;

    struct Arena {
        /// Where the next piece begins; 0 before the first.
        next: Cell<usize>,
    }

    // The module has one thread.
    unsafe impl Sync for Arena {}

    #[global_allocator]
    static ARENA: Arena = Arena { next: Cell::new(0) };

    extern "C" {
        /// Where the linker lets the heap begin.
        static __heap_base: u8;
    }

    unsafe impl GlobalAlloc for Arena {
        #[inline(never)]
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            if self.next.get() == 0 {
                reset();
            }
            let start = (self.next.get() + layout.align() - 1) & !(layout.align() - 1);
            let Some(end) = start.checked_add(layout.size()) else {
                return null_mut();
            };
            let there = memory_size(0) * PAGE;
            if end > there && memory_grow(0, (end - there).div_ceil(PAGE)) == usize::MAX {
                return null_mut();
            }
            self.next.set(end);
            start as *mut u8
        }

        #[inline(always)]
        unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}

        /// The last piece grows where it is.
        #[inline(never)]
        unsafe fn realloc(&self, piece: *mut u8, layout: Layout, size: usize) -> *mut u8 {
            let last = piece as usize + layout.size() == self.next.get();
            if last {
                self.next.set(piece as usize);
            }
            let moved = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !moved.is_null() && moved != piece {
                moved.copy_from_nonoverlapping(piece, layout.size().min(size));
            }
            moved
        }
    }

    /// Takes everything back.
    pub fn reset() {
        ARENA.next.set(&raw const __heap_base as usize);
    }
}

/// Takes everything back that was handed out. Whoever calls has nothing of it left.
pub(super) fn reset() {
    #[cfg(all(feature = "module", target_arch = "wasm32"))]
    allocator::reset();
}
