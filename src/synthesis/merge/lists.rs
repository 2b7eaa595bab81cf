//! Lists that are to be longer.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use super::change::{Edit, HeaderChange};
use super::{text_of, EXPOSE};
use crate::say::join;
use crate::spec::header::is_cors_non_wildcard_request_header_name;
use crate::spec::header_list::HeaderList;
use crate::spec::header_list_values::extract_header_list_values;
use crate::spec::names::Listed;

/// The lists of an answer.
pub(super) struct Lists<'a> {
    pub list: &'a HeaderList,
    /// Whether it is for requests with credentials, for which `*` is a name.
    pub credentials: bool,
}

/// What it takes so that the list of a header has all of `needed`.
pub(super) fn add_to(
    lists: &Lists<'_>,
    header: &'static str,
    needed: &[&str],
    with_case: bool,
) -> Option<HeaderChange> {
    let read = extract_header_list_values(lists.list, header);
    if needed.is_empty() {
        // What is no list fails every preflight, and helps nobody.
        return (read.is_err() && header != EXPOSE).then(|| Edit::RemoveLine { header }.with(None));
    }
    let whole = join(needed, ", ");
    let line = Some((header, whole.clone()));
    let given = match read {
        Ok(Some(given)) => given,
        Ok(None) => {
            return Some(
                Edit::AddLine {
                    header,
                    value: whole,
                }
                .with(line),
            )
        }
        // What is no list spoils all that is in it.
        Err(_) => {
            let from = text_of(lists.list, header).unwrap_or_default();
            return Some(
                Edit::Replace {
                    header,
                    from,
                    to: whole,
                }
                .with(line),
            );
        }
    };
    let star = !lists.credentials && given.iter().any(|name| name == "*");
    let exactly: BTreeSet<&str> = given.iter().map(String::as_str).collect();
    let listed = Listed::of(&given);
    let has = |name: &&&str| {
        let named = exactly.contains(**name) || !with_case && listed.has(name);
        named || (star && !is_cors_non_wildcard_request_header_name(name))
    };
    let members: Vec<String> = needed
        .iter()
        .filter(|name| !has(name))
        .map(|name| (*name).to_owned())
        .collect();
    if members.is_empty() {
        return None;
    }
    let all: Vec<&str> = given.iter().chain(&members).map(String::as_str).collect();
    let line = Some((header, join(&all, ", ")));
    Some(if given.is_empty() {
        Edit::AddLine {
            header,
            value: whole,
        }
        .with(line)
    } else {
        Edit::AddMembers { header, members }.with(line)
    })
}
