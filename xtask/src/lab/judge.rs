//! All scenarios of a run through one browser: sent, compared, confirmed, shrunk, counted.

use std::collections::BTreeMap;
use std::time::Instant;

use super::bench::Bench;
use super::compare::{self, Difference, Verdict};
use super::progress::Progress;
use super::row::Row;
use super::scenario::Scenario;
use super::schedule;
use super::shrink;

/// So many disagreements are shrunk; of more than that, the first tell what is wrong.
const SHRUNK: usize = 24;

/// Agreeing, and all that were judged.
#[derive(Clone, Copy, Default)]
pub struct Count {
    pub agree: usize,
    pub of: usize,
}

impl Count {
    /// In percent; nothing judged is nothing wrong.
    pub fn percent(self) -> f64 {
        if self.of == 0 {
            return 100.0;
        }
        100.0 * self.agree as f64 / self.of as f64
    }
}

/// A scenario on which core and browser disagree.
pub struct Disagreement {
    pub scenario: Scenario,
    /// The smallest that was found, and where it differs.
    pub smallest: Scenario,
    pub difference: Difference,
}

/// What one engine did.
pub struct Findings {
    pub engine: &'static str,
    pub version: String,
    pub categories: BTreeMap<String, Count>,
    /// How many were not judged, by reason.
    pub not_judged: BTreeMap<&'static str, usize>,
    /// Those that disagreed among others, and agreed alone.
    pub unsteady: Vec<(String, Difference)>,
    pub disagreements: Vec<Disagreement>,
    /// In the order of the scenarios.
    pub rows: Vec<Row>,
    pub seconds: f64,
}

impl Findings {
    /// All categories together.
    pub fn all(&self) -> Count {
        self.categories
            .values()
            .fold(Count::default(), |sum, count| Count {
                agree: sum.agree + count.agree,
                of: sum.of + count.of,
            })
    }
}

/// Sends them all.
pub async fn run(bench: &mut Bench<'_>, scenarios: &[Scenario]) -> Result<Findings, String> {
    let start = Instant::now();
    let mut progress = Progress::new(bench.engine.name(), scenarios.len());
    let mut rows: BTreeMap<usize, Row> = BTreeMap::new();
    let mut suspects: Vec<(usize, Difference)> = Vec::new();
    let mut findings = Findings {
        engine: bench.engine.name(),
        version: bench.version().to_owned(),
        categories: BTreeMap::new(),
        not_judged: BTreeMap::new(),
        unsteady: Vec::new(),
        disagreements: Vec::new(),
        rows: Vec::new(),
        seconds: 0.0,
    };
    for batch in schedule::batches(scenarios) {
        let chosen: Vec<Scenario> = batch
            .scenarios
            .iter()
            .filter_map(|at| scenarios.get(*at).cloned())
            .collect();
        let seen = bench.observe(&chosen, batch.lanes).await?;
        for ((at, scenario), row) in batch.scenarios.iter().zip(&chosen).zip(seen) {
            match compare::judge(bench.engine, scenario, &row)? {
                Verdict::NotJudged(reason) => *findings.not_judged.entry(reason).or_default() += 1,
                verdict => {
                    let count = findings
                        .categories
                        .entry(scenario.category().to_owned())
                        .or_default();
                    count.of += 1;
                    match verdict {
                        Verdict::Differs(difference) => suspects.push((*at, difference)),
                        _ => count.agree += 1,
                    }
                }
            }
            rows.insert(*at, row);
        }
        progress.went(chosen.len(), suspects.len());
    }
    confirm(
        bench,
        scenarios,
        suspects,
        &mut rows,
        &mut findings,
        &mut progress,
    )
    .await?;
    progress.end();
    findings.rows = rows.into_values().collect();
    findings.seconds = start.elapsed().as_secs_f64();
    Ok(findings)
}

/// Runs those that disagreed once more, each alone, and shrinks what disagrees again.
async fn confirm(
    bench: &mut Bench<'_>,
    scenarios: &[Scenario],
    suspects: Vec<(usize, Difference)>,
    rows: &mut BTreeMap<usize, Row>,
    findings: &mut Findings,
    progress: &mut Progress,
) -> Result<(), String> {
    let all = suspects.len();
    for (number, (at, first)) in suspects.into_iter().enumerate() {
        let Some(scenario) = scenarios.get(at) else {
            continue;
        };
        progress.looks_at(number + 1, all);
        let mut again = bench.observe(std::slice::from_ref(scenario), 1).await?;
        let Some(row) = again.pop() else {
            continue;
        };
        match compare::judge(bench.engine, scenario, &row)? {
            Verdict::Differs(difference) => {
                let (smallest, difference) = if findings.disagreements.len() < SHRUNK {
                    shrink::shrink(bench, scenario, &difference).await?
                } else {
                    (scenario.clone(), difference)
                };
                findings.disagreements.push(Disagreement {
                    scenario: scenario.clone(),
                    smallest,
                    difference,
                });
            }
            _ => {
                findings.unsteady.push((scenario.id().to_owned(), first));
                if let Some(count) = findings.categories.get_mut(scenario.category()) {
                    count.agree += 1;
                }
                rows.insert(at, row);
            }
        }
    }
    Ok(())
}
