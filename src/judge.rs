//! A preflight's answer, held against the request and remembered as the engine does.

use crate::basis::Basis;
use crate::cache::{Needs, PreflightCache};
use crate::engine::EngineProfile;
use crate::preflight::judge_preflight;
use crate::response::headers_as_read;
use crate::spec::cors_preflight_fetch::PreflightFailure;
use crate::wire::WireResponse;

/// Whether `response`, which came at `now`, permits what is needed; keeps in `cache` what the engine would.
pub(crate) fn judge_and_keep(
    needs: Needs<'_>,
    response: &WireResponse,
    basis: Basis,
    now: f64,
    profile: &EngineProfile,
    cache: &mut PreflightCache,
) -> Result<(), PreflightFailure> {
    let headers = headers_as_read(response, profile);
    let judged = judge_preflight(
        needs.request,
        needs.names,
        response.status,
        &headers,
        profile,
    );
    let stored_anyway = profile.cache.stored_before_validation.value;
    if let (Some(grant), true) = (&judged.grant, judged.verdict.is_ok() || stored_anyway) {
        cache.store(needs.request, grant, &headers, basis, now);
    }
    judged.verdict
}

/// A preflight that the cache did not spare, answered at `now`.
pub(crate) fn asked_and_answered(
    needs: Needs<'_>,
    response: &WireResponse,
    basis: Basis,
    now: f64,
    profile: &EngineProfile,
    cache: &mut PreflightCache,
) -> Result<(), PreflightFailure> {
    cache.after_miss(needs.request);
    let verdict = judge_and_keep(needs, response, basis, now, profile, cache);
    if verdict.is_err() {
        cache.after_failure(needs.request, true, true);
    }
    verdict
}
