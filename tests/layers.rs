//! Who may use whom in `src`, read off its paths; and what no file may have.

#[path = "layers/source.rs"]
mod source;

use std::io;

use source::{sources, used, Source};

/// Modules that may use each other, and what they may use besides.
struct Layer {
    modules: &'static [&'static str],
    ours: &'static [&'static str],
    crates: &'static [&'static str],
}

const LAYERS: &[Layer] = &[
    Layer {
        modules: &["lib"],
        ours: &[],
        crates: &[],
    },
    Layer {
        modules: &["spec"],
        ours: &[],
        crates: &["hashbrown"],
    },
    Layer {
        modules: &["engine"],
        ours: &[],
        crates: &["serde"],
    },
    Layer {
        modules: &["table"],
        ours: &["spec"],
        crates: &["hashbrown"],
    },
    Layer {
        modules: &["pieces"],
        ours: &[],
        crates: &[],
    },
    Layer {
        modules: &["say"],
        ours: &["pieces"],
        crates: &[],
    },
    Layer {
        modules: &["basis"],
        ours: &[],
        crates: &["serde"],
    },
    Layer {
        modules: &["description", "wire", "error"],
        ours: &["spec", "say"],
        crates: &["serde"],
    },
    Layer {
        modules: &["native_url"],
        ours: &["spec"],
        crates: &["url"],
    },
    Layer {
        modules: &["recipes"],
        ours: &["pieces"],
        crates: &["serde"],
    },
    Layer {
        modules: &["rfc_2045"],
        ours: &["spec"],
        crates: &[],
    },
    Layer {
        modules: &["known_headers"],
        ours: &["pieces", "spec"],
        crates: &["serde"],
    },
    Layer {
        modules: &["shelf"],
        ours: &["pieces", "say", "table"],
        crates: &[],
    },
    Layer {
        modules: &["cache"],
        ours: &["pieces", "spec", "engine", "basis", "say", "shelf", "table"],
        crates: &["hashbrown"],
    },
    Layer {
        modules: &["safelist", "preflight", "response"],
        ours: &["pieces", "spec", "engine", "basis", "wire", "say", "shelf"],
        crates: &[],
    },
    Layer {
        modules: &[
            "prepare",
            "trigger",
            "trigger_text",
            "way",
            "advice",
            "guard",
            "failure",
            "failure_text",
            "forecast",
        ],
        ours: &[
            "pieces",
            "spec",
            "known_headers",
            "engine",
            "basis",
            "say",
            "description",
            "wire",
            "safelist",
            "rfc_2045",
            "recipes",
        ],
        crates: &["serde"],
    },
    Layer {
        modules: &["console_error"],
        ours: &["pieces", "spec", "engine", "say", "failure", "failure_text"],
        crates: &["serde"],
    },
    Layer {
        modules: &["seen_answer"],
        ours: &["wire"],
        crates: &["serde"],
    },
    Layer {
        modules: &["fingerprint"],
        ours: &["say", "seen_answer"],
        crates: &["serde"],
    },
    Layer {
        modules: &["curl"],
        ours: &["say", "wire", "forecast"],
        crates: &[],
    },
    Layer {
        modules: &["diagnosis"],
        ours: &[
            "spec",
            "engine",
            "pieces",
            "say",
            "description",
            "wire",
            "error",
            "native_url",
            "cache",
            "response",
            "preflight",
            "prepare",
            "trigger",
            "failure",
            "failure_text",
            "forecast",
            "forecaster",
            "console_error",
            "seen_answer",
            "fingerprint",
            "curl",
        ],
        crates: &["serde"],
    },
    Layer {
        modules: &["configuration", "pasted"],
        ours: &["pieces", "spec", "say"],
        crates: &["serde"],
    },
    Layer {
        modules: &["miss_text"],
        ours: &["pieces", "cache", "say"],
        crates: &[],
    },
    Layer {
        modules: &["policy"],
        ours: &[
            "spec", "pieces", "basis", "say", "error", "wire", "cache", "shelf",
        ],
        crates: &["serde"],
    },
    Layer {
        modules: &["judge"],
        ours: &[
            "spec",
            "engine",
            "basis",
            "wire",
            "cache",
            "preflight",
            "response",
        ],
        crates: &[],
    },
    Layer {
        modules: &["journal"],
        ours: &[
            "spec",
            "engine",
            "basis",
            "table",
            "say",
            "description",
            "wire",
            "cache",
            "judge",
            "preflight",
            "prepare",
            "trigger",
            "policy",
            "exchange",
            "way",
        ],
        crates: &["serde", "hashbrown"],
    },
    Layer {
        modules: &["exchange", "simulation", "forecaster", "minimal"],
        ours: &[
            "pieces",
            "spec",
            "engine",
            "basis",
            "description",
            "wire",
            "error",
            "native_url",
            "cache",
            "judge",
            "policy",
            "response",
            "miss_text",
            "preflight",
            "prepare",
            "trigger",
            "failure",
            "forecast",
            "table",
            "shelf",
            "way",
            "journal",
            "say",
            "safelist",
            "advice",
            "guard",
            "recipes",
        ],
        crates: &["serde"],
    },
    Layer {
        modules: &["synthesis"],
        ours: &[
            "pieces",
            "spec",
            "engine",
            "description",
            "wire",
            "error",
            "native_url",
            "cache",
            "trigger",
            "prepare",
            "way",
            "failure",
            "forecast",
            "forecaster",
            "journal",
            "minimal",
            "say",
            "configuration",
            "pasted",
        ],
        crates: &["serde"],
    },
    Layer {
        modules: &["access_log"],
        ours: &["say", "table", "journal"],
        crates: &["serde", "hashbrown", "memchr"],
    },
    Layer {
        modules: &["wasm"],
        ours: &[
            "access_log",
            "spec",
            "engine",
            "basis",
            "configuration",
            "curl",
            "diagnosis",
            "fingerprint",
            "seen_answer",
            "synthesis",
            "say",
            "shelf",
            "policy",
            "journal",
            "minimal",
            "pasted",
            "recipes",
            "console_error",
            "description",
            "wire",
            "error",
            "trigger",
            "forecast",
            "simulation",
            "forecaster",
        ],
        crates: &[
            "wasm_bindgen",
            "js_sys",
            "web_sys",
            "dlmalloc",
            "serde",
            "serde_json",
        ],
    },
];

