//! How quickly access logs are read on one core, beside `grep -c OPTIONS` on the same file in the same run.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use super::log_lines::{self, Format};
use crate::layout::Layout;
use crate::{process, say};

const MEGABYTES: u64 = 300;

/// Each file is read so often by both, in turns; the best of each counts, as others use the machine, too.
const RUNS: usize = 5;

/// Writes the logs, builds the reader, and prints megabytes per second.
pub fn run(layout: &Layout, options: &[String]) -> Result<(), String> {
    let megabytes = match options {
        [] => MEGABYTES,
        [number] => number.parse().map_err(|_| {
            format!("how many megabytes is {number:?}? Say `cargo xtask bench log 300`")
        })?,
        _ => return Err("say `cargo xtask bench log`, or with a number of megabytes".to_owned()),
    };
    let mut cargo = layout.cargo();
    cargo.args([
        "build",
        "--release",
        "--example",
        "access_log",
        "--target-dir",
    ]);
    process::run(cargo.arg(&layout.target))?;
    let reader = (layout.target.join("release/examples"))
        .join(format!("access_log{}", std::env::consts::EXE_SUFFIX));
    println!("| log of {megabytes} MB | MB/s | `grep -c OPTIONS`, MB/s | ratio | memory, MB |");
    println!("|---|---|---|---|---|");
    for format in Format::ALL {
        let path = written(layout, format, megabytes)?;
        let length = fs::metadata(&path)
            .map_err(|error| error.to_string())?
            .len();
        let (mut ours, mut greps) = (f64::MAX, f64::MAX);
        for _ in 0..RUNS {
            greps = greps.min(seconds(
                Command::new("grep")
                    .env("LC_ALL", "C")
                    .args(["-c", "OPTIONS"]),
                &path,
            )?);
            ours = ours.min(seconds(&mut Command::new(&reader), &path)?);
        }
        let speed = |seconds: f64| length as f64 / 1e6 / seconds;
        println!(
            "| {} | {:.0} | {:.0} | {:.2} | {} |",
            format.name(),
            speed(ours),
            speed(greps),
            greps / ours,
            memory(&reader, &path).map_or("–".to_owned(), |megabytes| format!("{megabytes:.0}")),
        );
    }
    Ok(())
}

/// The log of that format, written if it is not there.
fn written(layout: &Layout, format: Format, megabytes: u64) -> Result<PathBuf, String> {
    let folder = layout.target.join("access-log");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let path = folder.join(format!("{}-{megabytes}.log", format.name()));
    if !path.is_file() {
        say::note(&format!("writing {}", path.display()));
        let part = path.with_extension("part");
        let file = File::create(&part).map_err(|error| error.to_string())?;
        log_lines::write(&mut BufWriter::new(file), format, megabytes * 1_000_000)
            .and_then(|()| fs::rename(&part, &path))
            .map_err(|error| error.to_string())?;
    }
    Ok(path)
}

/// How long a command takes for a file: the processor's time where the system tells it, which others on the machine change
/// less, else all time.
fn seconds(command: &mut Command, path: &Path) -> Result<f64, String> {
    let before = of_children();
    let start = Instant::now();
    // Piped: grep stops at the first match if nobody listens.
    let output = (command.arg(path).output()).map_err(|error| error.to_string())?;
    process::check(command, output.status)?;
    let all = start.elapsed().as_secs_f64();
    Ok(match (before, of_children()) {
        (Some(before), Some(after)) if after > before => after - before,
        _ => all,
    })
}

/// The processor's time of all children that have ended, on Linux, in hundredths of a second.
fn of_children() -> Option<f64> {
    let text = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = text.rsplit_once(") ")?;
    let mut of_children = fields.split(' ').skip(13);
    let user: f64 = of_children.next()?.parse().ok()?;
    let system: f64 = of_children.next()?.parse().ok()?;
    Some((user + system) / 100.0)
}

/// The most memory that the reader has had, on Linux: it tells itself.
fn memory(reader: &Path, path: &Path) -> Option<f64> {
    let output = Command::new(reader).arg(path).output().ok()?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let line = text
        .lines()
        .find_map(|line| line.strip_suffix(" kB at most"))?;
    Some(line.trim().parse::<f64>().ok()? / 1_024.0)
}
