//! The JavaScript faces: the only place that knows JavaScript. Nothing is decided here.
//!
//! One is for whoever makes a forecaster: objects in, objects out. One is for what watches a page: bytes and numbers. One is
//! for who has a server: its results become objects by way of JSON.
#![allow(unsafe_code)]

#[cfg(any(feature = "wasm", feature = "server"))]
#[cfg_attr(not(feature = "wasm"), allow(dead_code))]
mod convert;
#[cfg(feature = "wasm")]
mod convert_console;
#[cfg(feature = "wasm")]
mod convert_full;
#[cfg(feature = "wasm")]
mod convert_journal;
#[cfg(any(feature = "wasm", feature = "server"))]
#[cfg_attr(not(feature = "wasm"), allow(dead_code))]
mod decode;
#[cfg_attr(not(any(feature = "wasm", feature = "watch")), allow(dead_code))]
mod encode;
#[cfg(feature = "wasm")]
mod face;
#[cfg(all(feature = "module", target_arch = "wasm32"))]
mod runtime;
#[cfg(feature = "server")]
mod server;
mod sink;
#[cfg(any(feature = "wasm", feature = "server"))]
#[cfg_attr(not(feature = "wasm"), allow(dead_code))]
mod url;
#[cfg(feature = "watch")]
mod watch;

#[cfg(feature = "wasm")]
pub use face::Forecaster;
