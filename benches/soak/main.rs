//! Whether the model keeps its memory: ten million requests of a day through forecasts, caches and journals of four engines.
//!
//! `cargo xtask bench soak [--requests N]`; fails if memory goes on growing.

#[path = "../../tests/support/counting.rs"]
mod counting;
mod day;

use std::process::ExitCode;
use std::time::Instant;

use counting::{in_use, Counting};
use day::Day;

#[global_allocator]
static COUNTING: Counting = Counting;

const REQUESTS: u64 = 10_000_000;

/// With fewer there is room left when the day's first half is over.
const FULL: u64 = 1_000_000;

/// Parts of the day, of each of which the most is told.
const PARTS: u64 = 10;

/// Looks at the memory in a part. Shelves that are full start anew, so that it goes up and down.
const LOOKS: u64 = 20;

/// What the caches and journals of four engines may have in all, in bytes.
const MOST: usize = 48 << 20;

/// What the second half of the day may have more than the first: a name that is made up and permitted for a day is kept for a day.
const GROWTH: usize = 2 << 20;

fn main() -> ExitCode {
    let requests = match requests() {
        Ok(requests) => requests,
        Err(given) => {
            eprintln!(
                "how many requests is {given:?}? Say `cargo xtask bench soak --requests 10000000`"
            );
            return ExitCode::FAILURE;
        }
    };
    let before = in_use();
    let begun = Instant::now();
    let mut day = Day::of(requests);
    let mut of_parts = Vec::new();
    println!("| requests | hour | preflights | hits | refused | MB at most |");
    println!("|---|---|---|---|---|---|");
    for part in 1..=PARTS {
        let mut most = 0;
        for look in 1..=LOOKS {
            let until = |looks: u64| requests * ((part - 1) * LOOKS + looks) / (PARTS * LOOKS);
            day.make(until(look) - until(look - 1));
            most = most.max((in_use() - before).unsigned_abs());
        }
        of_parts.push(most);
        println!(
            "| {} | {:.1} | {} | {} | {} | {:.2} |",
            requests * part / PARTS,
            24.0 * part as f64 / PARTS as f64,
            day.preflights,
            day.hits,
            day.refused,
            megabytes(most),
        );
    }
    let seconds = begun.elapsed().as_secs_f64();
    let most_of = |parts: &[usize]| parts.iter().copied().max().unwrap_or_default();
    let (first, second) = of_parts.split_at(of_parts.len() / 2);
    let (most, growth) = (
        most_of(&of_parts),
        most_of(second).saturating_sub(most_of(first)),
    );
    let grows = requests >= FULL && growth > GROWTH;
    let met = most <= MOST && !grows;
    println!(
        "\n{seconds:.0} s, {:.1} µs for each request",
        seconds * 1e6 / requests as f64
    );
    println!(
        "{}  {:.2} of {} MB at most; the second half of the day had {:.2} of {} MB more than the first",
        if met { "met  " } else { "UNMET" },
        megabytes(most),
        MOST >> 20,
        megabytes(growth),
        GROWTH >> 20,
    );
    if met {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}

fn requests() -> Result<u64, String> {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    match words.as_slice() {
        [] => Ok(REQUESTS),
        [name, number] if name == "--requests" => match number.parse() {
            Ok(requests) if requests >= PARTS * LOOKS => Ok(requests),
            _ => Err(number.clone()),
        },
        others => Err(others.join(" ")),
    }
}
