//! A scenario as the corpus writes it: JSON, whose fields `tests/truth/corpus.rs` names.

use std::fs;
use std::path::Path;

use serde_json::{json, Value};

use super::origins::Origins;
use super::truth::corpus;

/// How a request is sent, in what steps, and what the servers answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario(pub Value);

impl Scenario {
    /// Reads scenarios, one a line; what the model could not read is an error with its line.
    pub fn read(file: &Path) -> Result<Vec<Self>, String> {
        let shown = file.display();
        let text = match file.extension().is_some_and(|end| end == "gz") {
            true => unpacked(file),
            false => fs::read_to_string(file),
        }
        .map_err(|error| format!("{shown} can't be read: {error}"))?;
        let scenario = |(at, line): (usize, &str)| {
            let value: Value = serde_json::from_str(line)
                .map_err(|error| format!("{shown}, line {}: {error}", at + 1))?;
            let scenario = Self(value);
            scenario
                .model()
                .map_err(|error| format!("{shown}, line {}: {error}", at + 1))?;
            Ok(scenario)
        };
        let is_row = |(_, line): &(usize, &str)| !line.trim().is_empty();
        text.lines()
            .enumerate()
            .filter(is_row)
            .map(scenario)
            .collect()
    }

    /// The same scenario as the model reads it.
    pub fn model(&self) -> Result<corpus::Scenario, String> {
        serde_json::from_value(self.0.clone())
            .map_err(|error| format!("not a scenario: {error}: {}", self.0))
    }

    /// What tells it from all others.
    pub fn id(&self) -> &str {
        self.text("id", "")
    }

    /// What kind of question it asks: `a-classify`, ….
    pub fn category(&self) -> &str {
        self.text("category", "")
    }

    /// The letter of the page's origin.
    pub fn page(&self) -> &str {
        self.text("page", "A")
    }

    /// Where its requests are made, unless a step says otherwise.
    pub fn context(&self) -> &str {
        self.text("context", "window")
    }

    /// Whether nothing else may run at the same time: it says so, or a connection breaks. For the next one Firefox looks
    /// up the host anew, and then trusts nothing of what others have put into its preflight cache before.
    pub fn is_exclusive(&self) -> bool {
        self.0["exclusive"] == true || self.steps().iter().any(Self::drops)
    }

    /// Whether its requests hold connections for a while, of which a browser has six to a host.
    pub fn is_slow(&self) -> bool {
        let slow = |step: &Value| !step["abortAfterMs"].is_null() || !step["parallel"].is_null();
        self.steps().iter().any(slow)
    }

    /// Whether its steps wait for something to expire.
    pub fn waits(&self) -> bool {
        let waits = |step: &Value| step["delayBeforeMs"].as_f64().unwrap_or_default() > 0.0;
        self.steps().iter().any(waits)
    }

    /// The steps, in order.
    pub fn steps(&self) -> &[Value] {
        self.0["steps"].as_array().map_or(&[], Vec::as_slice)
    }

    /// Whether an answer under the step cuts the connection: how often a browser then asks again is not judged.
    pub fn drops(step: &Value) -> bool {
        fn any(value: &Value) -> bool {
            match value {
                Value::Object(fields) => {
                    fields.get("drop").is_some_and(|drop| drop == true) || fields.values().any(any)
                }
                _ => false,
            }
        }
        any(&step["server"])
    }

    /// What the page is told: the steps without what the servers do, and its URLs filled in.
    pub fn for_page(&self, origins: Origins, base: &str) -> Value {
        let steps: Vec<Value> = self
            .steps()
            .iter()
            .map(|step| {
                let mut step = step.clone();
                if let Some(fields) = step.as_object_mut() {
                    fields.remove("server");
                    if let Some(Value::String(url)) = fields.get_mut("url") {
                        *url = origins.fill(url, base);
                    }
                }
                step
            })
            .collect();
        json!({ "base": base, "context": self.context(), "steps": steps })
    }

    fn text<'a>(&'a self, field: &str, default: &'a str) -> &'a str {
        self.0[field].as_str().unwrap_or(default)
    }
}

fn unpacked(file: &Path) -> std::io::Result<String> {
    let mut text = String::new();
    let file = fs::File::open(file)?;
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(file), &mut text)?;
    Ok(text)
}
