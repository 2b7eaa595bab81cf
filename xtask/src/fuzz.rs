//! `cargo xtask fuzz`: libFuzzer over the properties of `tests/properties`, and what it has found.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;

use crate::layout::Layout;
use crate::{process, say};

/// What `cargo xtask fuzz` can be told.
#[derive(Args)]
pub struct Options {
    /// Only these targets
    targets: Vec<String>,
    /// How long each one runs
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// Only print the targets' names
    #[arg(long)]
    list: bool,
    /// Keep what reaches more code in the corpus, less what others reach as well
    #[arg(long)]
    keep: bool,
}

/// How a target's run ended.
struct Told {
    target: String,
    executions: u64,
    /// Inputs for which the property does not hold.
    found: bool,
}

/// Runs the targets, one after the other, and ends with a line for each.
pub fn run(layout: &Layout, options: &Options) -> Result<(), String> {
    let all = targets(layout)?;
    if options.list {
        all.iter().for_each(|target| say::line(target));
        return Ok(());
    }
    let unknown = options.targets.iter().find(|target| !all.contains(target));
    if let Some(unknown) = unknown {
        return Err(format!(
            "there is no target `{unknown}`; there are {}",
            all.join(", ")
        ));
    }
    installed(layout)?;
    let chosen = match options.targets.is_empty() {
        true => all,
        false => options.targets.clone(),
    };
    let mut ended = Vec::new();
    for target in chosen {
        say::headline(&format!("{target}, {} s", options.seconds));
        ended.push(one(layout, target, options)?);
    }
    say::headline("Executions");
    for told in &ended {
        let Told {
            target, executions, ..
        } = told;
        let found = if told.found {
            ", and an input that fails"
        } else {
            ""
        };
        say::note(&format!("{target:18} {executions:>12}{found}"));
    }
    match ended.iter().any(|told| told.found) {
        true => Err("inputs that fail are in fuzz/artifacts; `cargo +nightly fuzz run TARGET FILE` runs one again, and \
                     `cargo +nightly fuzz tmin TARGET FILE` makes it smaller"
            .to_owned()),
        false => Ok(()),
    }
}

/// As their files are called.
fn targets(layout: &Layout) -> Result<Vec<String>, String> {
    let folder = folder(layout).join("targets");
    let files = fs::read_dir(&folder)
        .map_err(|error| format!("{} can't be read: {error}", layout.show(&folder)))?;
    let mut targets: Vec<String> = files
        .filter_map(|file| Some(file.ok()?.path().file_stem()?.to_str()?.to_owned()))
        .collect();
    targets.sort();
    Ok(targets)
}

fn folder(layout: &Layout) -> PathBuf {
    layout.root.join("fuzz")
}

/// What it takes is large and of use here only, so it is not installed unasked.
fn installed(layout: &Layout) -> Result<(), String> {
    let cargo = |arguments: &[&str]| {
        let mut cargo = layout.command("cargo");
        // The cargo that runs this program is another one than nightly's.
        cargo
            .args(arguments)
            .env_remove("RUSTUP_TOOLCHAIN")
            .env_remove("CARGO");
        process::succeeds(&mut cargo)
    };
    if !cargo(&["+nightly", "--version"]) {
        return Err(
            "libFuzzer needs nightly Rust, which is not there: `rustup toolchain install nightly`"
                .to_owned(),
        );
    }
    if !cargo(&["+nightly", "fuzz", "--version"]) {
        return Err("cargo-fuzz is not there: `cargo install cargo-fuzz --locked`, which takes some minutes".to_owned());
    }
    Ok(())
}

fn one(layout: &Layout, target: String, options: &Options) -> Result<Told, String> {
    let committed = folder(layout).join("corpus").join(&target);
    // What comes along is put aside, so that the checkout stays as it is.
    let aside = layout.state().join("fuzz").join(&target);
    fs::create_dir_all(&aside)
        .map_err(|error| format!("{} can't be made: {error}", layout.show(&aside)))?;
    let seconds = format!("-max_total_time={}", options.seconds);
    let limits = [
        seconds.as_str(),
        "-max_len=4096",
        "-print_final_stats=1",
        "-timeout=20",
    ];
    let (succeeded, output) = run_fuzzer(layout, "run", &target, &[&aside, &committed], &limits)?;
    let told = Told {
        executions: executions(&output),
        found: !succeeded,
        target,
    };
    if options.keep && succeeded {
        let merge = ["-merge=1", "-max_len=1024", "-set_cover_merge=1"];
        run_fuzzer(layout, "run", &told.target, &[&committed, &aside], &merge)?;
    }
    Ok(told)
}

/// The crate has no `unsafe` outside of WebAssembly, so nothing is lost without a sanitizer, and it is twice as quick.
fn run_fuzzer(
    layout: &Layout,
    what: &str,
    target: &str,
    corpora: &[&Path],
    flags: &[&str],
) -> Result<(bool, String), String> {
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(folder(layout))
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("CARGO")
        .args(["+nightly", "fuzz", what, "--sanitizer", "none", target])
        .args(corpora)
        .arg("--")
        .args(flags);
    // libFuzzer speaks on the standard error.
    let output = process::quietly(&mut cargo)?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let lines: Vec<&str> = text.lines().collect();
    if !output.status.success() {
        say::note(&lines[lines.len().saturating_sub(60)..].join("\n"));
    }
    if !text.contains("INFO: Seed:") && !text.contains("MERGE-OUTER") {
        return Err(format!(
            "the target {target} was not run: {}",
            lines.last().unwrap_or(&"it said nothing")
        ));
    }
    Ok((output.status.success(), text))
}

fn executions(output: &str) -> u64 {
    let counted = output
        .lines()
        .filter_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    counted
        .filter_map(|count| count.trim().parse::<u64>().ok())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn executions_are_read_off() {
        let output =
            "INFO: Seed: 1\nstat::number_of_executed_units: 1234\nstat::new_units_added: 5\n";
        assert_eq!(executions(output), 1234);
        assert_eq!(executions("INFO: Seed: 1\n"), 0);
    }
}
