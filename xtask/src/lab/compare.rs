//! A browser's row held against the core's forecast of the same scenario.

use serde_json::{json, Value};

use super::engine::Engine;
use super::not_judged;
use super::row::{self, More, Row};
use super::scenario::Scenario;
use super::truth::corpus::{Seen, SeenRequest};
use super::truth::play::{self, Happened};

/// What comes of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    Agrees,
    Differs(Difference),
    /// Nothing is held against anyone, for this reason.
    NotJudged(&'static str),
}

/// The first step at which forecast and browser part.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    pub step: usize,
    pub forecast: Value,
    pub seen: Value,
}

/// Compares all steps; what both say of requests repeated on cut connections is not looked at.
pub fn judge(engine: Engine, scenario: &Scenario, row: &Row) -> Result<Verdict, String> {
    if let Some(reason) = not_judged::reason(engine, scenario) {
        return Ok(Verdict::NotJudged(reason));
    }
    let forecast = play::forecast(&scenario.model()?, engine.profile());
    let seen = row.steps.iter().map(|step| play::seen(&seen(step)));
    let pairs = forecast.into_iter().zip(seen).zip(scenario.steps());
    for (step, ((mut forecast, mut seen), given)) in pairs.enumerate() {
        if Scenario::drops(given) {
            forecast.requests.dedup();
            seen.requests.dedup();
        }
        if forecast != seen {
            return Ok(Verdict::Differs(Difference {
                step,
                forecast: show(&forecast),
                seen: show(&seen),
            }));
        }
    }
    Ok(Verdict::Agrees)
}

/// The step as the recordings' tests read it.
fn seen(step: &row::Step) -> Seen {
    let request = |request: &row::Request| {
        let (acrm, acrh) = match &request.more {
            More::Preflight { acrm, acrh } => (acrm.clone(), acrh.clone()),
            More::Actual { .. } => (None, None),
        };
        SeenRequest {
            k: request.k.clone(),
            to: request.to.clone(),
            path: request.path.clone(),
            method: request.method.clone(),
            origin: request.origin.clone(),
            acrm,
            acrh,
        }
    };
    let ending = &step.ending;
    Seen {
        outcome: ending.outcome.clone(),
        at: ending.at.clone(),
        error: ending.error.clone(),
        returned: ending.returned,
        requests: step.requests.iter().map(request).collect(),
    }
}

fn show(happened: &Happened) -> Value {
    let requests: Vec<Value> = happened
        .requests
        .iter()
        .map(|(kind, to, path, method, origin, asked, headers)| {
            if kind == "P" {
                json!([kind, to, path, asked, headers, origin])
            } else {
                json!([kind, to, path, method, origin])
            }
        })
        .collect();
    json!({ "outcome": happened.outcome, "requests": requests })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario() -> Scenario {
        Scenario(json!({
            "id": "t", "category": "a-classify", "sub": "test",
            "steps": [{ "api": "fetch", "url": "{B}{base}/main", "method": "PUT" }],
        }))
    }

    fn row(requests: Value) -> Result<Row, serde_json::Error> {
        serde_json::from_value(json!({
            "id": "t", "engine": "chromium",
            "steps": [{ "preflighted": true, "outcome": "ok", "requests": requests }],
        }))
    }

    const PREFLIGHT: fn() -> Value = || {
        json!({ "k": "P", "to": "B", "path": "main", "method": "OPTIONS", "origin": "{A}", "cookies": false,
            "acrm": "PUT", "acrh": null })
    };
    const REQUEST: fn() -> Value = || json!({ "k": "A", "to": "B", "path": "main", "method": "PUT", "origin": "{A}", "cookies": false, "ct": null });

    #[test]
    fn what_is_as_forecast_agrees() -> Result<(), String> {
        let row = row(json!([PREFLIGHT(), REQUEST()])).map_err(|error| error.to_string())?;
        assert_eq!(judge(Engine::Chromium, &scenario(), &row)?, Verdict::Agrees);
        Ok(())
    }

    #[test]
    fn a_request_that_is_missing_differs() -> Result<(), String> {
        let row = row(json!([REQUEST()])).map_err(|error| error.to_string())?;
        let verdict = judge(Engine::Chromium, &scenario(), &row)?;
        assert!(matches!(
            verdict,
            Verdict::Differs(Difference { step: 0, .. })
        ));
        Ok(())
    }

    #[test]
    fn repeats_on_a_cut_connection_are_as_good_as_one() -> Result<(), String> {
        let mut scenario = scenario();
        scenario.0["steps"][0]["server"] = json!({ "preflight": { "drop": true } });
        let mut row = row(json!([PREFLIGHT(), PREFLIGHT()])).map_err(|error| error.to_string())?;
        row.steps[0].ending.outcome = "reject".to_owned();
        assert_eq!(judge(Engine::Chromium, &scenario, &row)?, Verdict::Agrees);
        Ok(())
    }
}
