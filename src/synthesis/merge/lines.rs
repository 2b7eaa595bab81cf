//! What is to be changed about the headers that stand once.

use alloc::borrow::ToOwned;
use alloc::string::ToString;
use alloc::vec::Vec;

use super::change::{Edit, ExistingAnswer, HeaderChange};
use super::{text_of, CREDENTIALS, MAX_AGE, ORIGIN};
use crate::configuration::CorsPolicy;
use crate::spec::header_list::HeaderList;
use crate::spec::infra;

/// Gives whether `*` stays.
pub(super) fn of_origin(
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

pub(super) fn of_credentials(
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
pub(super) fn of_max_age(list: &HeaderList, needed: &CorsPolicy, found: &mut Vec<HeaderChange>) {
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
