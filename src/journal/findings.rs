//! What could be spared at an endpoint: each cause that its evidence shows, with what it costs and what helps.

use alloc::vec::Vec;

use super::cause::Cause;
use super::change::{Action, Change};
use super::evidence::Evidence;
use super::plan::Meant;
use super::replay::Replay;
use super::report::{Finding, FindingCost};
use super::shape::ENGINES;
use super::suspicions::Suspicion;
use super::template::Endpoint;
use super::window::Window;
use crate::engine::Engine;
use crate::policy::KnownServer;

/// The seconds that are recommended: what the engine of most users keeps at most.
pub(crate) const LONG: u64 = 7_200;

/// How often the whole window may be played again in search of what helps.
const EFFORT: usize = 2;

/// Plays changes at single endpoints.
pub(super) struct Search<'a> {
    pub(super) window: &'a Window<'a>,
    server: &'a dyn KnownServer,
    /// Engines whose cache may be too small for the window, so that endpoints depend on each other.
    crowded: [bool; ENGINES],
    /// How many more requests may be played for the sake of other endpoints.
    left: usize,
    /// Preflights that the endpoint looked at last has alone, in each engine.
    alone: (usize, [Option<usize>; ENGINES]),
}

/// What is left of an endpoint's preflights, and whether it was played alone although others may take its place.
#[derive(Clone, Copy, Default)]
struct Left {
    preflights: usize,
    refused: usize,
    alone: bool,
}

impl<'a> Search<'a> {
    pub fn new(window: &'a Window<'a>, server: &'a dyn KnownServer) -> Self {
        Self {
            window,
            server,
            crowded: core::array::from_fn(|engine| window.is_crowded(engine)),
            left: EFFORT * ENGINES * window.len(),
            alone: (usize::MAX, [None; ENGINES]),
        }
    }

    /// The findings about an endpoint.
    pub fn findings(&mut self, at: usize, evidence: &Evidence) -> Vec<Finding> {
        let mut findings = Vec::new();
        if let Some(endpoint) = self.window.endpoint(at) {
            for suspicion in self.suspicions(at, endpoint, evidence) {
                findings.extend(self.finding(at, endpoint, evidence, suspicion));
            }
        }
        findings
    }

    fn finding(
        &mut self,
        at: usize,
        endpoint: &Endpoint,
        evidence: &Evidence,
        suspicion: Suspicion,
    ) -> Option<Finding> {
        let Suspicion {
            cause,
            counted,
            remedies,
        } = suspicion;
        let counts: [usize; ENGINES] =
            core::array::from_fn(|engine| counted(&evidence.engines[engine]));
        let shown = counts.map(|count| count > 0);
        if !shown.contains(&true) {
            return None;
        }
        let mut found = (Vec::new(), Vec::new());
        if remedies.is_empty() {
            // Nothing helps that could be played: what it costs is what was counted.
            found.0 = costs_of(&shown, |engine| {
                let left = Left {
                    preflights: evidence.engines[engine].sums.preflights,
                    ..Left::default()
                };
                (counts[engine], left)
            });
        }
        // Where nothing helps by itself, it may do so where permissions last.
        for with in [None, Some(Action::MaxAge { seconds: LONG })] {
            if found.0.is_empty() {
                found = self.best(at, endpoint, evidence, &shown, &remedies, with);
            }
        }
        let (engines, changes) = found;
        if engines.is_empty() {
            return None;
        }
        let basis = evidence.basis();
        let (parts, urls) = match &cause {
            Cause::UrlChurn { parts, urls } => (parts.clone(), Some(*urls)),
            _ => (Vec::new(), None),
        };
        Some(Finding {
            code: cause.code(),
            severity: cause.severity(basis),
            endpoint: endpoint.text.clone(),
            names: cause.names(),
            parts,
            urls,
            max_age: match cause {
                Cause::MaxAgeShort { seconds } | Cause::MaxAgeAboveCap { seconds } => Some(seconds),
                Cause::MaxAgeZero => Some(0),
                _ => None,
            },
            text: cause.text(&endpoint.text, basis),
            engines,
            changes,
            basis,
        })
    }

