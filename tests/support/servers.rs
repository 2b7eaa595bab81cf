//! Answers of real servers, as they were measured (`tests/vectors/servers/measured.json`): what each was asked from
//! `https://app.example.com`, and status, headers and the beginning of the body that it answered with.

use cors_forecast::{SeenAnswer, SeenCall, WireKind, WireRequest, WireResponse};
use serde_json::Value;

const MEASURED: &str = include_str!("../vectors/servers/measured.json");

/// All that was measured.
pub struct Servers(Value);

impl Servers {
    pub fn read() -> Self {
        Self(serde_json::from_str(MEASURED).unwrap())
    }

    /// Stacks, their configurations, and what each was asked.
    pub fn all(&self) -> Vec<(String, String, Vec<String>)> {
        let stacks = self.0["stacks"].as_object().unwrap().iter();
        stacks
            .flat_map(|(stack, told)| {
                let configurations = told["configurations"].as_object().unwrap().iter();
                configurations.map(|(name, answers)| {
                    let asks = answers.as_object().unwrap().keys().cloned().collect();
                    (stack.clone(), name.clone(), asks)
                })
            })
            .collect()
    }

    /// One question and its answer; `None` if it was not asked.
    pub fn call(&self, stack: &str, configuration: &str, ask: &str) -> Option<SeenCall> {
        let answers = &self.0["stacks"][stack]["configurations"][configuration];
        assert!(answers.is_object(), "{stack} has no {configuration}");
        let answer = &self.0["answers"][usize::try_from(answers[ask].as_u64()?).unwrap()];
        let asked = &self.0["asks"][ask];
        let method = text(&asked["method"]);
        Some(SeenCall {
            request: WireRequest {
                kind: match method.as_str() {
                    "OPTIONS" => WireKind::Preflight,
                    _ => WireKind::Actual,
                },
                method,
                url: format!("https://api.example.com{}", text(&asked["path"])),
                headers: pairs(&asked["headers"]),
            },
            answer: Some(SeenAnswer {
                response: WireResponse {
                    status: u16::try_from(answer[0].as_u64().unwrap()).unwrap(),
                    headers: pairs(&answer[1]),
                    ..WireResponse::default()
                },
                body: answer[2].as_str().map(str::to_owned),
                body_length: None,
            }),
        })
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// An object, or a list of pairs where a name occurs more than once.
fn pairs(value: &Value) -> Vec<(String, String)> {
    match value {
        Value::Object(lines) => lines
            .iter()
            .map(|(name, value)| (name.clone(), text(value)))
            .collect(),
        lines => {
            let lines = lines.as_array().unwrap().iter();
            lines.map(|line| (text(&line[0]), text(&line[1]))).collect()
        }
    }
}
