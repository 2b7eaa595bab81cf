//! A row of a recording: what a browser did with a scenario, step by step, in the corpus's own fields.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// All steps of a scenario.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Row {
    pub id: String,
    pub engine: String,
    pub steps: Vec<Step>,
}

/// How the page saw a step end, and the requests that reached a server.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Step {
    pub preflighted: bool,
    #[serde(flatten)]
    pub ending: Ending,
    pub requests: Vec<Request>,
}

/// How the page saw a step end.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct Ending {
    pub outcome: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub msg: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub immediate: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirected: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upload: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub all: Option<Vec<String>>,
}

/// A request that reached a server.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Request {
    pub k: String,
    pub to: String,
    pub path: String,
    pub method: String,
    pub origin: Option<String>,
    pub cookies: bool,
    #[serde(flatten)]
    pub more: More,
}

/// What is told of a preflight, and what of the request itself.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(untagged)]
pub enum More {
    Preflight {
        acrm: Option<String>,
        acrh: Option<String>,
    },
    Actual {
        ct: Option<String>,
        /// Those of the step's headers that arrived.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        hdrs: BTreeMap<String, String>,
    },
}
