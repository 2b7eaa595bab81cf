//! The smallest changes after which answers that are there are enough.

mod change;
mod lines;
mod lists;
mod pasted;

use alloc::borrow::ToOwned;
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

pub use self::change::{Changes, Edit, ExistingAnswer, HeaderChange, Hole, HoleReport};
pub use self::pasted::existing_answers;

use self::lines::{of_credentials, of_max_age, of_origin};
use self::lists::{add_to, Lists};
use super::answer::policy_lines;
use crate::configuration::{CorsPolicy, PolicyProblem};
use crate::spec::cors_preflight_fetch::is_ok_status;
use crate::spec::header_list::HeaderList;
use crate::spec::infra;
use crate::wire::{WireKind, WireResponse};

pub(super) const ORIGIN: &str = "Access-Control-Allow-Origin";
const CREDENTIALS: &str = "Access-Control-Allow-Credentials";
const METHODS: &str = "Access-Control-Allow-Methods";
const HEADERS: &str = "Access-Control-Allow-Headers";
const EXPOSE: &str = "Access-Control-Expose-Headers";
const MAX_AGE: &str = "Access-Control-Max-Age";
const VARY: &str = "Vary";

/// What is to be changed about the answers that a server gives, so that it permits what is needed. What it permits to others
/// stays, but for holes.
///
/// ```
/// use cors_forecast::{merge, CorsPolicy, ExistingAnswer, WireKind};
/// let existing = ExistingAnswer {
///     kind: WireKind::Preflight,
///     origin: "https://app.example".into(),
///     foreign: false,
///     status: 204,
///     headers: vec![
///         ("Access-Control-Allow-Origin".into(), "https://app.example".into()),
///         ("Access-Control-Allow-Headers".into(), "x-id".into()),
///     ],
/// };
/// let needed = CorsPolicy {
///     headers: vec!["authorization".into(), "x-id".into()],
///     ..CorsPolicy::new(["https://app.example"])
/// };
/// let changes = merge(&[existing], &needed)?;
/// assert_eq!(changes.preflight.len(), 1);
/// assert_eq!(changes.preflight[0].text, "Add authorization to Access-Control-Allow-Headers.");
/// # Ok::<(), cors_forecast::PolicyProblem>(())
/// ```
///
/// # Errors
///
/// [`PolicyProblem`] if what is needed is a hole, or can't be written.
pub fn merge(existing: &[ExistingAnswer], needed: &CorsPolicy) -> Result<Changes, PolicyProblem> {
    needed.check()?;
    let varies = |kind| varies(existing.iter().filter(|other| other.kind == kind), needed);
    let varying = [varies(WireKind::Preflight), varies(WireKind::Actual)];
    let mut holes = BTreeSet::new();
    let mut changes = Changes::default();
    let mut known = BTreeSet::new();
    let origins: Option<BTreeSet<&str>> =
        (needed.origins.listed()).map(|listed| listed.iter().map(String::as_str).collect());
    let is_let_in = |answer: &ExistingAnswer| {
        let listed = origins.as_ref();
        listed.is_none_or(|listed| listed.contains(answer.origin.as_str()))
    };
    for answer in existing {
        let list = WireResponse {
            status: answer.status,
            headers: answer.headers.clone(),
            ..WireResponse::default()
        }
        .header_list();
        let let_in = is_let_in(answer);
        holes.extend(hole(answer, &list, let_in));
        if !let_in {
            continue;
        }
        let (told, varies) = match answer.kind {
            WireKind::Preflight => (&mut changes.preflight, varying[0]),
            WireKind::Actual => (&mut changes.actual, varying[1]),
        };
        let found = of_answer(answer, &list, needed, varies);
        for change in found {
            if known.insert((answer.kind == WireKind::Preflight, change.clone())) {
                told.push(change);
            }
        }
    }
    let preflights =
        |answer: &ExistingAnswer| answer.kind == WireKind::Preflight && is_let_in(answer);
    if needed.has_preflights() && !existing.iter().any(preflights) {
        changes.preflight = all_of(needed);
    }
    let told = holes.into_iter().map(|hole: Hole| HoleReport {
        text: hole.text(),
        hole,
    });
    changes.holes = told.collect();
    Ok(changes)
}

