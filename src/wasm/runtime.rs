//! What the standard library would bring: an allocator, and an end for panics.

use core::panic::PanicInfo;

#[cfg(any(feature = "wasm", feature = "server"))]
#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

/// A trap, which the caller sees as a `RuntimeError`.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
