//! `cargo xtask build`: from Rust to the npm package in `dist/pkg` and the demo in `dist/www`.

mod bindings;
mod commonjs;
mod glue;
mod inner;
mod names;
mod notices;
mod optimise;
mod pack;
mod package;
mod panel;
mod scripts;
mod site;
pub mod sizes;
mod text;
mod wasm;

use std::fs::{File, TryLockError};
use std::path::Path;

use crate::layout::Layout;
use crate::toolchain::Toolchain;
use crate::{npm, say, stamp, system};
use sizes::Sizes;
pub use wasm::Module;

/// Builds what is not up to date, and reports what a page would load.
///
/// That this is too much is not an error here: see [`Sizes::check`].
pub fn run(layout: &Layout) -> Result<Sizes, String> {
    system::require_node()?;
    // Of what is written, and of what is put aside: other checkouts may share the target directory.
    let _output = lock(layout, &layout.dist())?;
    let _state = lock(layout, &layout.state())?;

    say::headline("The core: Rust to WebAssembly");
    let toolchain = Toolchain::find(layout)?;
    let compiled = Module::ALL.map(|module| wasm::compile(layout, &toolchain, module));

    say::headline("The npm package: dist/pkg");
    npm::install(layout, &layout.npm_tools())?;
    let mut bound = Vec::new();
    for (module, compiled) in Module::ALL.into_iter().zip(compiled) {
        bound.push(bindings::generate(layout, module, &compiled?)?);
    }
    package::assemble(layout, &bound, &toolchain.release()?)?;

    say::headline("The demo: dist/www");
    site::build(layout)?;

    say::headline("What `cors-forecast/auto` loads");
    let sizes = Sizes::measure(layout)?;
    sizes.report();
    Ok(sizes)
}

/// Keeps others that build in this folder waiting until it is dropped.
fn lock(layout: &Layout, folder: &Path) -> Result<File, String> {
    let path = folder.join("build.lock");
    stamp::write(&path, b"")?;
    let failed = |error| format!("{} can't be locked: {error}", layout.show(&path));
    let file = File::open(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            say::line("Waiting for another `cargo xtask` to finish its build");
            file.lock().map_err(failed)?;
        }
        Err(TryLockError::Error(error)) => return Err(failed(error)),
    }
    Ok(file)
}
