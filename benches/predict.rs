//! How long a forecast takes: without a preflight, with one, and among many entries of the cache.
//!
//! `cargo bench --bench predict`; the ratio of a lookup among 100,000 entries to one among 10 is what counts.

#![allow(
    clippy::expect_used,
    reason = "a benchmark that can't start is to say so"
)]

use std::hint::black_box;

use cors_forecast::{Engine, Forecaster, RequestDescription, WireResponse};
use criterion::{criterion_group, criterion_main, BenchmarkId, Criterion};

const PAGE: &str = "https://app.example";

fn forecaster(engine: Engine) -> Forecaster {
    Forecaster::new(PAGE, engine).expect("an origin")
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn item(at: usize) -> RequestDescription {
    RequestDescription {
        method: Some("PUT".to_owned()),
        headers: vec![pair("X-Request-Id", "1")],
        ..RequestDescription::new(format!("https://api.example/items/{at}"))
    }
}

fn forecasts(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("predict");
    let chromium = forecaster(Engine::Chromium);
    let own = RequestDescription::new("/items");
    group.bench_function("same origin", |bench| {
        bench.iter(|| chromium.predict(black_box(&own), 0.0));
    });
    let simple = RequestDescription::new("https://api.example/items");
    group.bench_function("simple", |bench| {
        bench.iter(|| chromium.predict(black_box(&simple), 0.0));
    });
    let headers = (0..8)
        .map(|at| pair(&format!("X-Header-{at}"), "value"))
        .collect();
    let preflighted = RequestDescription {
        method: Some("PUT".to_owned()),
        headers,
        ..RequestDescription::new("https://api.example/items/1")
    };
    group.bench_function("preflighted, 8 headers", |bench| {
        bench.iter(|| chromium.predict(black_box(&preflighted), 0.0));
    });
    group.finish();
}

fn lookups(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("hit among");
    for entries in [10, 1_000, 100_000] {
        // Of the engines that remember wildcards and set no limit to the number of entries, one is as good as another.
        let mut webkit = forecaster(Engine::WebKit);
        let mut server = |_: &_| {
            Some(WireResponse {
                status: 204,
                headers: vec![
                    pair("Access-Control-Allow-Origin", PAGE),
                    pair("Access-Control-Allow-Methods", "PUT"),
                    pair("Access-Control-Allow-Headers", "x-request-id"),
                    pair("Access-Control-Max-Age", "600"),
                ],
                ..WireResponse::default()
            })
        };
        for at in 0..entries {
            webkit.simulate(&item(at), &mut server, 0.0);
        }
        let wanted = item(entries / 2);
        group.bench_function(BenchmarkId::from_parameter(entries), |bench| {
            bench.iter(|| webkit.predict(black_box(&wanted), 1.0));
        });
    }
    group.finish();
}

criterion_group!(benches, forecasts, lookups);
criterion_main!(benches);
