//! How a server's policy is known.

use serde::{Deserialize, Serialize};

/// What a statement about the cache rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The server's policy was told.
    Configured,
    /// The server was asked.
    Probed,
    /// A recording has it.
    Recorded,
    /// Nothing is known; the standard's defaults are taken.
    Assumed,
    /// There is nothing to rest on, and no need.
    None,
}

impl Basis {
    /// The one whose discriminant this is.
    #[cfg_attr(not(feature = "watch"), allow(dead_code))]
    pub(crate) fn of_number(number: u64) -> Option<Self> {
        let all = [
            Self::Configured,
            Self::Probed,
            Self::Recorded,
            Self::Assumed,
            Self::None,
        ];
        all.into_iter().find(|basis| *basis as u64 == number)
    }
}
