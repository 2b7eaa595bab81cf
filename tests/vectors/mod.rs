//! The standard as data, and what runs it.
//!
//! Each JSON file here is an array: a string is a comment, the first one names the revision and the anchors that the
//! file transcribes; an object is a vector with `name`, `step` (algorithm, then the standard's step), `input`,
//! `expected` and, where a page could send it, `"browser": true`. Byte strings are strings of code points U+0000 to
//! U+00FF. `tests/spec_vectors.rs` runs them natively, and they run in a browser across the wasm boundary.

pub mod cache_script;
pub mod exchange_script;
pub mod input;
pub mod output;
pub mod requests;
pub mod values;

use cors_forecast::spec::url::ParseUrl;
use serde_json::{json, Value};

/// Declares the files by their names.
macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// Name and text of every file.
        pub const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!($name, ".json")))),+];
    };
}

files![
    "cors-check",
    "cors-preflight-cache",
    "cors-preflight-fetch-request",
    "cors-preflight-fetch-response",
    "cors-safelisted-request-header",
    "cors-unsafe-request-header-byte",
    "cors-unsafe-request-header-names",
    "extract-a-body",
    "extract-header-list-values",
    "forbidden-request-header",
    "header",
    "header-name-classes",
    "http-fetch",
    "http-redirect-fetch",
    "infra",
    "main-fetch",
    "method",
    "no-cors-headers",
    "origin",
    "parse-a-mime-type",
    "parse-a-single-range-header-value",
    "request-construction",
];

/// One vector.
pub struct Row {
    /// Unique within its file.
    pub name: String,
    /// The algorithm, a slash, and the standard's step.
    pub step: String,
    /// What the algorithm is given.
    pub input: Value,
    /// What it answers.
    pub expected: Value,
    /// Whether a page could send it.
    #[allow(dead_code)] // The native program has no page.
    pub browser: bool,
}

impl Row {
    /// A row of a file.
    ///
    /// # Errors
    ///
    /// A sentence that names what it lacks.
    pub fn new(row: &Value) -> Result<Self, String> {
        let text = |member| {
            let text = input::text(row, member).map(str::to_owned);
            text.ok_or_else(|| format!("a row lacks `{member}`: {row}"))
        };
        let value = |member| {
            let value = row.get(member).cloned();
            value.ok_or_else(|| format!("a row lacks `{member}`: {row}"))
        };
        Ok(Self {
            name: text("name")?,
            step: text("step")?,
            input: value("input")?,
            expected: value("expected")?,
            browser: row.get("browser") == Some(&Value::Bool(true)),
        })
    }

    /// The algorithm alone, which [`run`] takes.
    pub fn algorithm(&self) -> &str {
        self.step.split('/').next().unwrap_or_default()
    }

    /// What `actual` has instead of the expected answer, as a line for people; `None` if it is the same.
    pub fn difference(&self, actual: &Value) -> Option<String> {
        (*actual != self.expected).then(|| {
            format!(
                "{} [{}]\n    input    {}\n    expected {}\n    actual   {actual}",
                self.name, self.step, self.input, self.expected
            )
        })
    }
}

/// The vectors of a file, without its comments.
///
/// # Errors
///
/// A sentence that names what is wrong with the file.
#[allow(dead_code)] // In a browser, JavaScript reads the files.
pub fn rows(json: &str) -> Result<Vec<Row>, String> {
    let file: Vec<Value> = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let rows = file.iter().filter(|row| !row.is_string());
    rows.map(Row::new).collect()
}

/// What the crate answers. An input that the algorithm does not take gives an object with `malformed`, which no vector expects.
pub fn run(algorithm: &str, input: &Value, parse_url: ParseUrl) -> Value {
    values::run(algorithm, input)
        .or_else(|| requests::run(algorithm, input, parse_url))
        .unwrap_or_else(|| json!({ "malformed": { "algorithm": algorithm, "input": input } }))
}
