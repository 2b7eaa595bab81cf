//! Every request against the policy, in every engine.

use alloc::collections::BTreeMap;
use alloc::string::String;

use super::call::{Stage, ENGINES};
use super::kind::Kind;
use super::least::engine_at;
use super::permitted::Permitted;
use super::report::{Failing, Verification};
use crate::configuration::CorsPolicy;

/// Plays each kind, with an empty cache. What is alike is told once.
pub(super) fn verify(kinds: &[Kind<'_>], policy: &CorsPolicy, stage: &Stage) -> Verification {
    let mut passed: u32 = 0;
    let mut total: u32 = 0;
    let mut failures: BTreeMap<(String, String), (usize, Failing)> = BTreeMap::new();
    let permitted = Permitted::by(policy);
    for Kind {
        call,
        count,
        example,
    } in kinds
    {
        let count = *count;
        for engine in 0..ENGINES {
            total = total.saturating_add(count);
            let Some(error) = stage.refusal(call, engine, &permitted, None) else {
                passed = passed.saturating_add(count);
                continue;
            };
            let key = (String::from(*example), error.message.clone());
            let (first, failing) = failures.entry(key).or_insert_with(|| {
                let failing = Failing {
                    example: String::from(*example),
                    requests: 0,
                    engines: alloc::vec::Vec::new(),
                    code: error.code,
                    message: error.message,
                };
                (engine, failing)
            });
            if !failing.engines.contains(&engine_at(engine)) {
                failing.engines.push(engine_at(engine));
            }
            // The first engine to fail counts the requests.
            if *first == engine {
                failing.requests = failing.requests.saturating_add(count);
            }
        }
    }
    let failures = failures.into_values().map(|(_, failing)| failing);
    Verification {
        passed,
        total,
        failures: failures.collect(),
    }
}
