//! Tokens that are found by their texts, beside those that are looked at one by one.

use super::super::{Tokens, MANY};
use super::*;
use crate::basis::Basis;
use crate::engine::profiles::profile;
use crate::engine::Engine;

/// Numbers, the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

fn of_seconds(seconds: u64) -> Given {
    Given {
        stored_at: 0.0,
        seconds,
        credentials: false,
        basis: Basis::Recorded,
    }
}

/// Whether all are noted, and nothing else is.
fn is_noted(tokens: &Indexed) -> bool {
    let noted = |token: &Token| {
        let mut places = tokens.places.iter_hash(hash(&token.text));
        places.any(|place| tokens.at(*place) == Some(token))
    };
    tokens.iter().all(noted) && tokens.places.len() == tokens.len()
}

#[test]
fn all_is_found_and_kept_as_by_one_who_looks_at_each() {
    let mut numbers = Numbers(7);
    for (_, engine) in Engine::ALL {
        let rules = &profile(engine).cache;
        for round in 0..200 {
            let (mut one, mut all) = (Listed::default(), Tokens::default());
            // Some stay few.
            let names = if round % 4 == 0 { 6 } else { 60 };
            for time in 0..6 {
                let given = Given {
                    stored_at: time as f64 * 1_000.0,
                    seconds: [0, 1, 2, 600][numbers.below(4) as usize],
                    credentials: numbers.below(2) == 0,
                    basis: Basis::Recorded,
                };
                for _ in 0..40 {
                    let text = match numbers.below(12) {
                        0 => String::from("*"),
                        1 => String::from("authorization"),
                        _ => alloc::format!("x-{}", numbers.below(names)),
                    };
                    one.keep(text.clone(), given, rules);
                    all.keep(text, given, rules);
                    assert!(one.iter().eq(all.iter()), "{engine:?}");
                    assert_eq!(one.iter().count(), all.len());
                    assert!(all.many.as_ref().is_none_or(|many| is_noted(many)));
                }
            }
            for at in 0..names {
                let text = alloc::format!("x-{at}");
                let with = |given: &Given, _| given.credentials;
                let exact = |_: &Given, exact| exact;
                for star in [true, false] {
                    assert_eq!(all.first(&text, star, with), one.first(&text, star, with));
                    assert_eq!(all.first(&text, star, exact), one.first(&text, star, exact));
                }
            }
        }
    }
}

#[test]
fn of_too_many_the_first_goes() {
    let rules = &profile(Engine::Firefox).cache;
    let mut tokens = Tokens::default();
    for at in 0..MOST + 4 {
        tokens.keep(alloc::format!("x-{at}"), of_seconds(600), rules);
    }
    let first = tokens.iter().next().map(|token| token.text.as_str());
    assert_eq!((tokens.len(), first), (MOST, Some("x-4")));
    let found = |text: &str| tokens.first(text, false, |_, _| true).is_some();
    assert_eq!(["x-3", "x-4", "x-10003"].map(found), [false, true, true]);
}

#[test]
fn many_are_found_by_their_texts_and_few_are_not() {
    let rules = &profile(Engine::Firefox).cache;
    let mut tokens = Tokens::default();
    for at in 1..=MANY {
        tokens.keep(alloc::format!("x-{at}"), of_seconds(600), rules);
        assert_eq!(tokens.many.is_some(), at == MANY);
        assert_eq!((tokens.len(), tokens.iter().count()), (at, at));
    }
    let texts: Vec<_> = tokens.into_all().map(|token| token.text).collect();
    assert_eq!((texts.len(), texts[MANY - 1].as_str()), (MANY, "x-16"));
}

#[test]
fn holes_are_closed_once_they_are_more_than_what_is_left() {
    let rules = &profile(Engine::Standard).cache;
    for (ended, holes) in [(1, 1), (10, 10), (11, 0)] {
        let mut tokens = Indexed::of(Listed::default());
        for at in 0..20 {
            tokens.keep(alloc::format!("x-{at}"), of_seconds(600), rules);
        }
        for at in 20 - ended..20 {
            tokens.keep(alloc::format!("x-{at}"), of_seconds(0), rules);
        }
        tokens.keep(String::from("last"), of_seconds(600), rules);
        assert_eq!((tokens.holes, tokens.len()), (holes, 21 - ended));
        assert!(is_noted(&tokens));
    }
}
