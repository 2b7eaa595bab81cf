//! The cache of the `standard` profile against the standard's own list.

use cors_forecast::{Engine, Forecaster, RequestDescription, WireKind, WireResponse};

use super::draw::Draw;
use super::standard_list::{Answer, Asked, List};

const PAGE: &str = "https://app.example";

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn description(draw: &mut Draw<'_>) -> RequestDescription {
    let headers = ["X-A", "X-B", "Authorization"]
        .iter()
        .filter(|_| draw.one_in(3))
        .map(|name| pair(name, "1"))
        .collect();
    let url = draw.pick(&["https://api.example/a", "https://api.example/a?b"]);
    RequestDescription {
        method: Some(draw.pick(&["GET", "PUT", "DELETE", "POST"]).to_owned()),
        credentials: Some(draw.pick(&["omit", "include"]).to_owned()),
        headers,
        ..RequestDescription::new(url)
    }
}

fn answer(draw: &mut Draw<'_>) -> Answer<'static> {
    let usually = |draw: &mut Draw<'_>, texts| {
        draw.maybe(8, |_| ())
            .map_or_else(|| Some(draw.pick(texts)), |()| None)
    };
    Answer {
        status: if draw.one_in(16) {
            403
        } else {
            draw.pick(&[204, 200, 299])
        },
        permits: !draw.one_in(16),
        max_age: usually(
            draw,
            &[
                "0",
                "1",
                "3",
                "60",
                "600",
                "7200",
                "x",
                "-1",
                "1.5",
                "060",
                "99999999999999999999",
            ],
        ),
        methods: usually(
            draw,
            &[
                "PUT",
                "DELETE",
                "PUT, DELETE",
                "*",
                "*, PUT",
                "put",
                "GET,,POST",
                "PUT DELETE",
            ],
        ),
        names: usually(
            draw,
            &[
                "x-a",
                "X-A, X-B",
                "*",
                "*, Authorization",
                "x-b, authorization",
                "x-a x-b",
                "",
            ],
        ),
    }
}

fn response(answer: &Answer<'_>) -> WireResponse {
    let origin = if answer.permits {
        PAGE
    } else {
        "https://other.example"
    };
    let mut headers = vec![
        pair("Access-Control-Allow-Origin", origin),
        pair("Access-Control-Allow-Credentials", "true"),
    ];
    let said = [
        ("Access-Control-Max-Age", answer.max_age),
        ("Access-Control-Allow-Methods", answer.methods),
        ("Access-Control-Allow-Headers", answer.names),
    ];
    headers.extend(
        said.into_iter()
            .filter_map(|(name, value)| Some(pair(name, value?))),
    );
    WireResponse {
        status: answer.status,
        headers,
        ..WireResponse::default()
    }
}

fn asked(described: &RequestDescription) -> Asked<'_> {
    Asked {
        url: &described.url,
        method: described.method.as_deref().unwrap_or("GET"),
        names: described
            .headers
            .iter()
            .map(|(name, _)| name.to_lowercase())
            .collect(),
        credentials: described.credentials.as_deref() == Some("include"),
    }
}

pub fn check(data: &[u8]) {
    play(data);
}

/// Plays exchanges until nothing is left to decide them, and says how often the cache has spared a preflight and how often not.
pub fn play(data: &[u8]) -> (usize, usize) {
    let mut draw = Draw::new(data);
    let mut forecaster = Forecaster::new(PAGE, Engine::Standard).expect("an origin");
    let mut list = List::default();
    let mut now = 0.0;
    let (mut hits, mut misses) = (0, 0);
    while !draw.is_over() {
        now += draw.pick(&[1.0, 1.0, 999.0, 1_000.0]);
        let described = description(&mut draw);
        let answer = answer(&mut draw);
        let asked = asked(&described);
        let asks = !asked.names.is_empty() || matches!(asked.method, "PUT" | "DELETE");
        let expected = asks && list.misses(&asked, now);
        if asks {
            list.answered(&asked, &answer, expected, now);
        }
        let mut server = |_: &_| Some(response(&answer));
        let simulation = forecaster.simulate(&described, &mut server, now);
        let sent = simulation.requests.first().map(|wire| wire.kind) == Some(WireKind::Preflight);
        assert_eq!(
            sent,
            expected,
            "at {now}: {described:?} {:?}",
            response(&answer)
        );
        *(if sent { &mut misses } else { &mut hits }) += usize::from(asks);
    }
    (hits, misses)
}
