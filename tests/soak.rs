//! What the model keeps of many requests is bounded: bytes, counted. `cargo xtask bench soak` has ten million of them.

#[path = "support/counting.rs"]
mod counting;
#[path = "../benches/soak/day.rs"]
mod day;

use counting::{in_use, Counting};
use day::Day;

#[global_allocator]
static COUNTING: Counting = Counting;

#[test]
fn many_requests_leave_no_more_than_some() {
    const STEP: u64 = 10_000;
    let before = in_use();
    let mut day = Day::of(4 * STEP);
    day.make(STEP);
    let first = (in_use() - before).unsigned_abs();
    let mut most = first;
    for _ in 1..4 {
        day.make(STEP);
        most = most.max((in_use() - before).unsigned_abs());
    }
    assert!(day.preflights > STEP && day.hits > 200 && day.refused > 50);
    assert!(most < 64 << 20, "{most} bytes");
    // Entries of engines without a limit of their own come to 10,000 each.
    assert!(most < first + (16 << 20), "{first} bytes, then {most}");
}
