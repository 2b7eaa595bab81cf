//! Packages from npm: installed by the lock file, and only when it says something new.

use std::path::Path;
use std::process::Command;

use crate::layout::Layout;
use crate::stamp::{Digest, Stamp};
use crate::{process, say, system};

/// Makes a folder's `node_modules` what its lock file says.
pub fn install(layout: &Layout, folder: &Path) -> Result<(), String> {
    let name = layout.show(folder);
    let lock = folder.join("package-lock.json");
    if !lock.is_file() {
        return Err(format!("{name} has no package-lock.json; run `npm install` there once and commit what it writes"));
    }
    let digest = Digest::default()
        .file(&folder.join("package.json"))
        .file(&lock)
        .file(&folder.join(".npmrc"));
    // Inside, so that whoever removes the folder removes the record too.
    let stamp = Stamp::new(folder.join("node_modules/.installed"), digest);
    if stamp.is_fresh() {
        say::note(&format!("npm packages of {name}: up to date"));
        return Ok(());
    }
    stamp.remove()?;
    say::note(&format!("npm packages of {name}: installing"));
    let mut npm = npm(folder);
    // No package that is used here needs its install script to work.
    npm.args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]);
    process::run(&mut npm).map_err(|error| format!("{error} in {name}; see above"))?;
    stamp.write()
}

/// npm, run in a folder.
pub fn npm(folder: &Path) -> Command {
    // By its path, as Windows starts a script only by its full name.
    let mut command = Command::new(system::find("npm").unwrap_or_else(|| "npm".into()));
    command.current_dir(folder);
    command
}

/// A program of a package among the build's own tools, for example `binaryen/bin/wasm-opt`.
pub fn tool(layout: &Layout, path: &str) -> Command {
    let mut command = layout.command("node");
    command.arg(layout.npm_tools().join("node_modules").join(path));
    command
}
