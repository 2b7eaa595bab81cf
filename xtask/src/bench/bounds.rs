//! Ten times the input, eleven times the time: the crate's public functions, and the package in Node.

use crate::layout::Layout;
use crate::{build, process, system};

/// Measures all inputs, or those in whose names all of these words are.
pub fn run(layout: &Layout, words: &[String]) -> Result<(), String> {
    if let Some(option) = words.iter().find(|word| word.starts_with('-')) {
        return Err(format!(
            "bounds has no {option}: what comes after it are parts of the names of what is measured, as in \
             `cargo xtask bench bounds AccessLog backslash`"
        ));
    }
    let mut cargo = layout.cargo();
    cargo.args([
        "bench",
        "--quiet",
        "--package",
        "cors-forecast",
        "--bench",
        "bounds",
    ]);
    cargo
        .arg("--target-dir")
        .arg(&layout.target)
        .arg("--")
        .args(words);
    let rust = process::run(&mut cargo);
    system::require_node()?;
    build::run(layout)?;
    let mut node = layout.command("node");
    node.arg(layout.root.join("benches/cli/bounds.mjs"))
        .args(words);
    match (rust, process::run(&mut node)) {
        (Err(rust), Err(node)) => Err(format!("{rust}; {node}")),
        (rust, node) => rust.and(node),
    }
}
