//! Which URLs a declared policy is for, by trying every way to read its pattern.

use cors_forecast::{Allowed, Basis, Engine, Forecaster, Policy, RequestDescription};

use super::draw::Draw;

const PIECES: &[&str] = &[
    "https://", "http://", "api", ".example", ".", "/", "items", "/:id", ":name", "*", ":8080",
    ":80", "?", "?q=1", "#f", "a", "://", ":_", "\u{e4}", "%41",
];

const URLS: &[&str] = &[
    "https://api.example/",
    "https://api.example:8080/items",
    "https://api.example/items/17",
    "https://api.example/items/17?q=1",
    "https://a.api.example/items?",
    "http://api.example/a:8080/a.b",
    "https://api.example/items/a/b#f",
];

pub fn check(data: &[u8]) {
    let mut draw = Draw::new(data);
    let url = draw.pick(URLS);
    // A URL, one less a part for which something stands, or any pieces.
    let mut pattern = match draw.below(4) {
        0 => String::new(),
        1 => url.to_owned(),
        _ => {
            let from = draw.below(url.len());
            let to = from + draw.below(url.len() - from + 1);
            [
                &url[..from],
                draw.pick(&[":name", "*", ":a:b", "**"]),
                &url[to..],
            ]
            .concat()
        }
    };
    for _ in 0..draw.below(6) {
        let piece = draw.text(PIECES);
        let at = draw.below(pattern.len() + 1);
        match pattern.is_char_boundary(at) && draw.one_in(2) {
            true => pattern.insert_str(at, &piece),
            false => pattern.push_str(&piece),
        }
    }
    let policy = Policy {
        allow_origin: Some(Allowed::ECHO),
        ..Policy::new(&*pattern)
    };
    let forecaster = Forecaster::new("http://app.example", Engine::Standard).expect("an origin");
    let Ok(forecaster) = forecaster.with_policies(vec![policy]) else {
        return;
    };
    let request = RequestDescription {
        method: Some("PUT".to_owned()),
        ..RequestDescription::new(url)
    };
    let answer = forecaster.predict(&request, 0.0).cache.answer;
    let basis = answer.expect("a miss").basis;
    let expected = match is_for(&pattern, url) {
        true => Basis::Configured,
        false => Basis::Assumed,
    };
    assert_eq!(basis, expected, "{pattern:?} for {url}");
}

fn is_for(pattern: &str, url: &str) -> bool {
    let url = url.split('#').next().unwrap_or_default();
    let url = match pattern.contains('?') {
        true => url,
        false => url.split('?').next().unwrap_or_default(),
    };
    // A host alone stands for its root.
    let host = pattern != "*" && pattern.matches('/').count() == 2 && !pattern.ends_with('*');
    let pattern = match host {
        true => format!("{pattern}/"),
        false => pattern.to_owned(),
    };
    let pattern: Vec<char> = pattern.chars().collect();
    let url: Vec<char> = url.chars().collect();
    fits(&pattern, &url, &mut Default::default())
}

/// What is left of a pattern and of a URL, by lengths: places that lead nowhere.
type DeadEnds = std::collections::BTreeSet<(usize, usize)>;

fn fits(pattern: &[char], url: &[char], dead: &mut DeadEnds) -> bool {
    if dead.contains(&(pattern.len(), url.len())) {
        return false;
    }
    let found = match pattern {
        [] => url.is_empty(),
        ['*', rest @ ..] => (0..=url.len()).any(|end| fits(rest, &url[end..], dead)),
        [':', first, ..] if first.is_ascii_alphabetic() || *first == '_' => {
            let name = |c: &&char| c.is_ascii_alphanumeric() || **c == '_';
            let rest = &pattern[1 + pattern[1..].iter().take_while(name).count()..];
            let longest = url.iter().take_while(|c| !"/.?:".contains(**c)).count();
            (1..=longest).any(|end| fits(rest, &url[end..], dead))
        }
        [first, rest @ ..] => url.first() == Some(first) && fits(rest, &url[1..], dead),
    };
    if !found {
        dead.insert((pattern.len(), url.len()));
    }
    found
}
