//! The rows that can't be foreseen, each with its reason.

use std::collections::BTreeMap;

/// By engine and id: why.
pub type Gaps = BTreeMap<(String, String), String>;

/// What `known_gaps.txt` lists.
pub fn known() -> Gaps {
    let text = include_str!("known_gaps.txt");
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| {
        let mut words = line.splitn(3, ' ').map(str::to_owned);
        match (words.next(), words.next(), words.next()) {
            (Some(engine), Some(id), Some(reason)) => ((engine, id), reason),
            _ => panic!("known_gaps.txt: engine, id and reason, not {line}"),
        }
    })
    .collect()
}