/// Names that stand for a clock. Time is an argument.
const CLOCKS: &[&str] = &["Instant", "SystemTime", "Date", "Performance"];

/// Macros that bring the formatting machinery along, which weighs more in the shipped module than all texts.
const FORMATTING: &[&str] = &["format!", "format_args!", "writeln!", "write_fmt"];

/// Names by which code could ask whose profile it has, and strings that do the same.
const ENGINES: &[&str] = &[
    "Chromium",
    "Firefox",
    "WebKit",
    "CHROMIUM",
    "FIREFOX",
    "WEBKIT",
    "Standard",
    "STANDARD",
    "\"chromium\"",
    "\"firefox\"",
    "\"webkit\"",
];

const LONGEST: usize = 330;

/// What is wrong with the paths of a file.
fn wrong_paths(source: &Source) -> Vec<String> {
    let module = source.module();
    let Some(layer) = LAYERS.iter().find(|layer| layer.modules.contains(&module)) else {
        let problem =
            format!("`{module}` has no place in LAYERS of tests/layers.rs; say what it may use");
        return vec![source.at(1, &problem)];
    };
    let wrong = |(line, name): (usize, String)| {
        let may = match name.strip_prefix("crate::") {
            Some(name) => layer.modules.contains(&name) || layer.ours.contains(&name),
            None => layer.crates.contains(&name.as_str()),
        };
        (!may).then(|| source.at(line, &format!("`{module}` may not use {name}")))
    };
    used(source).into_iter().filter_map(wrong).collect()
}

/// The files of `src` less unit tests.
fn shipped() -> io::Result<Vec<Source>> {
    let mut sources = sources("src")?;
    sources.retain(|source| !source.is_test());
    Ok(sources)
}

/// Fails with all of `problems`.
fn none(problems: impl Iterator<Item = String>) {
    let problems: Vec<String> = problems.collect();
    assert!(
        problems.is_empty(),
        "{} found:\n  {}",
        problems.len(),
        problems.join("\n  ")
    );
}

#[test]
fn modules_use_only_what_their_layer_may() -> io::Result<()> {
    none(shipped()?.iter().flat_map(wrong_paths));
    Ok(())
}

#[test]
fn every_layer_is_there() -> io::Result<()> {
    let sources = sources("src")?;
    let modules = LAYERS.iter().flat_map(|layer| layer.modules);
    let gone = modules.filter(|module| !sources.iter().any(|source| source.module() == **module));
    none(gone.map(|module| format!("tests/layers.rs: src has no `{module}`")));
    Ok(())
}

#[test]
fn nothing_asks_a_clock() -> io::Result<()> {
    let sources = shipped()?;
    let sources = sources.iter();
    none(sources.flat_map(|source| source.with(CLOCKS, "time is an argument")));
    Ok(())
}

#[test]
fn nothing_is_formatted() -> io::Result<()> {
    let sources = shipped()?;
    let sources = sources.iter();
    none(sources.flat_map(|source| source.with(FORMATTING, "`say` does the same for less")));
    Ok(())
}

#[test]
fn only_engine_knows_engines_by_name() -> io::Result<()> {
    const REMEDY: &str = "ask the profile for what the engine does";
    let sources = shipped()?;
    let others = sources.iter().filter(|source| source.module() != "engine");
    none(others.flat_map(|source| source.with(ENGINES, REMEDY)));
    Ok(())
}

#[test]
fn files_say_what_they_are() -> io::Result<()> {
    let (src, xtask) = (sources("src")?, sources("xtask/src")?);
    let silent = src.iter().chain(&xtask);
    let silent = silent.filter(|source| !source.text.starts_with("//! "));
    none(silent.map(|source| source.at(1, "does not open with `//!` and what it is")));
    Ok(())
}

#[test]
fn files_are_of_one_topic() -> io::Result<()> {
    let (src, xtask) = (sources("src")?, sources("xtask/src")?);
    let long = src.iter().chain(&xtask).filter_map(|source| {
        let lines = source.text.lines().count();
        let problem = format!("longer than {LONGEST} lines; split it by topic");
        (lines > LONGEST).then(|| source.at(lines, &problem))
    });
    none(long);
    Ok(())
}
