//! What became of the changes, file by file.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::{say, stamp};

/// Of the changes that compile, so many are noticed at least. Per cent.
const LEAST: usize = 95;

/// What cargo-mutants leaves in `outcomes.json`.
#[derive(Deserialize)]
struct Outcomes {
    outcomes: Vec<Outcome>,
}

#[derive(Deserialize)]
struct Outcome {
    /// `"Baseline"`, or an object whose one member is the change.
    scenario: Value,
    summary: String,
}

/// How many changes of a file were noticed.
#[derive(Clone, Copy, Default)]
struct Counts {
    caught: usize,
    missed: usize,
    /// The tests did not end, which does not go unnoticed.
    timeout: usize,
    /// It does not compile, so it says nothing.
    unviable: usize,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.caught += other.caught;
        self.missed += other.missed;
        self.timeout += other.timeout;
        self.unviable += other.unviable;
    }

    fn noticed(self) -> usize {
        self.caught + self.timeout
    }

    fn viable(self) -> usize {
        self.noticed() + self.missed
    }
}

/// All files, and what was missed by name.
#[derive(Default)]
pub struct Tally {
    files: BTreeMap<String, Counts>,
    missed: Vec<String>,
}

impl Tally {
    /// Adds what a run has left.
    pub fn read(&mut self, file: &Path) -> Result<(), String> {
        let outcomes: Outcomes = serde_json::from_slice(&stamp::read(file)?)
            .map_err(|error| format!("{} is not understood: {error}", file.display()))?;
        for outcome in outcomes.outcomes {
            let mutant = &outcome.scenario["Mutant"];
            let (Some(file), Some(name)) = (mutant["file"].as_str(), mutant["name"].as_str())
            else {
                continue;
            };
            let counts = self.files.entry(file.to_owned()).or_default();
            match outcome.summary.as_str() {
                "CaughtMutant" => counts.caught += 1,
                "Timeout" => counts.timeout += 1,
                "Unviable" => counts.unviable += 1,
                "MissedMutant" => {
                    counts.missed += 1;
                    self.missed.push(name.to_owned());
                }
                other => return Err(format!("{name}: cargo-mutants says `{other}`")),
            }
        }
        Ok(())
    }

    /// The table, and what was missed.
    pub fn print(&self) {
        say::headline("Changes that were noticed");
        say::line(&row("", ["caught", "timeout", "missed", "unviable"]));
        for (file, counts) in &self.files {
            say::line(&counted(file, *counts));
        }
        say::line(&counted("all", self.all()));
        for name in &self.missed {
            say::note(&format!("missed: {name}"));
        }
    }

    /// Fails where too few were noticed.
    pub fn check(&self) -> Result<(), String> {
        let all = self.all();
        if all.viable() == 0 {
            return Err("nothing was changed".to_owned());
        }
        if all.noticed() * 100 < all.viable() * LEAST {
            return Err(format!(
                "{} of {} changes were noticed, which is less than {LEAST} %",
                all.noticed(),
                all.viable()
            ));
        }
        Ok(())
    }

    fn all(&self) -> Counts {
        let mut all = Counts::default();
        self.files.values().for_each(|counts| all.add(*counts));
        all
    }
}

fn counted(name: &str, counts: Counts) -> String {
    let numbers = [
        counts.caught,
        counts.timeout,
        counts.missed,
        counts.unviable,
    ];
    let numbers = numbers.map(|number| number.to_string());
    row(name, numbers.each_ref().map(String::as_str))
}

fn row(name: &str, cells: [&str; 4]) -> String {
    cells.iter().fold(format!("    {name:<36}"), |row, cell| {
        format!("{row}{cell:>10}")
    })
}
