//! The part of the crate that is compiled, with all changes in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::layout::Layout;
use crate::stamp;

/// What is changed, in the globs of cargo-mutants.
pub const FILES: &[&str] = &[
    "src/spec/**",
    "src/engine/**",
    "src/cache/**",
    "src/judge.rs",
    "src/preflight.rs",
    "src/response.rs",
];

/// Modules of `src/lib.rs` on which none of [`FILES`] rests, and no test of [`TESTS`].
const LEFT_OUT: &[&str] = &[
    "access_log",
    "configuration",
    "curl",
    "diagnosis",
    "fingerprint",
    "pasted",
    "seen_answer",
    "synthesis",
    "wasm",
];

/// Unit tests of these modules are run, which are quick.
pub const UNITS: &[&str] = &[
    "spec::",
    "engine::",
    "cache::",
    "judge::",
    "preflight::",
    "response::",
];

/// Of `tests`, the quick ones first.
pub const TESTS: &[&str] = &[
    "spec_cache",
    "spec_vectors",
    "misses",
    "knowledge",
    "cache_property",
    "console_errors",
    "truth",
];

/// Folders of `tests` that these use.
const FOLDERS: &[&str] = &["properties", "support", "truth", "vectors"];

/// One of `tests/properties`, which as a whole need what is left out.
const CACHE_PROPERTY: (&str, &str) = (
    "tests/cache_property.rs",
    r#"//! The cache of the standard, of the properties.

#[path = "properties/targets/draw.rs"]
#[allow(dead_code)]
mod draw;
#[path = "support/numbers.rs"]
#[allow(dead_code)]
mod numbers;
#[path = "properties/targets/standard_cache.rs"]
mod standard_cache;
#[path = "properties/targets/standard_list.rs"]
#[allow(dead_code)]
mod standard_list;

#[test]
fn the_standards_cache() {
    let mut numbers = numbers::Numbers(0x9e37_79b9_7f4a_7c15);
    let data: Vec<u8> = (0..60_000).map(|_| numbers.below(256) as u8).collect();
    let (hits, misses) = standard_cache::play(&data);
    assert!(hits > 250 && misses > 250, "{hits} hits, {misses} misses");
}
"#,
);

/// Says which change counts, in each function that has some.
const CHOSEN: &str = r#"
extern crate std;

/// The number of the change that counts; 0 is none.
pub(crate) fn mutant() -> usize {
    use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};
    static MUTANT: AtomicUsize = AtomicUsize::new(usize::MAX);
    let known = MUTANT.load(Relaxed);
    if known != usize::MAX {
        return known;
    }
    let told = std::env::var("MUTANT").unwrap_or_default();
    let number = told.parse().unwrap_or_default();
    MUTANT.store(number, Relaxed);
    number
}
"#;

/// Alone even within this workspace's folder. It is compiled once, and may be ended at any time. What a change makes of a
/// constant is no error.
const MANIFEST: &str = r#"
[workspace]

[profile.dev]
debug = false
incremental = false
opt-level = 1

[lints.rust]
arithmetic_overflow = "warn"
overflowing_literals = "warn"
unconditional_panic = "warn"
"#;

/// Whether it is among what is changed.
pub fn looks_at(file: &str) -> bool {
    FILES.iter().any(|glob| match glob.split_once('*') {
        Some((folder, _)) => file.starts_with(folder),
        None => *glob == file,
    })
}

/// Brings the folder up to date. `woven`: the content of files that are changed.
pub fn write(
    layout: &Layout,
    folder: &Path,
    woven: &BTreeMap<String, String>,
) -> Result<(), String> {
    let mut there = BTreeSet::new();
    let mut put = |name: &str, content: &[u8]| {
        there.insert(PathBuf::from(name));
        update(&folder.join(name), content)
    };
    let text = |name: &str| {
        let bytes = stamp::read(&layout.root.join(name))?;
        String::from_utf8(bytes).map_err(|_| format!("{name} is not UTF-8"))
    };
    put("Cargo.toml", manifest(&text("Cargo.toml")?).as_bytes())?;
    put("Cargo.lock", &stamp::read(&layout.root.join("Cargo.lock"))?)?;
    put("src/lib.rs", lib(&text("src/lib.rs")?).as_bytes())?;
    put(CACHE_PROPERTY.0, CACHE_PROPERTY.1.as_bytes())?;
    for name in sources(&layout.root)? {
        match woven.get(&name) {
            Some(content) => put(&name, content.as_bytes())?,
            None => put(&name, &stamp::read(&layout.root.join(&name))?)?,
        }
    }
    for part in ["src", "tests"] {
        for file in stamp::files(&folder.join(part))? {
            let name = Path::new(part).join(file);
            if !there.contains(&name) {
                let stale = folder.join(name);
                fs::remove_file(&stale)
                    .map_err(|error| format!("{} can't be removed: {error}", stale.display()))?;
            }
        }
    }
    Ok(())
}

