//! An answer as who asks a server sees it.

use alloc::string::String;

use serde::{Deserialize, Serialize};

use crate::wire::WireResponse;

/// A server's answer, and what is known of its body.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SeenAnswer {
    /// Status and header lines.
    #[serde(flatten)]
    pub response: WireResponse,
    /// How the body begins; a few hundred characters are enough to tell who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// How long the body is, in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_length: Option<u64>,
}
