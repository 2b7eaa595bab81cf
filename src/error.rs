//! What input is refused, and what would be right.

use alloc::string::String;

use core::fmt;

use crate::say::fill;

/// Why a forecaster can't be made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The origin is not the serialization of one.
    InvalidOrigin {
        /// What was given.
        given: String,
        /// What was probably meant.
        meant: Option<String>,
    },
}

impl Error {
    /// Stable, kebab-case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::InvalidOrigin { .. } => "invalid-origin",
        }
    }

    /// A sentence, in lower case and without a full stop.
    pub(crate) fn message(&self) -> String {
        match self {
            Self::InvalidOrigin { given, meant } => {
                let template = if meant.is_some() {
                    "origin must be scheme, host and port as in \"https://app.example\", or \"null\", not \"{}\"; write \"{}\""
                } else {
                    "origin must be scheme, host and port as in \"https://app.example\", or \"null\", not \"{}\""
                };
                fill(template, &[given, meant.as_deref().unwrap_or_default()])
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl core::error::Error for Error {}
