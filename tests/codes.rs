//! The package's README explains each code that a forecast can have: the console's links lead there.

use std::collections::BTreeMap;

/// Stands for a quotation mark within a literal.
const QUOTE: &str = "\u{1}";

const README: &str = include_str!("../pkg-template/README.md");

/// Sections of the README, and the sources that have their codes.
const SECTIONS: [(&str, &[&str]); 3] = [
    (
        "### Reasons for a preflight",
        &[include_str!("../src/trigger_text.rs")],
    ),
    (
        "### Why the cache does not spare one",
        &[include_str!("../src/miss_text.rs")],
    ),
    (
        "### Why a call or a request fails",
        &[
            include_str!("../src/failure_text.rs"),
            // What the wrapper finds by itself.
            "\"request-failed|A request has failed\"",
        ],
    ),
];

/// Codes and the texts behind them, which are literals of the form `"code|…"`.
fn codes_of(source: &str) -> BTreeMap<String, String> {
    let mut codes = BTreeMap::new();
    // A backslash at the end of a line takes the next one's indentation away.
    let joined: String = source
        .split("\\\n")
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.trim_start() })
        .collect();
    // Of a refusal, the sentence is a literal of its own.
    let joined: String = joined
        .split("refusal!(")
        .enumerate()
        .map(|(at, part)| {
            let literals = part.split_once("\", \"").filter(|_| at > 0);
            literals.map_or(part.to_owned(), |(place, rest)| format!("{place}|{rest}"))
        })
        .collect();
    for literal in joined.replace("\\\"", QUOTE).split('"') {
        let Some((code, text)) = literal.split_once('|') else {
            continue;
        };
        let is_code = code.contains(|c: char| c.is_ascii_lowercase())
            && code
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if is_code {
            codes
                .entry(code.to_owned())
                .or_insert_with(|| text.replace(QUOTE, "\""));
        }
    }
    codes
}

/// The part of the README under a heading, up to the next one of that rank.
fn under<'a>(text: &'a str, heading: &str) -> &'a str {
    let rank = heading.split(' ').next().unwrap_or_default();
    let found = text.split_once(&format!("\n{heading}\n"));
    assert!(found.is_some(), "the README has no {heading:?}");
    let (_, rest) = found.unwrap_or_default();
    rest.split(&format!("\n{rank} ")).next().unwrap_or_default()
}

#[test]
fn each_code_is_explained_under_its_own_heading() {
    for (heading, sources) in SECTIONS {
        let section = under(README, heading);
        let explained: Vec<&str> = section
            .split("\n#### ")
            .skip(1)
            .filter_map(|part| part.lines().next())
            .collect();
        let codes: BTreeMap<String, String> =
            sources.iter().flat_map(|source| codes_of(source)).collect();
        assert!(codes.len() > 10, "{heading}: {} codes", codes.len());
        for code in codes.keys() {
            let count = explained.iter().filter(|known| *known == code).count();
            assert_eq!(count, 1, "{code} under {heading}");
        }
        for code in explained {
            assert!(codes.contains_key(code), "no source has {code}");
        }
    }
}

#[test]
fn the_explanations_are_the_sentences_that_people_see() {
    for (heading, sources) in SECTIONS {
        let section = under(README, heading);
        for (code, text) in sources.iter().flat_map(|source| codes_of(source)) {
            let explained = under(section, &format!("#### {code}"));
            // Of a miss the remedy follows; of a failure the standard's step comes first.
            let parts: Vec<&str> = text.split('|').collect();
            let sentence = parts[usize::from(heading.ends_with("fails")).min(parts.len() - 1)];
            let longest = sentence
                .split("{}")
                .max_by_key(|piece| piece.len())
                .unwrap_or_default();
            let longest = longest.trim().trim_end_matches('.');
            assert!(
                explained.contains(longest),
                "{code}: {longest:?} is not in {explained:?}"
            );
        }
    }
}
