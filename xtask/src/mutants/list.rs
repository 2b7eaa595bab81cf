//! The changes, as cargo-mutants lists them.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::excerpt::FILES;
use crate::layout::Layout;
use crate::process;

/// One thing that is changed.
#[derive(Clone, Debug, Deserialize)]
pub struct Mutant {
    /// Place and change, for people.
    pub name: String,
    pub file: String,
    pub function: Option<Function>,
    /// What is replaced.
    pub span: Span,
    pub replacement: String,
}

/// The function around it.
#[derive(Clone, Debug, Deserialize)]
pub struct Function {
    pub return_type: String,
    /// From its comment to its last brace.
    pub span: Span,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Span {
    pub start: Place,
    /// Behind the last character.
    pub end: Place,
}

/// Line and column, counted from 1 and in characters.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// What is changed in these files, or in all, and of what is excluded the files.
pub fn list(layout: &Layout, files: &[String]) -> Result<(Vec<Mutant>, Vec<String>), String> {
    let config = layout.root.join(".cargo/mutants.toml");
    let counted = run(layout, files, &["--config", &config.to_string_lossy()])?;
    let names: BTreeSet<&str> = counted.iter().map(|mutant| mutant.name.as_str()).collect();
    let excluded = run(layout, files, &["--no-config"])?
        .into_iter()
        .filter(|mutant| !names.contains(mutant.name.as_str()))
        .map(|mutant| mutant.file)
        .collect();
    Ok((counted, excluded))
}

fn run(layout: &Layout, files: &[String], options: &[&str]) -> Result<Vec<Mutant>, String> {
    let mut cargo = process::cargo();
    cargo
        .current_dir(&layout.root)
        .args(["mutants", "--list", "--json", "--package", "cors-forecast"])
        .args(options);
    let all = FILES.iter().map(|glob| (*glob).to_owned());
    let chosen: Vec<String> = match files {
        [] => all.collect(),
        _ => files.to_vec(),
    };
    for file in chosen {
        cargo.args(["--file", &file]);
    }
    let listed = process::output(&mut cargo)?;
    serde_json::from_str(&listed)
        .map_err(|error| format!("what cargo-mutants lists is not understood: {error}"))
}
