//! `cargo xtask mutants`: whether a test notices when the code says something else.
//!
//! [cargo-mutants](https://mutants.rs) changes one thing at a time and runs tests. It does so in an excerpt of the crate,
//! which is compiled in a second where the whole takes half a minute. What an excerpt's tests miss, others may catch: the
//! share that is printed is a lower bound.

mod excerpt;
mod tally;

use clap::Args;

use crate::layout::Layout;
use crate::{process, say, system};
use excerpt::{Excerpt, EXCERPTS};
use tally::Tally;

/// The version whose options and outcomes are known here.
const VERSION: &str = "27.1.0";

/// What `cargo xtask mutants` can be told.
#[derive(Args)]
pub struct Options {
    /// Only these files, as `src/spec/range.rs`; else all that are looked at, which takes hours
    files: Vec<String>,
    /// Only list what would be changed
    #[arg(long)]
    list: bool,
}

/// Changes the files, prints for each how many changes were noticed, and fails where too few were.
pub fn run(layout: &Layout, options: &Options) -> Result<(), String> {
    let files: Vec<&str> = options.files.iter().map(String::as_str).collect();
    if let Some(unknown) = files
        .iter()
        .find(|file| !EXCERPTS.iter().any(|excerpt| excerpt.looks_at(file)))
    {
        return Err(format!(
            "no excerpt of xtask/src/mutants/excerpt.rs looks at {unknown}"
        ));
    }
    if system::find("cargo-mutants").is_none() {
        return Err(format!(
            "cargo-mutants is needed: `cargo install --locked cargo-mutants@{VERSION}`"
        ));
    }
    let mut tally = Tally::default();
    for excerpt in EXCERPTS {
        let files: Vec<&str> = files
            .iter()
            .copied()
            .filter(|file| excerpt.looks_at(file))
            .collect();
        if files.is_empty() && !options.files.is_empty() {
            continue;
        }
        mutate(layout, excerpt, &files, options.list)?;
        if !options.list {
            tally.read(&excerpt.folder(layout).join("mutants.out/outcomes.json"))?;
        }
    }
    if options.list {
        return Ok(());
    }
    tally.print();
    tally.check()
}

/// Runs cargo-mutants in an excerpt. That it has missed some is not an error yet.
fn mutate(layout: &Layout, excerpt: &Excerpt, files: &[&str], list: bool) -> Result<(), String> {
    /// Of cargo-mutants: something was missed, and something took too long.
    const FOUND: [i32; 2] = [2, 3];
    say::headline(&format!("Mutants of {}", excerpt.name));
    let folder = excerpt.write(layout)?;
    let mut cargo = process::cargo();
    cargo
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", layout.target.join("mutants/target"))
        .args([
            "mutants",
            "--in-place",
            "--no-shuffle",
            "--colors=never",
            "--config",
        ])
        .arg(layout.root.join(".cargo/mutants.toml"));
    let chosen = if files.is_empty() {
        excerpt.files
    } else {
        files
    };
    for file in chosen {
        cargo.args(["--file", file]);
    }
    if list {
        cargo.arg("--list");
        return process::run(&mut cargo);
    }
    cargo.args(["--", "--lib"]);
    for test in excerpt.tests {
        cargo.args(["--test", test]);
    }
    cargo.arg("--").args(excerpt.less());
    let status = process::status(&mut cargo)?;
    match status.code() {
        Some(code) if FOUND.contains(&code) => Ok(()),
        _ => process::check(&cargo, status),
    }
}