/// Everything but `src/lib.rs` that it is made of.
fn sources(root: &Path) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    let below = |folder: &str| stamp::files(&root.join(folder));
    for file in below("src")? {
        let module = file
            .components()
            .next()
            .map(|first| Path::new(first.as_os_str()).with_extension(""));
        if module.is_some_and(|module| has(&module.to_string_lossy())) {
            names.push(format!("src/{}", file.display()));
        }
    }
    for folder in FOLDERS {
        for file in below(&format!("tests/{folder}"))? {
            // A test that is a folder is found by its `main.rs`.
            if !file.ends_with("main.rs") || TESTS.contains(folder) {
                names.push(format!("tests/{folder}/{}", file.display()));
            }
        }
    }
    for test in TESTS {
        let name = format!("tests/{test}.rs");
        if root.join(&name).exists() {
            names.push(name);
        }
    }
    Ok(names)
}

/// `src/lib.rs` less the modules that are left out and what it hands on of them.
fn lib(text: &str) -> String {
    let kept = text.split_inclusive(";\n").filter(|item| {
        let mut words = item.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let declares = |word: &&str| matches!(*word, "mod" | "use");
        let module = words.find(declares).and_then(|_| words.next());
        module.is_none_or(has)
    });
    // Changes are written with the standard library's macros.
    let kept: String = kept.chain([CHOSEN]).collect();
    kept.replace("extern crate alloc;", "#[macro_use]\nextern crate alloc;")
}

fn has(module: &str) -> bool {
    module != "lib" && !LEFT_OUT.contains(&module)
}

/// The crate's own manifest less benchmarks, and less what only tests of JavaScript's side use.
fn manifest(text: &str) -> String {
    const SECTIONS: [&str; 4] = ["[package]", "[features]", "[dependencies]", "[target."];
    const FOR_TESTS: [&str; 3] = ["arbitrary ", "flate2 ", "serde_json "];
    let begins = |line: &str, with: &[&str]| with.iter().any(|start| line.starts_with(start));
    let mut kept = MANIFEST.to_owned();
    let mut section = "";
    for line in text.lines() {
        if line.starts_with('[') {
            section = line;
        }
        let wanted = match section {
            "[dev-dependencies]" => line == section || begins(line, &FOR_TESTS),
            _ => begins(section, &SECTIONS),
        };
        if wanted {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// A file that stays as it was is not compiled again.
fn update(path: &Path, content: &[u8]) -> Result<(), String> {
    if fs::read(path).is_ok_and(|there| there == content) {
        return Ok(());
    }
    stamp::write(path, content)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_property_has_all_modules_that_it_uses() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let (_, text) = CACHE_PROPERTY;
        let mut waiting = vec!["standard_cache".to_owned()];
        let mut seen = BTreeSet::new();
        while let Some(module) = waiting.pop() {
            assert!(text.contains(&format!("mod {module};")), "{module}");
            let path = root.join(format!("tests/properties/targets/{module}.rs"));
            // Others lie beside, and use none.
            let source = fs::read_to_string(path).unwrap_or_default();
            for used in source.split("super::").skip(1) {
                let word = |c: char| c.is_ascii_lowercase() || c == '_';
                let used: String = used.chars().take_while(|c| word(*c)).collect();
                if seen.insert(used.clone()) {
                    waiting.push(used);
                }
            }
        }
        assert!(seen.len() > 1, "{seen:?}");
    }
}
