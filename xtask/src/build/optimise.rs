//! wasm-opt, from npm's binaryen.

use std::path::Path;

use crate::layout::Layout;
use crate::{npm, process};

/// What rustc uses, and no more: with all features on it writes a format that no browser loads yet.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// What counts is the size after gzip. Inlining a function into its only caller makes the module smaller and the gzipped
/// one larger, for all but the smallest functions. And Rust's linker puts the end of the stack at address 0, where no
/// data is.
const FOR_GZIP: [&str; 2] = [
    "--one-caller-inline-max-function-size=40",
    "--low-memory-unused",
];

/// Optimises for size until nothing more is won.
pub fn run(layout: &Layout, from: &Path, to: &Path) -> Result<(), String> {
    let mut wasm_opt = npm::tool(layout, "binaryen/bin/wasm-opt");
    wasm_opt.args([
        "-Oz",
        "--converge",
        "--strip-debug",
        "--strip-producers",
        "--strip-target-features",
    ]);
    wasm_opt
        .args(FOR_GZIP)
        .args(FEATURES)
        .arg(from)
        .arg("-o")
        .arg(to);
    process::run(&mut wasm_opt)
}
