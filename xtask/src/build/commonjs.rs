//! The same entries for `require`, which test runners and older Node versions use.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::panel;
use super::scripts::{ENTRIES, GENERATED, SHARED};
use crate::layout::Layout;
use crate::{npm, process, stamp};

/// Pages alone load them, from a development server or out of a bundle.
const IN_PAGES: [&str; 2] = ["dist/injected.js", "dist/probing.js"];

/// Makes them of the package's modules, which they keep as they are.
pub fn convert(
    layout: &Layout,
    modules: &BTreeMap<PathBuf, Vec<u8>>,
) -> Result<BTreeMap<PathBuf, Vec<u8>>, String> {
    let folder = layout.state().join("commonjs");
    let needed = SHARED.iter().chain(&ENTRIES).chain(&panel::ENTRIES);
    let needed = needed.map(PathBuf::from);
    let generated = GENERATED.iter().map(|name| Path::new("dist").join(name));
    for path in needed.chain(generated) {
        let content = modules
            .get(&path)
            .ok_or_else(|| format!("the build has not made {}", path.display()))?;
        stamp::write(&folder.join(&path), content)?;
    }
    let mut made = BTreeMap::new();
    let entries: Vec<_> = ENTRIES
        .into_iter()
        .filter(|entry| !IN_PAGES.contains(entry))
        .chain(panel::ENTRIES)
        .collect();
    for entries in [&SHARED[..], &entries[..]] {
        let mut esbuild = npm::tool(layout, "esbuild/bin/esbuild");
        esbuild.current_dir(&folder).args([
            "--bundle",
            "--format=cjs",
            "--minify-whitespace",
            // For browsers it would put a value in place of `process.env.NODE_ENV`.
            "--platform=neutral",
            "--target=es2020",
            "--legal-comments=inline",
            "--log-level=warning",
            "--outdir=.",
            "--outbase=.",
            "--out-extension:.js=.cjs",
        ]);
        if entries != SHARED {
            esbuild.args(SHARED.map(|path| format!("--external:{}", beside(path))));
            // A module, which is imported when it is needed.
            esbuild.arg(format!("--external:{}", beside(panel::VIEW)));
        }
        process::run(esbuild.args(entries))?;
        for path in entries {
            let path = Path::new(path).with_extension("cjs");
            let mut text = String::from_utf8_lossy(&stamp::read(&folder.join(&path))?).into_owned();
            for shared in SHARED.map(beside) {
                text = text.replace(&shared, &shared.replace(".js", ".cjs"));
            }
            made.insert(path, text.into_bytes());
        }
    }
    Ok(made)
}

/// How a script beside it imports it.
fn beside(path: &str) -> String {
    format!(".{}", &path["dist".len()..])
}
