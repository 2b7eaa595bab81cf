//! The smallest changes after which answers that are there are enough.

mod change;
mod lists;
mod pasted;

use alloc::borrow::ToOwned;
use alloc::collections::BTreeSet;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

pub use self::change::{Changes, Edit, ExistingAnswer, HeaderChange, Hole, HoleReport};
pub use self::pasted::existing_answers;

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

/// Gives whether `*` stays.
fn of_origin(
    answer: &ExistingAnswer,
    list: &HeaderList,
    needed: &CorsPolicy,
    found: &mut Vec<HeaderChange>,
) -> bool {
    let right = match needed.origins.listed() {
        Some(_) => answer.origin.clone(),
        None => "*".to_owned(),
    };
    let lines: Vec<&[u8]> = list.values(ORIGIN).collect();
    let fits = |value: &[u8]| value == right.as_bytes() || value == answer.origin.as_bytes();
    let star = |value: &[u8]| value == b"*" && !needed.credentials;
    match lines.as_slice() {
        [] => {
            let (header, value) = (ORIGIN, right.clone());
            found.push(Edit::AddLine { header, value }.with(Some((ORIGIN, right.clone()))));
        }
        [one] if fits(one) || star(one) => return *one == b"*",
        [first, rest @ ..]
            if !rest.is_empty()
                && (fits(first) || star(first))
                && rest.iter().all(|line| line == first) =>
        {
            let value = infra::isomorphic_decode(first);
            found.push(Edit::RemoveDuplicate { header: ORIGIN }.with(Some((ORIGIN, value))));
            return *first == b"*";
        }
        _ => {
            let from = text_of(list, ORIGIN).unwrap_or_default();
            let (header, to) = (ORIGIN, right.clone());
            found.push(Edit::Replace { header, from, to }.with(Some((ORIGIN, right.clone()))));
        }
    }
    right == "*"
}

fn of_credentials(
    list: &HeaderList,
    needed: &CorsPolicy,
    everybody: bool,
    found: &mut Vec<HeaderChange>,
) {
    let header = CREDENTIALS;
    let lines: Vec<&[u8]> = list.values(header).collect();
    if !needed.credentials {
        // Beside `*` it counts for nothing.
        if everybody && !lines.is_empty() {
            found.push(Edit::RemoveLine { header }.with(None));
        }
        return;
    }
    let line = Some((header, "true".to_owned()));
    let edit = match lines.as_slice() {
        [] => Edit::AddLine {
            header,
            value: "true".to_owned(),
        },
        [b"true"] => return,
        all if all.iter().all(|line| *line == b"true") => Edit::RemoveDuplicate { header },
        _ => Edit::Replace {
            header,
            from: text_of(list, header).unwrap_or_default(),
            to: "true".to_owned(),
        },
    };
    found.push(edit.with(line));
}

/// A time that is longer stays: engines have limits of their own.
fn of_max_age(list: &HeaderList, needed: &CorsPolicy, found: &mut Vec<HeaderChange>) {
    let Some(seconds) = needed.max_age else {
        return;
    };
    let (header, value) = (MAX_AGE, seconds.to_string());
    let lines: Vec<&[u8]> = list.values(header).collect();
    let number = |line: &[u8]| infra::isomorphic_decode(line).parse::<u64>().ok();
    let line = Some((header, value.clone()));
    let edit = match lines.as_slice() {
        [] => Edit::AddLine { header, value },
        [one] if number(one).is_some_and(|given| given >= u64::from(seconds)) => return,
        [first, rest @ ..]
            if !rest.is_empty()
                && rest.iter().all(|line| line == first)
                && number(first) == Some(u64::from(seconds)) =>
        {
            Edit::RemoveDuplicate { header }
        }
        _ => Edit::Replace {
            header,
            from: text_of(list, header).unwrap_or_default(),
            to: value,
        },
    };
    found.push(edit.with(line));
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
