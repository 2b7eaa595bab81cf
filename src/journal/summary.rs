//! The journal's answers: a report, and what changes would have made of it.

use alloc::vec::Vec;
use core::cmp::Reverse;

use super::change::Change;
use super::evidence::gather;
use super::findings::Search;
use super::plan::meant;
use super::replay::{Replay, Sums};
use super::report::{Difference, EndpointCost, EndpointReport, JournalReport, JournalWindow};
use super::shape::ENGINES;
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
        differences(&Window::of(self, page), server, changes, None)
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

/// Preflights before and after changes, in each engine; of all requests, or of those of `endpoint`.
pub(crate) fn differences(
    window: &Window,
    server: &dyn KnownServer,
    changes: &[Change],
    endpoint: Option<usize>,
) -> Vec<Difference> {
    let changes = meant(window, changes);
    let of_engine = |engine: usize| {
        let replay = Replay {
            window,
            server,
            engine,
            changes: &[],
            only: None,
            explained: false,
        };
        let before = replay.sums(endpoint);
        let changes = &changes;
        let after = Replay { changes, ..replay }.sums(endpoint);
        Difference {
            engine: Engine::ALL[engine].1,
            before: before.preflights,
            after: after.preflights,
            refused: after.refused,
        }
    };
    (0..ENGINES).map(of_engine).collect()
}
