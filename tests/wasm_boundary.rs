//! The boundary to JavaScript, in a browser: data that crosses it, and the class that pages use.

#![cfg(all(target_arch = "wasm32", feature = "wasm"))]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "what JavaScript says otherwise than expected is to fail the test where it stands"
)]

#[path = "wasm_boundary/calls.rs"]
mod calls;
#[path = "wasm_boundary/console.rs"]
mod console;
#[path = "wasm_boundary/descriptions.rs"]
mod descriptions;
#[path = "wasm_boundary/journal.rs"]
mod journal;
#[path = "wasm_boundary/knowledge.rs"]
mod knowledge;
#[path = "wasm_boundary/options.rs"]
mod options;
#[path = "wasm_boundary/page.rs"]
mod page;
#[path = "wasm_boundary/rows.rs"]
mod rows;
#[path = "wasm_boundary/unusual_input.rs"]
mod unusual_input;
mod vectors;
#[path = "wasm_boundary/wrong_input.rs"]
mod wrong_input;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
