//! What became of the changes, file by file.

use std::collections::BTreeMap;

use super::list::Mutant;
use super::play::Outcome;
use crate::say;

/// Of the changes that compile, so many are noticed at least. Per cent.
const LEAST: usize = 95;

/// How many changes of a file were noticed.
#[derive(Clone, Copy, Default)]
struct Counts {
    caught: usize,
    timeout: usize,
    missed: usize,
    unviable: usize,
    /// By `.cargo/mutants.toml`.
    excluded: usize,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.caught += other.caught;
        self.timeout += other.timeout;
        self.missed += other.missed;
        self.unviable += other.unviable;
        self.excluded += other.excluded;
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
    seen: usize,
}

impl Tally {
    /// One of the file was not done, for a reason that is written down.
    pub fn excluded(&mut self, file: &str) {
        self.files.entry(file.to_owned()).or_default().excluded += 1;
    }

    /// One was done. What nobody has noticed is told at once.
    pub fn add(&mut self, mutant: &Mutant, outcome: Outcome) {
        let counts = self.files.entry(mutant.file.clone()).or_default();
        match outcome {
            Outcome::Caught => counts.caught += 1,
            Outcome::Timeout => counts.timeout += 1,
            Outcome::Unviable => counts.unviable += 1,
            Outcome::Missed => {
                counts.missed += 1;
                say::note(&format!("missed: {}", mutant.name));
                self.missed.push(mutant.name.clone());
            }
        }
        self.seen += 1;
        if self.seen.is_multiple_of(50) {
            say::note(&format!("{} done", self.seen));
        }
    }

    /// The table, and what was missed.
    pub fn print(&self) {
        say::headline("Changes that were noticed");
        say::line(&row(
            "",
            &[
                "caught", "timeout", "missed", "share", "unviable", "excluded",
            ]
            .map(str::to_owned),
        ));
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
    let share = match counts.viable() {
        0 => "-".to_owned(),
        // Down, so that what is printed is never more than what it was.
        viable => {
            let tenths = counts.noticed() * 1000 / viable;
            format!("{}.{} %", tenths / 10, tenths % 10)
        }
    };
    row(
        name,
        &[
            counts.caught.to_string(),
            counts.timeout.to_string(),
            counts.missed.to_string(),
            share,
            counts.unviable.to_string(),
            counts.excluded.to_string(),
        ],
    )
}

fn row(name: &str, cells: &[String; 6]) -> String {
    cells.iter().fold(format!("    {name:<36}"), |row, cell| {
        format!("{row}{cell:>10}")
    })
}
