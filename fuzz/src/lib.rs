//! The properties of `tests/properties`, for libFuzzer.

// A panic is what is looked for.
#![allow(clippy::expect_used, clippy::panic)]

extern crate alloc;

#[path = "../../tests/properties/shipped.rs"]
mod shipped;
#[path = "../../tests/properties/targets/mod.rs"]
pub mod targets;

use shipped::{description, engine, spec, wire};

#[doc(hidden)]
pub use libfuzzer_sys::fuzz_target;

/// The entry of the target of this name.
#[macro_export]
macro_rules! target {
    ($name:ident) => {
        $crate::fuzz_target!(|data: &[u8]| $crate::check(stringify!($name), data));
    };
}

/// Checks `data` against the property of this name.
pub fn check(name: &str, data: &[u8]) {
    let target = targets::TARGETS.iter().find(|target| target.name == name);
    (target.expect("a target of that name").check)(data);
}
