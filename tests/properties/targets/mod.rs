//! What has to hold of any input, each a function of bytes: bounded tests and libFuzzer call the very same ones.

pub mod draw;
pub mod scene;

mod access_log;
mod call_buffer;
mod configuration;
mod console_error;
mod diagnosis;
mod header_lists;
mod header_order;
mod headers;
mod journal_replay;
mod merge;
mod mime;
mod minimal_set;
mod pasted;
mod patterns;
mod predict_simulate;
mod range;
mod safelist;
pub mod standard_cache;
mod standard_list;
mod synthesis;
mod url;

/// A property by its name.
pub struct Target {
    pub name: &'static str,
    /// Panics where the property does not hold.
    pub check: fn(&[u8]),
    /// How many inputs a bounded run has.
    pub rounds: usize,
    /// The most bytes that an input has use for.
    pub longest: usize,
}

macro_rules! targets {
    ($($name:ident $rounds:literal $longest:literal,)*) => {
        pub const TARGETS: &[Target] = &[$(Target {
            name: stringify!($name),
            check: $name::check,
            rounds: $rounds,
            longest: $longest,
        },)*];
    };
}

targets! {
    access_log 600 2048,
    call_buffer 1_500 512,
    configuration 60 512,
    console_error 150 1024,
    diagnosis 250 512,
    header_lists 5_000 256,
    header_order 200 512,
    headers 10_000 128,
    journal_replay 12 2048,
    merge 1_000 512,
    mime 10_000 128,
    minimal_set 150 512,
    pasted 1_500 1024,
    patterns 1_000 256,
    predict_simulate 150 768,
    range 10_000 64,
    safelist 3_000 256,
    standard_cache 60 4096,
    synthesis 30 768,
    url 3_000 256,
}
