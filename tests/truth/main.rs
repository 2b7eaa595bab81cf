//! The model against what real browsers did.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a recording that does not read as it should is to fail the test where it stands"
)]

mod corpus;
mod describe;
mod gaps;
mod play;

use std::collections::BTreeMap;

use cors_forecast::Engine;

/// How many rows of a category agree, of how many.
type Tally = BTreeMap<String, (usize, usize)>;

struct Comparison {
    tally: Tally,
    /// Id, and both accounts of the first step that differs.
    differing: Vec<(String, String)>,
}

fn compare(profile: Engine, engine: &str) -> Comparison {
    let truth = corpus::truth(engine);
    let mut tally = Tally::new();
    let mut differing = Vec::new();
    for scenario in corpus::scenarios() {
        let forecast = play::forecast(&scenario, profile);
        let seen: Vec<_> = truth[&scenario.id].iter().map(play::seen).collect();
        let agrees = forecast == seen;
        for category in [scenario.category.as_str(), "all"] {
            let count = tally.entry(category.to_owned()).or_default();
            count.0 += usize::from(agrees);
            count.1 += 1;
        }
        if !agrees {
            let at = (0..seen.len()).find(|&at| forecast.get(at) != Some(&seen[at]));
            let at = at.unwrap_or_default();
            let account = format!(
                "{} {} {} step {at}\n  forecast {:?}\n  seen     {:?}",
                scenario.id,
                scenario.category,
                scenario.sub,
                forecast.get(at),
                seen[at]
            );
            differing.push((scenario.id, account));
        }
    }
    for (category, (agree, of)) in &tally {
        let share = 100.0 * *agree as f64 / *of as f64;
        println!("{profile:?} / {engine}: {category} {agree}/{of} {share:.2} %");
    }
    Comparison { tally, differing }
}

/// Every row agrees, less those that are listed; and those differ.
fn all_rows_agree(profile: Engine, engine: &str) {
    let Comparison { tally, differing } = compare(profile, engine);
    let gaps = gaps::known();
    let mut listed: Vec<&str> = gaps
        .keys()
        .filter(|(of, _)| of == engine)
        .map(|(_, id)| id.as_str())
        .collect();
    let mut wrong = Vec::new();
    for (id, account) in &differing {
        match listed.iter().position(|known| known == id) {
            Some(at) => {
                listed.remove(at);
            }
            None => wrong.push(account.as_str()),
        }
    }
    assert!(wrong.is_empty(), "{engine}:\n{}", wrong.join("\n"));
    assert!(
        listed.is_empty(),
        "{engine}: these agree, or are no rows; take them out of known_gaps.txt: {listed:?}"
    );
    assert!(tally["all"].1 > 2_700, "{tally:?}");
}

#[test]
fn chromium() {
    all_rows_agree(Engine::Chromium, "chromium");
}

#[test]
fn firefox() {
    all_rows_agree(Engine::Firefox, "firefox");
}

#[test]
fn webkit() {
    all_rows_agree(Engine::WebKit, "webkit");
}

#[test]
fn few_rows_are_gaps() {
    let rows = corpus::scenarios().len() * 3;
    let gaps = gaps::known().len();
    assert!(gaps * 1_000 <= rows * 3, "{gaps} of {rows}");
}

/// The standard by the letter is no browser: what it agrees with Chromium in must not become less.
#[test]
fn the_standard_against_chromium() {
    let Comparison { tally, .. } = compare(Engine::Standard, "chromium");
    for (category, floor) in [
        ("a-classify", 90.0),
        ("b-header-values", 90.0),
        ("c-preflight-response", 99.0),
        ("e-redirects", 99.0),
    ] {
        let (agree, of) = tally[category];
        let share = 100.0 * agree as f64 / of as f64;
        assert!(share >= floor, "{category}: {share:.2} %");
    }
}
