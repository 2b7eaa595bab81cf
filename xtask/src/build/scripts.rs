//! The package's own scripts without comments and spaces: the same files, importing each other by the same names.
//! Beside each is a source map that holds the readable source.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{json, Value};

use super::inner::{self, INNER};
use super::panel;
use crate::layout::Layout;
use crate::{npm, process, stamp};

/// Whether a bundler keeps the scripts that need it hangs on this text, which must therefore survive.
const GATE: &str = "process.env.NODE_ENV===\"development\"";
/// What several entries load, and therefore is a file of its own.
pub const SHARED: [&str; 2] = ["dist/install.js", "dist/forecaster.js"];

/// What bundlers and browsers are pointed to.
pub const ENTRIES: [&str; 10] = [
    "dist/auto.development.js",
    "dist/auto.js",
    "dist/auto.production.js",
    "dist/index.development.js",
    "dist/index.js",
    "dist/index.production.js",
    "dist/injected.js",
    "dist/probing.js",
    "dist/server.js",
    "dist/standalone.js",
];

/// What Node runs: each is one file with all that it needs but the package's other entries. Nobody waits for their bytes.
const NODE: [&str; 6] = [
    "dist/cli.js",
    "dist/middleware.js",
    "dist/playwright.js",
    "dist/vite.js",
    "dist/vitest.js",
    "dist/webpack.js",
];

/// Of these what configurations `require`, too. It exports one thing.
const REQUIRED: &str = "dist/webpack.js";

/// The wrapper as one classic script, and what of the package it has in it.
const CLASSIC: &str = "dist/global.js";
const IN_CLASSIC: [&str; 2] = ["dist/install.js", "dist/watch-wasm.js"];

/// What the build makes beside them.
pub const GENERATED: [&str; 5] = [
    "./core-glue.js",
    "./core-wasm.js",
    "./server-glue.js",
    "./server-wasm.js",
    "./watch-wasm.js",
];

const GATED: [&str; 3] = ["dist/auto.js", "dist/index.js", "dist/panel.js"];

