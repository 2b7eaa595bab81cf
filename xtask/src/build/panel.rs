//! The panel in the page: TypeScript, Preact and style sheets as texts, made into scripts that need nothing else.

use std::path::Path;

use crate::layout::Layout;
use crate::{npm, process, stamp};

/// What bundlers are pointed to; they have the button, and import the rest when it is opened.
pub const ENTRIES: [&str; 3] = [
    "dist/panel.development.js",
    "dist/panel.js",
    "dist/panel.production.js",
];
/// The panel itself.
pub const VIEW: &str = "dist/panel-view.js";
/// The button as a classic script, for the script that development servers give their pages.
const PAGE: &str = "dist/panel-page.js";
pub const SCRIPTS: [&str; 5] = [ENTRIES[0], ENTRIES[1], ENTRIES[2], VIEW, PAGE];

/// CSS pixels to a `rem`, for pages that have made it something else.
const REM: f64 = 16.0;

/// Puts the scripts and their source maps into `folder`.
pub fn bundle(layout: &Layout, template: &Path, folder: &Path) -> Result<(), String> {
    // Named as the template's folder is, by which sources are known in source maps.
    let sources = layout.state().join("panel/pkg-template");
    copy(layout, template, &sources)?;
    for (format, entries) in [("esm", &ENTRIES[..]), ("esm", &[VIEW]), ("iife", &[PAGE])] {
        let mut esbuild = npm::tool(layout, "esbuild/bin/esbuild");
        esbuild.current_dir(&sources).args([
            "--bundle",
            "--minify-syntax",
            "--platform=neutral",
            "--target=es2022",
            "--jsx=automatic",
            "--loader:.css=text",
            "--legal-comments=inline",
            "--sourcemap=linked",
            "--sources-content=true",
            "--log-level=warning",
            "--external:./install.js",
            "--external:./panel-view.js",
        ]);
        esbuild.env("NODE_PATH", layout.npm_tools().join("node_modules"));
        esbuild.arg(format!("--format={format}"));
        for entry in entries {
            let source = match *entry {
                VIEW => "dist/panel/view.tsx",
                PAGE => "dist/panel/page.ts",
                own => own,
            };
            esbuild.arg(format!("{}={source}", entry.trim_end_matches(".js")));
        }
        process::run(esbuild.arg(format!("--outdir={}", folder.display())))?;
    }
    Ok(())
}

/// The sources with their style sheets made small.
fn copy(layout: &Layout, template: &Path, to: &Path) -> Result<(), String> {
    let readable = layout.state().join("panel/sheets");
    let mut esbuild = npm::tool(layout, "esbuild/bin/esbuild");
    for path in stamp::files(&template.join("dist"))? {
        let path = Path::new("dist").join(path);
        let content = stamp::read(&template.join(&path))?;
        if path.extension().is_some_and(|extension| extension == "css") {
            let css = in_pixels(&String::from_utf8_lossy(&content));
            stamp::write(&readable.join(&path), css.as_bytes())?;
            esbuild.arg(readable.join(&path));
        } else {
            stamp::write(&to.join(&path), &content)?;
        }
    }
    esbuild.args([
        "--minify",
        "--target=chrome123,firefox128,safari17.5",
        "--log-level=warning",
    ]);
    esbuild.arg(format!("--outbase={}", readable.display()));
    process::run(esbuild.arg(format!("--outdir={}", to.display())))
}

/// Lengths in `rem` as pixels: a page's own root element must not decide how large we are.
fn in_pixels(css: &str) -> String {
    let mut parts = css.split("rem");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let number = text
            .trim_end_matches(|c: char| c.is_ascii_digit() || c == '.')
            .len();
        match text[number..].parse::<f64>() {
            Ok(length) => {
                let pixels = (length * REM * 1000.0).round() / 1000.0;
                text.truncate(number);
                text.push_str(&format!("{pixels}px"));
            }
            Err(_) => text.push_str("rem"),
        }
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_in_pixels() {
        assert_eq!(
            in_pixels("a{padding:0.4rem 1rem -2rem;font:.9375rem/1.5 x}.remote{width:calc(100% - 1.5rem)}"),
            "a{padding:6.4px 16px -32px;font:15px/1.5 x}.remote{width:calc(100% - 24px)}"
        );
    }
}
