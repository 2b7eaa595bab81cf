//! What is known about how servers answer preflights: declared policies, learned answers, and, failing both, the
//! assumption that a server permits what it is asked for and says nothing of how long.

mod declared;
mod learned;
mod pattern;

use alloc::borrow::ToOwned;
use alloc::vec;

#[cfg(not(feature = "watch"))]
pub(crate) use self::declared::Declared;
pub use self::declared::{Allowed, Echo, Policy};
use self::learned::LearnedAnswers;
use crate::basis::Basis;
#[cfg(feature = "watch")]
use crate::shelf::Keeper;
use crate::wire::{WireRequest, WireResponse};

/// An answer, and how it is known.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answer {
    pub response: WireResponse,
    pub basis: Basis,
}

/// Whoever knows how servers answer.
pub(crate) trait KnownServer {
    /// The answer to a preflight; `credentials`: whether the request that it is for includes them.
    fn answer(&self, preflight: &WireRequest, credentials: bool) -> Answer;
}

/// All that is known.
#[derive(Clone, Debug)]
#[cfg_attr(not(feature = "watch"), derive(Default))]
pub(crate) struct Knowledge {
    #[cfg(not(feature = "watch"))]
    declared: Declared,
    learned: LearnedAnswers,
}

impl KnownServer for Knowledge {
    fn answer(&self, preflight: &WireRequest, _: bool) -> Answer {
        if let Some(exactly) = self.learned.to(preflight) {
            return exactly;
        }
        #[cfg(not(feature = "watch"))]
        if let Some(declared) = self.declared.answer(preflight) {
            return declared;
        }
        if let Some(similar) = self.learned.to_one_like(preflight) {
            return similar;
        }
        assumed_answer(preflight)
    }
}

impl Knowledge {
    /// What the keeper has.
    #[cfg(feature = "watch")]
    pub fn of(keeper: &'static Keeper) -> Self {
        Self {
            learned: LearnedAnswers::of(keeper),
        }
    }

    /// These policies in the place of those that were declared.
    #[cfg(not(feature = "watch"))]
    pub fn declare(&mut self, policies: Declared) {
        self.declared = policies;
    }

    /// The answer that a preflight got.
    pub fn learn(&mut self, preflight: &WireRequest, response: &WireResponse, basis: Basis) {
        self.learned.learn(preflight, response, basis);
    }
}

/// What a server is taken to answer of which nothing is known: what is asked for is permitted, for as long as the standard
/// says where no `Access-Control-Max-Age` does.
pub(crate) fn assumed_answer(preflight: &WireRequest) -> Answer {
    let of = |name: &str| preflight.header(name).unwrap_or_default().to_owned();
    let pair = |name: &str, value| (name.to_owned(), value);
    Answer {
        response: WireResponse {
            status: 204,
            headers: vec![
                pair("Access-Control-Allow-Origin", of("origin")),
                pair("Access-Control-Allow-Credentials", "true".to_owned()),
                pair(
                    "Access-Control-Allow-Methods",
                    of("access-control-request-method"),
                ),
                pair(
                    "Access-Control-Allow-Headers",
                    of("access-control-request-headers"),
                ),
            ],
            ..WireResponse::default()
        },
        basis: Basis::Assumed,
    }
}
