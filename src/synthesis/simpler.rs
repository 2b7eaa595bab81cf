//! What would make requests need no permission at all.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::call::Stage;
use super::kind::Kind;
use super::report::{Kept, Simpler, SimplerStep};
use crate::minimal::route::{Route, RouteState};

/// Groups of requests with the same way to it, and what is not advised.
#[derive(Default)]
pub(super) struct Ways {
    /// By recipes and texts of the steps.
    simpler: BTreeMap<Vec<(&'static str, String)>, Simpler>,
    kept: BTreeMap<(&'static str, String, String), Kept>,
}

impl Ways {
    pub fn of(kinds: &[Kind<'_>], stage: &Stage) -> Self {
        let mut ways = Self::default();
        for kind in kinds.iter().filter(|kind| kind.call.is_preflighted()) {
            ways.add(kind, stage);
        }
        ways
    }

    fn add(&mut self, kind: &Kind<'_>, stage: &Stage) {
        let (call, count) = (kind.call, kind.count);
        let request = &call.seen.request;
        let forecasters = stage.page(&call.page).iter();
        let routes = forecasters.map(|forecaster| forecaster.to_simple(request));
        let routes: Vec<Route> = routes.collect();
        // Several engines say so of one request.
        let mut withheld = BTreeMap::new();
        for one in routes.iter().flat_map(|route| &route.withheld) {
            withheld.insert((one.code, one.name.clone(), one.text.clone()), one);
        }
        for (key, one) in withheld {
            let kept = self.kept.entry(key).or_insert_with(|| Kept {
                code: one.code,
                name: one.name.clone(),
                requests: 0,
                text: one.text.clone(),
                source: one.source,
            });
            kept.requests = kept.requests.saturating_add(count);
        }
        let open = |route: &Route| matches!(route.state, RouteState::There | RouteState::Possible);
        if !routes.iter().all(open) {
            return;
        }
        let mut steps: BTreeMap<(&'static str, String), SimplerStep> = BTreeMap::new();
        for step in routes.iter().flat_map(|route| &route.steps) {
            steps
                .entry((step.recipe, step.text.clone()))
                .or_insert_with(|| SimplerStep {
                    answers: step.answers,
                    recipe: step.recipe,
                    text: step.text.clone(),
                    risk: step.risk,
                });
        }
        let key = steps.keys().cloned().collect();
        let group = self.simpler.entry(key).or_insert_with(|| Simpler {
            requests: 0,
            example: String::from(kind.example),
            steps: steps.into_values().collect(),
        });
        group.requests = group.requests.saturating_add(count);
        if *kind.example < *group.example {
            group.example = String::from(kind.example);
        }
    }

    /// The most requests first.
    pub fn told(self) -> (Vec<Simpler>, Vec<Kept>) {
        let mut simpler: Vec<Simpler> = self.simpler.into_values().collect();
        simpler.sort_by_key(|group| core::cmp::Reverse(group.requests));
        let mut kept: Vec<Kept> = self.kept.into_values().collect();
        kept.sort_by_key(|kept| core::cmp::Reverse(kept.requests));
        (simpler, kept)
    }
}
