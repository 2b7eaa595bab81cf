//! What holds of any input: each property over its corpus, and over a bounded run of inputs that are the same each time.
//! `cargo xtask fuzz` looks further.

// In a test, a panic is how it fails.
#![allow(clippy::expect_used, clippy::panic)]

extern crate alloc;

#[path = "../support/numbers.rs"]
#[allow(dead_code)]
mod numbers;
mod shipped;
mod targets;

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use numbers::Numbers;
use shipped::{description, engine, spec, wire};
use targets::{Target, TARGETS};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

/// A target's inputs, in the order of their names.
fn corpus(target: &Target) -> Vec<(String, Vec<u8>)> {
    let folder = folder().join("corpus").join(target.name);
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let mut inputs: Vec<(String, Vec<u8>)> = files
        .map(|file| {
            let file = file.expect("a file").path();
            let name = file.file_name().expect("a name").to_string_lossy();
            (name.into_owned(), fs::read(&file).expect("its bytes"))
        })
        .collect();
    inputs.sort();
    inputs
}

/// Bytes from nowhere, or an input of the corpus with a few of them in it.
fn drawn(numbers: &mut Numbers, corpus: &[(String, Vec<u8>)], longest: usize) -> Vec<u8> {
    let mut data = match numbers.below(3) {
        0 => Vec::new(),
        _ => corpus[numbers.below(corpus.len())].1.clone(),
    };
    if data.is_empty() {
        let length = 1 + numbers.below(longest);
        return (0..length).map(|_| numbers.below(256) as u8).collect();
    }
    for _ in 0..=numbers.below(6) {
        let at = numbers.below(data.len() + 1);
        let byte = numbers.below(256) as u8;
        match numbers.below(4) {
            0 => data.insert(at, byte),
            1 => data.truncate(at.max(1)),
            2 => {
                let other = &corpus[numbers.below(corpus.len())].1;
                let from = numbers.below(other.len() + 1);
                data.splice(at.., other[from..].iter().copied());
            }
            _ if at < data.len() => data[at] = byte,
            _ => data.push(byte),
        }
        if data.is_empty() {
            data.push(byte);
        }
    }
    data.truncate(longest);
    data
}

/// Runs it, and tells of an input that fails how to run it again.
fn hold(target: &Target, origin: &str, data: &[u8]) {
    let bytes = data.to_vec();
    if catch_unwind(|| (target.check)(&bytes)).is_err() {
        let escaped: String = data.iter().map(|byte| format!("\\x{byte:02x}")).collect();
        panic!(
            "{} does not hold of {origin}. To look closer, run:\n  \
             printf '{escaped}' > input && cargo +nightly fuzz run {} input",
            target.name, target.name
        );
    }
}

fn bounded(name: &str) {
    let target = TARGETS.iter().find(|target| target.name == name);
    let target = target.expect("a target of that name");
    let corpus = corpus(target);
    assert!(!corpus.is_empty(), "{name} has no corpus");
    for (file, data) in &corpus {
        hold(target, &format!("corpus/{name}/{file}"), data);
    }
    let seed = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |seed, byte| {
        (seed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut numbers = Numbers(seed);
    for round in 0..target.rounds {
        let data = drawn(&mut numbers, &corpus, target.longest);
        hold(target, &format!("input {round}"), &data);
    }
}

macro_rules! bounded {
    ($($name:ident)*) => {
        const RUN: &[&str] = &[$(stringify!($name)),*];
        $(#[test]
        fn $name() {
            bounded(stringify!($name));
        })*
    };
}

bounded! {
    access_log call_buffer configuration console_error diagnosis header_lists header_order headers journal_replay merge mime
    minimal_set pasted patterns predict_simulate range safelist standard_cache synthesis url
}

#[test]
fn every_target_runs_here_and_by_libfuzzer() {
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    assert_eq!(names, RUN);
    assert!(names.is_sorted());
    let manifest = fs::read_to_string(folder().join("Cargo.toml")).expect("fuzz/Cargo.toml");
    let bins: Vec<&str> = manifest
        .split("[[bin]]")
        .skip(1)
        .filter_map(|bin| bin.split('"').nth(1))
        .collect();
    assert_eq!(bins, names);
    for name in names {
        let file = folder().join("targets").join(format!("{name}.rs"));
        let text = fs::read_to_string(&file).expect("its target");
        assert!(
            text.contains(&format!("cors_forecast_fuzz::target!({name});")),
            "{name}"
        );
    }
}

#[test]
fn the_corpus_is_small_and_tells_of_nobody() {
    let all = fs::read_dir(folder().join("corpus")).expect("the corpus");
    let mut folders: Vec<String> = all
        .map(|folder| {
            folder
                .expect("a folder")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    folders.sort();
    assert_eq!(folders, RUN);
    let (mut count, mut bytes) = (0, 0);
    for target in TARGETS {
        let inputs = corpus(target);
        count += inputs.len();
        for (file, data) in inputs {
            bytes += data.len();
            assert!(
                data.len() <= 4096,
                "{}/{file}: {} bytes",
                target.name,
                data.len()
            );
            let text = String::from_utf8_lossy(&data);
            for word in ["/home/", "/root/", "/work/", "/Users/"] {
                assert!(!text.contains(word), "{}/{file}: {word}", target.name);
            }
        }
    }
    assert!(count <= 1_500, "{count} inputs");
    assert!(bytes <= 1_500_000, "{bytes} bytes");
}

/// Enough exchanges for a cache that is wrong now and then.
#[test]
fn the_standards_cache_is_asked_thousands_of_times() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let data: Vec<u8> = (0..120_000).map(|_| numbers.below(256) as u8).collect();
    let (hits, misses) = targets::standard_cache::play(&data);
    assert!(hits > 500 && misses > 500, "{hits} hits, {misses} misses");
}
