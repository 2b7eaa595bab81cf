//! `dist/www`: the demo page.

use crate::layout::Layout;
use crate::stamp::{Digest, Stamp};
use crate::{npm, process, say};

/// Builds it, if the page or the package that it uses has changed.
pub fn build(layout: &Layout) -> Result<(), String> {
    let source = layout.root.join("www");
    if !source.join("package.json").is_file() {
        return Err("www/package.json is missing; restore it with git".to_owned());
    }
    npm::install(layout, &source)?;
    let digest = Digest::default()
        .tree(&source)?
        .tree(&layout.pkg())?
        .text(include_str!("site.rs"));
    let stamp = Stamp::new(layout.dist().join("www.stamp"), digest);
    if stamp.is_fresh() && layout.www().join("index.html").is_file() {
        say::note("page: up to date");
        return Ok(());
    }
    stamp.remove()?;
    let mut build = npm::npm(&source);
    build
        .args([
            "run",
            "--silent",
            "build",
            "--",
            "--emptyOutDir",
            "--outDir",
        ])
        .arg(layout.www());
    process::run(&mut build).map_err(|error| format!("{error} in www; see above"))?;
    stamp.write()
}
