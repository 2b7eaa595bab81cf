//! The journal's answers: a report, and what changes would have made of it.

use alloc::vec::Vec;
use core::cmp::Reverse;

use super::change::{Action, Change};
use super::evidence::gather;
use super::findings::Search;
use super::plan::{meant, Meant};
use super::replay::{Replay, Sums};
use super::report::{Difference, EndpointCost, EndpointReport, JournalReport, JournalWindow};
use super::shape::ENGINES;
use super::suspicions::can_be_listed;
use super::window::Window;
use super::Journal;
use crate::engine::Engine;
use crate::policy::KnownServer;
use crate::spec::origin::Origin;

impl Journal {
    /// What the requests of a page of `page` have cost, and what of it could be spared.
    pub fn report(&self, page: &Origin, server: &dyn KnownServer) -> JournalReport {
        let window = Window::of(self, page);
        let evidence = gather(&window, server);
        let mut order: Vec<usize> = (0..evidence.len()).collect();
        order.sort_by_key(|at| Reverse((evidence[*at].most(), window.calls(*at))));
        let mut search = Search::new(&window, server);
        let mut report = JournalReport {
            window: self.window_report(&window),
            endpoints: Vec::with_capacity(order.len()),
            findings: Vec::new(),
        };
        for at in order {
            let evidence = &evidence[at];
            report.findings.extend(search.findings(at, evidence));
            let engine = |place: usize| {
                let Sums {
                    preflights,
                    hits,
                    refused,
                } = evidence.engines[place].sums;
                EndpointCost {
                    engine: Engine::ALL[place].1,
                    preflights,
                    hits,
                    refused,
                }
            };
            report
                .endpoints
                .extend(window.endpoint(at).map(|endpoint| EndpointReport {
                    endpoint: endpoint.text.clone(),
                    calls: window.calls(at),
                    urls: endpoint.urls,
                    engines: (0..ENGINES).map(engine).collect(),
                    basis: evidence.basis(),
                }));
        }
        report.findings.sort_by_key(|finding| {
            let most = finding.engines.iter().map(|engine| engine.cost).max();
            (finding.severity, Reverse(most))
        });
        report
    }

    /// Preflights before and after changes, in each engine.
    pub fn what_if(
        &self,
        page: &Origin,
        server: &dyn KnownServer,
        changes: &[Change],
    ) -> Vec<Difference> {
        let window = Window::of(self, page);
        let changes = meant(&window, changes);
        let of_engine = |engine: usize| {
            let before = Replay::new(&window, server, engine);
            let after = Replay {
                changes: &changes,
                ..before
            };
            difference(engine, before.sums(None), after.sums(None))
        };
        (0..ENGINES).map(of_engine).collect()
    }

    fn window_report(&self, window: &Window) -> JournalWindow {
        let times = window.times();
        JournalWindow {
            from: times.map(|(from, _)| from),
            to: times.map(|(_, to)| to),
            requests: window.len(),
            dropped: self.counts.dropped,
            same_origin: self.counts.same_origin,
            other: self.counts.other,
            memory: self.memory(),
        }
    }
}

fn difference(engine: usize, before: Sums, after: Sums) -> Difference {
    Difference {
        engine: Engine::ALL[engine].1,
        before: before.preflights,
        after: after.preflights,
        refused: after.refused,
    }
}

/// One endpoint of a window, to be played with other actions.
pub(crate) struct AtEndpoint<'a> {
    window: &'a Window<'a>,
    server: &'a dyn KnownServer,
    at: usize,
    /// As it was among all others.
    before: [Sums; ENGINES],
    /// As it would have been alone.
    alone: [Sums; ENGINES],
}

impl<'a> AtEndpoint<'a> {
    pub fn new(window: &'a Window<'a>, server: &'a dyn KnownServer, at: usize) -> Self {
        let replay = |engine: usize, only: Option<usize>| {
            let replay = Replay::new(window, server, engine);
            Replay { only, ..replay }.sums(Some(at))
        };
        let alone = core::array::from_fn(|engine| replay(engine, Some(at)));
        let before = core::array::from_fn(|engine| match window.is_crowded(engine) {
            true => replay(engine, None),
            false => alone[engine],
        });
        Self {
            window,
            server,
            at,
            before,
            alone,
        }
    }

    /// The endpoint's preflights before and after its actions, in each engine. In one whose cache is too small for the
    /// window, what they spare is worked out as if the endpoint were alone.
    pub fn differences(&self, actions: &[Action]) -> Vec<Difference> {
        let lists = actions.contains(&Action::ListByName);
        if lists && !can_be_listed(self.window, self.at) {
            return Vec::new();
        }
        let meant = actions.iter().map(|action| (Some(self.at), action.clone()));
        let changes: Vec<Meant> = meant.collect();
        let of_engine = |engine: usize| {
            let replay = Replay {
                changes: &changes,
                only: Some(self.at),
                ..Replay::new(self.window, self.server, engine)
            };
            let mut after = replay.sums(None);
            let before = self.before[engine];
            let alone = self.alone[engine].preflights;
            let spared = alone.saturating_sub(after.preflights);
            let added = after.preflights.saturating_sub(alone);
            after.preflights = before.preflights.saturating_sub(spared) + added;
            difference(engine, before, after)
        };
        (0..ENGINES).map(of_engine).collect()
    }
}
