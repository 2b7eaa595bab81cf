//! The least that would have to change about one request: so that it needs no preflight, or so that the cache spares it.

mod hit;
pub mod route;

use alloc::borrow::ToOwned;
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use crate::advice::Kept;
use crate::cache::{Lookup, Needs};
use crate::description::RequestDescription;
use crate::forecaster::Forecaster;
use crate::guard::Setting;
use crate::journal::change::{Action, Change};
use crate::journal::report::Difference;
use crate::journal::{endpoint_of, AtEndpoint, Endpoint, Window};
use crate::minimal::route::{MinimalSet, Route, RouteState, RouteStep, Withheld};
use crate::policy::KnownServer;
use crate::prepare::{prepare, Prepared};
use crate::recipes::{of_requests, Brief};
use crate::safelist::HeaderReason;
use crate::say::{fill, join};
use crate::spec::main_fetch::Branch;
use crate::spec::request::ResponseTainting;
use crate::trigger::{Demand, Trigger};
use crate::way::way;

/// So many steps are played, each by itself.
const PLAYED: usize = 64;

/// One request's endpoint, in the journal if that has it.
struct Case<'a> {
    known: Option<(&'a Endpoint, AtEndpoint<'a>)>,
    name: String,
}

impl Forecaster {
    /// See [`Forecaster::minimal_set`].
    pub(crate) fn minimal(
        &self,
        request: &RequestDescription,
        at: f64,
        server: &dyn KnownServer,
    ) -> MinimalSet {
        let window = Window::of(&self.journal, self.page());
        let Some((mut prepared, asked)) = self.preflighted_by(request) else {
            return MinimalSet {
                triggers: Vec::new(),
                endpoint: String::new(),
                to_simple: there(),
                to_hit: there(),
            };
        };
        prepared.request.response_tainting = ResponseTainting::Cors;
        let (known, name) = match endpoint_of(&window, prepared.request.current_url()) {
            Ok((at, endpoint)) => {
                let played = AtEndpoint::new(&window, server, at);
                (Some((endpoint, played)), endpoint.text.clone())
            }
            Err(name) => (None, name),
        };
        let case = Case { known, name };
        MinimalSet {
            triggers: asked.triggers.iter().map(Trigger::report).collect(),
            to_simple: case.to_simple(&prepared, &asked),
            to_hit: self.to_hit(&case, &prepared, &asked, at),
            endpoint: case.name,
        }
    }

    /// [`MinimalSet::to_simple`] alone, whatever the journal has.
    pub(crate) fn to_simple(&self, request: &RequestDescription) -> Route {
        let case = Case {
            known: None,
            name: String::new(),
        };
        let asked = self.preflighted_by(request);
        asked.map_or_else(there, |(prepared, asked)| case.to_simple(&prepared, &asked))
    }

    /// What the request is, and what it asks for, if it asks first.
    fn preflighted_by(&self, request: &RequestDescription) -> Option<(Prepared, Demand)> {
        let prepared = prepare(request, &self.client_of(request), self.profile).ok()?;
        let (branch, asked) = way(&prepared, self.profile).ok()?;
        matches!(branch, Branch::CorsWithPreflight(_)).then_some((prepared, asked))
    }

    fn to_hit(&self, case: &Case, prepared: &Prepared, asked: &Demand, at: f64) -> Route {
        let needs = Needs {
            request: &prepared.request,
            names: &asked.names,
        };
        let missing = match self.caches.preflights.lookup(needs, at) {
            Lookup::Hit(_) => return there(),
            Lookup::Miss(missing) => missing,
        };
        let why = self.caches.preflights.why(needs, &missing, at);
        case.to_hit(&why.reason, &missing)
    }
}

