//! `dist/pkg`: the template with its scripts made small and the version filled in, and the core beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::bindings::Bound;
use super::{commonjs, notices, scripts, text};
use crate::layout::Layout;
use crate::{say, stamp};

/// The template's version, which stands for that of the crate.
const VERSION: &str = r#""version": "0.0.0""#;

/// Whose types are the same for `require`.
const TYPES: [&str; 4] = ["auto", "index", "panel", "server"];

const LICENSES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// Writes what differs from what is there, and removes what no longer belongs.
pub fn assemble(layout: &Layout, bound: &[Bound], rust: &str) -> Result<(), String> {
    let target = layout.pkg();
    let wanted = content(layout, bound, rust)?;
    let mut written = 0;
    for (path, content) in &wanted {
        let path = target.join(path);
        // A file that is left alone keeps its time, by which servers and bundlers tell what changed.
        if fs::read(&path).ok().as_ref() != Some(content) {
            stamp::write(&path, content)?;
            written += 1;
        }
    }
    let stale: Vec<PathBuf> = stamp::files(&target)?
        .into_iter()
        .filter(|path| !wanted.contains_key(path))
        .collect();
    for path in &stale {
        fs::remove_file(target.join(path)).map_err(|error| {
            format!(
                "{} can't be removed: {error}",
                layout.show(&target.join(path))
            )
        })?;
    }
    say::note(&match (written, stale.len()) {
        (0, 0) => format!("{} files: up to date", wanted.len()),
        (written, removed) => format!(
            "{} files: {written} written, {removed} removed",
            wanted.len()
        ),
    });
    Ok(())
}

/// Every file of the package.
fn content(
    layout: &Layout,
    bound: &[Bound],
    rust: &str,
) -> Result<BTreeMap<PathBuf, Vec<u8>>, String> {
    let template = layout.root.join("pkg-template");
    let mut wanted = BTreeMap::new();
    // The scripts come out of the bundler.
    let as_they_are = |path: &PathBuf| !path.starts_with("dist");
    for path in stamp::files(&template)?.into_iter().filter(as_they_are) {
        wanted.insert(path.clone(), stamp::read(&template.join(path))?);
    }
    wanted.extend(scripts::minify(layout, &template)?);
    let manifest = wanted
        .get_mut(Path::new("package.json"))
        .ok_or_else(|| "pkg-template/package.json is missing; restore it with git".to_owned())?;
    *manifest = with_version(manifest, &layout.version)?;
    for license in LICENSES {
        let path = layout.root.join(license);
        if path.is_file() {
            wanted.insert(license.into(), stamp::read(&path)?);
        }
    }

    for core in bound {
        let name = core.module.name();
        let wasm = stamp::read(&core.wasm)?;
        let inlined = text::module(core.module, &wasm)?;
        let glue = core.glue.as_ref().map(|glue| stamp::read(glue));
        let mut files = vec![("-wasm.js", inlined.into_bytes()), (".wasm", wasm)];
        if let Some(glue) = glue.transpose()? {
            files.push(("-glue.js", glue));
        }
        for (suffix, content) in files {
            let path = format!("dist/{name}{suffix}");
            if wanted.insert(PathBuf::from(&path), content).is_some() {
                return Err(format!(
                    "pkg-template/{path} is in the way of the generated file; rename or remove it"
                ));
            }
        }
    }
    let required = commonjs::convert(layout, &wanted)?;
    wanted.extend(required);
    for name in TYPES {
        let types = |extension| PathBuf::from(format!("{name}.d.{extension}"));
        let content = wanted.get(&types("ts")).cloned();
        let content = content
            .ok_or_else(|| format!("pkg-template/{name}.d.ts is missing; restore it with git"))?;
        wanted.insert(types("cts"), content);
    }
    scripts::add_classic(layout, &template, &mut wanted)?;
    let notices = notices::document(layout, &wanted, rust)?;
    wanted.insert(notices::FILE.into(), notices.into_bytes());
    Ok(wanted)
}

fn with_version(manifest: &[u8], version: &str) -> Result<Vec<u8>, String> {
    let text = String::from_utf8_lossy(manifest);
    match text.matches(VERSION).count() {
        1 => Ok(text
            .replace(VERSION, &format!(r#""version": "{version}""#))
            .into_bytes()),
        _ => Err(format!(
            "pkg-template/package.json must contain `{VERSION}` once: the build fills it in"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_filled_in_once() {
        let manifest = br#"{ "name": "cors-forecast", "version": "0.0.0" }"#;
        let filled = with_version(manifest, "1.2.3");
        assert_eq!(
            filled,
            Ok(br#"{ "name": "cors-forecast", "version": "1.2.3" }"#.to_vec())
        );
        assert!(with_version(b"{}", "1.2.3").is_err());
    }
}
