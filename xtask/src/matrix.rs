//! `cargo xtask matrix`: the packed package in an app of each tool.

use crate::layout::Layout;
use crate::{build, npm, process, system};

/// Builds the package and runs the whole table, or the rows of some tools.
pub fn run(layout: &Layout, tools: &[String]) -> Result<(), String> {
    let browser = system::browser()?;
    build::run(layout)?;
    let folder = layout.root.join("tests/matrix");
    npm::install(layout, &folder)?;
    let table = folder.join("matrix.mjs");
    // Frameworks are large, so each has a folder of its own, which is installed for its row only.
    let mut needs = layout.command("node");
    let needs = process::output(needs.arg(&table).arg("--needs").args(tools))?;
    for framework in needs.lines() {
        npm::install(layout, &folder.join("frameworks").join(framework))?;
    }
    let mut node = layout.command("node");
    node.arg(&table).env("CHROMIUM", &browser.chromium);
    if tools.is_empty() {
        node.arg("--readme").arg(layout.root.join("README.md"));
    }
    process::run(node.args(tools))
}
