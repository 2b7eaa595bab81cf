//! The vectors of `tests/vectors`, natively: every row, and that the rows say enough.

mod vectors;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use cors_forecast::parse_url;
use cors_forecast::spec::FETCH_STANDARD_REVISION;
use serde_json::Value;

use vectors::{output, rows, run, FILES};

fn text_of(file: &str) -> &'static str {
    FILES
        .iter()
        .find(|(name, _)| *name == file)
        .map_or("", |(_, text)| text)
}

/// A text for people, which a failing test prints as it stands.
struct Report(String);

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<String> for Report {
    fn from(text: String) -> Self {
        Self(text)
    }
}

/// Runs a file and lists every row whose answer is another than expected.
fn check(file: &str) -> Result<(), Report> {
    let rows = rows(text_of(file))?;
    let failures: Vec<String> = rows
        .iter()
        .filter_map(|row| row.difference(&run(row.algorithm(), &row.input, parse_url)))
        .collect();
    if failures.is_empty() && !rows.is_empty() {
        return Ok(());
    }
    Err(Report(format!(
        "{} of {} vectors of {file}.json fail:\n{}",
        failures.len(),
        rows.len(),
        failures.join("\n")
    )))
}

/// Declares one test for each file.
macro_rules! files {
    ($($test:ident: $file:literal,)+) => {
        const TESTED: &[&str] = &[$($file),+];

        $(#[test]
        fn $test() -> Result<(), Report> {
            check($file)
        })+
    };
}

files! {
    cors_check: "cors-check",
    cors_preflight_cache: "cors-preflight-cache",
    cors_preflight_fetch_request: "cors-preflight-fetch-request",
    cors_preflight_fetch_response: "cors-preflight-fetch-response",
    cors_safelisted_request_header: "cors-safelisted-request-header",
    cors_unsafe_request_header_byte: "cors-unsafe-request-header-byte",
    cors_unsafe_request_header_names: "cors-unsafe-request-header-names",
    extract_a_body: "extract-a-body",
    extract_header_list_values: "extract-header-list-values",
    forbidden_request_header: "forbidden-request-header",
    header: "header",
    header_name_classes: "header-name-classes",
    http_fetch: "http-fetch",
    http_redirect_fetch: "http-redirect-fetch",
    infra: "infra",
    main_fetch: "main-fetch",
    method: "method",
    no_cors_headers: "no-cors-headers",
    origin: "origin",
    parse_a_mime_type: "parse-a-mime-type",
    parse_a_single_range_header_value: "parse-a-single-range-header-value",
    request_construction: "request-construction",
}

#[test]
fn every_file_is_run() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let there: BTreeSet<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            Some(name.strip_suffix(".json")?.to_owned())
        })
        .collect();
    let listed: BTreeSet<String> = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
    let tested: BTreeSet<String> = TESTED.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(
        there, listed,
        "tests/vectors/*.json, and FILES in tests/vectors/mod.rs"
    );
    assert_eq!(
        there, tested,
        "tests/vectors/*.json, and the tests of this file"
    );
}

#[test]
fn every_file_opens_with_the_revision_that_the_crate_transcribes() {
    let pin = format!("whatwg/fetch {FETCH_STANDARD_REVISION} #");
    for (name, text) in FILES {
        let first = serde_json::from_str::<Vec<Value>>(text)
            .ok()
            .and_then(|rows| rows.first()?.as_str().map(str::to_owned));
        assert!(
            first.is_some_and(|first| first.contains(&pin)),
            "the first row of {name}.json is to name {pin}…"
        );
    }
}

#[test]
fn names_are_unique_within_a_file() -> Result<(), Report> {
    for (file, text) in FILES {
        let mut seen = BTreeSet::new();
        for row in rows(text)? {
            assert!(
                seen.insert(row.name.clone()),
                "{file}.json has two rows named {}",
                row.name
            );
        }
    }
    Ok(())
}

#[test]
fn what_is_said_of_bytes_is_said_of_all_256_once() -> Result<(), Report> {
    let mut next: BTreeMap<String, u64> = BTreeMap::new();
    for row in rows(text_of("infra"))?
        .into_iter()
        .chain(rows(text_of("cors-unsafe-request-header-byte"))?)
        .filter(|row| row.input.get("from").is_some())
    {
        let end = |member: &str| row.input.get(member).and_then(Value::as_u64);
        let expected = next.entry(row.step.clone()).or_default();
        assert_eq!(end("from"), Some(*expected), "{}", row.name);
        *expected = end("to").map_or(0, |last| last + 1);
    }
    assert!(!next.is_empty());
    for (step, next) in next {
        assert_eq!(next, 256, "{step}");
    }
    Ok(())
}

/// Collects the `code` of every object within `value`.
fn codes(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            found.extend(
                members
                    .get("code")
                    .and_then(Value::as_str)
                    .map(str::to_owned),
            );
            members.values().for_each(|member| codes(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| codes(item, found)),
        _ => {}
    }
}

#[test]
fn every_refusal_has_a_vector() -> Result<(), Report> {
    let expected_in: &[(&[&str], &[&str])] = &[
        (output::FORBIDDEN, &["forbidden-request-header"]),
        (output::NOT_SAFELISTED, &["cors-safelisted-request-header"]),
        (output::UNSAFE_REASON, &["cors-unsafe-request-header-names"]),
        (output::MIME_TYPE_FAILURE, &["parse-a-mime-type"]),
        (
            output::MIME_TYPE_FAILURE,
            &["cors-safelisted-request-header"],
        ),
        (
            output::RANGE_FAILURE,
            &["parse-a-single-range-header-value"],
        ),
        (output::RANGE_FAILURE, &["cors-safelisted-request-header"]),
        (output::NOT_A_TOKEN, &["extract-header-list-values"]),
        (output::CORS_CHECK_FAILURE, &["cors-check"]),
        (
            output::PREFLIGHT_FAILURE,
            &["cors-preflight-fetch-response"],
        ),
        (output::BLOCKED, &["main-fetch"]),
        // What HTTP fetch decides before HTTP-redirect fetch is called stands in the former's file.
        (
            output::REDIRECT_FAILURE,
            &["http-redirect-fetch", "http-fetch"],
        ),
        (output::REQUEST_ERROR, &["request-construction"]),
    ];
    for (all, files) in expected_in {
        let mut found = BTreeSet::new();
        for file in *files {
            for row in rows(text_of(file))? {
                codes(&row.expected, &mut found);
            }
        }
        let missing: Vec<_> = all.iter().filter(|code| !found.contains(**code)).collect();
        assert!(
            missing.is_empty(),
            "no vector of {files:?} expects {missing:?}"
        );
    }
    Ok(())
}
