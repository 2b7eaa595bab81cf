//! What is printed in the end: a table and examples, or one JSON document.

use serde_json::{json, Map, Value};

use super::compare::Difference;
use super::judge::{Count, Disagreement, Findings};
use crate::say;

/// Agreement below this, in percent, is a failure.
const FLOOR: f64 = 99.7;

/// Whether the core may be relied on.
pub fn is_fine(findings: &[Findings]) -> bool {
    findings.iter().all(|of| of.all().percent() >= FLOOR)
}

/// Prints it for people.
pub fn print(findings: &[Findings]) {
    for of in findings {
        say::headline(&format!(
            "{}  ({}, {:.0} s)",
            of.engine, of.version, of.seconds
        ));
        for (category, count) in &of.categories {
            say::note(&line(category, *count));
        }
        say::note(&line("all", of.all()));
        for (reason, count) in &of.not_judged {
            say::note(&format!("not judged: {count}: {reason}"));
        }
        for (id, difference) in &of.unsteady {
            say::note(&format!(
                "agrees only when run alone: {id}, step {}",
                difference.step
            ));
            accounts(difference);
        }
        for disagreement in &of.disagreements {
            say::line("");
            example(disagreement);
        }
    }
    say::line("");
    for of in findings {
        say::line(&line(of.engine, of.all()));
    }
}

fn line(name: &str, count: Count) -> String {
    format!(
        "{name:<22} {:>5} of {:>5}  {:7.2} %",
        count.agree,
        count.of,
        count.percent()
    )
}

fn example(disagreement: &Disagreement) {
    let difference = &disagreement.difference;
    say::note(&format!(
        "{} {}, step {}",
        disagreement.scenario.id(),
        disagreement.scenario.category(),
        difference.step
    ));
    say::note(&disagreement.smallest.0.to_string());
    accounts(difference);
}

fn accounts(difference: &Difference) {
    say::note(&format!("  forecast {}", difference.forecast));
    say::note(&format!("  seen     {}", difference.seen));
}

/// The same for programs.
pub fn document(findings: &[Findings], seed: Option<u64>) -> Value {
    let engines: Vec<Value> = findings.iter().map(engine).collect();
    json!({ "seed": seed, "floor": FLOOR, "fine": is_fine(findings), "engines": engines })
}

fn engine(of: &Findings) -> Value {
    let counted =
        |count: Count| json!({ "agree": count.agree, "of": count.of, "percent": count.percent() });
    let categories: Map<String, Value> = of
        .categories
        .iter()
        .map(|(name, count)| (name.clone(), counted(*count)))
        .collect();
    let disagreements: Vec<Value> = of
        .disagreements
        .iter()
        .map(|disagreement| {
            json!({
                "scenario": disagreement.scenario.0,
                "smallest": disagreement.smallest.0,
                "step": disagreement.difference.step,
                "forecast": disagreement.difference.forecast,
                "seen": disagreement.difference.seen,
            })
        })
        .collect();
    json!({
        "engine": of.engine,
        "version": of.version,
        "seconds": of.seconds,
        "all": counted(of.all()),
        "categories": categories,
        "notJudged": of.not_judged,
        "unsteady": of.unsteady.iter().map(|(id, _)| id).collect::<Vec<_>>(),
        "disagreements": disagreements,
    })
}
