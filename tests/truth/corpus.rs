//! The recorded corpus, read from its compressed files.

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use serde::Deserialize;
use serde_json::Value;

#[derive(Debug, Deserialize)]
pub struct Scenario {
    pub id: String,
    pub category: String,
    pub sub: String,
    #[serde(default = "default_page")]
    pub page: String,
    #[serde(default = "default_context")]
    pub context: String,
    pub steps: Vec<Step>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    pub api: String,
    pub url: String,
    pub method: Option<String>,
    pub headers: Option<Vec<(String, String)>>,
    pub headers_form: Option<String>,
    pub body: Option<Body>,
    pub mode: Option<String>,
    pub credentials: Option<String>,
    pub cache: Option<String>,
    pub redirect: Option<String>,
    #[serde(default)]
    pub keepalive: bool,
    pub duplex: Option<String>,
    pub integrity: Option<String>,
    #[serde(default)]
    pub upload: Vec<Upload>,
    #[serde(default)]
    pub sync: bool,
    pub user_args: Option<Value>,
    pub context: Option<String>,
    pub abort: Option<String>,
    pub abort_after_ms: Option<f64>,
    pub parallel: Option<usize>,
    pub window: Option<String>,
    #[serde(default)]
    pub delay_before_ms: f64,
    pub req_init: Option<Value>,
    #[serde(default)]
    pub server: Server,
}

#[derive(Debug, Deserialize)]
pub struct Body {
    pub r#type: String,
    pub text: Option<String>,
    pub mime: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Upload {
    pub when: Option<String>,
    #[serde(default)]
    pub remove: bool,
}

#[derive(Debug, Default, Deserialize)]
pub struct Server {
    pub preflight: Option<Answer>,
    pub actual: Option<Answer>,
    #[serde(default)]
    pub routes: HashMap<String, Route>,
}

#[derive(Debug, Default, Deserialize)]
pub struct Route {
    pub preflight: Option<Answer>,
    pub actual: Option<Answer>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    pub status: Option<u16>,
    pub headers: Option<Vec<(String, String)>>,
    #[serde(default)]
    pub drop: bool,
    #[serde(default)]
    pub delay_ms: f64,
}

/// What a browser did at one step.
#[derive(Debug, Deserialize)]
pub struct Seen {
    pub outcome: String,
    /// Where an XMLHttpRequest threw.
    pub at: Option<String>,
    /// The exception's name.
    pub error: Option<String>,
    /// What `sendBeacon` returned.
    pub returned: Option<bool>,
    pub requests: Vec<SeenRequest>,
}

#[derive(Debug, Deserialize)]
pub struct SeenRequest {
    pub k: String,
    pub to: String,
    pub path: String,
    pub method: String,
    pub origin: Option<String>,
    pub acrm: Option<String>,
    pub acrh: Option<String>,
}

fn default_page() -> String {
    "A".to_owned()
}

fn default_context() -> String {
    "window".to_owned()
}

/// What was recorded first, and what the lab has recorded since.
const PARTS: [&str; 2] = ["", "lab-"];

fn lines(name: &str) -> String {
    let mut text = String::new();
    for part in PARTS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/truth")
            .join(format!("{part}{name}.jsonl.gz"));
        let file = std::fs::File::open(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        GzDecoder::new(file)
            .read_to_string(&mut text)
            .unwrap_or_else(|error| panic!("{path:?}: {error}"));
    }
    text
}

pub fn scenarios() -> Vec<Scenario> {
    lines("scenarios")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

/// By scenario id: what the engine did at each step.
pub fn truth(engine: &str) -> HashMap<String, Vec<Seen>> {
    #[derive(Deserialize)]
    struct Row {
        id: String,
        steps: Vec<Seen>,
    }
    lines(engine)
        .lines()
        .map(|line| {
            let row: Row =
                serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
            (row.id, row.steps)
        })
        .collect()
}
