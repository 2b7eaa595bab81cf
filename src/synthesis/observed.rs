//! What the answers that were seen say of the server: what scripts could read, what they could not, and where it has a `*`.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use super::call::Call;
use super::report::{HiddenHeader, SeenWildcard};
use super::text;
use crate::say::is_listed;
use crate::spec::header::{
    is_cors_safelisted_response_header_name, is_forbidden_response_header_name,
};
use crate::spec::header_list::HeaderList;
use crate::spec::header_list_values::extract_header_list_values;
use crate::spec::names::Listed;

const EXPOSE: &str = "access-control-expose-headers";

const LISTS: [&str; 4] = [
    "access-control-allow-origin",
    "access-control-allow-methods",
    "access-control-allow-headers",
    EXPOSE,
];

/// Headers that are for browsers, proxies and caches; no script asks for them.
const NOT_FOR_SCRIPTS: &str = "accept-ch accept-ranges age allow alt-svc connection content-encoding content-security-policy \
    content-security-policy-report-only cross-origin-embedder-policy cross-origin-opener-policy cross-origin-resource-policy \
    date expect-ct feature-policy keep-alive nel origin-agent-cluster p3p permissions-policy proxy-authenticate \
    referrer-policy report-to reporting-endpoints server server-timing strict-transport-security timing-allow-origin trailer \
    transfer-encoding upgrade vary via x-content-type-options x-dns-prefetch-control x-download-options x-frame-options \
    x-permitted-cross-domain-policies x-powered-by x-xss-protection";

/// What the answers say.
#[derive(Default)]
pub(super) struct Observed {
    /// Headers that scripts could read by name, and in how many answers they were.
    pub read: BTreeMap<String, u32>,
    hidden: BTreeMap<String, u32>,
    wildcards: BTreeMap<&'static str, (u32, u32)>,
}

impl Observed {
    pub fn of(calls: &[&Call<'_>]) -> Self {
        let mut observed = Self::default();
        let mut looked_at = BTreeSet::new();
        for call in calls {
            // One that stands for several pages has one answer.
            if looked_at.insert(core::ptr::from_ref(call.seen)) {
                observed.add(call);
            }
        }
        observed
    }

    fn add(&mut self, call: &Call<'_>) {
        let count = call.seen.count;
        let lists = |response: &Option<crate::wire::WireResponse>| {
            response.as_ref().map(|response| response.header_list())
        };
        let (preflight, answer) = (lists(&call.seen.preflight), lists(&call.seen.answer));
        let credentials = call.demands().any(|(_, _, credentials)| credentials);
        for header in LISTS {
            let answers = [&preflight, &answer];
            if !answers
                .into_iter()
                .flatten()
                .any(|list| has_star(list, header))
            {
                continue;
            }
            let (all, ineffective) = self.wildcards.entry(header).or_default();
            *all = all.saturating_add(count);
            if credentials {
                *ineffective = ineffective.saturating_add(count);
            }
        }
        let Some(answer) = answer else {
            return;
        };
        let exposed = extract_header_list_values(&answer, EXPOSE).ok().flatten();
        let exposed = exposed.unwrap_or_default();
        let exposed = Listed::of(&exposed);
        let names: BTreeSet<String> = answer
            .0
            .iter()
            .map(|header| header.name.to_ascii_lowercase())
            .collect();
        for name in names {
            if is_cors_safelisted_response_header_name(&name, &[]) || !is_for_scripts(&name) {
                continue;
            }
            // What scripts may never read is not among the names.
            let read = exposed.has(&name);
            let counts = if read {
                &mut self.read
            } else {
                &mut self.hidden
            };
            let known = counts.entry(name).or_default();
            *known = known.saturating_add(count);
        }
    }

    pub fn wildcards(&self) -> Vec<SeenWildcard> {
        let told = self
            .wildcards
            .iter()
            .map(|(header, (requests, credentials))| SeenWildcard {
                header,
                requests: *requests,
                credentials: *credentials,
                text: text::of_wildcard(header, *credentials),
            });
        told.collect()
    }

    /// Those that the policy does not expose.
    pub fn hidden(self, exposed: &[String]) -> Vec<HiddenHeader> {
        let exposed: BTreeSet<&String> = exposed.iter().collect();
        let hidden = self
            .hidden
            .into_iter()
            .filter(|(header, _)| !exposed.contains(header));
        hidden
            .map(|(header, requests)| HiddenHeader { header, requests })
            .collect()
    }
}

fn has_star(list: &HeaderList, header: &str) -> bool {
    let values = extract_header_list_values(list, header).ok().flatten();
    values.is_some_and(|values| values.iter().any(|value| value == "*"))
}

fn is_for_scripts(name: &str) -> bool {
    !name.starts_with("access-control-")
        && !is_forbidden_response_header_name(name)
        && !is_listed(NOT_FOR_SCRIPTS, name)
}

#[cfg(test)]
mod tests {
    use super::NOT_FOR_SCRIPTS;

    #[test]
    fn the_list_is_sorted_and_lower_case() {
        assert!(NOT_FOR_SCRIPTS.split(' ').is_sorted());
        assert_eq!(NOT_FOR_SCRIPTS, NOT_FOR_SCRIPTS.to_ascii_lowercase());
    }
}
