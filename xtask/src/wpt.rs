//! `cargo xtask wpt`: a checkout of web-platform-tests, natively and with the wrapper.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::layout::Layout;
use crate::{browsers, build, npm, process, system};

/// What `cargo xtask wpt` can be told.
#[derive(Args)]
pub struct Options {
    /// The folder of a checkout, of any age
    checkout: PathBuf,
    /// Only these engines: chromium, firefox, webkit
    #[arg(long, value_delimiter = ',')]
    engine: Vec<String>,
    /// Only the tests in these folders or files of the checkout [default: fetch/api, xhr, beacon]
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Write what was found into this file, for programs
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Keep what each test gives in this file, and take up from there a run that was ended
    #[arg(long, value_name = "FILE")]
    journal: Option<PathBuf>,
    /// Another wrapper than the built one: a classic script
    #[arg(long, value_name = "FILE")]
    wrapper: Option<PathBuf>,
    /// Tell of each test as it is run, not of every 25th
    #[arg(long)]
    verbose: bool,
}

/// Builds the package, and runs the tests either way; an error if anything differs.
pub fn run(layout: &Layout, options: &Options) -> Result<(), String> {
    system::require_node()?;
    let browser = system::browser()?;
    build::run(layout)?;
    npm::install(layout, &layout.browser_tests())?;
    let mut node = layout.command("node");
    node.arg("tests/wpt/run.mjs")
        .arg(absolute(&options.checkout)?)
        .env("CHROMIUM", &browser.chromium);
    let others = options.engine.iter().any(|engine| engine != "chromium");
    if options.engine.is_empty() || others {
        node.envs(browsers::environment(layout)?);
    }
    for (name, values) in [("--engine", &options.engine), ("--only", &options.only)] {
        for value in values {
            node.args([name, value]);
        }
    }
    for (name, file) in [
        ("--json", &options.json),
        ("--journal", &options.journal),
        ("--wrapper", &options.wrapper),
    ] {
        if let Some(file) = file {
            node.arg(name).arg(absolute(file)?);
        }
    }
    if options.verbose {
        node.arg("--verbose");
    }
    process::run(&mut node)
}

/// Node is started in the workspace's root.
fn absolute(path: &Path) -> Result<PathBuf, String> {
    std::path::absolute(path).map_err(|error| error.to_string())
}
