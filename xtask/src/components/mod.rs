//! What others have made of what ships: crates in the three modules, npm packages in the bundles, the standard library.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::build::Module;
use crate::layout::Layout;
use crate::{process, stamp};

/// Files of a folder, by their paths in it.
pub type Files = BTreeMap<PathBuf, Vec<u8>>;

const TARGET: &str = "wasm32-unknown-unknown";
/// Of the standard library no more is linked; dlmalloc, which it has too, comes from its crate.
const STANDARD: [&str; 2] = ["core", "alloc"];

/// Something that others have made, and that is in what ships.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// Whose package it is: `cargo`, `npm`, or `generic` for what comes with a compiler.
    pub kind: &'static str,
    /// Its name there.
    pub name: String,
    /// Its exact version.
    pub version: String,
    /// An SPDX expression.
    pub license: String,
    /// Its digest by the lock file: the algorithm as CycloneDX names it, and hexadecimal digits.
    pub digest: Option<(&'static str, String)>,
    /// The files of the package that have it in them.
    pub files: Vec<String>,
}

impl Component {
    /// As a package URL.
    pub fn url(&self) -> String {
        url(self.kind, &self.name, &self.version)
    }
}

/// All of them, by what cargo resolves, what the bundles say, and what the lock files pin.
/// `package` is the npm package's files, `rust` the version of the compiler.
pub fn find(layout: &Layout, package: &Files, rust: &str) -> Result<Vec<Component>, String> {
    let mut all = Vec::new();
    let lock = read(&layout.root.join("Cargo.lock"))?;
    for module in Module::ALL {
        let file = format!("dist/{}.wasm", module.name());
        let mut tree = layout.cargo();
        tree.args(["tree", "--locked", "--package", "cors-forecast"]);
        // Macros make code, and are none.
        tree.args(["--edges", "normal,no-proc-macro", "--target", TARGET]);
        tree.args(["--no-default-features", "--features", module.features()]);
        tree.args(["--prefix", "none", "--format", "{p}|{l}"]);
        all.extend(crates(&process::output(&mut tree)?, &lock, &file)?);
        all.extend(STANDARD.map(|name| Component {
            kind: "generic",
            name: format!("rust-{name}"),
            version: rust.to_owned(),
            license: "MIT OR Apache-2.0".to_owned(),
            digest: None,
            files: vec![file.clone()],
        }));
    }
    let lock: Value =
        serde_json::from_str(&read(&layout.npm_tools().join("package-lock.json"))?)
            .map_err(|error| format!("xtask/npm/package-lock.json is no JSON: {error}"))?;
    let names = bundled_candidates(&lock);
    for (file, content) in package {
        let content = String::from_utf8_lossy(content);
        let file = file.display().to_string();
        for name in names
            .iter()
            .filter(|name| has_package(&file, &content, name))
        {
            all.push(bundled(&lock, name, file.trim_end_matches(".map"))?);
        }
    }
    Ok(merge(all))
}

/// Crates of `cargo tree`, whose checksums a lock file has.
fn crates(tree: &str, lock: &str, file: &str) -> Result<Vec<Component>, String> {
    let mut found = Vec::new();
    for line in tree.lines().filter(|line| !line.is_empty()) {
        let (package, license) = line.rsplit_once('|').unwrap_or((line, ""));
        let mut words = package.split_whitespace();
        let (Some(name), Some(version)) = (words.next(), words.next()) else {
            return Err(format!(
                "`cargo tree` printed a line that names no crate: {line}"
            ));
        };
        let version = version.trim_start_matches('v');
        if name == "cors-forecast" {
            continue;
        }
        let license = license.trim_end_matches(" (*)").replace('/', " OR ");
        if license.is_empty() {
            return Err(format!("{name} {version} says no licence"));
        }
        let checksum = checksum(lock, name, version)
            .ok_or_else(|| format!("Cargo.lock has no checksum of {name} {version}"))?;
        found.push(Component {
            kind: "cargo",
            name: name.to_owned(),
            version: version.to_owned(),
            license,
            digest: Some(("SHA-256", checksum.to_owned())),
            files: vec![file.to_owned()],
        });
    }
    Ok(found)
}

fn checksum<'a>(lock: &'a str, name: &str, version: &str) -> Option<&'a str> {
    let head = format!("name = \"{name}\"\nversion = \"{version}\"\n");
    let (_, entry) = lock.split_once(&head)?;
    let entry = entry.split("[[package]]").next()?;
    entry.split_once("checksum = \"")?.1.split('"').next()
}

/// The names of all packages that could be in a bundle.
fn bundled_candidates(lock: &Value) -> Vec<String> {
    let packages = lock["packages"].as_object();
    let names = packages.into_iter().flat_map(|packages| packages.keys());
    names
        .filter_map(|key| Some(key.rsplit_once("node_modules/")?.1.to_owned()))
        .collect()
}

/// Whether a file says that it has something of a package: in its source map, or in the bundler's comments.
fn has_package(file: &str, content: &str, name: &str) -> bool {
    match Path::new(file)
        .extension()
        .and_then(|extension| extension.to_str())
    {
        Some("map") => content.contains(&format!("\"../src/{name}/")),
        Some("js" | "cjs") => content
            .lines()
            .any(|line| line.starts_with("// ") && line.contains(&format!("node_modules/{name}/"))),
        _ => false,
    }
}

fn bundled(lock: &Value, name: &str, file: &str) -> Result<Component, String> {
    let entry = &lock["packages"][format!("node_modules/{name}")];
    let text = |field: &str| {
        entry[field]
            .as_str()
            .map(str::to_owned)
            .ok_or_else(|| format!("xtask/npm/package-lock.json has no {field} of {name}"))
    };
    let integrity = text("integrity")?;
    let digest = integrity
        .strip_prefix("sha512-")
        .and_then(hexadecimal)
        .ok_or_else(|| format!("the integrity of {name} is no SHA-512"))?;
    Ok(Component {
        kind: "npm",
        name: name.to_owned(),
        version: text("version")?,
        license: text("license")?,
        digest: Some(("SHA-512", digest)),
        files: vec![file.to_owned()],
    })
}

/// Base64 as hexadecimal digits.
fn hexadecimal(base64: &str) -> Option<String> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut digits = String::new();
    let (mut bits, mut count) = (0_u32, 0);
    for character in base64.trim_end_matches('=').chars() {
        bits = (bits << 6 | u32::try_from(DIGITS.find(character)?).ok()?) & 0xffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            digits.push_str(&format!("{:02x}", bits >> count & 0xff));
        }
    }
    Some(digits)
}

fn read(path: &Path) -> Result<String, String> {
    Ok(String::from_utf8_lossy(&stamp::read(path)?).into_owned())
}

/// A package URL, <https://github.com/package-url/purl-spec>.
pub fn url(kind: &str, name: &str, version: &str) -> String {
    format!("pkg:{kind}/{}@{version}", name.replace('@', "%40"))
}

/// The same component in several files is one.
fn merge(all: Vec<Component>) -> Vec<Component> {
    let mut merged: Vec<Component> = Vec::new();
    for component in all {
        match merged
            .iter_mut()
            .find(|known| known.url() == component.url())
        {
            None => merged.push(component),
            Some(known) => {
                let fresh = |file: &String| !known.files.contains(file);
                let files: Vec<String> = component.files.into_iter().filter(fresh).collect();
                known.files.extend(files);
            }
        }
    }
    merged.sort_by_key(Component::url);
    merged
}

#[cfg(test)]
mod tests;
