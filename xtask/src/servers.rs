//! `cargo xtask servers`: emitted configurations in the servers that they are for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;
use serde::Deserialize;

use crate::layout::Layout;
use crate::stamp::{Digest, Stamp};
use crate::{build, npm, process, say, system};

/// What `cargo xtask servers` can be told.
#[derive(Args)]
pub struct Options {
    /// Only these stacks; the README is left alone then
    stacks: Vec<String>,
    /// Only those that the tests take
    #[arg(long)]
    quick: bool,
    /// Write everything that was seen into this file, for programs
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// What has to be installed for a stack.
#[derive(Deserialize)]
struct Needs {
    stack: String,
    /// Its folder has a lock file.
    npm: bool,
    /// Its folder has a `requirements.txt`.
    python: bool,
    /// Programs, and the Debian packages that have them.
    programs: BTreeMap<String, String>,
}

/// Builds the package, installs what is to be had, and runs the whole table, or the rows of some stacks.
pub fn run(layout: &Layout, options: &Options) -> Result<(), String> {
    let browser = system::browser()?;
    build::run(layout)?;
    let mut scope = options.stacks.clone();
    scope.extend(options.quick.then(|| "--quick".to_owned()));
    let without = prepare(layout, &scope)?;
    let mut node = table(layout);
    node.args(&scope)
        .env("CHROMIUM", &browser.chromium)
        .env("SERVERS_WITHOUT", without);
    if let Some(file) = &options.json {
        let file = std::path::absolute(file).map_err(|error| error.to_string())?;
        node.arg("--json").arg(file);
    }
    if scope.is_empty() {
        node.arg("--readme").arg(layout.root.join("README.md"));
    }
    process::run(&mut node)
}

/// Installs what some stacks need; says in JSON what can't be had, and why.
pub fn prepare(layout: &Layout, scope: &[String]) -> Result<String, String> {
    let folder = layout.root.join("tests/servers");
    npm::install(layout, &folder)?;
    let needs = process::output(table(layout).arg("--needs").args(scope))?;
    let mut without = serde_json::Map::new();
    for line in needs.lines() {
        let needs: Needs = serde_json::from_str(line)
            .map_err(|error| format!("what a stack needs is not understood: {error}"))?;
        if let Err(error) = install(layout, &folder, &needs) {
            say::note(&format!("{} is left out: {error}", needs.stack));
            without.insert(needs.stack, error.into());
        }
    }
    Ok(serde_json::Value::Object(without).to_string())
}

fn table(layout: &Layout) -> Command {
    let mut node = layout.command("node");
    node.arg("tests/servers/servers.mjs");
    node
}

fn install(layout: &Layout, folder: &Path, needs: &Needs) -> Result<(), String> {
    let folder = folder.join("stacks").join(&needs.stack);
    let missing = needs
        .programs
        .iter()
        .filter(|(name, _)| find(name).is_none());
    let missing: Vec<&str> = missing.map(|(_, package)| package.as_str()).collect();
    if !missing.is_empty() {
        system::install(&missing)?;
    }
    if needs.npm {
        npm::install(layout, &folder)?;
    }
    if needs.python {
        python(layout, &folder)?;
    }
    Ok(())
}

/// Servers are where not everybody's PATH leads.
fn find(program: &str) -> Option<PathBuf> {
    system::find(program).or_else(|| system::find(&format!("/usr/sbin/{program}")))
}

/// Makes a folder's `.venv` what its `requirements.txt` says.
fn python(layout: &Layout, folder: &Path) -> Result<(), String> {
    let environment = folder.join(".venv");
    let requirements = folder.join("requirements.txt");
    let stamp = Stamp::new(
        environment.join(".installed"),
        Digest::default().file(&requirements),
    );
    if stamp.is_fresh() {
        return Ok(());
    }
    say::note(&format!(
        "Python packages of {}: installing",
        layout.show(folder)
    ));
    let make = || {
        let mut venv = Command::new("python3");
        venv.args(["-m", "venv", "--clear"]).arg(&environment);
        process::quietly(&mut venv).and_then(|output| process::check(&venv, output.status))
    };
    make().or_else(|_| system::install(&["python3-venv"]).and_then(|()| make()))?;
    let mut pip = Command::new(environment.join("bin/python"));
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-r",
    ]);
    process::run(pip.arg(&requirements))?;
    stamp.write()
}
