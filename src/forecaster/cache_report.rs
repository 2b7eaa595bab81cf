//! What a forecast says of the cache.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::Forecaster;
use crate::basis::Basis;
#[cfg(not(feature = "watch"))]
use crate::cache::MissReason;
use crate::cache::{max_age, origin_and_path, Asked, Hit, Kept, MaxAge, Missing, Needs, Tokens};
use crate::description::Api;
use crate::engine::MaxAgeRules;
use crate::failure::Failure;
use crate::forecast::{
    AnswerForecast, CacheForecast, CacheState, EntryReport, MaxAgeReport, MaxAgeVerdict,
    MissReport, MissingPermission, PossibleReport,
};
use crate::miss_text::of_miss_reason;
use crate::pieces::{before, behind_last, pieces};
use crate::policy::KnownServer;
use crate::preflight::judge_preflight;
use crate::response::headers_as_read;
use crate::say::join;
use crate::spec::origin::Origin;
use crate::spec::url::Url;
use crate::wire::WireRequest;

#[cfg(not(feature = "watch"))]
const PURGED: PossibleReport = PossibleReport {
    code: "purged-by-chance",
    text: "This engine's cache was full since, and then drops some entries by chance: this one may be gone.",
};

#[cfg(not(feature = "watch"))]
const SPARED: PossibleReport = PossibleReport {
    code: "spared-by-chance",
    text: "This engine's cache was full, and then drops some entries by chance: one for this URL may still be there.",
};

/// Where this engine keeps more than is kept here.
#[cfg(not(feature = "watch"))]
const FORGOTTEN: PossibleReport = PossibleReport {
    code: "forgotten",
    text: "So many permissions were given that the oldest are left out here: one for this URL may still be in this engine's cache.",
};

const ADDRESS_REFRESHED: PossibleReport = PossibleReport {
    code: "address-refreshed",
    text: "This engine drops the permission when it looks up the host's address anew, as it may have since; not behind a proxy.",
};

impl Forecaster {
    pub(super) fn hit(&self, needs: Needs<'_>, hit: Hit, at: f64, told: &mut CacheForecast) {
        let cache = &self.caches.preflights;
        #[cfg(not(feature = "watch"))]
        if cache
            .purged_by_chance_at()
            .is_some_and(|purged| purged >= hit.stored_at)
        {
            told.possible.push(PURGED);
        }
        let lifetime = self.profile.cache.ends_with_address.value;
        let url = needs.request.current_url();
        if lifetime.is_some_and(|seconds| {
            at - hit.stored_at >= seconds as f64 * 1000.0 && is_looked_up(url)
        }) {
            told.possible.push(ADDRESS_REFRESHED);
        }
        told.state = CacheState::Hit;
        told.basis = hit.basis;
        told.expires_at = hit.expires_at.is_finite().then_some(hit.expires_at);
        told.entry = cache.kept(needs.request).map(|kept| self.entry(kept));
    }

    pub(super) fn miss(
        &self,
        needs: Needs<'_>,
        preflight: &WireRequest,
        missing: Missing,
        at: f64,
        told: &mut CacheForecast,
    ) {
        let cache = &self.caches.preflights;
        let why = cache.why(needs, &missing, at);
        let credentials = needs.request.includes_credentials();
        let answer = self.knowledge.answer(preflight, credentials);
        let headers = headers_as_read(&answer.response, self.profile);
        let status = answer.response.status;
        let verdict =
            judge_preflight(needs.request, needs.names, status, &headers, self.profile).verdict;
        let rules = &self.profile.cache.max_age;
        // Whatever is kept for other URLs: of one for this URL it is not known.
        #[cfg(not(feature = "watch"))]
        if matches!(
            why.reason,
            MissReason::NothingKept | MissReason::UrlDiffers(_)
        ) {
            let may_be = [
                (cache.purged_by_chance_at(), SPARED),
                (cache.forgotten_at(), FORGOTTEN),
            ];
            let since = may_be.into_iter().filter(|(at, _)| at.is_some());
            told.possible.extend(since.map(|(_, report)| report));
        }
        let (code, text, remedy) = of_miss_reason(&why.reason);
        told.state = CacheState::Miss;
        told.basis = match (why.basis, &why.nearest) {
            // That nothing is there is known; how the server would answer is what the rest rests on.
            (Basis::Assumed, None) => answer.basis,
            (basis, _) => basis,
        };
        told.missing = Some(MissingPermission {
            method: missing.method,
            headers: missing.names,
        });
        told.reason = Some(MissReport { code, text, remedy });
        told.entry = why.nearest.map(|kept| self.entry(kept));
        told.answer = Some(AnswerForecast {
            basis: answer.basis,
            error: verdict
                .err()
                .map(|failure| Failure::Preflight(failure).report(Api::Fetch, false)),
            max_age: max_age(&headers, rules).report(rules),
        });
    }

    fn entry(&self, Kept { url, entry }: Kept) -> EntryReport {
        let given = entry.given;
        let max_age = MaxAge {
            asked: entry.asked,
            kept: Some(given.seconds),
        };
        let mut expires_at = given.expires_at();
        for token in entry.tokens() {
            expires_at = expires_at.max(token.given.expires_at());
        }
        EntryReport {
            url: without_userinfo(&url),
            methods: texts(entry.methods),
            headers: texts(entry.names),
            credentials: given.credentials,
            stored_at: given.stored_at,
            expires_at,
            max_age: max_age.report(&self.profile.cache.max_age),
        }
    }
}

impl MaxAge {
    /// What is told of it.
    pub(crate) fn report(self, rules: &MaxAgeRules) -> MaxAgeReport {
        let limit = rules.limit.value;
        MaxAgeReport {
            verdict: match self.asked {
                Asked::Absent => MaxAgeVerdict::Absent,
                Asked::Malformed => MaxAgeVerdict::Malformed,
                Asked::Seconds(0) => MaxAgeVerdict::Zero,
                Asked::Seconds(seconds) if limit.is_some_and(|limit| seconds > limit) => {
                    MaxAgeVerdict::Capped
                }
                Asked::Seconds(_) => MaxAgeVerdict::AsAsked,
            },
            asked_for: match self.asked {
                Asked::Seconds(seconds) => Some(seconds),
                Asked::Absent | Asked::Malformed => None,
            },
            kept_for: self.kept,
            limit,
        }
    }
}

fn texts(tokens: Tokens) -> Vec<String> {
    let mut texts = Vec::new();
    for token in tokens.into_all() {
        texts.push(token.text);
    }
    texts
}

/// Whether the host's address has to be looked up somewhere: it is no address itself, and not this very machine.
fn is_looked_up(url: &Url) -> bool {
    let Origin::Tuple { host, .. } = &url.origin else {
        return false;
    };
    let address =
        host.starts_with('[') || pieces(host, b'.').all(|label| label.parse::<u8>().is_ok());
    !address && host != "localhost" && !host.ends_with(".localhost")
}

/// A user name and a password are not told.
fn without_userinfo(url: &str) -> String {
    let (origin, rest) = origin_and_path(url);
    let host = behind_last(origin, b'@');
    if host.len() == origin.len() {
        return url.to_owned();
    }
    join(&[before(origin, b'/'), "//", host, rest], "")
}
