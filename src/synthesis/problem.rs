//! Why there is no policy to be had, and what to do instead.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::report::NotPermitted;
use crate::configuration::PolicyProblem;
use crate::say::{digits, fill, join, number};

/// Why there is no policy.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SynthesisProblem {
    /// It would be a hole, or can't be written.
    Policy(PolicyProblem),
    /// The origin of a page that was seen is none.
    SeenOrigin {
        /// Of which request, counted from 0.
        index: usize,
        /// What would be right.
        right: String,
    },
    /// There are no requests.
    NothingSeen,
    /// No request needs anybody's permission.
    NothingCrossOrigin {
        /// How many go to their page's own origin.
        same_origin: u32,
        /// How many are made in mode `no-cors` or the like.
        no_cors: u32,
    },
    /// None of those that would need it can be let through.
    NothingPermittable {
        /// Why.
        not_permitted: Vec<NotPermitted>,
    },
}

impl SynthesisProblem {
    /// Stable, kebab-case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Policy(problem) => problem.code(),
            Self::SeenOrigin { .. } => "invalid-seen-origin",
            Self::NothingSeen => "nothing-seen",
            Self::NothingCrossOrigin { .. } => "nothing-cross-origin",
            Self::NothingPermittable { .. } => "nothing-permittable",
        }
    }

    /// Why, and what to do instead.
    #[rustfmt::skip]
    pub fn message(&self) -> String {
        match self {
            Self::Policy(problem) => problem.message(),
            Self::SeenOrigin { index, right } => fill("requests[{}]: {}.", &[&number(*index), right]),
            Self::NothingSeen => String::from("There is no request. Record what the page does, and give that."),
            Self::NothingCrossOrigin { same_origin, no_cors } => fill(
                "No request needs permission: {} to the page's own origin, {} without CORS. Configure nothing.",
                &[&digits(u64::from(*same_origin)), &digits(u64::from(*no_cors))]),
            Self::NothingPermittable { not_permitted } => {
                let texts: Vec<&str> = not_permitted.iter().map(|one| one.text.as_str()).collect();
                fill("There is nothing that a policy could let through. {}", &[&join(&texts, " ")])
            }
        }
    }
}

impl From<PolicyProblem> for SynthesisProblem {
    fn from(problem: PolicyProblem) -> Self {
        Self::Policy(problem)
    }
}

impl fmt::Display for SynthesisProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl core::error::Error for SynthesisProblem {}
