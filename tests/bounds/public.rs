//! The public functions of the crate, read off its sources as rustfmt writes them.

#![allow(
    clippy::expect_used,
    reason = "a source that can't be read fails the test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Paths as a user of the crate writes them: `Forecaster::predict`, `spec::header::normalize`.
pub fn functions() -> BTreeSet<String> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let exported = exported(&read(&src.join("lib.rs")));
    let mut found = BTreeSet::new();
    let mut defined_in = BTreeSet::new();
    for file in files(&src) {
        let top = module_of(&file, &src).first().cloned().unwrap_or_default();
        defined_in.extend(
            defined(&read(&file))
                .into_iter()
                .map(|item| (top.clone(), item)),
        );
    }
    for file in files(&src) {
        let module = module_of(&file, &src);
        let top = module.first().cloned().unwrap_or_default();
        // Bytes and objects for JavaScript; the modules of tests.
        if top == "wasm" || module.iter().any(|name| name == "tests") {
            continue;
        }
        let text = read(&file);
        let open = matches!(top.as_str(), "spec" | "engine") && is_open(&src, &module);
        for (owner, function) in public(&text) {
            let item = owner.as_ref().unwrap_or(&function).clone();
            let at_root = exported.get(&(top.clone(), item.clone()));
            // Methods may be written elsewhere than their type, unless there is another type of that name.
            let is_own = defined_in.contains(&(top.clone(), item.clone()));
            let at_root = at_root.or_else(|| {
                let mut same = exported.iter().filter(|((_, inner), _)| *inner == item);
                let (_, name) = same.next()?;
                (owner.is_some() && !is_own && same.next().is_none()).then_some(name)
            });
            let path = match (at_root, open) {
                (Some(name), _) => name.clone(),
                (None, true) => [module.as_slice(), &[item]].concat().join("::"),
                (None, false) => continue,
            };
            found.insert(match owner {
                Some(_) => format!("{path}::{function}"),
                None => path,
            });
        }
    }
    for item in exported.keys() {
        assert!(
            defined_in.contains(item),
            "nothing defines {item:?}; is the reader blind?"
        );
    }
    found
}

/// Whether a module within an open one can be named from outside, or hands on what it has.
fn is_open(src: &Path, module: &[String]) -> bool {
    let [top, name, ..] = module else {
        return true;
    };
    let text = read(&src.join(top).join("mod.rs"));
    [format!("pub mod {name};"), format!("pub use {name}::")]
        .iter()
        .any(|line| text.contains(line.as_str()))
}

/// What `lib.rs` hands on: the top module and the name there, to the name that users know.
fn exported(lib: &str) -> BTreeMap<(String, String), String> {
    let mut exported = BTreeMap::new();
    for statement in lib.split("pub use ").skip(1) {
        let statement = statement.split(';').next().unwrap_or_default();
        let (path, names) = match statement.split_once('{') {
            Some((path, names)) => (path, names.trim_end_matches('}')),
            None => statement.rsplit_once("::").unwrap_or(("", statement)),
        };
        let top = path.split("::").next().unwrap_or_default().trim();
        for name in names
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
        {
            let (inner, outer) = name.split_once(" as ").unwrap_or((name, name));
            exported.insert((top.to_owned(), inner.to_owned()), outer.to_owned());
        }
    }
    exported
}

/// Names of types, constants and functions.
fn defined(text: &str) -> Vec<String> {
    let kinds = ["struct ", "enum ", "fn ", "const ", "const fn ", "type "];
    let names = text.lines().filter_map(|line| {
        let item = line.trim_start();
        let item = ["pub ", "pub(crate) ", "pub(super) "]
            .iter()
            .find_map(|shown| item.strip_prefix(shown))
            .unwrap_or(item);
        let name = kinds.iter().find_map(|kind| item.strip_prefix(kind))?;
        Some(name_of(name))
    });
    names.collect()
}

/// Public functions, with the types whose methods they are.
fn public(text: &str) -> Vec<(Option<String>, String)> {
    let mut found = Vec::new();
    let mut owner: Option<String> = None;
    let mut of_macro: Vec<String> = Vec::new();
    for line in text.lines() {
        let bare = line.trim_start();
        if let Some(rest) = bare.strip_prefix("impl") {
            owner = (!bare.contains(" for ")).then(|| owner_of(rest));
        } else if line == "}" {
            owner = None;
        }
        // One `impl` for each of the types that a macro is given.
        let given = line
            .strip_prefix("    ")
            .and_then(|line| line.strip_suffix(" {"));
        if let Some(name) = given.filter(|name| name.chars().all(char::is_alphanumeric)) {
            found.extend(
                of_macro
                    .iter()
                    .map(|function| (Some(name.to_owned()), function.clone())),
            );
        }
        let Some(item) = bare
            .strip_prefix("pub fn ")
            .or_else(|| bare.strip_prefix("pub const fn "))
        else {
            continue;
        };
        match &owner {
            Some(name) if name == "$name" => of_macro.push(name_of(item)),
            _ => found.push((owner.clone(), name_of(item))),
        }
    }
    found
}

fn owner_of(rest: &str) -> String {
    let mut rest = rest;
    if rest.starts_with('<') {
        rest = rest.split_once('>').map_or("", |(_, rest)| rest);
    }
    let rest = rest.trim_start();
    match rest.strip_prefix('$') {
        Some(name) => format!("${}", name_of(name)),
        None => name_of(rest),
    }
}

fn name_of(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

fn module_of(file: &Path, src: &Path) -> Vec<String> {
    let path = file
        .strip_prefix(src)
        .expect("a file of src")
        .with_extension("");
    let parts = path.iter().map(|part| part.to_string_lossy().into_owned());
    parts.filter(|part| part != "mod").collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => files.extend(self::files(&path)),
            false => files.push(path),
        }
    }
    files.retain(|file| file.extension().is_some_and(|extension| extension == "rs"));
    files
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).expect("a source")
}
