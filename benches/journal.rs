//! What a journal takes: time for each request, memory, and time for a report on 10,000 requests.
//!
//! `cargo bench --bench journal`; memory is printed.

#![allow(
    clippy::expect_used,
    reason = "a benchmark that can't start is to say so"
)]

use std::hint::black_box;

use cors_forecast::{Action, Change, Engine, Forecaster, RequestDescription};
use criterion::{criterion_group, criterion_main, BatchSize, Criterion};

const REQUESTS: usize = 10_000;

fn forecaster() -> Forecaster {
    Forecaster::new("https://app.example", Engine::Chromium).expect("an origin")
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// A session: simple reads, writes to resources with numbers, polling with a cache-buster.
fn request(at: usize) -> RequestDescription {
    let preflighted = |method: &str, url: String| RequestDescription {
        method: Some(method.to_owned()),
        headers: vec![
            pair("Authorization", "Bearer token"),
            pair("X-Request-Id", "1"),
        ],
        ..RequestDescription::new(url)
    };
    match at % 4 {
        0 => RequestDescription::new(format!("https://cdn.example/img/{}.png", at % 500)),
        1 => preflighted("PUT", format!("https://api.example/v1/items/{}", at % 900)),
        2 => preflighted("GET", "https://api.example/v1/me".to_owned()),
        _ => preflighted(
            "GET",
            format!("https://api.example/v1/poll?_={}", 1_700_000_000_000 + at),
        ),
    }
}

fn filled(requests: usize) -> Forecaster {
    let mut forecaster = forecaster();
    for at in 0..requests {
        forecaster.record(&request(at), at as f64 * 250.0);
    }
    forecaster
}

fn recording(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("record");
    for (name, before) in [("into an empty journal", 0), ("into a full one", REQUESTS)] {
        let start = filled(before);
        group.bench_function(name, |bench| {
            let mut forecaster = start.clone();
            let mut at = before;
            bench.iter_batched(
                || {
                    at += 1;
                    (request(at), at as f64 * 250.0)
                },
                |(request, at)| forecaster.record(black_box(&request), at),
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

fn reports(bench: &mut Criterion) {
    let full = filled(REQUESTS);
    let report = full.report();
    println!(
        "{} bytes for {} requests, {} for each; {} endpoints, {} findings",
        report.window.memory,
        report.window.requests,
        report.window.memory / report.window.requests,
        report.endpoints.len(),
        report.findings.len(),
    );
    let mut group = bench.benchmark_group("10,000 requests");
    group.sample_size(10);
    group.bench_function("report", |bench| bench.iter(|| black_box(&full).report()));
    let longer = [Change::everywhere(Action::MaxAge { seconds: 7_200 })];
    group.bench_function("what_if", |bench| {
        bench.iter(|| black_box(&full).what_if(&longer));
    });
    group.finish();
}

criterion_group!(benches, recording, reports);
criterion_main!(benches);
