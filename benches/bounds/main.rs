//! Ten times the input, eleven times the time: each public function, on whatever can grow.
//!
//! `cargo xtask bench bounds [PART OF A NAME]`. Each case is timed at an n that takes a millisecond, where there is one, and at
//! 10n, in turns; the least of several rounds counts. What is above the limit is measured again before it fails.

mod cases;
#[path = "../support/clock.rs"]
mod clock;

use std::process::ExitCode;
use std::time::Duration;

use cases::{Case, Work, EXEMPT};

/// How much longer ten times the input may take.
const LIMIT: f64 = 11.0;

/// What the small input is to take.
const ENOUGH: Duration = Duration::from_millis(1);

/// What is done with 10n in less has not looked at all for each, whatever the ratio: that would be a hundred million looks. What
/// makes the difference is the processor's cache, which is too small for 10n.
const AT_ONCE: Duration = Duration::from_millis(1);

/// The least of so many counts.
const ROUNDS: usize = 3;

/// Others use the machine, too: so often it is measured again, and the best counts.
const TRIES: usize = 6;

fn main() -> ExitCode {
    if let Some(code) = clock::with_memory_kept() {
        return code;
    }
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let fits = |case: &Case| {
        let name = format!("{} {}", case.of.join(" "), case.input);
        wanted.iter().all(|word| name.contains(word.as_str()))
    };
    let cases: Vec<Case> = cases::all().into_iter().filter(fits).collect();
    println!("| ratio | 10n | n | functions | input |");
    println!("|---|---|---|---|---|");
    let (mut worst, mut failed) = (0.0_f64, 0);
    for case in &cases {
        let (ratio, n, small, large) = measured(case);
        let mark = if ratio > LIMIT { "**ABOVE**" } else { "" };
        println!(
            "| {ratio:.1} {mark} | {} | {n}: {} | {} | {} |",
            told(large),
            told(small),
            case.of.join(", "),
            case.input
        );
        worst = worst.max(ratio);
        failed += usize::from(ratio > LIMIT);
    }
    println!(
        "\n{} inputs, {failed} above {LIMIT}; the worst ratio is {worst:.1}; {} functions have no input that grows",
        cases.len(),
        EXEMPT.len(),
    );
    if failed > 0 || cases.is_empty() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// The least ratio of all tries, the n, and the times at n and at 10n.
fn measured(case: &Case) -> (f64, usize, Duration, Duration) {
    let n = size(case);
    let (mut small, mut large) = ((case.make)(n), (case.make)(10 * n));
    // What takes less than is enough is done several times in a row.
    let times = (ENOUGH.as_nanos() / time(&mut small, 1).as_nanos().max(1)).clamp(1, 1_000) as u32;
    let mut best = (f64::MAX, n, Duration::ZERO, Duration::ZERO);
    for _ in 0..TRIES {
        let (mut at_n, mut at_10n) = (Duration::MAX, Duration::MAX);
        for _ in 0..ROUNDS {
            for _ in 0..4 {
                at_n = at_n.min(time(&mut small, times));
            }
            at_10n = at_10n.min(time(&mut large, times));
        }
        let ratio = match at_10n < AT_ONCE {
            true => 0.0,
            false => at_10n.as_secs_f64() / at_n.as_secs_f64().max(1e-9),
        };
        if ratio < best.0 {
            best = (ratio, n, at_n, at_10n);
        }
        if ratio <= LIMIT {
            break;
        }
    }
    best
}

/// The smallest n that takes long enough; the largest that is allowed if there is none.
fn size(case: &Case) -> usize {
    let mut n = case.least;
    loop {
        let mut work = (case.make)(n);
        work();
        let took = time(&mut work, 1).min(time(&mut work, 1));
        if took >= ENOUGH || n >= case.most {
            return n.min(case.most);
        }
        n *= if took * 8 < ENOUGH { 4 } else { 2 };
    }
}

/// What it takes on average, of so many times in a row.
fn time(work: &mut Work, times: u32) -> Duration {
    let begun = clock::now();
    for _ in 0..times {
        work();
    }
    clock::now().saturating_sub(begun) / times
}

fn told(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1e3)
}
