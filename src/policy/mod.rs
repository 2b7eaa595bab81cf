//! What is known about how servers answer preflights: declared policies, learned answers, and, failing both, the
//! assumption that a server permits what it is asked for and says nothing of how long.

mod declared;
mod learned;
mod pattern;

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::vec;
use core::fmt;

pub(crate) use self::declared::Declared;
pub use self::declared::{Allowed, Echo, Policy};
use self::learned::LearnedAnswers;
use crate::basis::Basis;
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

/// All that is known. Behind a pointer: a module in which nobody tells anything is then without the code that listens.
#[derive(Default)]
pub(crate) struct Knowledge(Option<Box<dyn Listener>>);

/// Whoever can be told how servers answer.
trait Listener: KnownServer {
    fn declare(&mut self, policies: Declared);
    fn learn(&mut self, preflight: &WireRequest, response: &WireResponse, basis: Basis);
    fn copy(&self) -> Box<dyn Listener>;
}

/// What was told.
#[derive(Clone, Debug, Default)]
struct Told {
    declared: Declared,
    learned: LearnedAnswers,
}

impl Listener for Told {
    fn declare(&mut self, policies: Declared) {
        self.declared = policies;
    }

    fn learn(&mut self, preflight: &WireRequest, response: &WireResponse, basis: Basis) {
        self.learned.learn(preflight, response, basis);
    }

    fn copy(&self) -> Box<dyn Listener> {
        Box::new(self.clone())
    }
}

impl KnownServer for Told {
    fn answer(&self, preflight: &WireRequest, _: bool) -> Answer {
        let exactly = self.learned.to(preflight);
        let declared = || self.declared.answer(preflight);
        let similar = || self.learned.to_one_like(preflight);
        exactly
            .or_else(declared)
            .or_else(similar)
            .unwrap_or_else(|| assumed_answer(preflight))
    }
}

impl Knowledge {
    /// These policies in the place of those that were declared.
    pub fn declare(&mut self, policies: Declared) {
        self.told().declare(policies);
    }

    /// The answer that a preflight got.
    pub fn learn(&mut self, preflight: &WireRequest, response: &WireResponse, basis: Basis) {
        self.told().learn(preflight, response, basis);
    }

    fn told(&mut self) -> &mut dyn Listener {
        self.0
            .get_or_insert_with(|| Box::new(Told::default()))
            .as_mut()
    }
}

// Behind the pointer, `Debug` of all that is known would be in the shipped module.
impl fmt::Debug for Knowledge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "told" } else { "nothing" })
    }
}

impl Clone for Knowledge {
    fn clone(&self) -> Self {
        Self(self.0.as_ref().map(|told| told.copy()))
    }
}

impl KnownServer for Knowledge {
    fn answer(&self, preflight: &WireRequest, credentials: bool) -> Answer {
        match &self.0 {
            Some(told) => told.answer(preflight, credentials),
            None => assumed_answer(preflight),
        }
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
