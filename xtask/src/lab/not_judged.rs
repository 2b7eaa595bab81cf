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

const EXCEPTIONS: [Exception; 4] = [
    Exception {
        engines: &[Engine::Firefox],
        reason: "after a cut connection Firefox looks up the host anew and trusts no older entry, which no page can know",
        applies: |scenario| scenario.steps().split_last().is_some_and(|(_, before)| before.iter().any(Scenario::drops)),
    },
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

/// Whether a `DELETE` may be sent on to another origin than its own.
fn is_redirected_delete(step: &Value) -> bool {
    let is_delete = step["method"]
        .as_str()
        .is_some_and(|method| method.eq_ignore_ascii_case("DELETE"));
    let origin = |url: &str| url.split("{base}").next().map(str::to_owned);
    let own = step["url"].as_str().and_then(origin);
    let server = &step["server"];
    let routes = server["routes"].as_object();
    let of_routes = routes.into_iter().flat_map(|routes| routes.values());
    let mut locations = std::iter::once(server)
        .chain(of_routes)
        .filter_map(|answers| answers["actual"]["headers"].as_array())
        .flatten()
        .filter(|pair| pair[0] == "Location")
        .filter_map(|pair| pair[1].as_str());
    // One without an origin stays where it is.
    is_delete && locations.any(|location| location.contains("{base}") && origin(location) != own)
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
