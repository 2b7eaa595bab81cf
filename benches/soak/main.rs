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

/// Looks at the memory, spread over the day.
const LOOKS: u64 = 10;

/// What the caches and journals of four engines may have in all.
const MOST: usize = 64 << 20;

/// What there may be more of at any later look than there was at the first: tables double now and then.
const GROWTH: usize = 4 << 20;

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
    let mut looks = Vec::new();
    println!("| requests | hour | preflights | hits | refused | MB in use |");
    println!("|---|---|---|---|---|---|");
    for look in 1..=LOOKS {
        day.make(requests * look / LOOKS - requests * (look - 1) / LOOKS);
        let bytes = in_use() - before;
        looks.push(bytes);
        println!(
            "| {} | {:.1} | {} | {} | {} | {:.2} |",
            requests * look / LOOKS,
            24.0 * look as f64 / LOOKS as f64,
            day.preflights,
            day.hits,
            day.refused,
            bytes as f64 / f64::from(1 << 20),
        );
    }
    let seconds = begun.elapsed().as_secs_f64();
    let most = looks.iter().copied().max().unwrap_or_default();
    let growth = most.saturating_sub(looks.first().copied().unwrap_or_default());
    let met = most <= MOST && growth <= GROWTH;
    println!(
        "\n{seconds:.0} s, {:.1} µs for each request",
        seconds * 1e6 / requests as f64
    );
    println!(
        "{}  {:.2} of {} MB at most, {:.2} of {} MB more than at the first look",
        if met { "met  " } else { "UNMET" },
        most as f64 / f64::from(1 << 20),
        MOST >> 20,
        growth as f64 / f64::from(1 << 20),
        GROWTH >> 20,
    );
    if met {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn requests() -> Result<u64, String> {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    match words.as_slice() {
        [] => Ok(REQUESTS),
        [name, number] if name == "--requests" => match number.parse() {
            Ok(requests) if requests >= LOOKS => Ok(requests),
            _ => Err(number.clone()),
        },
        others => Err(others.join(" ")),
    }
}
