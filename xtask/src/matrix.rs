//! `cargo xtask matrix`: the packed package in an app of each tool.

use crate::layout::Layout;
use crate::{build, npm, process, system};

/// Builds the package and runs the whole table, or the rows of some tools.
pub fn run(layout: &Layout, tools: &[String]) -> Result<(), String> {
    let browser = system::browser()?;
    build::run(layout)?;
    let folder = layout.root.join("tests/matrix");
    npm::install(layout, &folder)?;
    let mut node = layout.command("node");
    node.arg(folder.join("matrix.mjs"))
        .env("CHROMIUM", &browser.chromium);
    if tools.is_empty() {
        node.arg("--readme").arg(layout.root.join("README.md"));
    }
    process::run(node.args(tools))
}
