//! The way that a request goes, as an engine sees it: main fetch, with the engine's own judgement where it has one.

use crate::engine::{EngineProfile, MixedContent};
use crate::prepare::Prepared;
use crate::spec::main_fetch::{
    blocked_before_sending, main_fetch, Blocked, Branch, PreflightReasons,
};
use crate::spec::mixed_content::should_fetching_be_blocked_as_mixed_content;
use crate::spec::origin::Origin;
use crate::spec::url::Url;
use crate::trigger::{demand, Demand};

/// The way that a request goes, and what it has to ask for.
pub(crate) fn way(
    prepared: &Prepared,
    profile: &EngineProfile,
) -> Result<(Branch, Demand), Blocked> {
    let request = &prepared.request;
    blocked_before_sending(request, |origin, url| {
        is_mixed_content(origin, url, profile.requests.mixed_content.value)
    })?;
    let mut asked = Demand::default();
    let branch = main_fetch(request, |_| {
        asked = demand(prepared, profile);
        // The branch needs to know only that there is a reason.
        PreflightReasons {
            use_cors_preflight_flag: !asked.triggers.is_empty(),
            ..PreflightReasons::default()
        }
    })?;
    Ok((branch, asked))
}

/// Whether the engine takes a page of `origin` that fetches `url` for mixed content.
fn is_mixed_content(origin: &Origin, url: &Url, rule: MixedContent) -> bool {
    let https_page = matches!(origin, Origin::Tuple { scheme, .. } if scheme == "https");
    match rule {
        MixedContent::HttpsPages => {
            https_page && should_fetching_be_blocked_as_mixed_content(origin, url)
        }
        MixedContent::HttpsPagesFromThisMachineToo => https_page && url.scheme() == "http",
    }
}
