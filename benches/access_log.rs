//! How quickly access logs are read, in each format, from memory.
//!
//! `cargo bench --bench access_log`; `cargo xtask bench log` reads files of 300 MB, beside `grep`.

use std::hint::black_box;

use cors_forecast::{AccessLog, LogOptions};
use criterion::{criterion_group, criterion_main, BenchmarkId, Criterion, Throughput};

/// As they were recorded (`tests/vectors/logs/`), over and over.
const LOGS: [(&str, &str); 4] = [
    (
        "combined",
        include_str!("../tests/vectors/logs/nginx-combined.log"),
    ),
    (
        "nginx with times",
        include_str!("../tests/vectors/logs/nginx-timed.log"),
    ),
    (
        "nginx's JSON",
        include_str!("../tests/vectors/logs/nginx-json.log"),
    ),
    (
        "Caddy's JSON",
        include_str!("../tests/vectors/logs/caddy.log"),
    ),
];

fn reading(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("access log");
    for (name, text) in LOGS {
        let text = text.repeat(1_000);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(name), &text, |bench, text| {
            bench.iter(|| {
                let mut log = AccessLog::new(LogOptions::default());
                log.feed(black_box(text.as_bytes()));
                log.finish()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
