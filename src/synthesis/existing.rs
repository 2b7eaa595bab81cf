//! What the answers that were seen lack.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::call::Call;
use super::merge::{merge, Changes, ExistingAnswer};
use crate::configuration::{CorsPolicy, PolicyProblem};
use crate::wire::{WireKind, WireResponse};

/// What it takes so that the answers that were seen permit what the policy does; `None` if none was seen. Of preflights whose
/// answers were not seen, nothing is said.
pub(super) fn changes(
    calls: &[&Call<'_>],
    policy: &CorsPolicy,
) -> Result<Option<Changes>, PolicyProblem> {
    let mut answers: Vec<ExistingAnswer> = Vec::new();
    let mut known = BTreeSet::new();
    for call in calls {
        let seen = call.seen;
        for (kind, response) in [
            (WireKind::Preflight, &seen.preflight),
            (WireKind::Actual, &seen.answer),
        ] {
            let answer = response
                .as_ref()
                .map(|response| of_response(call, kind, response));
            let is_new = |answer: &ExistingAnswer| {
                let ExistingAnswer {
                    origin,
                    status,
                    headers,
                    ..
                } = answer.clone();
                known.insert((kind == WireKind::Preflight, origin, status, headers))
            };
            answers.extend(answer.filter(is_new));
        }
    }
    if answers.is_empty() {
        return Ok(None);
    }
    let mut changes = merge(&answers, policy)?;
    let is_preflight = |answer: &ExistingAnswer| answer.kind == WireKind::Preflight;
    if !answers.iter().any(is_preflight) {
        changes.preflight.clear();
    }
    // Whatever the order in which they were seen.
    for changes in [&mut changes.preflight, &mut changes.actual] {
        changes.sort_by(|one, other| (&one.text, &one.line).cmp(&(&other.text, &other.line)));
    }
    Ok(Some(changes))
}

/// Only lines that say something of CORS: the others differ from answer to answer.
fn of_response(call: &Call<'_>, kind: WireKind, response: &WireResponse) -> ExistingAnswer {
    let counts = |name: &str| {
        let name = name.to_ascii_lowercase();
        name.starts_with("access-control-") || name == "vary"
    };
    let lines = response.headers.iter().filter(|(name, _)| counts(name));
    ExistingAnswer {
        kind,
        origin: call.listed.clone(),
        foreign: false,
        status: response.status,
        headers: lines.cloned().collect(),
    }
}
