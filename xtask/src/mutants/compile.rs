//! Compiles the tests, and tells which changes the compiler refuses.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use super::excerpt::{self, TESTS, UNITS};
use super::list::Mutant;
use super::weave::{weave, Woven};
use crate::layout::Layout;
use crate::stamp::{self, Digest, Stamp};
use crate::{process, say};

/// Where the tests are compiled, and of what.
pub struct Excerpt<'a> {
    layout: &'a Layout,
    pub folder: PathBuf,
    mutants: &'a [Mutant],
    /// Numbers of changes that the compiler refuses.
    pub unviable: BTreeSet<usize>,
    /// Their names, and those of other runs: kept for as long as no source is another.
    refused: BTreeSet<String>,
    kept: PathBuf,
    stamp: Stamp,
}

/// Programs of tests, with what they are told: the quick ones first.
pub type Tests = Vec<(PathBuf, &'static [&'static str])>;

impl<'a> Excerpt<'a> {
    /// Of these changes each has the number of its place, counted from 1.
    pub fn new(layout: &'a Layout, mutants: &'a [Mutant]) -> Result<Self, String> {
        let kept = layout.target.join("mutants/refused.txt");
        let digest = Digest::default().tree(&layout.root.join("src"))?;
        let stamp = Stamp::new(kept.with_extension("stamp"), digest);
        let known = match stamp.is_fresh() {
            true => fs::read_to_string(&kept).unwrap_or_default(),
            false => String::new(),
        };
        let refused: BTreeSet<String> = known.lines().map(str::to_owned).collect();
        let numbered = (1..).zip(mutants);
        let unviable = numbered.filter(|(_, mutant)| refused.contains(&mutant.name));
        Ok(Self {
            layout,
            folder: layout.target.join("mutants/crate"),
            mutants,
            unviable: unviable.map(|(number, _)| number).collect(),
            refused,
            kept,
            stamp,
        })
    }

    /// Compiles all changes that can be among others; says which can't.
    pub fn compile_all(&mut self) -> Result<(Tests, Vec<usize>), String> {
        loop {
            let woven = self.write(None)?;
            match self.compile()? {
                Ok(tests) => {
                    let alone = woven.into_values().flat_map(|woven| woven.alone).collect();
                    return Ok((tests, alone));
                }
                Err(errors) => {
                    let refused = refused(&woven, &errors)?;
                    say::note(&format!("{} do not compile", refused.len()));
                    self.refuse(refused)?;
                }
            }
        }
    }

    fn refuse(&mut self, numbers: BTreeSet<usize>) -> Result<(), String> {
        let names = numbers
            .iter()
            .map(|number| self.mutant(*number).name.clone());
        self.refused.extend(names.collect::<Vec<_>>());
        self.unviable.extend(numbers);
        let text: String = self.refused.iter().flat_map(|name| [name, "\n"]).collect();
        self.stamp.remove()?;
        stamp::write(&self.kept, text.as_bytes())?;
        self.stamp.write()
    }

    /// Compiles one that can't be among others; `None` if it does not compile.
    pub fn compile_alone(&self, number: usize) -> Result<Option<Tests>, String> {
        self.write(Some(number))?;
        Ok(self.compile()?.ok())
    }

