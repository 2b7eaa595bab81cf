//! Ten million requests of a day through the model, and a million through the module that watches a page.

use crate::layout::Layout;
use crate::{build, process, system};

/// `--requests N` makes fewer of them, or more.
pub fn run(layout: &Layout, options: &[String]) -> Result<(), String> {
    let mut cargo = layout.cargo();
    cargo.args([
        "bench",
        "--quiet",
        "--package",
        "cors-forecast",
        "--bench",
        "soak",
    ]);
    cargo
        .arg("--target-dir")
        .arg(&layout.target)
        .arg("--")
        .args(options);
    process::run(&mut cargo)?;
    system::require_node()?;
    build::run(layout)?;
    let mut node = layout.command("node");
    node.arg("--expose-gc")
        .arg(layout.root.join("benches/browser/soak-core.mjs"));
    process::run(node.args(options))
}
