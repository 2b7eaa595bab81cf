//! What a replay shows of each endpoint: what its preflights were sent for.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use hashbrown::HashMap;

use super::intern::Id;
use super::replay::{Replay, Sent, Step, Sums};
use super::shape::ENGINES;
use super::window::{Request, Window};
use crate::basis::Basis;
use crate::cache::{max_age, stated_max_age, Asked, MissReason};
use crate::policy::KnownServer;
use crate::table::Hashed;

/// What preflights of an endpoint were sent for, in one engine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Costs {
    pub sums: Sums,
    /// A header that the kept permission does not list.
    pub header_not_listed: usize,
    /// A method that it does not list.
    pub method_not_listed: usize,
    /// It is for another credentials mode.
    pub other_credentials: usize,
    /// It is a `*` that does not count.
    pub wildcard: usize,
    /// The same had been permitted before, and something else has taken its place.
    pub alternating: usize,
    /// The server's word would still hold, but the engine keeps nothing for so long.
    pub above_cap: usize,
}

/// What is seen of an endpoint.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    pub engines: [Costs; ENGINES],
    /// What the server says about how long it permits, and how that is known.
    pub max_age: Option<(Asked, Basis)>,
    /// What a `*` does not count for.
    pub wildcard_names: Vec<String>,
    /// The same, to be looked for.
    wildcards: BTreeSet<String>,
}

impl Evidence {
    /// What all of it rests on.
    pub fn basis(&self) -> Basis {
        self.max_age.map_or(Basis::None, |(_, basis)| basis)
    }

    /// The most preflights in any engine.
    pub fn most(&self) -> usize {
        let all = self.engines.iter().map(|costs| costs.sums.preflights);
        all.max().unwrap_or_default()
    }
}

/// A permission that was given.
#[derive(Clone, Copy, Debug)]
struct Given {
    at: f64,
    /// In milliseconds, as the server has it.
    stated: f64,
    /// In milliseconds, as the engine has it.
    kept: f64,
}

/// Plays the window in each engine; one piece of evidence for each endpoint.
pub(super) fn gather(window: &Window, server: &dyn KnownServer) -> Vec<Evidence> {
    let mut all = alloc::vec![Evidence::default(); window.endpoints.all.len()];
    for engine in 0..ENGINES {
        let replay = Replay {
            explained: true,
            ..Replay::new(window, server, engine)
        };
        let mut given: HashMap<(Id, Option<Id>), Given, Hashed> = HashMap::default();
        replay.play(&mut |request, step| {
            let Some(evidence) = all.get_mut(request.endpoint) else {
                return;
            };
            evidence.engines[engine].sums.count(step);
            if let Step::Miss(sent) = step {
                note(evidence, engine, request, sent, &given);
                let headers = sent.answer.response.header_list();
                let stated = stated_max_age(&headers);
                merge_max_age(&mut evidence.max_age, stated, sent.answer.basis);
                let rules = &replay.profile().cache.max_age;
                let kept = max_age(&headers, rules).kept.unwrap_or_default();
                let permission = Given {
                    at: request.at,
                    stated: match stated {
                        Asked::Seconds(seconds) => seconds as f64 * 1000.0,
                        _ => 0.0,
                    },
                    kept: kept as f64 * 1000.0,
                };
                if !sent.refused {
                    given.insert((request.url, Some(request.shape_id)), permission);
                    given.insert((request.url, None), permission);
                }
            }
        });
    }
    all
}

fn note(
    evidence: &mut Evidence,
    engine: usize,
    request: &Request,
    sent: &Sent<'_>,
    given: &HashMap<(Id, Option<Id>), Given, Hashed>,
) {
    let costs = &mut evidence.engines[engine];
    let last = given.get(&(request.url, None));
    let same = given.get(&(request.url, Some(request.shape_id)));
    let replaced = match &sent.reason {
        Some(MissReason::HeaderNotListed { .. }) => {
            costs.header_not_listed += 1;
            true
        }
        Some(MissReason::MethodNotListed { .. }) => {
            costs.method_not_listed += 1;
            true
        }
        Some(MissReason::OtherCredentials) => {
            costs.other_credentials += 1;
            true
        }
        Some(MissReason::WildcardDoesNotCount { name }) => {
            costs.wildcard += 1;
            if evidence.wildcards.insert(name.clone()) {
                evidence.wildcard_names.push(name.clone());
            }
            false
        }
        Some(MissReason::Expired { .. }) => {
            let holds = |given: &Given| request.at < given.at + given.stated;
            costs.above_cap += usize::from(last.is_some_and(holds));
            false
        }
        Some(
            MissReason::CacheModeBypasses { .. }
            | MissReason::OriginNeverKept
            | MissReason::UrlTooLong { .. }
            | MissReason::NothingKept
            | MissReason::UrlDiffers(_),
        )
        | None => false,
    };
    let lives = |given: &Given| request.at < given.at + given.kept;
    costs.alternating += usize::from(replaced && same.is_some_and(lives));
}

/// One statement for an endpoint: the first answer's.
fn merge_max_age(known: &mut Option<(Asked, Basis)>, stated: Asked, basis: Basis) {
    match known {
        None => *known = Some((stated, basis)),
        // What is assumed of one answer is assumed of all.
        Some((_, known)) if *known != Basis::Assumed && basis == Basis::Assumed => *known = basis,
        Some(_) => {}
    }
}
