//! The package's own scripts without comments and spaces: the same files, importing each other by the same names.
//! Beside each is a source map that holds the readable source.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde_json::{json, Value};

use crate::layout::Layout;
use crate::{npm, process, stamp};

/// Whether a bundler keeps the scripts that need it hangs on this text, which must therefore survive.
const GATE: &str = "process.env.NODE_ENV===\"development\"";
const GATED: [&str; 2] = ["dist/auto.js", "dist/index.js"];

/// The scripts of the template's `dist` and their source maps, by their path in the package.
pub fn minify(layout: &Layout, template: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>, String> {
    let folder = layout.state().join("scripts");
    clear(&folder)?;
    let mut esbuild = npm::tool(layout, "esbuild/bin/esbuild");
    esbuild.current_dir(template).args([
        "--minify",
        // For browsers it would put a value in place of `process.env.NODE_ENV`.
        "--platform=neutral",
        "--target=es2020",
        "--legal-comments=inline",
        "--sourcemap=linked",
        "--sources-content=true",
        "--log-level=warning",
        "--outbase=.",
    ]);
    esbuild.arg(format!("--outdir={}", folder.display()));
    let scripts = stamp::files(&template.join("dist"))?
        .into_iter()
        .map(|path| Path::new("dist").join(path))
        .filter(|path| path.extension().is_some_and(|extension| extension == "js"));
    process::run(esbuild.args(scripts))?;

    let mut made = BTreeMap::new();
    for path in stamp::files(&folder)? {
        let mut content = stamp::read(&folder.join(&path))?;
        if path.extension().is_some_and(|extension| extension == "map") {
            content = with_source(&path, &content)?;
        }
        made.insert(path, content);
    }
    check_gates(&made)?;
    Ok(made)
}

/// What a script that is no longer in the template has left would be shipped.
fn clear(folder: &Path) -> Result<(), String> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(format!("{} can't be removed: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// Names the source by where it would be in the package, instead of by where it is on this machine, and has debuggers
/// pass over it: who looks for what called `fetch` looks for the page's own code.
fn with_source(path: &Path, map: &[u8]) -> Result<Vec<u8>, String> {
    let failed = |error| {
        format!(
            "esbuild's source map {} is not JSON: {error}",
            path.display()
        )
    };
    let mut map: Value = serde_json::from_slice(map).map_err(failed)?;
    let names: Vec<_> = path
        .with_extension("")
        .iter()
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    let (folders, source) = (names.len() - 1, names[1..].join("/"));
    map["sources"] = json!([format!("{}src/{source}", "../".repeat(folders))]);
    map["x_google_ignoreList"] = json!([0]);
    serde_json::to_vec(&map).map_err(failed)
}

fn check_gates(made: &BTreeMap<PathBuf, Vec<u8>>) -> Result<(), String> {
    for path in GATED {
        let script = made
            .get(Path::new(path))
            .map(|content| String::from_utf8_lossy(content));
        if !script.is_some_and(|script| script.contains(GATE)) {
            return Err(format!(
                "pkg-template/{path} must compare `process.env.NODE_ENV` with \"development\" as bundlers know it, \
                 and does not any more once it was made small ({GATE} is missing)"
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_named_from_its_script() {
        let sources = |path: &str| {
            let map = with_source(
                Path::new(path),
                br#"{"version":3,"sources":["/home/a.js"]}"#,
            )
            .unwrap_or_default();
            let map: Value = serde_json::from_slice(&map).unwrap_or_default();
            map["sources"].clone()
        };
        assert_eq!(sources("dist/auto.js.map"), json!(["../src/auto.js"]));
        assert_eq!(
            sources("dist/hooks/fetch.js.map"),
            json!(["../../src/hooks/fetch.js"])
        );
    }

    #[test]
    fn a_lost_gate_is_an_error() {
        let files = |content: &str| {
            GATED
                .map(|path| (PathBuf::from(path), content.as_bytes().to_vec()))
                .into_iter()
                .collect()
        };
        assert_eq!(
            check_gates(&files(&format!("try{{{GATE}&&a()}}catch{{}}"))),
            Ok(())
        );
        assert!(check_gates(&files("a()")).is_err());
    }
}
