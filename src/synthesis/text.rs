//! What is said: exhaustive matches, a row a variant.

use alloc::string::String;
use alloc::vec::Vec;

use super::call::{is_developers, ENGINES};
use super::report::{Barrier, Part, Why};
use crate::engine::Engine;
use crate::say::{digits, fill, join};

/// `1 request`, `12 requests`.
pub(super) fn requests(count: u32) -> String {
    let many = if count == 1 { "" } else { "s" };
    fill("{} request{}", &[&digits(u64::from(count)), many])
}

/// Who, as ` in chromium, webkit`; nothing if all do.
fn which(engines: &[Engine]) -> String {
    if engines.len() == ENGINES {
        return String::new();
    }
    let named = Engine::ALL
        .iter()
        .filter(|(_, engine)| engines.contains(engine));
    let names: Vec<&str> = named.map(|(name, _)| *name).collect();
    fill(" in {}", &[&join(&names, ", ")])
}

#[rustfmt::skip]
pub(super) fn of_reason(part: &Part, why: &Why) -> String {
    let text = match why {
        Why::Refused { requests: count, engines, example, code: _, message } => fill(
            "{} fail without it{}, as {}: {}", &[&requests(*count), &which(engines), example, message]),
        Why::Used { requests: count, example } => fill(
            "{} use it, as {}. Browsers don't ask for it, but some frameworks refuse what they don't list.", &[&requests(*count), example]),
        Why::ReadSoFar { requests: count } => fill("Scripts could read it so far, in the answers to {}.", &[&requests(*count)]),
        Why::Spares { requests: count } => fill(
            "{} need permission first; the cache spares those that come within this time.", &[&requests(*count)]),
        Why::Wanted => String::from("You asked for it."),
    };
    let text = match why {
        Why::Refused { requests: 1, .. } => text.replacen("request fail ", "request fails ", 1),
        Why::Used { requests: 1, .. } => text.replacen("request use ", "request uses ", 1),
        Why::Spares { requests: 1 } => text.replacen("request need ", "request needs ", 1),
        Why::Refused { .. } | Why::Used { .. } | Why::ReadSoFar { .. } | Why::Spares { .. } | Why::Wanted => text,
    };
    match part {
        Part::Origin { origin } if is_developers(origin) => fill(
            "{} That is a developer's machine: leave it out where the server is deployed, and list the pages' deployed origin.", &[&text]),
        Part::Origin { .. } | Part::Method { .. } | Part::Header { .. } | Part::Credentials | Part::ExposeHeader { .. } | Part::MaxAge { .. } => text,
    }
}

#[rustfmt::skip]
pub(super) fn of_barrier(barrier: &Barrier, count: u32, example: &str) -> String {
    let count = requests(count);
    match barrier {
        Barrier::OpaqueOrigin => fill(
            "{} of pages whose origin is \"null\", as {}: every sandboxed frame and local file is called that. Serve the page from an origin of \
            its own, or give the frame allow-same-origin, and list that origin.", &[&count, example]),
        Barrier::OriginNotListed { origin } => fill(
            "{} of pages of {}, which are not to be let in, as {}. If they are yours, list {}.", &[&count, origin, example, origin]),
        Barrier::MixedContent { origin, server } => fill(
            "{} of {} to {}, as {}: a secure page does not fetch from http:, whatever the server permits. Serve it over https:.",
            &[&count, origin, server, example]),
        Barrier::NotMade { reason: _, message } => fill(
            "{} that no browser makes, as {}: {} No policy helps; change the call.", &[&count, example, message]),
        Barrier::NameNotWritable { name } => fill(
            "{} with \"{}\" in them, as {}: servers' configurations don't take that name as it is. Use letters, digits, \"-\" and \"_\".",
            &[&count, name, example]),
    }
}

#[rustfmt::skip]
pub(super) fn of_stand_in(origin: &str, count: u32) -> String {
    fill("{} of pages of {}. It is not let in: what they asked for is taken for what the listed pages will ask for.", &[&requests(count), origin])
}

#[rustfmt::skip]
pub(super) fn of_wildcard(header: &str, credentials: u32) -> String {
    let ineffective = if credentials > 0 {
        fill(" It did not count for {} with credentials.", &[&requests(credentials)])
    } else {
        String::new()
    };
    match header {
        "access-control-allow-origin" => fill("* lets every site read the answers. The listed origins take its place.{}", &[&ineffective]),
        "access-control-allow-headers" => fill("* permits all headers but Authorization. The listed names take its place.{}", &[&ineffective]),
        _ => fill("The listed names take the place of *.{}", &[&ineffective]),
    }
}
