//! The least policy that lets through what was seen: found by leaving out whatever can be left out without a request
//! failing, in any engine.

mod added;
mod answer;
mod call;
mod cast;
mod existing;
mod journal;
mod kind;
mod least;
mod merge;
mod observed;
mod path;
mod permitted;
mod problem;
mod report;
mod seen;
mod simpler;
mod text;
mod verify;

use alloc::borrow::ToOwned;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

pub use self::answer::policy_lines;
pub use self::merge::{
    existing_answers, merge, Changes, Edit, ExistingAnswer, HeaderChange, Hole, HoleReport,
};
pub use self::problem::SynthesisProblem;
pub use self::report::{
    Barrier, Failing, HiddenHeader, Kept, KeptFor, NotPermitted, Part, Reason, SeenWildcard,
    ServerPolicy, Simpler, SimplerStep, StandIn, Synthesis, Verification, Why,
};
pub use self::seen::{PageRequest, SynthesisOptions};

use self::added::{expose, keep_for, kept_for};
use self::call::{Call, Stage};
use self::cast::{Cast, Wanted};
use self::kind::kinds;
use self::least::{least, preflighted, Least};
use self::observed::Observed;
use self::simpler::Ways;
use crate::configuration::{CorsPolicy, PolicyProblem};
use crate::spec::url::ParseUrl;

/// The least policy for each server that lets the requests through that were seen.
///
/// Least: without any one of its origins, methods, headers or credentials, a request fails in an engine. The methods GET,
/// HEAD and POST are in it where they are used, although browsers don't ask for them: some frameworks do. It never has a
/// `*` that was not asked for.
///
/// ```
/// use cors_forecast::{synthesize, RequestDescription, PageRequest, SynthesisOptions};
/// let request = RequestDescription {
///     method: Some("PUT".into()),
///     headers: vec![("Authorization".into(), "secret".into()), ("Accept".into(), "text/html".into())],
///     ..RequestDescription::new("https://api.example/items/1")
/// };
/// let seen = [PageRequest::new("https://app.example", request)];
/// let found = synthesize(&seen, &SynthesisOptions::default())?;
/// let policy = &found.servers[0].policy;
/// assert_eq!(policy.methods, ["PUT"]);
/// assert_eq!(policy.headers, ["authorization"]);
/// assert!(!policy.credentials);
/// assert_eq!(found.servers[0].verified.passed, 4);
/// # Ok::<(), cors_forecast::SynthesisProblem>(())
/// ```
///
/// # Errors
///
/// [`SynthesisProblem`] if there is none, or it would be a hole.
#[cfg(not(target_arch = "wasm32"))]
pub fn synthesize(
    requests: &[PageRequest],
    options: &SynthesisOptions,
) -> Result<Synthesis, SynthesisProblem> {
    synthesize_with(requests, options, crate::native_url::parse_url)
}

/// As [`synthesize`], with a URL parser of the caller's.
///
/// # Errors
///
/// [`SynthesisProblem`] if there is none, or it would be a hole.
pub fn synthesize_with(
    requests: &[PageRequest],
    options: &SynthesisOptions,
    parse_url: ParseUrl,
) -> Result<Synthesis, SynthesisProblem> {
    if requests.is_empty() {
        return Err(SynthesisProblem::NothingSeen);
    }
    let wanted = Wanted::of(&options.origins)?;
    let mut stage = Stage::new(parse_url);
    let mut cast = Cast::of(requests, &wanted, &mut stage)?;
    let with_credentials = |call: &Call<'_>| call.demands().any(|(_, _, credentials)| credentials);
    if matches!(wanted, Wanted::Everybody) && cast.calls.iter().any(with_credentials) {
        return Err(PolicyProblem::AnyOriginWithCredentials.into());
    }
    let calls = core::mem::take(&mut cast.calls);
    let mut by_server: BTreeMap<&str, Vec<&Call<'_>>> = BTreeMap::new();
    for call in &calls {
        by_server.entry(&call.server).or_default().push(call);
    }
    let mut servers = Vec::new();
    for (server, calls) in by_server {
        let (policy, barred) = server_policy(server, &calls, &wanted, options, &stage)?;
        servers.extend(policy);
        for (name, call) in barred {
            cast.bar(Barrier::NameNotWritable { name }, call);
        }
    }
    let not_permitted = cast.not_permitted();
    if servers.is_empty() {
        return Err(if not_permitted.is_empty() {
            SynthesisProblem::NothingCrossOrigin {
                same_origin: cast.same_origin,
                no_cors: cast.no_cors,
            }
        } else {
            SynthesisProblem::NothingPermittable { not_permitted }
        });
    }
    Ok(Synthesis {
        servers,
        not_permitted,
        same_origin: cast.same_origin,
        no_cors: cast.no_cors,
    })
}

