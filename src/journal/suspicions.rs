//! What an endpoint's evidence may point to: each cause, which engines show it, and what may help.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use super::cause::Cause;
use super::change::Action;
use super::evidence::{Costs, Evidence};
use super::findings::{Search, LONG};
use super::shape::{Fate, ENGINES};
use super::template::Endpoint;
use super::window::Window;
use crate::cache::Asked;
use crate::spec::method::is_cors_safelisted_method;

/// As many URLs make an endpoint's churn worth a word.
const SOME_URLS: usize = 3;

/// More header names or methods than this are not chosen by anyone, and no server lists them.
const LISTABLE: usize = 64;

/// What a cause would cost if it were one: how many preflights show it, and what may help, the least first.
pub(super) struct Suspicion {
    pub cause: Cause,
    pub counted: fn(&Costs) -> usize,
    pub remedies: Vec<Vec<Action>>,
}

impl Search<'_> {
    /// Everything that the evidence may point to.
    pub(super) fn suspicions(
        &mut self,
        at: usize,
        endpoint: &Endpoint,
        evidence: &Evidence,
    ) -> Vec<Suspicion> {
        let any = |counted: fn(&Costs) -> usize| {
            let mut engines = evidence.engines.iter();
            engines.any(|costs| counted(costs) > 0)
        };
        let long = Action::MaxAge { seconds: LONG };
        let used = Used::at(self.window, at);
        let list = || match used.can_be_listed() {
            true => alloc::vec![alloc::vec![Action::ListByName]],
            false => Vec::new(),
        };
        let mut all = Vec::new();
        let mut suspect = |cause, counted, remedies| {
            all.push(Suspicion {
                cause,
                counted,
                remedies,
            });
        };
        if endpoint.urls >= SOME_URLS {
            let (parts, remedies) = url_churn(endpoint);
            let urls = endpoint.urls;
            suspect(
                Cause::UrlChurn { parts, urls },
                |costs| costs.sums.preflights.saturating_sub(1),
                remedies,
            );
        }
        if any(|costs| costs.header_not_listed) && !used.differing_names.is_empty() {
            let names = used.differing_names.clone();
            suspect(
                Cause::HeaderChurn { names },
                |costs| costs.header_not_listed,
                list(),
            );
        }
        if any(|costs| costs.method_not_listed) && !used.methods.is_empty() {
            let methods = used.methods.clone();
            suspect(
                Cause::MethodChurn { methods },
                |costs| costs.method_not_listed,
                list(),
            );
        }
        if any(|costs| costs.alternating) {
            suspect(Cause::AlternatingRecords, |costs| costs.alternating, list());
        }
        if any(|costs| costs.other_credentials) && used.with > 0 && used.without > 0 {
            let include = self.include_is_permitted(at, evidence);
            suspect(
                Cause::CredentialsSplit {
                    with: used.with,
                    without: used.without,
                },
                |costs| costs.other_credentials,
                alloc::vec![alloc::vec![Action::OneCredentialsMode { include }]],
            );
        }
        if any(|costs| costs.wildcard) {
            let names = evidence.wildcard_names.clone();
            suspect(
                Cause::WildcardNeverCached { names },
                |costs| costs.wildcard,
                list(),
            );
        }
        let preflighted_again: fn(&Costs) -> usize =
            |costs| costs.sums.preflights.saturating_sub(1);
        let longer = || alloc::vec![alloc::vec![long.clone()]];
        match evidence.max_age {
            Some((Asked::Absent, _)) => {
                suspect(Cause::MaxAgeAbsent, preflighted_again, longer());
            }
            Some((Asked::Malformed, _)) => {
                suspect(Cause::MaxAgeMalformed, preflighted_again, longer());
            }
            Some((Asked::Seconds(0), _)) => {
                suspect(Cause::MaxAgeZero, preflighted_again, longer());
            }
            Some((Asked::Seconds(seconds), _)) => {
                if seconds < LONG {
                    suspect(Cause::MaxAgeShort { seconds }, preflighted_again, longer());
                }
                suspect(
                    Cause::MaxAgeAboveCap { seconds },
                    |costs| costs.above_cap,
                    Vec::new(),
                );
            }
            None => {}
        }
        all
    }
}

/// What of the URLs differs, and what helps.
fn url_churn(endpoint: &Endpoint) -> (Vec<String>, Vec<Vec<Action>>) {
    let mut parts: Vec<String> = Vec::new();
    if endpoint.path_varies {
        let segments = endpoint.path.split('/').skip(3);
        for class in segments.filter(|segment| segment.starts_with(':') || segment.contains("(:")) {
            if !parts.iter().any(|known| known == class) {
                parts.push(String::from(class));
            }
        }
    }
    let varying = endpoint.keys.iter().filter(|key| key.varies);
    parts.extend(varying.map(|key| key.name.clone()));
    let busters = endpoint.keys.iter().filter(|key| key.busts);
    let drop: Vec<Action> = busters
        .map(|key| Action::DropQueryKey {
            key: key.name.clone(),
        })
        .collect();
    let remedies = [drop, alloc::vec![Action::OneUrl]];
    let remedies = remedies.into_iter().filter(|remedy| !remedy.is_empty());
    (parts, remedies.collect())
}

/// Whether a server can list all that is asked for at an endpoint by name: playing that takes these names in each answer.
pub(super) fn can_be_listed(window: &Window, endpoint: usize) -> bool {
    Used::at(window, endpoint).can_be_listed()
}

/// What the requests of an endpoint that ask are made of, over all engines.
#[derive(Default)]
struct Used {
    /// Methods that need permission.
    methods: Vec<String>,
    /// Names that some of them have, and not all.
    differing_names: Vec<String>,
    /// How many names there are.
    names: usize,
    with: usize,
    without: usize,
}

impl Used {
    fn can_be_listed(&self) -> bool {
        self.names.max(self.methods.len()) <= LISTABLE
    }

    fn at(window: &Window, endpoint: usize) -> Self {
        let mut used = Self::default();
        let mut sets: Vec<&[String]> = Vec::new();
        let mut methods = BTreeSet::new();
        for (_, shape, count) in window.shapes(endpoint) {
            let fates = (0..ENGINES).map(|engine| shape.fate(engine));
            let mut asked = fates.filter_map(|fate| match fate {
                Fate::Asked(asked) => Some(asked),
                Fate::NotSent | Fate::SameOrigin | Fate::Unasked => None,
            });
            let Some(first) = asked.next() else {
                continue;
            };
            // Where engines differ about a request, that is no churn of the page's.
            sets.push(&first.names);
            let needs = !is_cors_safelisted_method(&shape.method);
            if needs && methods.insert(&*shape.method) {
                used.methods.push(String::from(&*shape.method));
            }
            *(if shape.include {
                &mut used.with
            } else {
                &mut used.without
            }) += count;
        }
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for set in &sets {
            for (at, name) in set.iter().enumerate() {
                // Some engines repeat a name.
                if at == 0 || set[at - 1] != *name {
                    *counts.entry(name).or_default() += 1;
                }
            }
        }
        used.names = counts.len();
        let differing = counts.iter().filter(|(_, count)| **count < sets.len());
        used.differing_names = differing.map(|(name, _)| String::from(*name)).collect();
        used
    }
}
