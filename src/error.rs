//! What input is refused, and what would be right.

use alloc::string::String;

use core::fmt;

use crate::say::{fill, number};

/// Why a forecaster can't be made, or can't learn.
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
    /// A declared policy can't be.
    InvalidPolicy {
        /// Which one, counted from 0.
        index: usize,
        /// The field.
        field: &'static str,
        /// What would be right.
        right: &'static str,
    },
    /// Nothing is known by this basis.
    InvalidBasis,
    /// An answer is to be learned for a request that no page can make.
    RequestRefused {
        /// A sentence.
        why: String,
    },
}

impl Error {
    /// Stable, kebab-case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::InvalidOrigin { .. } => "invalid-origin",
            Self::InvalidPolicy { .. } => "invalid-policy",
            Self::InvalidBasis => "invalid-basis",
            Self::RequestRefused { .. } => "request-refused",
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
            Self::InvalidPolicy {
                index,
                field,
                right,
            } => fill(
                "policies[{}].{} must be {}",
                &[&number(*index), field, right],
            ),
            Self::InvalidBasis => {
                String::from("basis must be \"configured\", \"probed\" or \"recorded\"")
            }
            Self::RequestRefused { why } => fill("no page can make such a request: {}", &[why]),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl core::error::Error for Error {}
