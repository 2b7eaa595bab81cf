//! Ten times the input, eleven times the time: the crate's public functions, and the package in Node.

use crate::layout::Layout;
use crate::{build, process, system};

/// Measures all inputs, or those in whose names all of these words are.
pub fn run(layout: &Layout, words: &[String]) -> Result<(), String> {
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
        (Err(rust), Err(node)) if words.is_empty() => Err(format!("{rust}; {node}")),
        // With words it may be that one of the two has nothing of that name.
        (Err(_), Ok(())) | (Ok(()), Err(_)) if !words.is_empty() => Ok(()),
        (rust, node) => rust.and(node),
    }
}
