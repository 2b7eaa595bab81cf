//! The least policy: it is enough, nothing of it can be left out, it is no hole; and what it takes to have it.

// In a test, a panic is how it fails.
#![allow(clippy::expect_used, clippy::panic)]

mod cases;
mod merge;
mod properties;
mod traffic;

use cors_forecast::{synthesize, PageRequest, Synthesis, SynthesisOptions};

fn defaults() -> SynthesisOptions {
    SynthesisOptions::default()
}

fn found(traffic: &[PageRequest]) -> Synthesis {
    match synthesize(traffic, &defaults()) {
        Ok(found) => found,
        Err(problem) => panic!("{problem}"),
    }
}
