//! The crate, compiled for wasm32 with its JavaScript face.

use std::path::PathBuf;

use crate::layout::Layout;
use crate::stamp::{self, Digest, Stamp};
use crate::toolchain::Toolchain;
use crate::{process, say};

const PROFILE: &str = "wasm";

/// The modules that ship.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Module {
    /// What watches a page: no more than that takes.
    Watch,
    /// What makes forecasters.
    Core,
    /// What judges servers, and writes for them.
    Server,
}

impl Module {
    /// All of them.
    pub const ALL: [Module; 3] = [Module::Watch, Module::Core, Module::Server];

    /// What its files are called after.
    pub fn name(self) -> &'static str {
        match self {
            Module::Watch => "watch",
            Module::Core => "core",
            Module::Server => "server",
        }
    }

    /// What of the crate is in it.
    pub fn features(self) -> &'static str {
        match self {
            Module::Watch => "module,watch",
            Module::Core => "module,wasm",
            Module::Server => "module,server",
        }
    }
}

/// Compiles it, if that is not what was compiled before.
///
/// Cargo would do it each time: it keeps one library of the crate, whatever the features, and the next module takes its place.
pub fn compile(layout: &Layout, toolchain: &Toolchain, module: Module) -> Result<PathBuf, String> {
    let mut cargo = toolchain.cargo_rustc(layout);
    cargo.args([
        "--package",
        "cors-forecast",
        "--lib",
        // Alone: a library that is made for Rust as well keeps what link-time optimisation would drop.
        "--crate-type=cdylib",
        "--no-default-features",
        "--features",
        module.features(),
    ]);
    cargo.args(["--profile", PROFILE]);

    let folder = layout.state().join(module.name());
    let path = folder.join("compiled.wasm");
    let digest = Digest::default()
        .tree(&layout.root.join("src"))?
        .tree(&layout.root.join(".cargo"))?
        .file(&layout.root.join("Cargo.toml"))
        .file(&layout.root.join("Cargo.lock"))
        .text(&toolchain.release()?)
        .text(&std::env::var("RUSTFLAGS").unwrap_or_default())
        .text(&format!("{cargo:?}"));
    let stamp = Stamp::new(folder.join("compiled.stamp"), digest);
    if stamp.is_fresh() && path.is_file() {
        say::note(&format!("module `{}`: up to date", module.name()));
        return Ok(path);
    }
    stamp.remove()?;
    process::run(&mut cargo)?;
    stamp::write(&path, &stamp::read(&Toolchain::library(layout, PROFILE))?)?;
    stamp.write()?;
    Ok(path)
}
