//! The least: everything that is asked for, less what can be left out without a request failing.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::call::{Ask, Call, Stage, ENGINES};
use super::cast::Wanted;
use super::kind::Kind;
use super::permitted::Permitted;
use super::report::{Part, Why};
use crate::configuration::{CorsPolicy, PermittedOrigins};
use crate::engine::Engine;
use crate::failure::Failure;
use crate::forecast::ErrorReport;
use crate::spec::cors_preflight_fetch::PreflightFailure;
use crate::spec::header::is_cors_non_wildcard_request_header_name;
use crate::spec::method::is_cors_safelisted_method;

/// A kind of calls, and in which engines it passes at all.
struct Shape<'a> {
    kind: &'a Kind<'a>,
    passes: [bool; ENGINES],
}

/// The least policy and why each part of it is there.
pub(super) struct Least {
    pub policy: CorsPolicy,
    pub reasons: BTreeMap<Part, Why>,
    /// Names that can't be written into configurations.
    pub unwritable: BTreeSet<String>,
}

/// The least policy for calls to one server.
pub(super) fn least(kinds: &[Kind<'_>], wanted: &Wanted, stage: &Stage) -> Least {
    let mut unwritable = BTreeSet::new();
    let full = everything(kinds, wanted, &mut unwritable);
    let permitted = Permitted::by(&full);
    let passes =
        |kind: &Kind<'_>, engine| stage.refusal(kind.call, engine, &permitted, None).is_none();
    let shape = |kind| Shape {
        kind,
        passes: core::array::from_fn(|engine| passes(kind, engine)),
    };
    let shapes: Vec<Shape<'_>> = kinds.iter().map(shape).collect();
    let users = users(&shapes);
    let mut policy = full.clone();
    let mut reasons = BTreeMap::new();
    let trial = |part: &Part| {
        let users = users.get(part).map(Vec::as_slice).unwrap_or_default();
        need(users, stage, &permitted, part)
    };
    if let PermittedOrigins::Listed(origins) = &mut policy.origins {
        origins.retain(|origin| {
            let origin = origin.clone();
            keep(Part::Origin { origin }, &trial, &mut reasons)
        });
    }
    policy.methods.retain(|method| {
        let method = method.clone();
        keep(Part::Method { method }, &trial, &mut reasons)
    });
    policy.headers.retain(|header| {
        let header = header.clone();
        keep(Part::Header { header }, &trial, &mut reasons)
    });
    policy.credentials = keep(Part::Credentials, &trial, &mut reasons);
    for (method, why) in used(&shapes) {
        policy.methods.push(method.clone());
        reasons.insert(Part::Method { method }, why);
    }
    policy
        .methods
        .sort_by_key(|method| (place(method), method.clone()));
    Least {
        policy,
        reasons,
        unwritable,
    }
}

fn keep(
    part: Part,
    trial: &dyn Fn(&Part) -> Option<Why>,
    reasons: &mut BTreeMap<Part, Why>,
) -> bool {
    let Some(why) = trial(&part) else {
        return false;
    };
    reasons.insert(part, why);
    true
}

/// All that is asked for.
fn everything(
    kinds: &[Kind<'_>],
    wanted: &Wanted,
    unwritable: &mut BTreeSet<String>,
) -> CorsPolicy {
    let mut origins = BTreeSet::new();
    let (mut methods, mut headers) = (BTreeSet::new(), BTreeSet::new());
    for Kind { call, .. } in kinds {
        origins.insert(call.listed.clone());
        for (method, names, _) in call.demands() {
            if !is_cors_safelisted_method(method) {
                methods.insert(method.to_string());
            }
            headers.extend(names.iter().cloned());
        }
    }
    let mut policy = CorsPolicy::new(["https://app.example"]);
    let mut writable = |set: BTreeSet<String>, list: fn(&mut CorsPolicy) -> &mut Vec<String>| {
        for name in set {
            let mut trial = CorsPolicy::new(["https://app.example"]);
            list(&mut trial).push(name.clone());
            match trial.check() {
                Ok(()) => list(&mut policy).push(name),
                Err(_) => {
                    unwritable.insert(name);
                }
            }
        }
    };
    writable(methods, |policy| &mut policy.methods);
    writable(headers, |policy| &mut policy.headers);
    policy.origins = wanted.permitted(origins.into_iter().collect());
    policy.credentials = policy.origins.listed().is_some();
    policy
}

/// The shapes that may need each part: most don't, and are not played.
fn users<'a>(shapes: &'a [Shape<'a>]) -> BTreeMap<Part, Vec<&'a Shape<'a>>> {
    let mut users: BTreeMap<Part, Vec<&Shape<'_>>> = BTreeMap::new();
    for shape in shapes {
        let origin = shape.kind.call.listed.clone();
        let mut parts = BTreeSet::from([Part::Origin { origin }]);
        for (method, names, credentials) in shape.kind.call.demands() {
            let method = method.to_string();
            parts.insert(Part::Method { method });
            parts.extend(names.iter().cloned().map(|header| Part::Header { header }));
            parts.extend(credentials.then_some(Part::Credentials));
        }
        for part in parts {
            users.entry(part).or_default().push(shape);
        }
    }
    users
}

/// What fails against the smaller policy that passes otherwise.
fn need(
    shapes: &[&Shape<'_>],
    stage: &Stage,
    permitted: &Permitted<'_>,
    part: &Part,
) -> Option<Why> {
    let mut engines = BTreeSet::new();
    let mut requests: u32 = 0;
    let mut first: Option<(&str, usize, ErrorReport)> = None;
    for shape in shapes {
        let mut fails = false;
        for engine in (0..ENGINES).filter(|engine| shape.passes[*engine]) {
            let played = || stage.refusal(shape.kind.call, engine, permitted, Some(part));
            let Some(error) = taken_for_granted(shape.kind.call, engine, part).or_else(played)
            else {
                continue;
            };
            fails = true;
            engines.insert(engine);
            // What is told does not depend on the order of requests.
            let key = (shape.kind.example, engine, error.message.as_str());
            if first
                .as_ref()
                .is_none_or(|(example, at, known)| key < (*example, *at, known.message.as_str()))
            {
                first = Some((shape.kind.example, engine, error));
            }
        }
        if fails {
            requests = requests.saturating_add(shape.kind.count);
        }
    }
    let (example, _, error) = first?;
    Some(Why::Refused {
        requests,
        engines: engines.into_iter().map(engine_at).collect(),
        example: example.to_string(),
        code: error.code,
        message: error.message,
    })
}

/// Of a request with so many header names the others are not left out one by one.
const PLAYED: usize = 64;

/// What a server is refused for that lists all of many header names but this one, as it was for each of the first.
fn taken_for_granted(call: &Call<'_>, engine: usize, part: &Part) -> Option<ErrorReport> {
    let (Part::Header { header }, Ask::Permission { names, .. }) = (part, &call.asks[engine])
    else {
        return None;
    };
    let others = names.get(PLAYED..).unwrap_or_default();
    // Of that one engines tell otherwise.
    let special = is_cors_non_wildcard_request_header_name(header);
    (!special && others.binary_search(header).is_ok()).then_some(())?;
    let name = header.clone();
    let failure = Failure::Preflight(PreflightFailure::HeaderNotAllowed { name });
    Some(failure.report(call.seen.request.api, call.seen.request.sync))
}

pub(super) fn engine_at(index: usize) -> Engine {
    Engine::ALL[index].1
}

/// The methods that need no permission.
fn used(shapes: &[Shape<'_>]) -> BTreeMap<String, Why> {
    let mut used: BTreeMap<String, (u32, &str)> = BTreeMap::new();
    for shape in shapes.iter().filter(|shape| shape.passes.contains(&true)) {
        let methods: BTreeSet<&str> = shape
            .kind
            .call
            .demands()
            .map(|(method, _, _)| method)
            .collect();
        for method in methods
            .into_iter()
            .filter(|method| is_cors_safelisted_method(method))
        {
            let (requests, example) = used
                .entry(method.to_string())
                .or_insert((0, shape.kind.example));
            *requests = requests.saturating_add(shape.kind.count);
            *example = (*example).min(shape.kind.example);
        }
    }
    let why = |(method, (requests, example)): (String, (u32, &str))| {
        let example = example.to_string();
        (method, Why::Used { requests, example })
    };
    used.into_iter().map(why).collect()
}

/// The order in which people list methods.
fn place(method: &str) -> usize {
    let order = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
    order
        .iter()
        .position(|known| *known == method)
        .unwrap_or(order.len())
}

/// How many requests ask first, in the engine where most do.
pub(super) fn preflighted(kinds: &[Kind<'_>]) -> u32 {
    let of = |engine: usize| {
        let asks = |kind: &&Kind<'_>| matches!(kind.call.asks[engine], Ask::Permission { .. });
        let counts = kinds.iter().filter(asks).map(|kind| kind.count);
        counts.fold(0, u32::saturating_add)
    };
    (0..ENGINES).map(of).max().unwrap_or_default()
}
