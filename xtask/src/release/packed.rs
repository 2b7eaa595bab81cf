//! The package and the crate, packed as their registries get them, and tried.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::layout::Layout;
use crate::{npm, process, say, stamp};

/// What the crate is without: what only this repository's own commands and tests need.
const NOT_IN_CRATE: [&str; 8] = [
    "xtask/",
    "www/",
    "dist/",
    "target/",
    "pkg-template/dist/",
    "tests/browser/",
    "tests/matrix/",
    "benches/browser/",
];
/// What it has to have.
const IN_CRATE: [&str; 6] = [
    "Cargo.toml",
    "Cargo.lock",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "src/lib.rs",
];

/// Packs `dist/pkg`, and tells where.
pub fn npm(layout: &Layout, folder: &Path) -> Result<PathBuf, String> {
    say::headline("The npm package, packed");
    let mut pack = npm::npm(&layout.pkg());
    pack.args(["pack", "--silent", "--pack-destination"]);
    let printed = process::output(pack.arg(folder))?;
    let name = printed.lines().last().unwrap_or_default().trim();
    let wanted = format!("cors-forecast-{}.tgz", layout.version);
    if name != wanted {
        return Err(format!("`npm pack` made {name}, and not {wanted}"));
    }
    say::note(name);
    Ok(folder.join(name))
}

/// Installs it into an app that has nothing else, and uses each entry.
pub fn try_fresh(layout: &Layout, tarball: &Path) -> Result<(), String> {
    say::headline("A fresh app");
    let mut node = layout.command("node");
    node.arg("tests/package/fresh.mjs").arg(tarball);
    process::run(node.arg(&layout.version))
}

/// Packs the crate, and has cargo build what was packed.
pub fn cargo(layout: &Layout, folder: &Path) -> Result<(), String> {
    say::headline("The crate, packed and built");
    let mut list = layout.cargo();
    list.args([
        "package",
        "--locked",
        "--list",
        "--package",
        "cors-forecast",
    ]);
    let files = process::output(&mut list)?;
    check_content(&files)?;
    let mut package = layout.cargo();
    package.args(["package", "--locked", "--package", "cors-forecast"]);
    process::run(package.arg("--target-dir").arg(&layout.target))?;
    let name = format!("cors-forecast-{}.crate", layout.version);
    let made = layout.target.join("package").join(&name);
    stamp::write(&folder.join(&name), &stamp::read(&made)?)?;
    say::note(&format!("{name}: {} files", files.lines().count()));
    Ok(())
}

fn check_content(files: &str) -> Result<(), String> {
    let paths: Vec<String> = files.lines().map(|path| path.replace('\\', "/")).collect();
    let superfluous = paths
        .iter()
        .find(|path| NOT_IN_CRATE.iter().any(|folder| path.starts_with(folder)));
    if let Some(path) = superfluous {
        return Err(format!(
            "the crate has {path}, which nobody needs who uses it; see `exclude` in Cargo.toml"
        ));
    }
    match IN_CRATE
        .iter()
        .find(|wanted| !paths.iter().any(|path| path == *wanted))
    {
        Some(missing) => Err(format!("the crate is without {missing}")),
        None => Ok(()),
    }
}

/// A line for each file that was made, as `sha256sum --check` reads them.
pub fn checksums(layout: &Layout, folder: &Path) -> Result<String, String> {
    let mut lines = String::new();
    for file in stamp::files(folder)? {
        let content = stamp::read(&folder.join(&file))?;
        let name = file.display();
        lines.push_str(&format!(
            "{}  {name}\n",
            hexadecimal(&Sha256::digest(&content))
        ));
    }
    match lines.is_empty() {
        true => Err(format!("{} is empty", layout.show(folder))),
        false => Ok(lines),
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_has_what_it_needs_and_no_more() {
        let right = IN_CRATE.join("\n");
        assert_eq!(check_content(&right), Ok(()));
        for more in NOT_IN_CRATE {
            let said = check_content(&format!("{right}\n{more}x"))
                .err()
                .unwrap_or_default();
            assert!(said.contains(more), "{said}");
        }
        let said = check_content(&right.replace("README.md", ""))
            .err()
            .unwrap_or_default();
        assert!(said.contains("without README.md"));
    }

    #[test]
    fn digests_are_written_as_sha256sum_does() {
        assert_eq!(
            hexadecimal(&Sha256::digest(b"abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
