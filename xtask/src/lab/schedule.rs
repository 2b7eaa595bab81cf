//! Which scenarios run side by side.

use super::scenario::Scenario;

/// So many run at once. With more, what one has put into a cache of 100 entries could be pushed out by others
/// before its next step.
const LANES: usize = 8;

/// So many that hold connections: others would not get one in time.
const SLOW: usize = 3;

/// So many are handed to the page at a time.
const BATCH: usize = 64;

/// So many wait at once for something to expire, each with a few entries of that cache.
const WAITING: usize = 20;

/// What decides how many run at once.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Quick,
    Slow,
    Waits,
    Alone,
}

impl Kind {
    fn of(scenario: &Scenario) -> Self {
        match scenario {
            alone if alone.is_exclusive() => Self::Alone,
            slow if slow.is_slow() => Self::Slow,
            waiting if waiting.waits() => Self::Waits,
            _ => Self::Quick,
        }
    }
}

/// Scenarios of one page that are handed over together.
#[derive(Debug, PartialEq)]
pub struct Batch {
    /// Where they stand in the list.
    pub scenarios: Vec<usize>,
    /// So many of them run at once.
    pub lanes: usize,
}

/// All batches, page by page.
pub fn batches(scenarios: &[Scenario]) -> Vec<Batch> {
    let mut pages: Vec<&str> = scenarios.iter().map(Scenario::page).collect();
    pages.sort_unstable();
    pages.dedup();
    let mut batches = Vec::new();
    for page in pages {
        let of = |wanted: &dyn Fn(&Scenario) -> bool| -> Vec<usize> {
            let on_page = |(at, scenario): (usize, &Scenario)| {
                (scenario.page() == page && wanted(scenario)).then_some(at)
            };
            scenarios.iter().enumerate().filter_map(on_page).collect()
        };
        let mut cut = |scenarios: Vec<usize>, size: usize, lanes: usize| {
            batches.extend(scenarios.chunks(size).map(|chunk| Batch {
                scenarios: chunk.to_vec(),
                lanes,
            }));
        };
        let of_kind = |kind| of(&|scenario| Kind::of(scenario) == kind);
        cut(of_kind(Kind::Quick), BATCH, LANES);
        cut(of_kind(Kind::Slow), BATCH, SLOW);
        let mut waiting = of_kind(Kind::Waits);
        // A batch takes as long as the one of its scenarios that takes longest.
        waiting.sort_by_key(|at| scenarios.get(*at).map(wait));
        cut(waiting, WAITING, WAITING);
        cut(of_kind(Kind::Alone), BATCH, 1);
    }
    batches
}

/// For how long a scenario waits in all, in whole milliseconds.
fn wait(scenario: &Scenario) -> u64 {
    let of = |step: &serde_json::Value| step["delayBeforeMs"].as_u64().unwrap_or_default();
    scenario.steps().iter().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn pages_waits_and_the_exclusive_are_kept_apart() {
        let plain = json!({ "steps": [{}] });
        let waits = json!({ "steps": [{}, { "delayBeforeMs": 900 }] });
        let other = json!({ "steps": [{}], "page": "H" });
        let alone = json!({ "steps": [{}], "exclusive": true });
        let scenarios =
            [&plain, &waits, &other, &plain, &alone].map(|value| Scenario(value.clone()));
        let batches: Vec<_> = batches(&scenarios)
            .into_iter()
            .map(|batch| batch.scenarios)
            .collect();
        assert_eq!(batches, [vec![0, 3], vec![1], vec![4], vec![2]]);
    }
}
