//! What is kept of a log is bounded. A binary of its own, as it counts what all of it allocates.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use cors_forecast::{AccessLog, LogOptions};

/// The system's allocator, which also counts.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

#[allow(unsafe_code, reason = "an allocator is unsafe to write")]
// SAFETY: all is handed on to the system's.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Relaxed) + layout.size();
        MOST.fetch_max(now, Relaxed);
        System.alloc(layout)
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Relaxed);
        System.dealloc(place, layout);
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

#[test]
fn many_clients_and_paths_take_no_more_than_their_share() {
    // More than twice of what is kept of anything.
    const MANY: u32 = 300_000;
    let mut log = AccessLog::new(LogOptions::default());
    let before = NOW.load(Relaxed);
    MOST.store(before, Relaxed);
    for at in 0..MANY {
        let client = format!("10.{}.{}.{}", at >> 16, at >> 8 & 255, at & 255);
        // Names in the first place, so that no class stands for them.
        let name: String = format!("{at:07}")
            .bytes()
            .map(|digit| char::from(b'a' + digit - b'0'))
            .collect();
        let (minute, second) = (at / 60_000, at / 1_000 % 60);
        for method in ["OPTIONS", "PUT"] {
            let text = format!(
                "{client} - - [28/Nov/2026:12:{minute:02}:{second:02} +0000] \"{method} /{name}/ab{at}?x={at} HTTP/1.1\" 204 0 \"-\" \"Mozilla/5.0 {at}\"\n"
            );
            log.feed(text.as_bytes());
        }
    }
    let most = MOST.load(Relaxed) - before;
    assert!(most < 64 << 20, "{most} bytes");
    let report = log.finish();
    assert_eq!(report.options.paired, u64::from(MANY));
    assert_eq!(report.forgotten, 0);
    assert!(report.unlisted.beyond > 250_000, "{:?}", report.unlisted);
    let listed: u64 = report
        .endpoints
        .iter()
        .map(|endpoint| endpoint.options.all)
        .sum();
    assert_eq!(listed + report.unlisted.options, u64::from(MANY));
}
