//! `cargo xtask bench`: what the wrapper costs in a real browser, beside its peers; how quickly logs are
//! read; what ten times the input takes; and the soak tests.

mod bounds;
mod log;
mod log_lines;
mod model;

use std::process::Command;

use crate::layout::Layout;
use crate::{build, npm, process, system};

/// Builds what is to be measured, and measures.
pub fn run(layout: &Layout, options: &[String]) -> Result<(), String> {
    if let [name, options @ ..] = options {
        match name.as_str() {
            "log" => return log::run(layout, options),
            "bounds" => return bounds::run(layout, options),
            "soak" => return model::run(layout, options),
            _ => {}
        }
    }
    build::run(layout)?;
    process::run(script(layout, "bench.mjs")?.args(options))
}

/// Many requests to many URLs in one page, for so many seconds at most: its memory must stay as it was.
pub fn soak(layout: &Layout, seconds: u32) -> Result<(), String> {
    process::run(script(layout, "soak.mjs")?.args(["--seconds", &seconds.to_string()]))
}

fn script(layout: &Layout, name: &str) -> Result<Command, String> {
    system::require_node()?;
    let browser = system::browser()?;
    let folder = layout.root.join("benches/browser");
    npm::install(layout, &folder)?;
    let mut node = layout.command("node");
    node.arg(folder.join(name))
        .env("CHROMIUM", &browser.chromium);
    Ok(node)
}
