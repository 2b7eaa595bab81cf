//! The project's own commands: `cargo xtask --help`.

mod bench;
mod browsers;
mod build;
mod components;
mod demo;
mod fuzz;
#[cfg(feature = "lab")]
mod lab;
#[cfg(not(feature = "lab"))]
#[path = "lab/without.rs"]
mod lab;
mod layout;
mod matrix;
mod mutants;
mod npm;
mod process;
mod release;
mod say;
mod server;
mod servers;
mod stamp;
mod system;
mod test;
mod toolchain;
mod wpt;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use layout::Layout;

/// The commands of cors-forecast.
#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    disable_help_subcommand = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything and open the demo: real requests, forecast and compared with what a server received
    Demo {
        /// Port of the page; the second origin listens on the next one [default: 8080, with --check any free one]
        #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
        port: Option<u16>,
        /// Print the address without opening a browser
        #[arg(long)]
        no_open: bool,
        /// Run the page once in headless Chromium, print the comparison, and fail if a forecast was wrong
        #[arg(long)]
        check: bool,
    },
    /// Build the npm package into dist/pkg and the demo into dist/www
    Build,
    /// Install what the tests need, run every check and test, and count them
    Test {
        /// Run only these parts
        parts: Vec<test::Part>,
    },
    /// Send exchanges from real Chromium, Firefox and WebKit, and compare with what the core says of them
    Lab(lab::Options),
    /// Measure in headless Chromium what the wrapper costs, beside its peers
    Bench {
        /// For benches/browser/bench.mjs, for example --quick, --json or --only xhook,native; or `log`, and how many
        /// megabytes: how quickly access logs are read, beside `grep -c OPTIONS`; or `bounds`: how much longer ten times
        /// the input takes, for each public function; or `soak`, with `--requests N`: whether memory stays as it is
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
    /// Look for inputs of which a property of `tests/properties` does not hold, by libFuzzer: needs nightly Rust and cargo-fuzz
    Fuzz(fuzz::Options),
    /// Build minimal apps with the packed package by each bundler, run them, and write the table into the README
    Matrix {
        /// Only these tools; the README is left alone then
        tools: Vec<String>,
    },
    /// Run servers with the configurations that are written for them, and send what they have to permit and to refuse
    Servers(servers::Options),
    /// Change the core in one place at a time and count which changes a test notices; fails below 95 %
    Mutants(mutants::Options),
    /// Make and check all that a release publishes: packages, changelog, bill of materials, checksums
    Release(release::Options),
    /// Run a checkout of web-platform-tests natively and with the wrapper, and compare each subtest
    Wpt(wpt::Options),
    /// Serve the built demo for other programs: prints its addresses as JSON, ends with its standard input
    Serve {
        /// Port of the page; the second origin listens on the next one; 0 takes any free ones [default: 8080]
        #[arg(long)]
        port: Option<u16>,
    },
}

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    match Layout::find().and_then(|layout| run(&layout, command)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(layout: &Layout, command: Command) -> Result<ExitCode, String> {
    match command {
        Command::Demo {
            port, check: true, ..
        } => demo::check(layout, port)?,
        Command::Demo { port, no_open, .. } => demo::show(layout, port, !no_open)?,
        Command::Build => build::run(layout)?.check()?,
        Command::Test { parts } => return Ok(test::run(layout, &parts)),
        Command::Bench { options } => bench::run(layout, &options)?,
        Command::Fuzz(options) => fuzz::run(layout, &options)?,
        Command::Matrix { tools } => matrix::run(layout, &tools)?,
        Command::Servers(options) => servers::run(layout, &options)?,
        Command::Mutants(options) => mutants::run(layout, &options)?,
        Command::Wpt(options) => wpt::run(layout, &options)?,
        Command::Lab(options) => return lab::run(layout, &options),
        Command::Release(options) => release::run(layout, &options)?,
        Command::Serve { port } => demo::serve(layout, port)?,
    }
    Ok(ExitCode::SUCCESS)
}
