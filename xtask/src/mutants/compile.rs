//! Compiles the tests, and tells which changes the compiler refuses.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use super::excerpt::{self, TESTS};
use super::list::Mutant;
use super::weave::{weave, Woven};
use crate::layout::Layout;
use crate::{process, say};

/// Where the tests are compiled, and of what.
pub struct Excerpt<'a> {
    layout: &'a Layout,
    pub folder: PathBuf,
    mutants: &'a [Mutant],
    /// Numbers of changes that the compiler refuses.
    pub unviable: BTreeSet<usize>,
}

/// Tests that can be run: the quick ones first.
pub type Tests = Vec<PathBuf>;

impl<'a> Excerpt<'a> {
    /// Of these changes each has the number of its place, counted from 1.
    pub fn new(layout: &'a Layout, mutants: &'a [Mutant]) -> Self {
        Self {
            layout,
            folder: layout.target.join("mutants/crate"),
            mutants,
            unviable: BTreeSet::new(),
        }
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
                    self.unviable.extend(refused);
                }
            }
        }
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
        for (number, mutant) in (1..).zip(self.mutants) {
            files
                .entry(&mutant.file)
                .or_default()
                .push((number, mutant));
        }
        let mut woven = BTreeMap::new();
        for (file, mutants) in files {
            let text = std::fs::read_to_string(self.layout.root.join(file))
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
    let mut tests: Vec<(usize, PathBuf)> = lines
        .iter()
        .filter_map(|line| {
            let name = &line.target.as_ref()?.name;
            // The unit tests are the crate's own, and come first.
            let place = TESTS.iter().position(|test| test == name);
            Some((place.map_or(0, |place| place + 1), line.executable.clone()?))
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
