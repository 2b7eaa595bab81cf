//! Calls that differ in nothing that decides: one of each kind is played.

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
    for call in calls {
        match kinds.iter_mut().find(|kind| is_alike(kind.call, call)) {
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
fn is_alike(one: &Call<'_>, other: &Call<'_>) -> bool {
    one.page == other.page
        && one.listed == other.listed
        && one.asks == other.asks
        && one.rest == other.rest
        && one.is_graphql() == other.is_graphql()
}