    /// The file that a change is in.
    pub fn mutant(&self, number: usize) -> &'a Mutant {
        &self.mutants[number - 1]
    }

    fn write(&self, only: Option<usize>) -> Result<BTreeMap<String, Woven>, String> {
        let mut files: BTreeMap<&str, Vec<(usize, &Mutant)>> = BTreeMap::new();
        // One that is alone is so in a crate that is as small as it was.
        let wanted = |number: usize| only.is_none_or(|only| only == number);
        let numbered = (1..).zip(self.mutants);
        for (number, mutant) in numbered.filter(|(number, _)| wanted(*number)) {
            files
                .entry(&mutant.file)
                .or_default()
                .push((number, mutant));
        }
        let mut woven = BTreeMap::new();
        for (file, mutants) in files {
            let text = fs::read_to_string(self.layout.root.join(file))
                .map_err(|error| format!("{file} can't be read: {error}"))?;
            let changed = weave(&text, &mutants, &self.unviable, only)?;
            woven.insert(file.to_owned(), changed);
        }
        let texts = woven
            .iter()
            .map(|(file, woven)| (file.clone(), woven.text.clone()));
        excerpt::write(self.layout, &self.folder, &texts.collect())?;
        Ok(woven)
    }

    /// The tests, or what the compiler complains of.
    fn compile(&self) -> Result<Result<Tests, Vec<Message>>, String> {
        let mut cargo = process::cargo();
        cargo
            .current_dir(&self.folder)
            .env(
                "CARGO_TARGET_DIR",
                self.layout.target.join("mutants/target"),
            )
            .args(["test", "--no-run", "--message-format=json", "--lib"]);
        for test in TESTS {
            cargo.args(["--test", test]);
        }
        let output = process::quietly(&mut cargo)?;
        let lines: Vec<Line> = String::from_utf8_lossy(&output.stdout)
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect();
        if output.status.success() {
            return Ok(Ok(tests(&lines)));
        }
        let messages = lines.into_iter().filter_map(|line| line.message);
        let errors: Vec<Message> = messages
            .filter(|message| message.level == "error")
            .collect();
        if errors.is_empty() {
            process::check(&cargo, output.status)
                .map_err(|error| format!("{error}\n{}", String::from_utf8_lossy(&output.stderr)))?;
        }
        Ok(Err(errors))
    }
}

/// A line of what cargo prints for programs.
#[derive(Deserialize)]
struct Line {
    target: Option<Target>,
    executable: Option<PathBuf>,
    message: Option<Message>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

#[derive(Deserialize)]
struct Message {
    level: String,
    message: String,
    spans: Vec<Value>,
}

fn tests(lines: &[Line]) -> Tests {
    let mut tests: Vec<_> = lines
        .iter()
        .filter_map(|line| {
            let name = &line.target.as_ref()?.name;
            let program = line.executable.clone()?;
            let place = TESTS.iter().position(|test| test == name);
            // What is none of these are the crate's unit tests.
            Some(place.map_or((0, (program.clone(), UNITS)), |place| {
                (place + 1, (program, [].as_slice()))
            }))
        })
        .collect();
    tests.sort();
    tests.into_iter().map(|(_, test)| test).collect()
}

/// The changes that errors are about.
fn refused(woven: &BTreeMap<String, Woven>, errors: &[Message]) -> Result<BTreeSet<usize>, String> {
    let mut refused = BTreeSet::new();
    for error in errors {
        let before = refused.len();
        let mut known = false;
        for span in &error.spans {
            if let Some(number) = number_at(woven, span) {
                known = true;
                refused.insert(number);
            }
        }
        let summary = error.message.starts_with("aborting") || error.message.contains("could not");
        if !known && refused.len() == before && !summary {
            return Err(format!(
                "an error of no change: {}\n{}",
                error.message,
                error.spans.first().unwrap_or(&Value::Null)
            ));
        }
    }
    if refused.is_empty() {
        return Err("it does not compile, for no change's sake".to_owned());
    }
    Ok(refused)
}

/// The change that the main place of an error is in, be it in the use of a macro.
fn number_at(woven: &BTreeMap<String, Woven>, span: &Value) -> Option<usize> {
    if span["is_primary"] != Value::Bool(true) {
        return None;
    }
    let mut place = span;
    while !place.is_null() {
        let line = place["line_start"].as_u64()? as usize;
        let file = place["file_name"]
            .as_str()
            .map(|file| Path::new(file).to_string_lossy())?;
        if let Some(woven) = woven.get(file.as_ref()) {
            let found = woven.lines.iter().find(|(lines, _)| lines.contains(&line));
            if let Some((_, number)) = found {
                return Some(*number);
            }
        }
        place = &place["expansion"]["span"];
    }
    None
}