/// The scripts of the template's `dist` and their source maps, by their path in the package.
pub fn minify(layout: &Layout, template: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>, String> {
    let folder = layout.state().join("scripts");
    clear(&folder)?;
    // Each is one file, but for what several of them load.
    for entries in [&SHARED[..], &ENTRIES[..]] {
        let mut esbuild = npm::tool(layout, "esbuild/bin/esbuild");
        esbuild.current_dir(template).args([
            "--bundle",
            // The rest is terser's, which makes less of it.
            "--minify-syntax",
            "--format=esm",
            // For browsers it would put a value in place of `process.env.NODE_ENV`.
            "--platform=neutral",
            "--target=es2020",
            "--legal-comments=inline",
            "--sourcemap=linked",
            "--sources-content=true",
            "--log-level=warning",
            "--outbase=.",
        ]);
        esbuild.args(GENERATED.map(|name| format!("--external:{name}")));
        let beside = |path: &str| format!("--external:.{}", &path["dist".len()..]);
        if entries == ENTRIES {
            esbuild.args(SHARED.map(beside));
        }
        esbuild.arg(format!("--outdir={}", folder.display()));
        process::run(esbuild.args(entries))?;
    }
    bundle_for_node(layout, template, &folder)?;
    for path in SHARED.iter().chain(&ENTRIES) {
        shorten(layout, &folder, path, Some(&INNER.join("|")))?;
    }
    panel::bundle(layout, template, &folder)?;
    for path in panel::SCRIPTS {
        // It speaks with the wrapper by the names that are not shortened.
        shorten(layout, &folder, path, None)?;
    }

    let mut made = BTreeMap::new();
    for path in stamp::files(&folder)? {
        let mut content = stamp::read(&folder.join(&path))?;
        if path.extension().is_some_and(|extension| extension == "map") {
            content = with_source(&path, &content)?;
        }
        made.insert(path, content);
    }
    check_gates(&made)?;
    inner::check(&made, |path| {
        let mut as_written = NODE.iter().chain(&panel::SCRIPTS);
        as_written.any(|one| path == Path::new(one))
    })?;
    inner::check_interface(&String::from_utf8_lossy(&stamp::read(
        &template.join("index.d.ts"),
    )?))?;
    Ok(made)
}

/// Adds the classic script, of what is made already.
pub fn add_classic(
    layout: &Layout,
    template: &Path,
    made: &mut BTreeMap<PathBuf, Vec<u8>>,
) -> Result<(), String> {
    let folder = layout.state().join("classic");
    for path in IN_CLASSIC {
        let content = made
            .get(Path::new(path))
            .ok_or_else(|| format!("{CLASSIC} needs {path}, which is not built"))?;
        stamp::write(&folder.join(path), content)?;
    }
    let entry = folder.join(CLASSIC);
    stamp::write(&entry, &stamp::read(&template.join(CLASSIC))?)?;
    let script = folder.join("script.js");
    let mut esbuild = npm::tool(layout, "esbuild/bin/esbuild");
    esbuild.arg(&entry).args([
        "--bundle",
        "--minify",
        "--format=iife",
        "--target=es2020",
        "--log-level=warning",
    ]);
    process::run(esbuild.arg(format!("--outfile={}", script.display())))?;
    made.insert(CLASSIC.into(), stamp::read(&script)?);
    Ok(())
}

fn bundle_for_node(layout: &Layout, template: &Path, folder: &Path) -> Result<(), String> {
    process::run(
        for_node(layout, template, folder)
            .args(["--format=esm"])
            .args(NODE),
    )?;
    let mut esbuild = for_node(layout, template, folder);
    esbuild.args([
        "--format=cjs",
        "--out-extension:.js=.cjs",
        "--define:import.meta.url=moduleUrl",
        "--banner:js=const moduleUrl = require(\"node:url\").pathToFileURL(__filename).href;",
        // What `require` gives is what is meant, and not an object that has it.
        "--footer:js=module.exports = module.exports.default;",
    ]);
    process::run(esbuild.arg(REQUIRED))
}

fn for_node(layout: &Layout, template: &Path, folder: &Path) -> Command {
    let mut esbuild = npm::tool(layout, "esbuild/bin/esbuild");
    esbuild.current_dir(template).args([
        "--bundle",
        "--platform=node",
        "--target=node20",
        // The package finds its other entries by its own name, wherever the bundle stands.
        "--external:cors-forecast/*",
        // The users' own.
        "--external:@playwright/test",
        "--external:vitest",
        "--legal-comments=inline",
        "--log-level=warning",
        "--outbase=.",
    ]);
    // What is bundled with them comes from npm as the build's own tools do.
    esbuild.env("NODE_PATH", layout.npm_tools().join("node_modules"));
    esbuild.arg(format!("--outdir={}", folder.display()));
    esbuild
}

/// Has terser make a bundle small in its place. It follows values through functions, which the bundler does not.
/// Properties whose names are `inner` get short ones.
fn shorten(layout: &Layout, folder: &Path, path: &str, inner: Option<&str>) -> Result<(), String> {
    let (_, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut terser = npm::tool(layout, "terser/bin/terser");
    terser.current_dir(folder).args([
        path,
        "--module",
        "--ecma=2020",
        // With constants on the left, bundlers would not know the gate.
        "--compress=passes=5,lhs_constants=false,unsafe_methods",
        "--mangle",
        "--comments=some",
    ]);
    if let Some(inner) = inner {
        terser.arg(format!("--mangle-props=regex=/^({inner})$/"));
    }
    terser.args([
        "--source-map",
        &format!("content='{path}.map',includeSources,filename='{name}',url='{name}.map'"),
    ]);
    process::run(terser.args(["--output", path]))
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
    let failed = |error| format!("the source map {} is not JSON: {error}", path.display());
    let mut map: Value = serde_json::from_slice(map).map_err(failed)?;
    let up = "../".repeat(path.iter().count() - 1);
    let sources: Vec<String> = map["sources"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(|source| {
            let (_, inside) = source
                .rsplit_once("pkg-template/dist/")
                .or_else(|| source.rsplit_once("node_modules/"))
                .unwrap_or(("", source));
            format!("{up}src/{inside}")
        })
        .collect();
    let all: Vec<usize> = (0..sources.len()).collect();
    map["sources"] = json!(sources);
    map["x_google_ignoreList"] = json!(all);
    // The name in the standard. Terser's is empty, and would be preferred.
    map["ignoreList"] = json!(all);
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
    fn sources_are_named_by_their_place_in_the_package() {
        let map = br#"{"version":3,"sources":["../../a/pkg-template/dist/hooks/fetch.js","../pkg-template/dist/auto.js"]}"#;
        let map = with_source(Path::new("dist/auto.js.map"), map).unwrap_or_default();
        let map: Value = serde_json::from_slice(&map).unwrap_or_default();
        assert_eq!(
            map["sources"],
            json!(["../src/hooks/fetch.js", "../src/auto.js"])
        );
        for list in ["x_google_ignoreList", "ignoreList"] {
            assert_eq!(map[list], json!([0, 1]));
        }
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
