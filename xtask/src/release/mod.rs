//! `cargo xtask release --dry-run`: everything that a release needs, made and tried, and nothing published.

mod changelog;
mod packed;
mod sbom;
mod versions;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::components::{self, Files};
use crate::layout::Layout;
use crate::test::Part;
use crate::toolchain::Toolchain;
use crate::{build, process, say, stamp, system, test};

/// What a person runs, once they have looked at what was made.
const PUBLISHING: &str = "npm publish --provenance --access public TARBALL\ncargo publish --locked";

/// How a release is made.
#[derive(Args)]
pub struct Options {
    /// Make and check everything, and publish nothing
    #[arg(long)]
    dry_run: bool,
    /// The day of the release, as 2026-01-31 [default: that of the last commit]
    #[arg(long)]
    date: Option<String>,
}

/// Makes all of it in `target/release-VERSION`.
pub fn run(layout: &Layout, options: &Options) -> Result<(), String> {
    if !options.dry_run {
        return Err(format!(
            "nothing is published from here. `cargo xtask release --dry-run` makes and checks what is to be \
             published; then a person runs, in CI for the provenance:\n{}",
            indented(PUBLISHING)
        ));
    }
    system::require_node()?;
    say::headline("The repository");
    check_clean(layout)?;
    let time = git(layout, &["log", "-1", "--format=%cI"])?;
    let day = time.split('T').next().unwrap_or_default().to_owned();
    let date = options.date.clone().unwrap_or(day);
    let version = &layout.version;
    let text =
        String::from_utf8_lossy(&stamp::read(&layout.root.join("CHANGELOG.md"))?).into_owned();
    let released = changelog::release(&text, version, &date)?;
    say::note(&format!("clean; version {version}, of {date}"));

    build::run(layout)?.check()?;
    versions::check(layout)?;
    if !test::passes(layout, &[Part::Package]) {
        return Err("the package's tests have failed; see above".to_owned());
    }

    let folder = layout.target.join(format!("release-{version}"));
    clear(&folder)?;
    stamp::write(&folder.join("CHANGELOG.md"), released.changelog.as_bytes())?;
    stamp::write(&folder.join("notes.md"), released.notes.as_bytes())?;

    say::headline("What it consists of");
    let rust = Toolchain::find(layout)?.release()?;
    let components = components::find(layout, &package(layout)?, &rust)?;
    let bill = sbom::document(version, &time, &components);
    let bill = serde_json::to_string_pretty(&bill).map_err(|error| error.to_string())?;
    let name = format!("cors-forecast-{version}.cdx.json");
    stamp::write(&folder.join(&name), format!("{bill}\n").as_bytes())?;
    say::note(&format!(
        "{} components of others, in {name}",
        components.len()
    ));

    let tarball = packed::npm(layout, &folder)?;
    packed::try_fresh(layout, &tarball)?;
    packed::cargo(layout, &folder)?;
    let sums = packed::checksums(layout, &folder)?;
    stamp::write(&folder.join("SHA256SUMS"), sums.as_bytes())?;
    // What was tried has to be what was committed.
    check_clean(layout)?;
    summary(layout, &folder, &sums, &tarball);
    Ok(())
}

fn summary(layout: &Layout, folder: &Path, sums: &str, tarball: &Path) {
    say::headline(&format!("Made in {}", layout.show(folder)));
    for line in sums.lines() {
        let name = line.split_whitespace().last().unwrap_or_default();
        let size = fs::metadata(folder.join(name)).map_or(0, |found| found.len());
        say::note(&format!("{size:>9} bytes  {name}"));
    }
    let publishing = PUBLISHING.replace("TARBALL", &layout.show(tarball));
    say::note(&format!(
        "nothing was published. A person takes over CHANGELOG.md, commits, tags v{}, and runs:\n{}",
        layout.version,
        indented(&publishing)
    ));
}

/// What `dist/pkg` has.
fn package(layout: &Layout) -> Result<Files, String> {
    let folder = layout.pkg();
    let files = stamp::files(&folder)?.into_iter();
    files
        .map(|file| Ok((file.clone(), stamp::read(&folder.join(file))?)))
        .collect()
}

fn indented(text: &str) -> String {
    let lines = text.lines().map(|line| format!("  {line}"));
    lines.collect::<Vec<_>>().join("\n")
}

fn check_clean(layout: &Layout) -> Result<(), String> {
    let changed = git(layout, &["status", "--porcelain"])?;
    match changed.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "a release is made of what is committed; these are not:\n{}",
            indented(&changed)
        )),
    }
}

fn git(layout: &Layout, arguments: &[&str]) -> Result<String, String> {
    let text = process::output(layout.command("git").args(arguments))?;
    Ok(text.trim_end().to_owned())
}

fn clear(folder: &PathBuf) -> Result<(), String> {
    match folder.is_dir() {
        true => fs::remove_dir_all(folder)
            .map_err(|error| format!("{} can't be removed: {error}", folder.display())),
        false => Ok(()),
    }
}
