//! The parts of the crate that are compiled for each change.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::layout::Layout;
use crate::stamp;

/// A part of the crate, with tests that are quick.
pub struct Excerpt {
    pub name: &'static str,
    /// What cargo-mutants looks at, in its globs.
    pub files: &'static [&'static str],
    /// Modules of `src/lib.rs`.
    modules: Modules,
    /// Of `tests`; the unit tests are always run.
    pub tests: &'static [&'static str],
    /// Folders of `tests` that these use.
    folders: &'static [&'static str],
    /// A test that needs what is left out, and the file for it, which is emptied.
    without: Option<(&'static str, &'static str, &'static str)>,
}

enum Modules {
    Only(&'static [&'static str]),
    AllBut(&'static [&'static str]),
}

pub const EXCERPTS: &[Excerpt] = &[
    Excerpt {
        name: "the standards",
        files: &["src/spec/**"],
        modules: Modules::Only(&["spec", "native_url"]),
        tests: &["spec_vectors"],
        folders: &["vectors"],
        without: Some((
            "http_fetch",
            "tests/vectors/exchange_script.rs",
            NO_EXCHANGES,
        )),
    },
    Excerpt {
        name: "parts of the cache",
        files: &[
            "src/cache/max_age.rs",
            "src/cache/near.rs",
            "src/cache/written.rs",
        ],
        modules: Modules::Only(&[
            "basis", "cache", "engine", "pieces", "say", "shelf", "spec", "table",
        ]),
        tests: &[],
        folders: &[],
        without: None,
    },
    Excerpt {
        name: "the cache as a whole",
        files: &[
            "src/cache/entries.rs",
            "src/cache/mod.rs",
            "src/cache/why.rs",
            "src/engine/*.rs",
            "src/judge.rs",
            "src/preflight.rs",
            "src/response.rs",
        ],
        modules: Modules::AllBut(&[
            "access_log",
            "configuration",
            "console_error",
            "curl",
            "diagnosis",
            "fingerprint",
            "pasted",
            "seen_answer",
            "synthesis",
            "wasm",
        ]),
        tests: &[
            "cache_oracle",
            "knowledge",
            "misses",
            "spec_vectors",
            "truth",
        ],
        folders: &["support", "truth", "vectors"],
        without: None,
    },
];

/// Whole exchanges need a forecaster.
const NO_EXCHANGES: &str = "//! Not in this excerpt.

pub fn run(_: &serde_json::Value, _: cors_forecast::spec::url::ParseUrl) -> Option<serde_json::Value> {
    None
}
";

/// Quick to compile before quick to run, and alone even within this workspace's folder.
const MANIFEST: &str = "
[workspace]

[profile.dev]
debug = false
incremental = true
";

impl Excerpt {
    /// Whether it changes `file`.
    pub fn looks_at(&self, file: &str) -> bool {
        self.files.iter().any(|glob| match glob.split_once('*') {
            Some((folder, _)) => file.starts_with(folder),
            None => *glob == file,
        })
    }

    /// What its tests are run without.
    pub fn less(&self) -> Vec<&'static str> {
        self.without
            .map_or(Vec::new(), |(test, ..)| vec!["--skip", test])
    }

    /// Where it is compiled.
    pub fn folder(&self, layout: &Layout) -> PathBuf {
        layout
            .target
            .join("mutants")
            .join(self.name.replace(' ', "-"))
    }

    /// Brings its folder up to date, undoing a change that was left there; says where it is.
    pub fn write(&self, layout: &Layout) -> Result<PathBuf, String> {
        let folder = self.folder(layout);
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
        put("src/lib.rs", self.lib(&text("src/lib.rs")?).as_bytes())?;
        for name in self.sources(&layout.root)? {
            let content = match self.without {
                Some((_, emptied, content)) if emptied == name => content.into(),
                _ => stamp::read(&layout.root.join(&name))?,
            };
            put(&name, &content)?;
        }
        for part in ["src", "tests"].map(|part| folder.join(part)) {
            if !part.exists() {
                continue;
            }
            for stale in stamp::files(&part)?.iter().map(|file| part.join(file)) {
                if stale
                    .strip_prefix(&folder)
                    .is_ok_and(|file| there.contains(file))
                {
                    continue;
                }
                fs::remove_file(&stale)
                    .map_err(|error| format!("{} can't be removed: {error}", stale.display()))?;
            }
        }
        Ok(folder)
    }

    /// Everything but `src/lib.rs` that it is made of.
    fn sources(&self, root: &Path) -> Result<Vec<String>, String> {
        let mut names = Vec::new();
        let below = |folder: &str| stamp::files(&root.join(folder));
        for file in below("src")? {
            let module = file
                .components()
                .next()
                .map(|first| Path::new(first.as_os_str()).with_extension(""));
            if module.is_some_and(|module| self.has(&module.to_string_lossy())) {
                names.push(format!("src/{}", file.display()));
            }
        }
        for folder in self.folders {
            for file in below(&format!("tests/{folder}"))? {
                names.push(format!("tests/{folder}/{}", file.display()));
            }
        }
        // A test of several files is in a folder.
        let tests = self
            .tests
            .iter()
            .filter(|test| !self.folders.contains(test));
        names.extend(tests.map(|test| format!("tests/{test}.rs")));
        Ok(names)
    }

    /// `src/lib.rs` less the modules that are left out and what it hands on of them.
    fn lib(&self, text: &str) -> String {
        let kept = text.split_inclusive(";\n").filter(|item| {
            let mut words = item.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            let declares = |word: &&str| matches!(*word, "mod" | "use");
            let module = words.find(declares).and_then(|_| words.next());
            module.is_none_or(|module| self.has(module))
        });
        kept.collect()
    }

    fn has(&self, module: &str) -> bool {
        match self.modules {
            Modules::Only(modules) => modules.contains(&module),
            Modules::AllBut(modules) => module != "lib" && !modules.contains(&module),
        }
    }
}

/// The crate's own manifest less benchmarks, and less what only tests of JavaScript's side use.
fn manifest(text: &str) -> String {
    const SECTIONS: [&str; 4] = ["[package]", "[features]", "[dependencies]", "[target."];
    const FOR_TESTS: [&str; 2] = ["flate2 ", "serde_json "];
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
