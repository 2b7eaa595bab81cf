//! The JavaScript faces: the only place that knows JavaScript. Nothing is decided here.
//!
//! One is for whoever makes a forecaster: objects in, objects out. The other is for what watches a page: bytes and numbers.
#![allow(unsafe_code)]

#[cfg(feature = "wasm")]
mod convert;
#[cfg(feature = "wasm")]
mod convert_console;
#[cfg(feature = "wasm")]
mod convert_full;
#[cfg(feature = "wasm")]
mod convert_journal;
#[cfg(feature = "wasm")]
mod decode;
mod encode;
#[cfg(feature = "wasm")]
mod face;
#[cfg(all(feature = "module", target_arch = "wasm32"))]
mod runtime;
mod sink;
#[cfg(feature = "wasm")]
mod url;
#[cfg(feature = "watch")]
mod watch;

#[cfg(feature = "wasm")]
pub use face::Forecaster;
