//! What a page loads by `import "cors-forecast/auto"`, and the limit on it.

use std::io::Write;

use flate2::write::GzEncoder;
use flate2::Compression;

use super::panel;
use crate::layout::Layout;
use crate::{npm, process, say, stamp};

/// The most that a page may have to load, gzipped, in bytes.
const LIMIT: usize = 40_000;
/// The most that the panel may add, gzipped, in bytes: when it is opened, and before.
const PANEL_LIMIT: usize = 25_000;
const BUTTON_LIMIT: usize = 8_000;

/// Bytes as they are and gzipped.
#[derive(Clone, Copy, Default)]
struct Size {
    raw: usize,
    gzip: usize,
}

/// What is loaded, by where it comes from.
pub struct Sizes {
    /// The module as a file, which is not what is loaded: it is inlined.
    file: Size,
    /// The whole core as a file, which `createForecaster` loads.
    core: Size,
    /// The module for who has a server, as a file.
    server: Size,
    wasm: Size,
    wrapper: Size,
    /// How many files the wrapper consists of.
    files: usize,
    /// What `cors-forecast/panel` adds at once, and when the panel is opened.
    button: Size,
    panel: Size,
}

impl Sizes {
    /// Has a bundler list the files that the entry loads in development, and weighs each.
    pub fn measure(layout: &Layout) -> Result<Self, String> {
        let file = Size::of(&stamp::read(&layout.pkg().join("dist/watch.wasm"))?)?;
        let core = Size::of(&stamp::read(&layout.pkg().join("dist/core.wasm"))?)?;
        let own = |path: &str| Size::of(&stamp::read(&layout.pkg().join(path))?);
        let mut sizes = Self {
            file,
            core,
            server: own("dist/server.wasm")?,
            button: own(panel::ENTRIES[0])?,
            panel: own(panel::VIEW)?,
            wasm: Size::default(),
            wrapper: Size::default(),
            files: 0,
        };
        for path in loaded(layout)? {
            let size = Size::of(&stamp::read(&layout.pkg().join(&path))?)?;
            match path.as_str() {
                "dist/watch-wasm.js" => sizes.wasm.add(size),
                _ => {
                    sizes.wrapper.add(size);
                    sizes.files += 1;
                }
            }
        }
        if sizes.wasm.raw == 0 {
            return Err(
                "`cors-forecast/auto` does not load the core: its `development` condition in \
                        pkg-template/package.json must lead to the real entry"
                    .to_owned(),
            );
        }
        Ok(sizes)
    }

    /// A line for each part.
    pub fn report(&self) {
        let row = |name: &str, size: Size| {
            say::note(&format!("{name:<28}{:>10}{:>10}", size.raw, size.gzip))
        };
        say::note(&format!("{:<28}{:>10}{:>10}", "bytes", "raw", "gzip"));
        row("wasm, inlined", self.wasm);
        row(&format!("wrapper, {} files", self.files), self.wrapper);
        row("total", self.total());
        row("(wasm as a file)", self.file);
        row("(the whole core as a file)", self.core);
        row("(what judges servers)", self.server);
        row("the panel's button, on top", self.button);
        row("the panel, once opened", self.panel);
    }

    /// Whether it is little enough.
    pub fn check(&self) -> Result<(), String> {
        self.button.within(BUTTON_LIMIT, "the panel's button")?;
        self.panel.within(PANEL_LIMIT, "the panel")?;
        let total = self.total().gzip;
        if total <= LIMIT {
            return Ok(());
        }
        Err(format!(
            "`cors-forecast/auto` loads {total} bytes gzipped, {} more than the {LIMIT} that are allowed \
             (LIMIT in xtask/src/build/sizes.rs); make the core or the wrapper smaller",
            total - LIMIT
        ))
    }

    fn total(&self) -> Size {
        let mut total = self.wasm;
        total.add(self.wrapper);
        total
    }
}

impl Size {
    fn of(content: &[u8]) -> Result<Self, String> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        let zipped = encoder.write_all(content).and_then(|()| encoder.finish());
        let gzip = zipped
            .map_err(|error| format!("gzip failed: {error}"))?
            .len();
        Ok(Self {
            raw: content.len(),
            gzip,
        })
    }

    fn within(self, limit: usize, name: &str) -> Result<(), String> {
        if self.gzip <= limit {
            return Ok(());
        }
        Err(format!(
            "{name} is {} bytes gzipped, {} more than the {limit} that are allowed (xtask/src/build/sizes.rs)",
            self.gzip,
            self.gzip - limit
        ))
    }

    fn add(&mut self, other: Self) {
        self.raw += other.raw;
        self.gzip += other.gzip;
    }
}

/// The package's files that the entry loads, by the package's own `exports` and `sideEffects`.
fn loaded(layout: &Layout) -> Result<Vec<String>, String> {
    let list = layout.state().join("auto.meta.json");
    let bundle = layout.state().join("auto.js");
    let mut esbuild = npm::tool(layout, "esbuild/bin/esbuild");
    esbuild
        .current_dir(layout.pkg())
        .args([
            "--bundle",
            "--format=esm",
            "--conditions=development",
            "--log-level=warning",
        ])
        .arg(format!("--outfile={}", bundle.display()))
        .arg(format!("--metafile={}", list.display()));
    process::run_with_input(&mut esbuild, "import 'cors-forecast/auto'")?;
    let list: serde_json::Value = serde_json::from_slice(&stamp::read(&list)?)
        .map_err(|error| format!("esbuild's list of files is not JSON: {error}"))?;
    let inputs = list["inputs"].as_object().into_iter().flatten();
    Ok(inputs
        .map(|(path, _)| path.clone())
        .filter(|path| path != "<stdin>")
        .collect())
}
