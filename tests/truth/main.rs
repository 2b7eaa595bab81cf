//! The model against what real browsers did.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a recording that does not read as it should is to fail the test where it stands"
)]

mod corpus;
mod describe;
mod play;

use std::collections::BTreeMap;

use cors_forecast::Engine;

/// How many rows of a category agree, of how many.
type Tally = BTreeMap<String, (usize, usize)>;

struct Comparison {
    tally: Tally,
    differing: Vec<String>,
}

fn compare(profile: Engine, engine: &str) -> Comparison {
    let truth = corpus::truth(engine);
    let mut tally = Tally::new();
    let mut differing = Vec::new();
    for scenario in corpus::scenarios() {
        let Some(forecast) = play::forecast(&scenario, profile) else {
            continue;
        };
        let seen: Vec<_> = truth[&scenario.id].iter().map(play::seen).collect();
        let agrees = forecast == seen;
        let count = tally.entry(scenario.category.clone()).or_default();
        count.0 += usize::from(agrees);
        count.1 += 1;
        if !agrees {
            let at = (0..seen.len()).find(|&at| forecast.get(at) != Some(&seen[at]));
            let at = at.unwrap_or_default();
            differing.push(format!(
                "{} {} {} step {at}\n  forecast {:?}\n  seen     {:?}",
                scenario.id,
                scenario.category,
                scenario.sub,
                forecast.get(at),
                seen[at]
            ));
        }
    }
    Comparison { tally, differing }
}

fn share((agree, of): (usize, usize)) -> f64 {
    100.0 * agree as f64 / of as f64
}

/// Prints the agreement, and the rows that differ where `TRUTH_DIFF` is set; checks the floors (percent).
fn check(profile: Engine, engine: &str, floors: &[(&str, f64)]) {
    let comparison = compare(profile, engine);
    let of = |category: &str| {
        comparison
            .tally
            .iter()
            .filter(|(name, _)| category == "all" || name.starts_with(category))
            .fold((0, 0), |sum, (_, count)| (sum.0 + count.0, sum.1 + count.1))
    };
    for category in comparison.tally.keys().map(String::as_str).chain(["all"]) {
        let count = of(category);
        println!(
            "{profile:?} / {engine}: {category} {}/{} {:.2} %",
            count.0,
            count.1,
            share(count)
        );
    }
    if std::env::var_os("TRUTH_DIFF").is_some() {
        for row in &comparison.differing {
            println!("{row}");
        }
    }
    for (category, floor) in floors {
        let count = of(category);
        assert!(
            share(count) >= *floor,
            "{profile:?} agrees with {engine} in {:.2} % of {category}, the floor is {floor}; first: {}",
            share(count),
            comparison.differing.first().map_or("", String::as_str)
        );
    }
}

#[test]
fn the_standard_against_chromium() {
    check(
        Engine::Standard,
        "chromium",
        &[("a", 94.0), ("b", 90.0), ("c", 99.0), ("e", 100.0)],
    );
}

#[test]
fn chromium() {
    check(Engine::Chromium, "chromium", &[("all", 99.6)]);
}

#[test]
fn firefox() {
    check(Engine::Firefox, "firefox", &[("all", 99.7)]);
}

#[test]
fn webkit() {
    check(Engine::WebKit, "webkit", &[("all", 99.5)]);
}