impl Case<'_> {
    fn to_simple(&self, prepared: &Prepared, asked: &Demand) -> Route {
        let setting = Setting::of(prepared);
        let mut steps: Vec<RouteStep> = Vec::new();
        let mut withheld = Vec::new();
        let mut too_long: Vec<&str> = Vec::new();
        let mut told = BTreeSet::new();
        for trigger in &asked.triggers {
            let answers = trigger.report().code;
            match trigger.without(&setting) {
                // They are too long together: what is done about one is done about all.
                Ok(_) if is_total(trigger) => too_long.push(trigger.subject()),
                // A header that is there twice is left out once.
                Ok(recipe) if !told.insert((answers, recipe.told, trigger.subject())) => {}
                Ok(recipe) => {
                    let text = trigger.fill(recipe);
                    let mut step = self.step(answers, recipe, text, action(trigger).into_iter());
                    if steps.len() < PLAYED {
                        step.saves = self.saves(&step.changes);
                    }
                    steps.push(step);
                }
                Err(kept) => withheld.push(not_advised(trigger, answers, kept)),
            }
        }
        if !too_long.is_empty() {
            let recipe = &of_requests::SHORTEN_THE_VALUE;
            let text = fill(recipe.parts().1, &[&join(&too_long, ", ")]);
            let names = too_long.iter().map(|name| Action::DropHeader {
                name: (*name).to_owned(),
            });
            let mut step = self.step("safelisted-values-too-long", recipe, text, names);
            step.saves = self.saves(&step.changes);
            steps.push(step);
        }
        if withheld.is_empty() {
            return self.route(steps);
        }
        Route {
            state: RouteState::Withheld,
            steps: Vec::new(),
            withheld,
            saves: Vec::new(),
        }
    }

    fn route(&self, steps: Vec<RouteStep>) -> Route {
        let changes: Vec<Change> = steps
            .iter()
            .flat_map(|step| step.changes.iter().cloned())
            .collect();
        Route {
            state: if steps.is_empty() {
                RouteState::Impossible
            } else {
                RouteState::Possible
            },
            saves: self.saves(&changes),
            steps,
            withheld: Vec::new(),
        }
    }

    fn step(
        &self,
        answers: &'static str,
        recipe: &Brief,
        text: String,
        actions: impl Iterator<Item = Action>,
    ) -> RouteStep {
        let changes: Vec<Change> = actions
            .map(|action| Change::at(self.name.as_str(), action))
            .collect();
        RouteStep {
            answers,
            recipe: recipe.parts().0,
            text,
            risk: recipe.risk,
            saves: Vec::new(),
            changes,
        }
    }

    fn saves(&self, changes: &[Change]) -> Vec<Difference> {
        let actions: Vec<Action> = changes.iter().map(|change| change.action.clone()).collect();
        match &self.known {
            Some((_, played)) => played.differences(&actions),
            None => Vec::new(),
        }
    }
}

fn there() -> Route {
    Route {
        state: RouteState::There,
        steps: Vec::new(),
        withheld: Vec::new(),
        saves: Vec::new(),
    }
}

/// What a page does so that the trigger goes.
fn action(trigger: &Trigger) -> Option<Action> {
    match trigger {
        Trigger::Method { method } => Some(Action::Method {
            from: method.clone(),
            to: String::from("POST"),
        }),
        Trigger::Header { name, .. } => Some(Action::DropHeader { name: name.clone() }),
        Trigger::UploadListener => Some(Action::DropUploadListener),
        Trigger::StreamBody => Some(Action::DropStream),
        Trigger::PreflightedBefore => None,
    }
}

fn is_total(trigger: &Trigger) -> bool {
    matches!(
        trigger,
        Trigger::Header {
            reason: HeaderReason::TotalTooLong { .. },
            ..
        }
    )
}

fn not_advised(trigger: &Trigger, answers: &'static str, kept: Kept<'_>) -> Withheld {
    let (code, text, source) = match &kept {
        Kept::Guard(guard) => (guard.code(), guard.text(), guard.source()),
        Kept::Secret => (
            "secret",
            fill(
                "{} has a secret in it, and URLs and bodies are logged where headers are not. Keep it, and let the preflight be cached.",
                &[trigger.subject()],
            ),
            "https://github.com/whatwg/fetch/issues/210",
        ),
    };
    Withheld {
        code,
        trigger: answers,
        name: trigger.subject().to_owned(),
        text,
        source,
    }
}
