//! What is not held against a forecast, and why. It is counted, and shown apart.

use serde_json::Value;

use super::engine::Engine;
use super::scenario::Scenario;

/// A kind of scenario that is run and recorded, but not judged.
struct Exception {
    engines: &'static [Engine],
    reason: &'static str,
    applies: fn(&Scenario) -> bool,
}

const ALL: &[Engine] = &[Engine::Chromium, Engine::Firefox, Engine::Webkit];

const EXCEPTIONS: [Exception; 3] = [
    Exception {
        engines: ALL,
        reason: "whether a body has the digest that `integrity` asks for is known when it has been read, not before",
        applies: |scenario| scenario.steps().iter().any(has_digest),
    },
    Exception {
        engines: &[Engine::Webkit],
        reason: "libsoup, which no other WebKit uses, turns DELETE into GET when it is redirected to another origin",
        applies: |scenario| scenario.steps().iter().any(is_redirected_delete),
    },
    Exception {
        engines: &[Engine::Webkit],
        reason: "libsoup, which no other WebKit uses, spells escapes in paths its own way",
        applies: |scenario| scenario.steps().iter().any(has_escapes),
    },
];

/// Why this is not judged, if it is not.
pub fn reason(engine: Engine, scenario: &Scenario) -> Option<&'static str> {
    let exception = EXCEPTIONS
        .iter()
        .find(|exception| exception.engines.contains(&engine) && (exception.applies)(scenario))?;
    Some(exception.reason)
}

fn is_redirected_delete(step: &Value) -> bool {
    let is_delete = step["method"]
        .as_str()
        .is_some_and(|method| method.eq_ignore_ascii_case("DELETE"));
    let redirects = |answers: &Value| {
        answers["actual"]["status"]
            .as_u64()
            .is_some_and(|status| matches!(status, 301 | 302 | 303 | 307 | 308))
    };
    let server = &step["server"];
    let routes = server["routes"].as_object();
    is_delete && (redirects(server) || routes.is_some_and(|routes| routes.values().any(redirects)))
}

fn has_escapes(step: &Value) -> bool {
    let path = step["url"]
        .as_str()
        .and_then(|url| url.split(['?', '#']).next());
    path.is_some_and(|path| path.contains('%'))
}

fn has_digest(step: &Value) -> bool {
    step["integrity"]
        .as_str()
        .is_some_and(|digest| !digest.is_empty())
}
