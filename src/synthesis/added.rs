//! What a policy has besides what permits: headers to read, and for how long a preflight's answer is kept.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::observed::Observed;
use super::reason;
use super::report::{KeptFor, Part, Reason, Why};
use super::seen::SynthesisOptions;
use crate::cache::max_age;
use crate::configuration::CorsPolicy;
use crate::engine::profiles::profile;
use crate::engine::Engine;
use crate::spec::header_list::HeaderList;

/// Exposes what is wanted, and what scripts could read so far.
pub(super) fn expose(
    policy: &mut CorsPolicy,
    observed: &Observed,
    wanted: &[String],
) -> Vec<Reason> {
    let wanted: BTreeSet<String> = wanted
        .iter()
        .map(|name| name.to_ascii_lowercase())
        .collect();
    let mut whys: BTreeMap<String, Why> = BTreeMap::new();
    for (name, requests) in &observed.read {
        let requests = *requests;
        whys.insert(name.clone(), Why::ReadSoFar { requests });
    }
    for name in wanted {
        whys.entry(name).or_insert(Why::Wanted);
    }
    policy.expose_headers = whys.keys().cloned().collect();
    let told = whys
        .into_iter()
        .map(|(header, why)| reason(Part::ExposeHeader { header }, why));
    told.collect()
}

pub(super) fn keep_for(
    policy: &mut CorsPolicy,
    wanted: Option<u32>,
    preflighted: u32,
) -> Option<Reason> {
    let seconds = match (wanted, preflighted) {
        (Some(seconds), _) => seconds,
        (None, 0) => return None,
        (None, _) => SynthesisOptions::MAX_AGE,
    };
    policy.max_age = Some(seconds);
    let spares = Why::Spares {
        requests: preflighted,
    };
    let why = if wanted.is_some() {
        Why::Wanted
    } else {
        spares
    };
    Some(reason(Part::MaxAge { seconds }, why))
}

pub(super) fn kept_for(seconds: Option<u32>) -> Vec<KeptFor> {
    let Some(seconds) = seconds else {
        return Vec::new();
    };
    let mut headers = HeaderList::default();
    headers.append("Access-Control-Max-Age", seconds.to_string().as_bytes());
    let of = |engine: Engine| {
        let rules = &profile(engine).cache.max_age;
        KeptFor {
            engine,
            max_age: max_age(&headers, rules).report(rules),
        }
    };
    Engine::ALL.iter().map(|(_, engine)| of(*engine)).collect()
}
