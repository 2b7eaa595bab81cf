//! Answers of real servers, as they were measured (`tests/vectors/servers/measured.json`): what each was asked from
//! `https://app.example.com`, and status, headers and the beginning of the body that it answered with.

use cors_forecast::{SeenAnswer, SeenCall, SeenExchange, WireKind, WireRequest, WireResponse};
use serde_json::Value;

const MEASURED: &str = include_str!("../vectors/servers/measured.json");

/// The page of all of these.
pub const PAGE: &str = "https://app.example.com";

/// Origins and names that no configuration lists.
const MADE_UP: [&str; 3] = [
    "https://evil.example.net",
    "https://app.example.com.evil.net",
    "x-not-allowed",
];

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

    /// The exchange that begins with `preflight`, and all else that the configuration was asked.
    pub fn exchange(&self, stack: &str, configuration: &str, preflight: &str) -> SeenExchange {
        let (_, _, asks) = self
            .all()
            .into_iter()
            .find(|(known, name, _)| known == stack && name == configuration)
            .unwrap();
        let call = |ask: &str| self.call(stack, configuration, ask);
        let own = ["pf_known", "pf_known_id_put", "get_origin", preflight];
        let preflight = call(preflight);
        // What a path that is not there is answered says nothing of this one.
        let others = asks.iter().filter(|ask| {
            !own.contains(&ask.as_str())
                && ![
                    "pf_unknown",
                    "pf_trailing_slash",
                    "pf_lower_method",
                    "pf_pna",
                ]
                .contains(&ask.as_str())
        });
        SeenExchange {
            origin: PAGE.to_owned(),
            credentials: preflight.as_ref().is_some_and(allows_credentials),
            preflight,
            actual: call("get_origin"),
            probes: others.filter_map(|ask| call(ask)).collect(),
            made_up: MADE_UP.map(str::to_owned).to_vec(),
            ..SeenExchange::default()
        }
    }
}

/// A configuration that allows credentials was made for them; beside `*` there are none.
fn allows_credentials(call: &SeenCall) -> bool {
    let answer = call.answer.as_ref().unwrap();
    let has = |name: &str, value: &str| {
        let mut lines = answer.response.headers.iter();
        lines.any(|(known, given)| known == name && given == value)
    };
    has("access-control-allow-credentials", "true") && !has("access-control-allow-origin", "*")
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
