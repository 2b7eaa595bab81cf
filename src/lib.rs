//! Forecasts CORS preflights.

pub mod spec;
#[cfg(feature = "wasm")]
mod wasm;
