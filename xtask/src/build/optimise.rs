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
    wasm_opt.args(FEATURES).arg(from).arg("-o").arg(to);
    process::run(&mut wasm_opt)
}