/// A preflight's answer, line by line.
fn all_of(needed: &CorsPolicy) -> Vec<HeaderChange> {
    let origin = needed.origins.listed().and_then(|listed| listed.first());
    let origin = origin.map_or("*", String::as_str);
    let mut all = alloc::vec![Edit::AnswerPreflights.with(None)];
    for (name, value) in policy_lines(needed, WireKind::Preflight, origin).unwrap_or_default() {
        let names = [ORIGIN, CREDENTIALS, METHODS, HEADERS, MAX_AGE];
        let Some(header) = names.into_iter().find(|known| *known == name) else {
            all.push(Edit::AddVary.with(Some((VARY, value))));
            continue;
        };
        let edit = Edit::AddLine {
            header,
            value: value.clone(),
        };
        all.push(edit.with(Some((header, value))));
    }
    all
}

/// Whether `Access-Control-Allow-Origin` depends on who asks, or will.
fn varies<'a>(alike: impl Iterator<Item = &'a ExistingAnswer>, needed: &CorsPolicy) -> bool {
    let listed = needed.origins.listed().unwrap_or_default();
    let given = alike.map(|answer| {
        let lines = answer
            .headers
            .iter()
            .filter(|(name, _)| name.eq_ignore_ascii_case(ORIGIN));
        lines.map(|(_, value)| value.trim()).collect::<Vec<_>>()
    });
    let given: BTreeSet<Vec<&str>> = given.filter(|lines| !lines.is_empty()).collect();
    listed.len() > 1 || given.len() > 1
}

fn hole(answer: &ExistingAnswer, list: &HeaderList, let_in: bool) -> Option<Hole> {
    let allowed = text_of(list, ORIGIN)?;
    let credentials = text_of(list, CREDENTIALS).as_deref() == Some("true");
    if allowed == "null" {
        return Some(Hole::AllowsNull { credentials });
    }
    if allowed == "*" && credentials {
        return Some(Hole::AnyOriginWithCredentials);
    }
    let origin = answer.origin.clone();
    let reflects = answer.foreign && allowed == origin && !let_in;
    reflects.then_some(match credentials {
        true => Hole::ReflectsWithCredentials { origin },
        false => Hole::Reflects { origin },
    })
}

fn of_answer(
    answer: &ExistingAnswer,
    list: &HeaderList,
    needed: &CorsPolicy,
    varies: bool,
) -> Vec<HeaderChange> {
    let mut found = Vec::new();
    let preflight = answer.kind == WireKind::Preflight;
    if preflight && !is_ok_status(answer.status) {
        let from = answer.status;
        found.push(Edit::Status { from }.with(None));
    }
    let everybody = of_origin(answer, list, needed, &mut found);
    of_credentials(list, needed, everybody, &mut found);
    let lists = Lists {
        list,
        credentials: needed.credentials,
    };
    if preflight {
        found.extend(add_to(&lists, METHODS, &needed.methods_to_list(), true));
        let names: Vec<&str> = needed.headers.iter().map(String::as_str).collect();
        found.extend(add_to(&lists, HEADERS, &names, false));
        of_max_age(list, needed, &mut found);
    } else {
        let names: Vec<&str> = needed.expose_headers.iter().map(String::as_str).collect();
        found.extend(add_to(&lists, EXPOSE, &names, false));
    }
    let replaced = found
        .iter()
        .any(|change| matches!(change.edit, Edit::Replace { header: ORIGIN, .. }));
    if !everybody && (varies || replaced) && !has_vary(list) {
        let others = text_of(list, VARY).filter(|value| !value.is_empty());
        let value = others.map_or_else(|| "Origin".to_owned(), |others| others + ", Origin");
        found.push(Edit::AddVary.with(Some((VARY, value))));
    }
    found
}

/// All lines of a header as text.
pub(super) fn text_of(list: &HeaderList, header: &str) -> Option<String> {
    list.get(header)
        .map(|value| infra::isomorphic_decode(&value))
}

fn has_vary(list: &HeaderList) -> bool {
    let value = text_of(list, VARY).unwrap_or_default();
    let mut names = crate::pieces::pieces(&value, b',').map(str::trim);
    names.any(|name| name == "*" || name.eq_ignore_ascii_case("origin"))
}
