//! What an access log says of preflights, as JSON; and how quickly it was read.
//!
//! `cargo run --release --example access_log -- FILE [s|ms|us|ns]`

use std::error::Error;
use std::fs::File;
use std::io::Read;
use std::time::Instant;

use cors_forecast::{AccessLog, LogOptions, LogTimeUnit};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("which file?")?;
    let time_unit = arguments.next().and_then(|unit| LogTimeUnit::of(&unit));
    let mut file = File::open(path)?;
    let mut log = AccessLog::new(LogOptions {
        time_unit,
        ..LogOptions::default()
    });
    let mut buffer = vec![0; 1 << 18];
    let start = Instant::now();
    loop {
        match file.read(&mut buffer)? {
            0 => break,
            length => log.feed(&buffer[..length]),
        }
    }
    let report = log.finish();
    let seconds = start.elapsed().as_secs_f64();
    println!("{}", serde_json::to_string_pretty(&report)?);
    eprintln!("{:.0} MB/s", report.bytes as f64 / 1e6 / seconds);
    if let Some(memory) = memory() {
        eprintln!("{memory} kB at most");
    }
    Ok(())
}

/// The most memory that this program has had, on Linux.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}
