//! Who makes the requests: the pages that were seen, or those for which they stand.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::call::{is_developers, Ask, Call, Stage};
use super::problem::SynthesisProblem;
use super::report::{Barrier, NotPermitted};
use super::seen::SeenRequest;
use super::text;
use crate::configuration::{CorsPolicy, PermittedOrigins, PolicyProblem};

/// Everything that was seen, sorted.
#[derive(Default)]
pub(super) struct Cast<'a> {
    /// What needs a server's permission.
    pub calls: Vec<Call<'a>>,
    pub same_origin: u32,
    pub no_cors: u32,
    barriers: BTreeMap<Barrier, (u32, String)>,
}

/// Whom the options let in.
pub(super) enum Wanted {
    /// Whoever was seen.
    Seen,
    Everybody,
    /// These, ascending.
    Listed(Vec<String>),
}

impl Wanted {
    pub fn of(origins: &[String]) -> Result<Self, PolicyProblem> {
        match origins {
            [] => Ok(Self::Seen),
            [star] if star == "*" => Ok(Self::Everybody),
            _ => {
                CorsPolicy::new(origins.iter().cloned()).check()?;
                let mut listed = origins.to_vec();
                listed.sort();
                listed.dedup();
                Ok(Self::Listed(listed))
            }
        }
    }

    /// These of the origins; with them all, if everybody is let in.
    pub fn permitted(&self, seen: Vec<String>) -> PermittedOrigins {
        match self {
            Self::Everybody => PermittedOrigins::ANY,
            Self::Seen | Self::Listed(_) => PermittedOrigins::Listed(seen),
        }
    }
}

impl<'a> Cast<'a> {
    pub fn of(
        requests: &'a [SeenRequest],
        wanted: &Wanted,
        stage: &mut Stage,
    ) -> Result<Self, SynthesisProblem> {
        let mut cast = Self::default();
        for (index, seen) in requests.iter().enumerate() {
            stage.open(&seen.origin, index)?;
        }
        let listed = match wanted {
            Wanted::Listed(listed) => listed.as_slice(),
            Wanted::Seen | Wanted::Everybody => &[],
        };
        for origin in listed {
            stage.open(origin, 0)?;
        }
        let is_listed = |seen: &SeenRequest| listed.contains(&seen.origin);
        let none_is_listed = !requests.iter().any(is_listed);
        for seen in requests {
            let stands_in = none_is_listed || is_developers(&seen.origin);
            let own = listed.is_empty() || is_listed(seen);
            cast.take(seen, listed, own, stands_in, stage);
        }
        Ok(cast)
    }

    fn take(
        &mut self,
        seen: &'a SeenRequest,
        listed: &[String],
        own: bool,
        stands_in: bool,
        stage: &Stage,
    ) {
        let call = stage.call(seen, &seen.origin, &seen.origin);
        if seen.origin == "null" || seen.request.context == crate::description::Context::Opaque {
            return match call.crosses() {
                true => self.bar(Barrier::OpaqueOrigin, &call),
                false => self.sort(call),
            };
        }
        if own || !call.crosses() && call.has(&Ask::NoCors) {
            return self.sort(call);
        }
        if !stands_in {
            let origin = seen.origin.clone();
            return match call.crosses() {
                true => self.bar(Barrier::OriginNotListed { origin }, &call),
                false => self.sort(call),
            };
        }
        for origin in listed {
            // A developer's server stands for another one, to which its own name says nothing.
            let page = match is_developers(&call.server) {
                true => seen.origin.as_str(),
                false => origin.as_str(),
            };
            self.sort(stage.call(seen, page, origin));
        }
    }

    fn sort(&mut self, call: Call<'a>) {
        let count = call.seen.count;
        if call.crosses() {
            self.calls.push(call);
        } else if call.has(&Ask::NoCors) {
            self.no_cors = self.no_cors.saturating_add(count);
        } else if let Some(barrier) = call.barrier() {
            self.bar(barrier, &call);
        } else {
            self.same_origin = self.same_origin.saturating_add(count);
        }
    }

    /// Keeps the call out.
    pub fn bar(&mut self, barrier: Barrier, call: &Call<'_>) {
        let known = self.barriers.entry(barrier);
        let (requests, example) = known.or_insert_with(|| (0, call.example.clone()));
        *requests = requests.saturating_add(call.seen.count);
        if call.example < *example {
            example.clone_from(&call.example);
        }
    }

    pub fn not_permitted(&self) -> Vec<NotPermitted> {
        let told = self
            .barriers
            .iter()
            .map(|(barrier, (requests, example))| NotPermitted {
                text: text::of_barrier(barrier, *requests, example),
                barrier: barrier.clone(),
                requests: *requests,
                example: example.clone(),
            });
        told.collect()
    }
}
