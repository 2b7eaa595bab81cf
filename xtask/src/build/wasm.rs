//! The crate, compiled for wasm32 with its JavaScript face.

use std::path::PathBuf;

use crate::layout::Layout;
use crate::process;
use crate::toolchain::Toolchain;

const PROFILE: &str = "wasm";

/// Compiles it; cargo knows what is to do.
pub fn compile(layout: &Layout, toolchain: &Toolchain) -> Result<PathBuf, String> {
    let mut cargo = toolchain.cargo_rustc(layout);
    cargo.args([
        "--package",
        "cors-forecast",
        "--lib",
        // Alone: a library that is made for Rust as well keeps what link-time optimisation would drop.
        "--crate-type=cdylib",
        "--no-default-features",
        "--features",
        "module",
    ]);
    cargo.args(["--profile", PROFILE]);
    process::run(&mut cargo)?;
    Ok(Toolchain::library(layout, PROFILE))
}
