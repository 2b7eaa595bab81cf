//! The crate, compiled for wasm32 with its JavaScript face.

use std::path::PathBuf;

use crate::layout::Layout;
use crate::toolchain::Toolchain;
use crate::{process, stamp};

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

/// Compiles it; cargo knows what is to do.
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
    process::run(&mut cargo)?;
    // The next module is written to the same place.
    let path = layout.state().join(module.name()).join("compiled.wasm");
    stamp::write(&path, &stamp::read(&Toolchain::library(layout, PROFILE))?)?;
    Ok(path)
}
