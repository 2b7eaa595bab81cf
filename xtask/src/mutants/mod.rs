//! `cargo xtask mutants`: whether a test notices when the code says something else.
//!
//! [cargo-mutants](https://mutants.rs) lists what can be changed. All changes are compiled at once, each function with a
//! body for each of its own, and the tests' programs are told by their environment which one counts: a change costs as long
//! as the tests run, where it would cost half a minute of compiling. Only quick tests are run, and what they miss, others
//! may notice: the share that is printed is a lower bound.

mod compile;
mod excerpt;
mod list;
mod play;
mod tally;
mod watched;
mod weave;

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Instant;

use clap::Args;

use crate::layout::Layout;
use crate::{say, stamp, system};
use compile::{Excerpt, Tests};
use list::Mutant;
use play::{play, Outcome};
use tally::Tally;

/// The version whose list is known here.
const VERSION: &str = "27.1.0";

/// What `cargo xtask mutants` can be told.
#[derive(Args)]
pub struct Options {
    /// Only these files, as `src/spec/range.rs`; else all that are looked at
    files: Vec<String>,
    /// Only list what would be changed
    #[arg(long)]
    list: bool,
    /// Only changes whose line in the list contains this, or one of several
    #[arg(long)]
    only: Vec<String>,
    /// How many at a time
    #[arg(long, default_value_t = 2)]
    jobs: usize,
}

/// Changes the files, prints for each how many changes were noticed, and fails where too few were.
pub fn run(layout: &Layout, options: &Options) -> Result<(), String> {
    if let Some(unknown) = options.files.iter().find(|file| !excerpt::looks_at(file)) {
        return Err(format!(
            "xtask/src/mutants/excerpt.rs does not look at {unknown}"
        ));
    }
    if system::find("cargo-mutants").is_none() {
        return Err(format!(
            "cargo-mutants is needed: `cargo install --locked cargo-mutants@{VERSION}`"
        ));
    }
    let began = Instant::now();
    let (mutants, mut excluded) = list::list(layout, &options.files)?;
    let (watched, mut mutants) = of_watch(layout, mutants)?;
    excluded.extend(watched.into_iter().map(|mutant| mutant.file));
    if !options.only.is_empty() {
        mutants.retain(|mutant| options.only.iter().any(|only| mutant.name.contains(only)));
    }
    if options.list {
        mutants.iter().for_each(|mutant| say::line(&mutant.name));
        return Ok(());
    }
    let mut tally = Tally::default();
    excluded.iter().for_each(|file| tally.excluded(file));
    say::headline(&format!("{} changes", mutants.len()));
    let mut excerpt = Excerpt::new(layout, &mutants)?;
    let (tests, alone) = excerpt.compile_all()?;
    if play(&excerpt.folder, &tests, 0)? != Outcome::Missed {
        return Err("the tests fail or take too long without any change".to_owned());
    }
    let seconds = began.elapsed().as_secs();
    say::note(&format!("compiled within {seconds} s"));
    let among: Vec<usize> = (1..=mutants.len())
        .filter(|number| !alone.contains(number))
        .collect();
    let tally = Mutex::new(tally);
    let left = Mutex::new(among.into_iter());
    let work = || -> Result<(), String> {
        loop {
            let Some(number) = locked(&left).next() else {
                return Ok(());
            };
            let outcome = match excerpt.unviable.contains(&number) {
                true => Outcome::Unviable,
                false => play(&excerpt.folder, &tests, number)?,
            };
            locked(&tally).add(excerpt.mutant(number), outcome);
        }
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..options.jobs).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().map_err(|_| "it panicked".to_owned())?)
    })?;
    let mut tally = tally.into_inner().unwrap_or_else(PoisonError::into_inner);
    for number in alone {
        let outcome = match excerpt.compile_alone(number)? {
            Some(tests) => play_alone(&excerpt, &tests)?,
            None => Outcome::Unviable,
        };
        tally.add(excerpt.mutant(number), outcome);
    }
    tally.print();
    say::line(&format!("    {} s", began.elapsed().as_secs()));
    tally.check()
}

/// Those that are compiled with the feature `watch` alone, and the others.
fn of_watch(layout: &Layout, mutants: Vec<Mutant>) -> Result<(Vec<Mutant>, Vec<Mutant>), String> {
    let mut lines = BTreeMap::new();
    for mutant in &mutants {
        if !lines.contains_key(&mutant.file) {
            let bytes = stamp::read(&layout.root.join(&mutant.file))?;
            let text = String::from_utf8_lossy(&bytes);
            lines.insert(mutant.file.clone(), watched::lines(&text));
        }
    }
    let of_watch = |mutant: &Mutant| {
        let line = mutant.span.start.line;
        lines[&mutant.file]
            .iter()
            .any(|range| range.contains(&line))
    };
    Ok(mutants.into_iter().partition(of_watch))
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// It is in the code as it stands there, whatever else counts.
fn play_alone(excerpt: &Excerpt, tests: &Tests) -> Result<Outcome, String> {
    play(&excerpt.folder, tests, 0)
}
