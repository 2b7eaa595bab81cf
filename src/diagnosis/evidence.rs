//! All answers of an exchange at hand, sorted by what they can show.

use alloc::string::String;
use alloc::vec::Vec;

use super::points::Judge;
use super::seen::{SeenCall, SeenExchange, View};
use crate::engine::Engine;
use crate::spec::cors_preflight_fetch::PreflightFailure;
use crate::spec::names::Listed;

/// What the detectors look at.
pub(super) struct Evidence<'a> {
    pub exchange: &'a SeenExchange,
    /// The names that nobody has.
    made_up: Listed<'a>,
    /// The request's origin.
    origin: String,
    /// The preflight's answer, if what was asked is one.
    pub preflight: Option<View<'a>>,
    /// The request's own answer.
    pub actual: Option<View<'a>>,
    /// All others.
    pub others: Vec<View<'a>>,
    pub judges: &'a [Judge],
    /// The points at which the preflight's answer fails by the letter of the standard.
    pub points: &'a [PreflightFailure],
}

impl<'a> Evidence<'a> {
    pub fn new(
        exchange: &'a SeenExchange,
        judges: &'a [Judge],
        points: &'a [PreflightFailure],
    ) -> Self {
        let preflight = exchange.preflight.as_ref();
        let asked = preflight.filter(|call| call.lacks().is_none());
        let others = preflight.filter(|call| call.lacks().is_some());
        let others = others.into_iter().chain(&exchange.probes);
        Self {
            made_up: Listed::of(&exchange.made_up),
            exchange,
            origin: judges.first().map(Judge::origin).unwrap_or_default(),
            preflight: asked.and_then(SeenCall::view),
            actual: exchange.actual.as_ref().and_then(SeenCall::view),
            others: others.filter_map(SeenCall::view).collect(),
            judges,
            points,
        }
    }

    pub fn page_origin(&self) -> &str {
        &self.origin
    }

    pub fn all(&self) -> impl Iterator<Item = &View<'a>> {
        self.own().chain(&self.others)
    }

    /// The exchange's own answers.
    pub fn own(&self) -> impl Iterator<Item = &View<'a>> {
        self.preflight.iter().chain(&self.actual)
    }

    /// Answers to the same URL as the exchange's own.
    pub fn of_one_url(&self, of_preflight: bool) -> impl Iterator<Item = &View<'a>> {
        let own = if of_preflight {
            &self.preflight
        } else {
            &self.actual
        };
        let url = own.as_ref().map(|view| view.request.url.as_str());
        self.all()
            .filter(move |view| Some(view.request.url.as_str()) == url)
    }

    pub fn is_made_up(&self, name: &str) -> bool {
        self.made_up.has(name)
    }

    /// The engines that `is_hit` says so of.
    pub fn engines(&self, is_hit: impl Fn(&Judge) -> bool) -> Vec<Engine> {
        let hit = self.judges.iter().filter(|judge| is_hit(judge));
        hit.map(|judge| judge.profile.engine).collect()
    }

    /// The code of the first failure of the preflight, if it fails.
    pub fn preflight_fails(&self) -> bool {
        !self.points.is_empty()
    }

    pub fn includes_credentials(&self) -> bool {
        self.judges.iter().any(Judge::includes_credentials)
    }

    /// The made-up names that a preflight among the probes asked for, and that its answer lists in `header`.
    pub fn made_up_and_listed(&self, asked: &str, header: &str) -> Option<(&View<'a>, String)> {
        self.others.iter().find_map(|view| {
            let known = view.list(header);
            let known = Listed::of(&known);
            let names = view.request.header(asked)?.split(',').map(str::trim);
            let listed = names
                .filter(|name| self.is_made_up(name))
                .find(|name| known.has(name))?;
            Some((view, String::from(listed)))
        })
    }
}
