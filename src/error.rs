//! What input is refused, and what would be right.

use std::fmt;

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
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidOrigin { given, meant } => {
                write!(f, "origin must be scheme, host and port as in \"https://app.example\", or \"null\", not \"{given}\"")?;
                match meant {
                    Some(meant) => write!(f, "; write \"{meant}\""),
                    None => Ok(()),
                }
            }
        }
    }
}

impl std::error::Error for Error {}
