//! wasm-opt, from npm's binaryen.

use std::path::Path;

use super::wasm::Module;
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

/// What counts is the size once it is packed. Inlining a function into its only caller makes the module smaller and the
/// packed one larger, for all but the smallest functions.
const FOR_LZMA: [&str; 1] = ["--one-caller-inline-max-function-size=40"];
/// What is packed by context mixing is smaller still with less of that, and where code that recurs is left as the
/// compiler wrote it: what is alike is foreseen better than what is short. That wins 310 bytes.
const FOR_MIXING: [&str; 4] = [
    "--one-caller-inline-max-function-size=20",
    "--always-inline-max-function-size=8",
    "--skip-pass=local-cse",
    "--skip-pass=simplify-locals",
];

/// Optimises for size until nothing more is won.
pub fn run(layout: &Layout, module: Module, from: &Path, to: &Path) -> Result<(), String> {
    let mut wasm_opt = npm::tool(layout, "binaryen/bin/wasm-opt");
    wasm_opt.args([
        "-Oz",
        "--converge",
        "--strip-debug",
        "--strip-producers",
        "--strip-target-features",
    ]);
    // Rust's linker puts the end of the stack at address 0, where no data is.
    wasm_opt.arg("--low-memory-unused");
    match module {
        Module::Watch => wasm_opt.args(FOR_MIXING),
        Module::Core | Module::Server => wasm_opt.args(FOR_LZMA),
    };
    wasm_opt.args(FEATURES).arg(from).arg("-o").arg(to);
    process::run(&mut wasm_opt)
}
