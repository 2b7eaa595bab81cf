//! Ten times the input, eleven times the time: each public function, on whatever can grow.
//!
//! `cargo xtask bench bounds [PART OF A NAME]`. Each case is timed at an n that takes a millisecond, where there is one, and at
//! 10n, in turns; the least of several rounds counts. What is above the limit is measured again, and then against ten inputs of
//! size n, where all memory is new to both: what is slower at 10n only because it no longer fits into the processor's caches is as
//! slow then. What is above the limit even so is counted in instructions, by Valgrind where there is one: what has to be looked
//! for in ten times the memory is slower to find, but found by as many. What grows faster than its input is above in each of the
//! three, and fails.

mod cases;
#[path = "../support/clock.rs"]
mod clock;
mod count;
mod fresh;

use std::process::ExitCode;
use std::time::Duration;

use cases::{Case, Work, EXEMPT};
use fresh::Fresh;

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

/// Nor is it after so long.
const PATIENCE: Duration = Duration::from_secs(4);

#[global_allocator]
static FRESH: Fresh = Fresh;

fn main() -> ExitCode {
    let all_cases = cases::all();
    if let Some(code) = count::asked(&all_cases) {
        return code;
    }
    if let Some(code) = clock::with_memory_kept() {
        return code;
    }
    // Cargo adds `--bench`.
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let fits = |case: &Case| {
        let name = format!("{} {}", case.of.join(" "), case.input);
        wanted.iter().all(|word| name.contains(word.as_str()))
    };
    let cases: Vec<(usize, Case)> = all_cases
        .into_iter()
        .enumerate()
        .filter(|(_, case)| fits(case))
        .collect();
    match all(&cases) {
        // That none has these words is no fault: they may be those of an input in Node.
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Measures these, each with its place among all, and tells how many are above the limit.
fn all(cases: &[(usize, Case)]) -> Result<usize, String> {
    println!("| ratio | 10n | n | functions | input |");
    println!("|---|---|---|---|---|");
    let (mut worst, mut stepped, mut counted, mut failed) = (0.0_f64, 0, 0, 0);
    for (at, case) in cases {
        let first = measured(case, size(case));
        worst = worst.max(first.ratio);
        let mut then = String::new();
        if first.ratio > LIMIT {
            let alike = with_memory_alike(case, first.n)?;
            then = format!(", {alike:.1}");
            if alike > LIMIT {
                then += &match count::ratio(*at, first.n) {
                    Ok(ratio) if ratio <= LIMIT => {
                        counted += 1;
                        format!(", but {ratio:.1} in instructions")
                    }
                    Ok(ratio) => {
                        failed += 1;
                        format!(", {ratio:.1} in instructions **ABOVE**")
                    }
                    Err(error) => {
                        failed += 1;
                        format!(", not counted ({error}) **ABOVE**")
                    }
                };
            } else {
                stepped += 1;
            }
        }
        println!(
            "| {:.1}{then} | {} | {}: {} | {} | {} |",
            first.ratio,
            told(first.large),
            first.n,
            told(first.small),
            case.of.join(", "),
            case.input
        );
    }
    println!(
        "\n{} inputs, {failed} above {LIMIT}; {stepped} above it, but not where ten of n find as little in the processor's caches; \
         {counted} above that, too, but not in instructions; the worst ratio is {worst:.1}; {} functions have no input that grows",
        cases.len(),
        EXEMPT.len(),
    );
    Ok(failed)
}

/// What an input took.
struct Measured {
    /// How much longer 10n took.
    ratio: f64,
    n: usize,
    small: Duration,
    large: Duration,
}

/// The try with the least ratio.
fn measured(case: &Case, n: usize) -> Measured {
    let (mut small, mut large) = ((case.make)(n), (case.make)(10 * n));
    // What takes less than is enough is done several times in a row.
    let times = (ENOUGH.as_nanos() / time(&mut small, 1).as_nanos().max(1)).clamp(1, 1_000) as u32;
    let mut best = Measured {
        ratio: f64::MAX,
        n,
        small: Duration::ZERO,
        large: Duration::ZERO,
    };
    let begun = clock::now();
    for attempt in 0..TRIES {
        if attempt > 1 && clock::now().saturating_sub(begun) > PATIENCE {
            break;
        }
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
        if ratio < best.ratio {
            best = Measured {
                ratio,
                n,
                small: at_n,
                large: at_10n,
            };
        }
        if ratio <= LIMIT {
            break;
        }
    }
    best
}

/// How much longer 10n takes than n, where memory is new to both.
fn with_memory_alike(case: &Case, n: usize) -> Result<f64, String> {
    let mut small: Vec<Work> = (0..10).map(|_| (case.make)(n)).collect();
    let mut large = [(case.make)(10 * n)];
    // What is made once for all is made before.
    timed(&mut small);
    timed(&mut large);
    fresh::begin()?;
    let (mut of_ten, mut at_10n) = (Duration::MAX, Duration::MAX);
    for round in 0..ROUNDS * TRIES {
        let left = fresh::left();
        of_ten = of_ten.min(fresh::within(|| timed(&mut small)));
        at_10n = at_10n.min(fresh::within(|| timed(&mut large)));
        let taken = left - fresh::left();
        if taken > fresh::left() {
            if round == 0 {
                return Err(format!("{} takes too much memory", case.of.join(", ")));
            }
            break;
        }
    }
    Ok(10.0 * at_10n.as_secs_f64() / of_ten.as_secs_f64().max(1e-9))
}

/// What it takes to do all of it.
fn timed(works: &mut [Work]) -> Duration {
    let begun = clock::now();
    for work in works {
        drop(work());
    }
    clock::now().saturating_sub(begun)
}

/// The smallest n that takes long enough; the largest that is allowed if there is none.
fn size(case: &Case) -> usize {
    let mut n = case.least;
    loop {
        let mut work = (case.make)(n);
        drop(work());
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
        drop(work());
    }
    clock::now().saturating_sub(begun) / times
}

fn told(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1e3)
}
