//! `cargo xtask lab`: the same exchanges sent by real browsers and asked of the core, and where the two disagree.

mod bench;
mod browser;
mod caps;
mod compare;
mod engine;
mod generate;
mod judge;
mod not_judged;
mod origins;
mod page;
mod progress;
mod record;
mod report;
mod row;
mod scenario;
mod schedule;
mod servers;
mod shrink;
mod truth;

use std::future::Future;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::ValueEnum;
use tokio::runtime::Runtime;

use crate::layout::Layout;
use crate::say;
use bench::Bench;
use browser::Start;
use engine::Engine;
use generate::Category;
use scenario::Scenario;

/// What is asked for.
#[derive(clap::Args)]
pub struct Options {
    /// Only these engines
    #[arg(long, value_delimiter = ',')]
    engine: Vec<Engine>,
    /// What the scenarios are drawn from [default: the time]
    #[arg(long)]
    seed: Option<u64>,
    /// How many scenarios
    #[arg(long, default_value_t = 2000)]
    count: usize,
    /// Only these categories
    #[arg(long, value_delimiter = ',')]
    only: Vec<Category>,
    /// Write scenarios to FILE, and what each engine did to files beside it
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Take the scenarios from files (.jsonl, .jsonl.gz) instead
    #[arg(long, value_name = "FILE", num_args = 1..)]
    replay: Vec<PathBuf>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
    /// Measure the longest max-age that each engine believes, by putting its clock forward
    #[arg(long)]
    caps: bool,
    /// Let Chromium and Firefox show their windows, and WebKit take the screen that is there
    #[arg(long)]
    headed: bool,
}

/// Runs what is asked for; a failure if an engine agrees too seldom.
pub fn run(layout: &Layout, options: &Options) -> Result<ExitCode, String> {
    let engines = match options.engine.is_empty() {
        true => Engine::value_variants(),
        false => &options.engine,
    };
    if options.caps {
        return caps::run(layout, engines, options.headed, options.json);
    }
    let (seed, scenarios) = scenarios(options)?;
    if !options.json {
        let from = seed.map_or("replayed".to_owned(), |seed| format!("seed {seed}"));
        say::headline(&format!("{} scenarios, {from}", scenarios.len()));
    }
    let runtime = runtime()?;
    let mut findings = Vec::new();
    for engine in engines {
        let start = Start {
            headed: options.headed,
            clock: None,
        };
        findings.push(runtime.block_on(unless_stopped(async {
            let mut bench = Bench::start(layout, *engine, start).await?;
            let findings = judge::run(&mut bench, &scenarios).await;
            bench.end().await;
            findings.map_err(|error| format!("{}: {error}", engine.name()))
        }))?);
    }
    if let Some(file) = &options.record {
        record::write(file, &scenarios, &findings)?;
    }
    if options.json {
        say::line(&report::document(&findings, seed).to_string());
    } else {
        report::print(&findings);
    }
    Ok(match report::is_fine(&findings) {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// Until the user has seen enough. Browsers end with what was being done: they do not hear of Ctrl+C themselves.
async fn unless_stopped<T>(work: impl Future<Output = Result<T, String>>) -> Result<T, String> {
    tokio::select! {
        done = work => done,
        _ = tokio::signal::ctrl_c() => Err("stopped".to_owned()),
    }
}

fn runtime() -> Result<Runtime, String> {
    Runtime::new().map_err(|error| format!("the servers can't be started: {error}"))
}

/// The scenarios, and the seed that they were drawn from.
fn scenarios(options: &Options) -> Result<(Option<u64>, Vec<Scenario>), String> {
    if options.replay.is_empty() {
        let seed = options.seed.unwrap_or_else(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH);
            since.map_or(0, |since| since.as_secs() % 1_000_000)
        });
        let made = generate::scenarios(seed, options.count, &options.only);
        return Ok((Some(seed), made));
    }
    let mut all = Vec::new();
    for file in &options.replay {
        all.extend(Scenario::read(file)?);
    }
    let wanted = |scenario: &Scenario| {
        options.only.is_empty()
            || options
                .only
                .iter()
                .any(|category| category.name() == scenario.category())
    };
    all.retain(wanted);
    Ok((None, all))
}
