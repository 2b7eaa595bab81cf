//! Neither the order of headers of different names nor the case of names makes another forecast.

use cors_forecast::{Forecast, Verdict};

use super::draw::Draw;
use super::scene;

type Headers = Vec<(String, String)>;

pub fn check(data: &[u8]) {
    let mut draw = Draw::new(data);
    let mut forecasters = scene::forecasters(&mut draw);
    let mut asked = scene::likely(&mut draw);
    if draw.one_in(2) {
        asked.headers = scene::headers(&mut draw);
    }
    if draw.one_in(2) {
        for forecaster in &mut forecasters {
            let mut server = |wire: &_| Some(scene::permission(wire));
            forecaster.simulate(&asked, &mut server, 0.0);
        }
    }
    let mut other = asked.clone();
    other.headers = recased(&shuffled(&asked.headers, &mut draw), &mut draw);
    for forecaster in &forecasters {
        let one = comparable(forecaster.predict(&asked, 1.0));
        let two = comparable(forecaster.predict(&other, 1.0));
        assert_eq!(one, two, "{asked:?}\n{other:?}\n{forecaster:?}");
    }
}

/// What has to be the same. Of several headers that can't be set the first one is told.
fn comparable(mut forecast: Forecast) -> Forecast {
    if forecast.verdict == Verdict::Rejected {
        forecast.error = None;
    }
    forecast
        .triggers
        .sort_by_key(|trigger| format!("{trigger:?}"));
    forecast.advice.sort_by_key(|advice| format!("{advice:?}"));
    forecast
}

/// Headers of one name stay in their order.
fn shuffled(headers: &Headers, draw: &mut Draw<'_>) -> Headers {
    let mut left = headers.clone();
    let mut shuffled = Headers::new();
    while !left.is_empty() {
        let name = left[draw.below(left.len())].0.to_ascii_lowercase();
        let first = left
            .iter()
            .position(|(known, _)| known.eq_ignore_ascii_case(&name));
        shuffled.push(left.remove(first.expect("it was picked")));
    }
    shuffled
}

fn recased(headers: &Headers, draw: &mut Draw<'_>) -> Headers {
    let mut flip = |c: char| match draw.one_in(2) {
        true if c.is_ascii_lowercase() => c.to_ascii_uppercase(),
        true => c.to_ascii_lowercase(),
        false => c,
    };
    let one =
        |(name, value): &(String, String)| (name.chars().map(&mut flip).collect(), value.clone());
    headers.iter().map(one).collect()
}
