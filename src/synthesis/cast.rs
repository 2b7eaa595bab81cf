//! Who makes the requests: the pages that were seen, or those for which they stand.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::call::{is_developers, Ask, Call, Stage};
use super::problem::SynthesisProblem;
use super::report::{Barrier, NotPermitted};
use super::seen::PageRequest;
use super::text;
use crate::configuration::{CorsPolicy, PermittedOrigins, PolicyProblem};
use crate::description::Context;
use crate::error::Error;

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

/// What a page that was seen is to the policy.
enum Role {
    /// It is let in itself.
    Own,
    /// What it asks for is what these will ask for.
    StandIn,
    Stranger,
}

/// Why a listed origin is none, as its parser sees it.
fn not_an_origin(given: &str, error: Error) -> PolicyProblem {
    let meant = match error {
        Error::InvalidOrigin { meant, .. } => meant,
        _ => None,
    };
    PolicyProblem::NotAnOrigin {
        given: String::from(given),
        meant,
    }
}

impl<'a> Cast<'a> {
    pub fn of(
        requests: &'a [PageRequest],
        wanted: &Wanted,
        stage: &mut Stage,
    ) -> Result<Self, SynthesisProblem> {
        let mut cast = Self::default();
        for (index, seen) in requests.iter().enumerate() {
            let wrong = |error: Error| SynthesisProblem::SeenOrigin {
                index,
                right: error.message(),
            };
            stage.open(&seen.origin).map_err(wrong)?;
        }
        let listed = match wanted {
            Wanted::Listed(listed) => listed.as_slice(),
            Wanted::Seen | Wanted::Everybody => &[],
        };
        for origin in listed {
            stage
                .open(origin)
                .map_err(|error| not_an_origin(origin, error))?;
        }
        let is_listed = |seen: &PageRequest| listed.contains(&seen.origin);
        let none_is_listed = !requests.iter().any(is_listed);
        for seen in requests {
            let call = stage.call(seen, &seen.origin, &seen.origin);
            let opaque = seen.origin == "null" || seen.request.context == Context::Opaque;
            if opaque && call.crosses() && !matches!(wanted, Wanted::Everybody) {
                cast.bar(Barrier::OpaqueOrigin, &call);
                continue;
            }
            let role = match () {
                () if listed.is_empty() || is_listed(seen) || !call.crosses() => Role::Own,
                () if none_is_listed || is_developers(&seen.origin) => Role::StandIn,
                () => Role::Stranger,
            };
            match role {
                Role::Own => cast.sort(call),
                Role::StandIn => cast.stand_in(&call, listed, stage),
                Role::Stranger => {
                    let origin = seen.origin.clone();
                    cast.bar(Barrier::OriginNotListed { origin }, &call);
                }
            }
        }
        Ok(cast)
    }

    fn stand_in(&mut self, call: &Call<'a>, listed: &[String], stage: &Stage) {
        let seen = call.seen;
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
