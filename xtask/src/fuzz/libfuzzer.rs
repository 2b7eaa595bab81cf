//! Cargo-fuzz: building the targets, running one, and merging what it has found.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::folder;
use super::progress::Progress;
use crate::layout::Layout;
use crate::process;

/// How much of the output of one that failed is shown.
const SHOWN: usize = 60;

/// A run that has ended.
pub struct Ran {
    pub succeeded: bool,
    pub progress: Progress,
    pub last_lines: String,
}

/// What it takes is large and of use here only, so it is not installed unasked.
pub fn installed(layout: &Layout) -> Result<(), String> {
    let there = |arguments: &[&str]| process::succeeds(nightly(layout).args(arguments));
    if !there(&["--version"]) {
        return Err(
            "libFuzzer needs nightly Rust, which is not there: `rustup toolchain install nightly`"
                .to_owned(),
        );
    }
    if !there(&["fuzz", "--version"]) {
        return Err("cargo-fuzz is not there: `cargo install cargo-fuzz --locked`, which takes some minutes".to_owned());
    }
    Ok(())
}

/// Compiles one target or all, with cargo's output in view.
pub fn build(layout: &Layout, targets: &[String]) -> Result<(), String> {
    let mut build = cargo_fuzz(layout, "build");
    if let [only] = targets {
        build.arg(only);
    }
    process::run(&mut build)
}

/// Runs a target for so many seconds.
pub fn fuzz(
    layout: &Layout,
    target: &str,
    seconds: u32,
    heard: &dyn Fn(Progress),
) -> Result<Ran, String> {
    let aside = aside(layout, target);
    fs::create_dir_all(&aside)
        .map_err(|error| format!("{} can't be made: {error}", layout.show(&aside)))?;
    let seconds = format!("-max_total_time={seconds}");
    let limits = [
        seconds.as_str(),
        "-max_len=4096",
        "-print_final_stats=1",
        "-timeout=20",
    ];
    run(
        layout,
        target,
        &[&aside, &committed(layout, target)],
        &limits,
        heard,
    )
}

/// Adds to the first folder what else is needed to reach all places that any of them reaches.
pub fn merge(layout: &Layout, target: &str, folders: &[&Path]) -> Result<(), String> {
    // How often a place is reached makes ten times as many inputs.
    let flags = [
        "-merge=1",
        "-max_len=1024",
        "-set_cover_merge=1",
        "-use_counters=0",
    ];
    let ran = run(layout, target, folders, &flags, &|_| ())?;
    match ran.succeeded {
        true => Ok(()),
        false => Err(format!("nothing could be merged: {}", ran.last_lines)),
    }
}

/// The inputs that are kept.
pub fn committed(layout: &Layout, target: &str) -> PathBuf {
    folder(layout).join("corpus").join(target)
}

/// Where what comes along is put, so that the checkout stays as it is.
pub fn aside(layout: &Layout, target: &str) -> PathBuf {
    layout.state().join("fuzz").join(target)
}

/// The cargo that runs this program is another one than nightly's.
fn nightly(layout: &Layout) -> Command {
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(folder(layout))
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("CARGO")
        .arg("+nightly");
    cargo
}

/// The crate has no `unsafe` outside of WebAssembly, so nothing is lost without a sanitizer, and it is twice as quick.
fn cargo_fuzz(layout: &Layout, what: &str) -> Command {
    let mut cargo = nightly(layout);
    cargo.args(["fuzz", what, "--sanitizer", "none"]);
    cargo
}

fn run(
    layout: &Layout,
    target: &str,
    folders: &[&Path],
    flags: &[&str],
    heard: &dyn Fn(Progress),
) -> Result<Ran, String> {
    let mut cargo = cargo_fuzz(layout, "run");
    // libFuzzer speaks on the standard error.
    let mut child = cargo
        .arg(target)
        .args(folders)
        .arg("--")
        .args(flags)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cargo can't be run: {error}"))?;
    let mut progress = Progress::default();
    let mut lines = Vec::new();
    let mut begun = false;
    for line in child
        .stderr
        .take()
        .into_iter()
        .flat_map(|stderr| BufReader::new(stderr).split(b'\n'))
    {
        let line = line.map_err(|error| format!("libFuzzer can't be heard: {error}"))?;
        let line = String::from_utf8_lossy(&line).into_owned();
        begun |= line.starts_with("INFO: Seed:") || line.starts_with("MERGE-OUTER");
        if progress.take(&line) {
            heard(progress);
            continue;
        }
        lines.push(line);
    }
    let status = child
        .wait()
        .map_err(|error| format!("cargo can't be waited for: {error}"))?;
    let last_lines = lines[lines.len().saturating_sub(SHOWN)..].join("\n");
    match begun {
        true => Ok(Ran {
            succeeded: status.success(),
            progress,
            last_lines,
        }),
        false => Err(last_lines),
    }
}
