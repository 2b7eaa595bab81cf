//! A run kept in the corpus's own format: the scenarios in one file, what each engine did in one beside it.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::judge::Findings;
use super::scenario::Scenario;
use crate::stamp;

/// Writes the scenarios to `file`, and rows to `file` with the engine's name before its ending.
pub fn write(file: &Path, scenarios: &[Scenario], findings: &[Findings]) -> Result<(), String> {
    stamp::write(file, &lines(scenarios.iter().map(|scenario| &scenario.0))?)?;
    for of in findings {
        stamp::write(&beside(file, of.engine), &lines(&of.rows)?)?;
    }
    Ok(())
}

fn beside(file: &Path, engine: &str) -> PathBuf {
    let ending = file
        .extension()
        .map_or("jsonl".into(), std::ffi::OsStr::to_string_lossy);
    file.with_extension(format!("{engine}.{ending}"))
}

fn lines<T: Serialize>(items: impl IntoIterator<Item = T>) -> Result<Vec<u8>, String> {
    let mut text = Vec::new();
    for item in items {
        serde_json::to_writer(&mut text, &item).map_err(|error| error.to_string())?;
        text.push(b'\n');
    }
    Ok(text)
}
