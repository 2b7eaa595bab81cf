//! Calls that differ in nothing that decides: one of each kind is played.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::call::Call;

/// Calls of a kind.
pub(super) struct Kind<'a> {
    /// One of them.
    pub call: &'a Call<'a>,
    /// How many requests.
    pub count: u32,
    /// The first by name.
    pub example: &'a str,
}

/// The kinds, in the order in which each comes first.
pub(super) fn kinds<'a>(calls: &[&'a Call<'a>]) -> Vec<Kind<'a>> {
    let mut kinds: Vec<Kind<'a>> = Vec::new();
    // What is not the same here is not alike.
    let mut places: BTreeMap<Asked<'a>, Vec<usize>> = BTreeMap::new();
    for call in calls {
        let places = places.entry(asked(call)).or_default();
        let mut known = places.iter().copied();
        let place = known.find(|at| kinds.get(*at).is_some_and(|kind| is_alike(kind.call, call)));
        places.extend(place.is_none().then_some(kinds.len()));
        match place.and_then(|at| kinds.get_mut(at)) {
            Some(kind) => {
                kind.count = kind.count.saturating_add(call.seen.count);
                kind.example = kind.example.min(&call.example);
            }
            None => kinds.push(Kind {
                call,
                count: call.seen.count,
                example: &call.example,
            }),
        }
    }
    kinds
}

/// What values of headers decide is among what is asked for, and URLs differ in paths and queries.
type Asked<'a> = (&'a str, &'a str, Vec<(&'a str, &'a [String], bool)>);

fn asked<'a>(call: &'a Call<'a>) -> Asked<'a> {
    (&call.page, &call.listed, call.demands().collect())
}

fn is_alike(one: &Call<'_>, other: &Call<'_>) -> bool {
    one.page == other.page
        && one.listed == other.listed
        && one.asks == other.asks
        && one.rest == other.rest
        && one.is_graphql() == other.is_graphql()
}