    /// The first remedy that spares at least half of what the best one does; `with`: what is done besides.
    fn best(
        &mut self,
        at: usize,
        endpoint: &Endpoint,
        evidence: &Evidence,
        shown: &[bool; ENGINES],
        remedies: &[Vec<Action>],
        with: Option<Action>,
    ) -> (Vec<FindingCost>, Vec<Change>) {
        let mut best = (Vec::new(), Vec::new());
        let sum = |costs: &[FindingCost]| costs.iter().map(|costs| costs.cost).sum::<usize>();
        for remedy in remedies {
            let actions: Vec<Action> = remedy.iter().chain(&with).cloned().collect();
            let after = self.after(at, evidence, &actions, shown);
            let costs = costs_of(shown, |engine| {
                let before = evidence.engines[engine].sums.preflights;
                let left = after[engine];
                (before.saturating_sub(left.preflights), left)
            });
            if sum(&costs) > 2 * sum(&best.0) {
                let name = endpoint.text.as_str();
                let changes = actions.into_iter().map(|action| Change::at(name, action));
                best = (costs, changes.collect());
            }
            // Nothing can do better.
            if after.iter().all(|left| left.preflights <= 1) {
                break;
            }
        }
        best
    }

    /// What is left of the endpoint's preflights if it has these actions, in the engines that are asked for.
    fn after(
        &mut self,
        at: usize,
        evidence: &Evidence,
        actions: &[Action],
        asked: &[bool; ENGINES],
    ) -> [Left; ENGINES] {
        let meant = actions.iter().map(|action| (Some(at), action.clone()));
        let meant: Vec<Meant> = meant.collect();
        core::array::from_fn(|engine| {
            if !asked[engine] {
                return Left::default();
            }
            let whole = self.crowded[engine] && self.left > 0;
            if whole {
                self.left = self.left.saturating_sub(self.window.len());
            }
            let replay = Replay {
                changes: &meant,
                only: (!whole).then_some(at),
                ..Replay::new(self.window, self.server, engine)
            };
            let sums = replay.sums(Some(at));
            let mut left = Left {
                preflights: sums.preflights,
                refused: sums.refused,
                alone: false,
            };
            if self.crowded[engine] && !whole {
                // Like with like: what it costs alone less what it would cost alone.
                if self.alone.0 != at {
                    self.alone = (at, [None; ENGINES]);
                }
                let before = *self.alone.1[engine].get_or_insert_with(|| {
                    let changes = &[];
                    Replay { changes, ..replay }.sums(None).preflights
                });
                let spared = before.saturating_sub(sums.preflights);
                let really = evidence.engines[engine].sums.preflights;
                left.preflights = really.saturating_sub(spared);
                left.alone = true;
            }
            left
        })
    }

    /// Whether the server permits all that it permits now if all requests include credentials.
    pub(super) fn include_is_permitted(&mut self, at: usize, evidence: &Evidence) -> bool {
        let include = Action::OneCredentialsMode { include: true };
        let after = self.after(at, evidence, &[include], &[true; ENGINES]);
        let mut engines = after.iter().zip(&evidence.engines);
        engines.all(|(after, before)| after.refused <= before.sums.refused)
    }
}

/// Costs of at least one preflight, in the engines that show them.
fn costs_of(shown: &[bool; ENGINES], of: impl Fn(usize) -> (usize, Left)) -> Vec<FindingCost> {
    let engines = (0..ENGINES).filter(|engine| shown[*engine]);
    let costs = engines.map(|engine| {
        let (cost, left) = of(engine);
        FindingCost {
            engine: Engine::ALL[engine].1,
            cost,
            left: left.preflights,
            alone: left.alone,
        }
    });
    costs.filter(|costs| costs.cost > 0).collect()
}
