//! From a scenario on which core and browser disagree to the smallest one on which they still do.

use serde_json::{json, Value};

use super::bench::Bench;
use super::compare::{self, Difference, Verdict};
use super::scenario::Scenario;

/// After so many rounds it is small enough.
const ROUNDS: usize = 30;

/// So many simpler scenarios are tried side by side.
const LANES: usize = 8;

/// These can't be left out.
const NEEDED: [&str; 2] = ["api", "url"];

/// What a field is when nothing depends on it.
const PLAINEST: [(&str, &str); 3] = [
    ("api", "fetch"),
    ("url", "{B}{base}/main"),
    ("method", "PUT"),
];

/// And a header's value.
const PLAIN_VALUE: &str = "1";

/// Takes away one thing after another for as long as the disagreement stays.
pub async fn shrink(
    bench: &mut Bench<'_>,
    scenario: &Scenario,
    difference: &Difference,
) -> Result<(Scenario, Difference), String> {
    let mut smallest = (scenario.clone(), difference.clone());
    for round in 0..ROUNDS {
        let candidates: Vec<Scenario> = simpler(&smallest.0)
            .into_iter()
            .enumerate()
            .map(|(number, mut candidate)| {
                candidate.0["id"] = format!("{}-{round}-{number}", scenario.id()).into();
                candidate
            })
            .filter(|candidate| candidate.model().is_ok() && leads_on(candidate))
            .collect();
        let Some(found) = first_that_differs(bench, candidates).await? else {
            break;
        };
        smallest = found;
    }
    smallest.0 .0["id"] = scenario.id().into();
    Ok(smallest)
}

async fn first_that_differs(
    bench: &mut Bench<'_>,
    candidates: Vec<Scenario>,
) -> Result<Option<(Scenario, Difference)>, String> {
    // One that changes the page can't run beside the others.
    let (same, other): (Vec<_>, Vec<_>) = candidates
        .into_iter()
        .partition(|candidate| candidate.page() == "A");
    for group in [same, other] {
        for chunk in group.chunks(LANES) {
            let rows = bench.observe(chunk, LANES).await?;
            for (candidate, row) in chunk.iter().zip(&rows) {
                if let Verdict::Differs(difference) = compare::judge(bench.engine, candidate, row)?
                {
                    return Ok(Some((candidate.clone(), difference)));
                }
            }
        }
    }
    Ok(None)
}

/// Everything that is one thing less, the largest first.
fn simpler(scenario: &Scenario) -> Vec<Scenario> {
    let mut found = Vec::new();
    let mut add = |value: Value| {
        if value != scenario.0 {
            found.push(Scenario(value));
        }
    };
    let steps = scenario.steps();
    if steps.len() > 1 {
        for at in (0..steps.len()).rev() {
            let mut value = scenario.0.clone();
            if let Some(steps) = value["steps"].as_array_mut() {
                steps.remove(at);
            }
            add(value);
        }
    }
    for field in ["page", "context", "exclusive"] {
        let mut value = scenario.0.clone();
        if value
            .as_object_mut()
            .is_some_and(|fields| fields.remove(field).is_some())
        {
            add(value);
        }
    }
    for (at, step) in steps.iter().enumerate() {
        for smaller in simpler_step(step) {
            let mut value = scenario.0.clone();
            value["steps"][at] = smaller;
            add(value);
        }
    }
    found
}

fn simpler_step(step: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    let fields = step.as_object().into_iter().flatten();
    for (name, content) in fields {
        if !NEEDED.contains(&name.as_str()) {
            let mut smaller = step.clone();
            if let Some(fields) = smaller.as_object_mut() {
                fields.remove(name);
            }
            found.push(smaller);
        }
        if let Some((_, plain)) = PLAINEST.iter().find(|(field, _)| field == name) {
            let mut smaller = step.clone();
            smaller[name] = json!(plain);
            found.push(smaller);
        }
        for content in less(content) {
            let mut smaller = step.clone();
            smaller[name] = content;
            found.push(smaller);
        }
    }
    found
}

/// A field's content with one item, field or nested item less; header values at their shortest.
fn less(content: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    match content {
        // A header pair stays a pair, and leads to where its scenario's servers answer.
        Value::Array(items) if is_pair(items) => {
            let plainer = items[0] != "Location" && items[1] != PLAIN_VALUE;
            found.extend(plainer.then(|| json!([items[0], PLAIN_VALUE])));
        }
        Value::Array(items) => {
            for at in 0..items.len() {
                let mut fewer = items.clone();
                fewer.remove(at);
                found.push(fewer.into());
                for item in less(&items[at]) {
                    let mut items = items.clone();
                    items[at] = item;
                    found.push(items.into());
                }
            }
        }
        Value::Object(fields) => {
            for (name, inner) in fields {
                if name != "type" {
                    let mut fewer = fields.clone();
                    fewer.remove(name);
                    found.push(fewer.into());
                }
                for inner in less(inner) {
                    let mut fields = fields.clone();
                    fields[name] = inner;
                    found.push(fields.into());
                }
            }
        }
        _ => {}
    }
    found
}

/// Whether every redirect leads to a route: one that is left to the answer of all paths would lead to itself.
fn leads_on(scenario: &Scenario) -> bool {
    scenario.steps().iter().all(|step| {
        let server = &step["server"];
        let routes = server["routes"].as_object();
        let of_routes = routes.into_iter().flat_map(|routes| routes.values());
        let headers = std::iter::once(server)
            .chain(of_routes)
            .filter_map(|answers| answers["actual"]["headers"].as_array())
            .flatten();
        headers
            .filter(|pair| pair[0] == "Location")
            .filter_map(|pair| pair[1].as_str()?.split("{base}/").nth(1))
            .all(|path| {
                let name = path.split(['?', '#']).next().unwrap_or_default();
                routes.is_some_and(|routes| routes.contains_key(name))
            })
    })
}

fn is_pair(items: &[Value]) -> bool {
    items.len() == 2 && items.iter().all(Value::is_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario() -> Scenario {
        Scenario(json!({
            "id": "t", "category": "d-cache", "sub": "test", "context": "worker",
            "steps": [
                { "api": "xhr", "url": "{C}{base}/main", "headers": [["X-A", "22"], ["X-B", "1"]] },
                { "api": "fetch", "url": "{B}{base}/main", "server": { "preflight": { "status": 200 } } },
            ],
        }))
    }

    #[test]
    fn everything_simpler_can_be_played_and_is_different() {
        let scenario = scenario();
        let all = simpler(&scenario);
        assert!(all.len() > 8);
        for candidate in all {
            assert_ne!(candidate, scenario);
            assert!(candidate.model().is_ok(), "{}", candidate.0);
        }
    }

    #[test]
    fn taking_away_comes_to_an_end() {
        let mut smallest = scenario();
        let mut rounds = 0;
        // As if every simpler one still differed.
        while let Some(next) = simpler(&smallest).into_iter().next() {
            smallest = next;
            rounds += 1;
            assert!(rounds < 60, "{}", smallest.0);
        }
        assert_eq!(
            smallest.steps(),
            [json!({ "api": "fetch", "url": "{B}{base}/main" })]
        );
    }
}
