//! `cargo xtask test`: every check and every test, counted.

mod parts;
mod tally;

use std::process::ExitCode;
use std::time::Instant;

use clap::ValueEnum;

use crate::layout::Layout;
use crate::say;
use tally::Tally;

/// What the tests consist of, in the order in which it is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// rustfmt
    Format,
    /// clippy, with warnings denied
    Lints,
    /// Unit, vector and documentation tests, without a browser
    Native,
    /// rustdoc, with warnings denied
    Docs,
    /// The npm package, the demo, and the limit on what a page loads
    Build,
    /// What the package holds, its manifest, its types, and `require`
    Package,
    /// The command line, against servers and recordings on this machine
    Commands,
    /// The samples of how an app's tests use the package
    Samples,
    /// The code of the READMEs, each block in a fresh app
    Quickstarts,
    /// The packed package in minimal apps of the bundlers that most apps are built with
    Matrix,
    /// Emitted configurations in a few of the servers that they are for, asked by headless Chromium and by raw requests
    Servers,
    /// The core as WebAssembly in headless Chromium
    Boundary,
    /// The demo page's types
    Types,
    /// The package, its types, and the demo in headless Chromium; what the page must not notice in three browsers
    Browser,
    /// Real client libraries under the wrapper, in headless Chromium
    Clients,
    /// The runner of platform tests on tests of its own, in headless Chromium
    Wpt,
    /// The plugin in Vite's development server, in headless Chromium
    Vite,
    /// The plugin in webpack, Rspack and Rsbuild, in headless Chromium
    Webpack,
    /// What memory many requests leave in a page
    Soak,
    /// A few exchanges of the lab in real Chromium, Firefox and WebKit
    Lab,
}

/// All that ran so far.
pub struct Run<'a> {
    layout: &'a Layout,
    total: Tally,
    failures: Vec<String>,
    /// What took how many seconds.
    times: Vec<(String, u64)>,
}

/// Runs the chosen parts, or all of them, goes on after a failure, and ends with the count alone on a line.
pub fn run(layout: &Layout, chosen: &[Part]) -> ExitCode {
    match passes(layout, chosen) {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// The same, for who goes on afterwards.
pub fn passes(layout: &Layout, chosen: &[Part]) -> bool {
    let mut run = Run {
        layout,
        total: Tally::default(),
        failures: Vec::new(),
        times: Vec::new(),
    };
    for part in Part::value_variants() {
        if chosen.is_empty() || chosen.contains(part) {
            parts::run(*part, &mut run);
        }
    }
    run.end()
}

impl Run<'_> {
    /// Runs something that counts by itself.
    fn tests(&mut self, title: &str, run: impl FnOnce(&Layout) -> Result<Tally, String>) {
        say::headline(title);
        let start = Instant::now();
        let tally = run(self.layout).unwrap_or_else(|error| {
            say::note(&format!("failed: {error}"));
            Tally::FAILED
        });
        if tally.skipped > 0 {
            say::note(&format!(
                "{} skipped: what is skipped counts as failed",
                tally.skipped
            ));
        }
        let tally = tally.strict();
        if tally.failed > 0 {
            self.failures.push(format!("{title}: {}", tally.failed));
        }
        self.total += tally;
        let seconds = start.elapsed().as_secs();
        self.times.push((title.to_owned(), seconds));
        say::note(&format!("{title}: {tally}, {}", minutes(seconds)));
    }

    /// Runs something that is fine or not.
    fn check(&mut self, title: &str, run: impl FnOnce(&Layout) -> Result<(), String>) {
        self.tests(title, |layout| run(layout).map(|()| Tally::PASSED));
    }

    fn end(self) -> bool {
        say::headline("All in all");
        for (title, seconds) in self.longest() {
            say::note(&format!("{:>8}  {title}", minutes(seconds)));
        }
        if !self.failures.is_empty() {
            say::note(&format!("failed:\n  {}", self.failures.join("\n  ")));
        }
        say::line(&format!("\n{}", self.total));
        self.total.failed == 0 && self.total.passed > 0
    }

    /// What took more than half a minute, the longest first.
    fn longest(&self) -> Vec<(&str, u64)> {
        let long = self.times.iter().filter(|(_, seconds)| *seconds > 30);
        let mut longest: Vec<_> = long
            .map(|(title, seconds)| (title.as_str(), *seconds))
            .collect();
        longest.sort_by_key(|(_, seconds)| std::cmp::Reverse(*seconds));
        longest
    }
}

/// As clocks have it: `12:05`.
fn minutes(seconds: u64) -> String {
    format!("{}:{:02} min", seconds / 60, seconds % 60)
}
