//! The processor's instructions: what a time is above the limit for may be the memory's doing, and a count of them is not.

use std::process::{Command, ExitCode};

use super::cases::Case;

/// How a process is told what it is to do: a case's place, n, and how many times.
const JOB: &str = "CORS_FORECAST_BOUNDS_COUNT";

/// Does what another process of this program wants to have counted; `None` if nobody does.
pub fn asked(cases: &[Case]) -> Option<ExitCode> {
    let job = std::env::var(JOB).ok()?;
    let numbers: Vec<usize> = job
        .split(' ')
        .filter_map(|part| part.parse().ok())
        .collect();
    let [at, n, times] = numbers[..] else {
        return Some(ExitCode::FAILURE);
    };
    let Some(case) = cases.get(at) else {
        return Some(ExitCode::FAILURE);
    };
    let mut work = (case.make)(n);
    for _ in 0..times {
        drop(work());
    }
    Some(ExitCode::SUCCESS)
}

/// How many times the instructions 10n takes, or why they can't be counted. `at` is the case's place among all of them.
pub fn ratio(at: usize, n: usize) -> Result<f64, String> {
    Ok(of_one(at, 10 * n)? as f64 / of_one(at, n)?.max(1) as f64)
}

/// The instructions of doing it once more than once: all that is made before is left out.
fn of_one(at: usize, n: usize) -> Result<u64, String> {
    Ok(of_process(at, n, 2)?.saturating_sub(of_process(at, n, 1)?))
}

fn of_process(at: usize, n: usize, times: usize) -> Result<u64, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let output = Command::new("valgrind")
        .args([
            "--tool=cachegrind",
            "--cache-sim=no",
            "--cachegrind-out-file=/dev/null",
        ])
        .arg(program)
        .env(JOB, format!("{at} {n} {times}"))
        .output()
        .map_err(|error| format!("valgrind: {error}"))?;
    let text = String::from_utf8_lossy(&output.stderr);
    let count = text
        .lines()
        .find_map(|line| line.split_once("refs:"))
        .and_then(|(_, count)| count.trim().replace(',', "").parse().ok());
    match (output.status.success(), count) {
        (true, Some(count)) => Ok(count),
        _ => Err(format!(
            "valgrind: {}",
            text.lines().last().unwrap_or_default()
        )),
    }
}