type Barred<'a> = Vec<(String, &'a Call<'a>)>;

/// The policy for one server's calls, and those that it can't let through; `None` if there are no others.
fn server_policy<'a>(
    server: &str,
    calls: &[&'a Call<'a>],
    wanted: &Wanted,
    options: &SynthesisOptions,
    stage: &Stage,
) -> Result<(Option<ServerPolicy>, Barred<'a>), SynthesisProblem> {
    let mut kinds = kinds(calls);
    let Least {
        mut policy,
        reasons,
        unwritable,
    } = least(&kinds, wanted, stage);
    let mut barred = Barred::new();
    let mut permitted = Vec::new();
    for call in calls {
        match one_of(&unwritable, call) {
            Some(name) => barred.push((name.clone(), *call)),
            None => permitted.push(*call),
        }
    }
    kinds.retain(|kind| one_of(&unwritable, kind.call).is_none());
    if permitted.is_empty() {
        return Ok((None, barred));
    }
    let calls = permitted.as_slice();
    let narrowest_path = path::narrowest(calls.iter().map(|call| call.path.as_str()));
    if options.narrow_path {
        policy.path.clone_from(&narrowest_path);
    }
    let observed = Observed::of(calls);
    let preflighted = preflighted(&kinds);
    let mut reasons = told(reasons, &policy);
    reasons.extend(expose(&mut policy, &observed, &options.expose_headers));
    reasons.extend(keep_for(&mut policy, options.max_age, preflighted));
    policy.check()?;
    let (simpler, withheld) = Ways::of(&kinds, stage).told();
    let told = ServerPolicy {
        server: server.to_owned(),
        narrowest_path,
        preflighted,
        reasons,
        kept_for: kept_for(policy.max_age),
        simpler,
        withheld,
        wildcards: observed.wildcards(),
        hidden: observed.hidden(&policy.expose_headers),
        stand_ins: stand_ins(calls, wanted),
        changes: existing::changes(calls, &policy)?,
        verified: verify::verify(&kinds, &policy, stage),
        policy,
    };
    Ok((Some(told), barred))
}

/// The name that the call asks for and that can't be written.
fn one_of<'a>(unwritable: &'a BTreeSet<String>, call: &Call<'_>) -> Option<&'a String> {
    let demands = call.demands();
    let asked =
        demands.flat_map(|(method, names, _)| names.iter().map(String::as_str).chain([method]));
    asked.filter_map(|name| unwritable.get(name)).min()
}

fn reason(part: Part, why: Why) -> Reason {
    Reason {
        text: text::of_reason(&part, &why),
        part,
        why,
    }
}

/// The reasons in the policy's order.
fn told(mut reasons: BTreeMap<Part, Why>, policy: &CorsPolicy) -> Vec<Reason> {
    let origins = policy.origins.listed().unwrap_or_default().iter();
    let origins = origins.map(|origin| Part::Origin {
        origin: origin.clone(),
    });
    let methods = policy.methods.iter();
    let methods = methods.map(|method| Part::Method {
        method: method.clone(),
    });
    let headers = policy.headers.iter();
    let headers = headers.map(|header| Part::Header {
        header: header.clone(),
    });
    let parts = origins
        .chain(methods)
        .chain(headers)
        .chain([Part::Credentials]);
    parts
        .filter_map(|part| reasons.remove(&part).map(|why| reason(part, why)))
        .collect()
}

fn stand_ins(calls: &[&Call<'_>], wanted: &Wanted) -> Vec<StandIn> {
    if !matches!(wanted, Wanted::Listed(_)) {
        return Vec::new();
    }
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    let mut looked_at = BTreeSet::new();
    for call in calls {
        let seen = call.seen;
        if seen.origin != call.listed && looked_at.insert(core::ptr::from_ref(seen)) {
            let known = counts.entry(&seen.origin).or_default();
            *known = known.saturating_add(seen.count);
        }
    }
    let told = counts.into_iter().map(|(origin, requests)| StandIn {
        origin: origin.to_owned(),
        requests,
        text: text::of_stand_in(origin, requests),
    });
    told.collect()
}
