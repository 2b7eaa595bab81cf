//! The scenarios under way: which step each is at, what is to be answered there, and which requests came.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::script::Script;
use crate::lab::row::Request;
use crate::lab::scenario::Scenario;

/// How often it is looked whether a scenario has become quiet.
const GLANCE: Duration = Duration::from_millis(3);

/// For so long at most it is waited for the last answers of a step.
const PATIENCE: Duration = Duration::from_secs(20);

/// The scenarios under way, by their base.
#[derive(Clone, Default)]
pub struct Cases(Arc<Mutex<HashMap<String, Case>>>);

struct Case {
    scripts: Vec<Script>,
    /// Lower-case names of the headers that each step's page sets, but for `Content-Type`, which is told of apart, and
    /// `Host`, which tells nothing.
    names: Vec<BTreeSet<String>>,
    step: usize,
    seen: Vec<Vec<Request>>,
    unanswered: usize,
    last: Instant,
}

/// What a request meets.
pub struct Meets {
    pub script: Script,
    pub names: BTreeSet<String>,
    /// Which step it belongs to.
    pub step: usize,
}

impl Cases {
    /// A scenario begins, at its first step.
    pub fn begin(&self, base: &str, scenario: &Scenario) {
        let steps = scenario.steps();
        let case = Case {
            scripts: steps
                .iter()
                .map(|step| serde_json::from_value(step["server"].clone()).unwrap_or_default())
                .collect(),
            names: steps.iter().map(names).collect(),
            step: 0,
            seen: vec![Vec::new(); steps.len()],
            unanswered: 0,
            last: Instant::now(),
        };
        self.held().insert(base.to_owned(), case);
    }

    /// What is answered below this base now.
    pub fn meets(&self, base: &str) -> Option<Meets> {
        let held = self.held();
        let case = held.get(base)?;
        Some(Meets {
            script: case.scripts.get(case.step)?.clone(),
            names: case.names.get(case.step)?.clone(),
            step: case.step,
        })
    }

    /// A request came. It counts as unanswered until what is returned is dropped.
    pub fn arrived(&self, base: &str, step: usize, request: Request) -> Unanswered {
        if let Some(case) = self.held().get_mut(base) {
            case.unanswered += 1;
            case.last = Instant::now();
            if let Some(seen) = case.seen.get_mut(step) {
                seen.push(request);
            }
        }
        Unanswered {
            cases: self.clone(),
            base: base.to_owned(),
        }
    }

    /// Waits until all is answered and nothing has come for as long as `quiet`, then goes to a step.
    pub async fn go_to(&self, base: &str, step: usize, quiet: Duration) {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            {
                let mut held = self.held();
                let Some(case) = held.get_mut(base) else {
                    return;
                };
                let still = case.last.max(start).elapsed() >= quiet || quiet.is_zero();
                if case.unanswered == 0 && still {
                    case.step = step.min(case.scripts.len().saturating_sub(1));
                    return;
                }
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// A scenario has ended: the requests of each step.
    pub async fn end(&self, base: &str) -> Vec<Vec<Request>> {
        let start = Instant::now();
        let busy = || {
            let held = self.held();
            held.get(base).is_some_and(|case| case.unanswered > 0)
        };
        while start.elapsed() < PATIENCE && busy() {
            tokio::time::sleep(GLANCE).await;
        }
        let case = self.held().remove(base);
        case.map(|case| case.seen).unwrap_or_default()
    }

    fn held(&self) -> MutexGuard<'_, HashMap<String, Case>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request that has come and is not answered yet; a browser may give it up, and then this is dropped too.
#[must_use]
pub struct Unanswered {
    cases: Cases,
    base: String,
}

impl Drop for Unanswered {
    fn drop(&mut self) {
        if let Some(case) = self.cases.held().get_mut(&self.base) {
            case.unanswered -= 1;
            case.last = Instant::now();
        }
    }
}

fn names(step: &Value) -> BTreeSet<String> {
    [&step["headers"], &step["reqInit"]["headers"]]
        .into_iter()
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(|pair| pair[0].as_str())
        .map(str::to_ascii_lowercase)
        .filter(|name| name != "content-type" && name != "host")
        .collect()
}
