//! All profiles.

use super::chromium::CHROMIUM;
use super::firefox::FIREFOX;
use super::standard::STANDARD;
use super::webkit::WEBKIT;
use super::{Engine, EngineProfile};

/// The profile of an engine.
pub const fn profile(engine: Engine) -> &'static EngineProfile {
    match engine {
        Engine::Chromium => &CHROMIUM,
        Engine::Firefox => &FIREFOX,
        Engine::WebKit => &WEBKIT,
        Engine::Standard => &STANDARD,
    }
}
