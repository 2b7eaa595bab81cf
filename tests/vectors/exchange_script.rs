//! Whole exchanges by the letter: a page's requests one after the other, and a server that answers from a list.

use cors_forecast::spec::url::ParseUrl;
use cors_forecast::{Engine, Forecaster, RequestDescription, Simulation, WireResponse};
use serde_json::{json, Value};

use super::input::{text, PAGE};

/// What was sent for each request, and how it ended.
pub fn run(input: &Value, parse_url: ParseUrl) -> Option<Value> {
    let origin = text(input, "origin").unwrap_or(PAGE);
    let mut forecaster = Forecaster::with_url_parser(origin, Engine::Standard, parse_url).ok()?;
    let mut endings = Vec::new();
    for exchange in input.get("exchanges")?.as_array()? {
        let at = exchange.get("at")?.as_f64()?;
        let description: RequestDescription =
            serde_json::from_value(exchange.get("description")?.clone()).ok()?;
        let answers: Vec<Option<WireResponse>> =
            serde_json::from_value(exchange.get("server")?.clone()).ok()?;
        let mut left = answers.into_iter();
        let mut asked_too_often = false;
        let simulation = forecaster.simulate(
            &description,
            &mut |_| {
                left.next().unwrap_or_else(|| {
                    asked_too_often = true;
                    None
                })
            },
            at,
        );
        let mut ending = ending(&simulation)?;
        if asked_too_often || left.next().is_some() {
            ending["answersUsed"] = json!("not all, or more than there are");
        }
        endings.push(ending);
    }
    Some(Value::Array(endings))
}

/// The simulation without what is told in sentences.
fn ending(simulation: &Simulation) -> Option<Value> {
    let mut ending = serde_json::to_value(simulation).ok()?;
    if let Some(error) = ending.get_mut("error").and_then(Value::as_object_mut) {
        error.remove("message");
        error.remove("step");
    }
    Some(ending)
}
