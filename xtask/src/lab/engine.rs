//! The engines that can be driven, and the profile that each is held against.

use clap::ValueEnum;
use cors_forecast::Engine as Profile;

/// A browser engine as the command line names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    /// Chromium or Chrome
    Chromium,
    /// Firefox
    Firefox,
    /// WebKitGTK's MiniBrowser
    Webkit,
}

impl Engine {
    /// The name by which recordings call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// What the core calls it.
    pub fn profile(self) -> Profile {
        match self {
            Self::Chromium => Profile::Chromium,
            Self::Firefox => Profile::Firefox,
            Self::Webkit => Profile::WebKit,
        }
    }
}
