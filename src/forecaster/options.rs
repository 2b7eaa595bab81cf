//! What a forecaster is made of.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::policy::Policy;

/// What a forecaster is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForecasterOptions {
    /// The page's origin; `null` for an opaque one.
    pub origin: String,
    /// Who judges.
    #[serde(default)]
    pub engine: Engine,
    /// How servers answer, as far as it is known beforehand.
    #[serde(default)]
    pub policies: Vec<Policy>,
}
