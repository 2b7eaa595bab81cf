//! A policy on standard input, as JSON, and a server's configuration out: `cargo run --example configure fastify < policy.json`.
//! With `--json` all that is known of it.

use std::io::Read;
use std::process::ExitCode;

use cors_forecast::{configure, CorsPolicy, Stack};

fn main() -> ExitCode {
    match run() {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<String, String> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let whole = arguments.iter().any(|argument| argument == "--json");
    arguments.retain(|argument| argument != "--json");
    let ids = Stack::ALL.map(Stack::id).join(", ");
    let stack = arguments
        .first()
        .and_then(|id| Stack::from_id(id))
        .ok_or(format!("name a server: {ids}"))?;
    let mut policy = String::new();
    let read = std::io::stdin().read_to_string(&mut policy);
    read.map_err(|error| error.to_string())?;
    let policy: CorsPolicy = serde_json::from_str(&policy).map_err(|error| error.to_string())?;
    let configuration = configure(&policy, stack).map_err(|problem| problem.message())?;
    if whole {
        return serde_json::to_string(&configuration).map_err(|error| error.to_string());
    }
    let commands = configuration.install.unwrap_or_default();
    Ok(format!(
        "{commands}\n{}: {}\n\n{}",
        configuration.file, configuration.place, configuration.code
    ))
}
