//! The wasm module's JavaScript glue, and both made small.

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use super::wasm::Module;
use super::{glue, names, optimise};
use crate::layout::Layout;
use crate::say;
use crate::stamp::{self, Digest, Stamp};

/// The files made here.
pub struct Bound {
    /// Of which module.
    pub module: Module,
    /// The optimised module.
    pub wasm: PathBuf,
    /// Its glue, an ES module; what watches a page has none.
    pub glue: Option<PathBuf>,
}

/// Makes both from what the compiler wrote, if that is not what they were made from before.
pub fn generate(layout: &Layout, module: Module, compiled: &Path) -> Result<Bound, String> {
    let folder = layout.state().join(module.name());
    let core = Bound {
        module,
        wasm: folder.join("optimised.wasm"),
        glue: (module != Module::Watch).then(|| folder.join("glue.js")),
    };
    let digest = Digest::default()
        .file(compiled)
        .file(&layout.npm_tools().join("package-lock.json"))
        .file(&layout.root.join("Cargo.lock"))
        .text(include_str!("bindings.rs"))
        .text(include_str!("glue.rs"))
        .text(include_str!("names.rs"))
        .text(include_str!("optimise.rs"));
    let stamp = Stamp::new(folder.join("stamp"), digest);
    let glued = core.glue.as_ref().is_none_or(|glue| glue.is_file());
    if stamp.is_fresh() && core.wasm.is_file() && glued {
        say::note(&format!(
            "bindings and optimised module `{}`: up to date",
            module.name()
        ));
        return Ok(core);
    }

    stamp.remove()?;
    let unoptimised = match &core.glue {
        None => compiled.to_owned(),
        Some(glue) => {
            say::note(&format!("generating the bindings of `{}`", module.name()));
            let (bound, text) = bind(compiled)?;
            let unoptimised = folder.join("bound.wasm");
            stamp::write(&unoptimised, &bound)?;
            let raw_glue = folder.join("bound.js");
            stamp::write(&raw_glue, glue::without_default_init(&text)?.as_bytes())?;
            glue::shake(layout, module, &raw_glue, glue)?;
            unoptimised
        }
    };

    say::note("optimising the module");
    optimise::run(layout, module, &unoptimised, &core.wasm)?;
    stamp.write()?;
    Ok(core)
}

/// wasm-bindgen: the module with its tables adapted, and the JavaScript that goes with it.
fn bind(compiled: &Path) -> Result<(Vec<u8>, String), String> {
    let failed = |error| {
        format!(
            "wasm-bindgen can't make bindings for {}: {error:#}\n\
             If it names a version: `wasm-bindgen` in Cargo.toml and `wasm-bindgen-cli-support` in xtask/Cargo.toml \
             must be pinned to the same one",
            compiled.display()
        )
    };
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(compiled)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .web(true)
        .map_err(failed)?;
    let mut output = bindgen.generate_output().map_err(failed)?;
    let is_one_file = output.local_modules().is_empty()
        && output.npm_dependencies().is_empty()
        && output.snippets().values().all(Vec::is_empty);
    if !is_one_file {
        return Err("the core brings JavaScript of its own (`#[wasm_bindgen(module = …)]` or `inline_js`), \
                    which the package has no place for; write it in pkg-template instead"
            .to_owned());
    }
    let text = output.js().to_owned();
    let module = output.wasm_mut();
    let imports = module.imports.iter_mut();
    let text = names::shorten(
        imports.map(|import| (&mut import.module, &mut import.name)),
        text,
    )
    .map_err(|what| glue::changed(&what))?;
    Ok((module.emit_wasm(), text))
}
