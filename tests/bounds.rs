//! Ten times the input, eleven times the memory: what each public function allocates, counted. `cargo xtask bench bounds` has
//! the times.

#[path = "../benches/bounds/cases/mod.rs"]
mod cases;
#[path = "support/counting.rs"]
mod counting;
#[path = "bounds/public.rs"]
mod public;

use std::collections::BTreeSet;

use cases::{Case, EXEMPT};
use counting::{counted, Count, Counting};

#[global_allocator]
static COUNTING: Counting = Counting;

/// A list that grows by doubling may have up to twice the room that it needs.
const DOUBLED: usize = 2;

#[test]
fn each_public_function_is_measured_or_exempt() {
    let public = public::functions();
    assert!(
        public.len() > 150,
        "{} functions: is the reader blind?",
        public.len()
    );
    let cases = cases::all();
    let measured: BTreeSet<&str> = cases.iter().flat_map(|case| case.of).copied().collect();
    let exempt: BTreeSet<&str> = EXEMPT.iter().map(|(function, _)| *function).collect();
    let left_out: Vec<&String> = public
        .iter()
        .filter(|function| {
            !measured.contains(function.as_str()) && !exempt.contains(function.as_str())
        })
        .collect();
    assert!(
        left_out.is_empty(),
        "neither in benches/bounds/cases nor exempt there: {left_out:#?}"
    );
    let gone: Vec<&&str> = measured
        .union(&exempt)
        .filter(|function| !public.contains(**function))
        .collect();
    assert!(gone.is_empty(), "no public functions: {gone:#?}");
    let both: Vec<&&str> = measured.intersection(&exempt).collect();
    assert!(both.is_empty(), "measured and exempt: {both:#?}");
    assert!(EXEMPT.iter().all(|(_, reason)| !reason.is_empty()));
}

#[test]
fn ten_times_the_input_takes_no_more_than_eleven_times_the_memory() {
    let mut wrong = Vec::new();
    // What is another thing when there is much of it is only timed.
    for case in cases::all().into_iter().filter(|case| case.least <= 32) {
        // Those that do much for each thing have enough with fewer.
        let n = if case.costly { 6 } else { 50 };
        let (small, large) = (count(&case, n), count(&case, 10 * n));
        // What it takes whatever the input is counts once.
        let exceeds =
            |small: usize, large: usize, allowed: usize| large > 11 * allowed * small + 4_096;
        if exceeds(small.times, large.times, 1)
            || exceeds(small.bytes, large.bytes, DOUBLED)
            || exceeds(small.most, large.most, DOUBLED)
        {
            wrong.push(format!("{:?} {}: {small:?} {large:?}", case.of, case.input));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn count(case: &Case, n: usize) -> Count {
    let mut work = (case.make)(n);
    // What is made once for all.
    work();
    counted(work).1
}
