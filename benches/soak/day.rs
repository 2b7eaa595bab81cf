//! A day of a page that stays open: requests to many URLs, with other headers and other credentials, of which some are permitted
//! for long, some for a moment and some not at all. The same each time.

#![allow(
    clippy::expect_used,
    clippy::type_complexity,
    reason = "inputs that can't be made are to be told"
)]

use cors_forecast::{
    Basis, Engine, Forecaster, RequestDescription, Verdict, WireKind, WireRequest, WireResponse,
};

const DAY: f64 = 86_400_000.0;

const PAGE: &str = "https://app.example";

/// What `Access-Control-Max-Age` says on one server or another; the last one says nothing.
const MAX_AGES: [Option<&str>; 7] = [
    Some("0"),
    Some("5"),
    Some("600"),
    Some("7200"),
    Some("86400"),
    Some("soon"),
    None,
];

/// A day in which so many requests are made, in one engine after the other.
pub struct Day {
    forecasters: Vec<Forecaster>,
    requests: u64,
    made: u64,
    random: u64,
    /// How many preflights were sent, and how many the caches have spared.
    pub preflights: u64,
    pub hits: u64,
    /// How many requests were refused.
    pub refused: u64,
}

impl Day {
    /// It has not begun.
    pub fn of(requests: u64) -> Self {
        let new = |(_, engine)| Forecaster::new(PAGE, engine).expect("an origin");
        Self {
            forecasters: Engine::ALL.into_iter().map(new).collect(),
            requests,
            made: 0,
            random: 0x9e37_79b9_7f4a_7c15,
            preflights: 0,
            hits: 0,
            refused: 0,
        }
    }

    /// Makes so many of the requests.
    pub fn make(&mut self, requests: u64) {
        for _ in 0..requests {
            self.request();
        }
    }

    fn request(&mut self) {
        let now = DAY * self.made as f64 / self.requests as f64;
        let engine = (self.made % 4) as usize;
        self.made += 1;
        let request = self.described();
        // What was learned, too, fills its shelf within the first part of the day.
        let (learns, reports) = (self.below(20) == 0, self.below(200_000) == 0);
        let records = self.below(4) == 0;
        let forecaster = &mut self.forecasters[engine];
        let forecast = forecaster.predict(&request, now);
        let played = forecaster.simulate(&request, &mut answered, now);
        if records {
            forecaster.record(&request, now);
        }
        let preflights = played
            .requests
            .iter()
            .filter(|wire| wire.kind == WireKind::Preflight)
            .count();
        self.preflights += preflights as u64;
        self.hits += u64::from(preflights == 0 && forecast.verdict == Verdict::Preflight);
        self.refused += u64::from(played.error.is_some());
        if learns {
            let answer = WireResponse {
                status: 204,
                headers: permission(7, "*", "x-request-id"),
                ..WireResponse::default()
            };
            let _ = forecaster.learn(&request, &answer, Basis::Probed, None);
        }
        if reports {
            let report = forecaster.report();
            assert!(report.window.requests <= 10_000, "{:?}", report.window);
        }
    }

    /// One of 40 servers, most often an item of its own, with what apps put there.
    fn described(&mut self) -> RequestDescription {
        let server = self.below(40);
        // Some items are asked for by everybody, most by one.
        let item = match self.below(2) {
            0 => self.below(100),
            _ => self.below(2_000_000),
        };
        let path = match self.below(10) {
            0 => String::new(),
            1 => format!("search?q={item}&page={}", item % 9),
            2 => format!("poll?_={item}"),
            _ => format!("items/{item}"),
        };
        let pair = |name: &str| (name.to_owned(), "1".to_owned());
        let mut headers = vec![pair("X-Request-Id")];
        if self.below(3) == 0 {
            headers.push(pair("Authorization"));
        }
        // Names that are made up each time.
        if self.below(100) == 0 {
            headers.push((format!("X-Trace-{item}"), "1".to_owned()));
        }
        let method = ["GET", "PUT", "DELETE", "POST"][self.below(4) as usize];
        let url = match self.below(50) {
            // The same URL again and again.
            0 => "https://api.example/me".to_owned(),
            1 => format!("/own/{item}"),
            _ => format!("https://api{server}.example/{path}"),
        };
        RequestDescription {
            method: Some(method.to_owned()),
            headers: if self.below(4) == 0 {
                Vec::new()
            } else {
                headers
            },
            credentials: (self.below(2) == 0).then(|| "include".to_owned()),
            ..RequestDescription::new(url)
        }
    }

    fn below(&mut self, limit: u64) -> u64 {
        // <https://www.jstatsoft.org/article/view/v008i14>
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random % limit
    }
}

/// What a server answers: the URL decides for how long, and some refuse.
fn answered(wire: &WireRequest) -> Option<WireResponse> {
    let server: usize = wire.url.bytes().map(usize::from).sum();
    let asked = |name: &str| wire.header(name).unwrap_or_default();
    let refuses = server % 29 == 0 && wire.kind == WireKind::Preflight;
    Some(WireResponse {
        status: if refuses { 404 } else { 200 },
        headers: permission(
            server,
            asked("Access-Control-Request-Method"),
            asked("Access-Control-Request-Headers"),
        ),
        ..WireResponse::default()
    })
}

fn permission(server: usize, method: &str, names: &str) -> Vec<(String, String)> {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut headers = vec![
        pair("Access-Control-Allow-Origin", PAGE),
        pair("Access-Control-Allow-Credentials", "true"),
        pair("Access-Control-Allow-Methods", method),
        pair("Access-Control-Allow-Headers", names),
        pair("Cache-Control", "max-age=60"),
    ];
    headers.extend(
        MAX_AGES[server % MAX_AGES.len()].map(|value| pair("Access-Control-Max-Age", value)),
    );
    headers
}
