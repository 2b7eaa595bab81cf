//! Policies: what is answered, and what is refused.

use super::{Carried, Policy};

const CARRIED: Carried = Carried {
    origin: b"http://a.example",
    method: b"PUT",
    headers: b"x-a,{origin}",
};

fn headers_of(policy: &str, path: &str, is_preflight: bool) -> Result<String, String> {
    let reply = Policy::parse(policy.as_bytes())?.reply(path, is_preflight, &CARRIED);
    let lines = reply
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap_or("?")));
    Ok(format!(
        "{} {}",
        reply.status.as_u16(),
        lines.collect::<Vec<_>>().join("; ")
    ))
}

#[test]
fn placeholders_are_filled_once() -> Result<(), String> {
    let policy =
        r#"{"preflight":{"status":200,"headers":[["X","{acrm} {acrh} {origin} {other}"]]}}"#;
    assert_eq!(
        headers_of(policy, "m", true)?,
        "200 x: PUT x-a,{origin} http://a.example {other}"
    );
    Ok(())
}

#[test]
fn what_is_not_given_is_permissive() -> Result<(), String> {
    let policy = r#"{"actual":{"status":404}}"#;
    assert_eq!(headers_of(policy, "m", false)?, "404 ");
    assert_eq!(
        headers_of(policy, "m", true)?,
        "204 access-control-allow-origin: http://a.example; access-control-allow-credentials: true; \
         access-control-allow-methods: PUT; access-control-allow-headers: x-a,{origin}; access-control-max-age: 0"
    );
    Ok(())
}

#[test]
fn a_route_has_answers_of_its_own() -> Result<(), String> {
    let policy = r#"{"actual":{"status":404},"routes":{"r1":{"actual":{"status":307,"headers":[["Location","/"]]}}}}"#;
    assert_eq!(headers_of(policy, "r1", false)?, "307 location: /");
    assert_eq!(headers_of(policy, "r2", false)?, "404 ");
    Ok(())
}

#[test]
fn mistakes_are_named_by_field() {
    let cases = [
        (r#"{"preflight":{"status":"204"}}"#, "preflight.status"),
        (r#"{"preflight":{"stauts":204}}"#, "stauts"),
        (
            r#"{"actual":{"status":101}}"#,
            "actual.status: 101 is no final status",
        ),
        (r#"{"actual":{"delayMs":10001}}"#, "actual.delayMs"),
        (
            r#"{"routes":{"r1":{"actual":{"headers":[["a b","1"]]}}}}"#,
            "routes.r1.actual.headers[0]: \"a b\"",
        ),
        (
            r#"{"actual":{"headers":[["a","\u0100"]]}}"#,
            "actual.headers[0]: the value of \"a\"",
        ),
        (
            r#"{"actual":{"headers":[["Content-Length","1"]]}}"#,
            "set by the server itself",
        ),
        (r#"{"routes":{"/r1":{}}}"#, "without a leading slash"),
        (r#"{"#, "EOF"),
    ];
    for (json, expected) in cases {
        let error = Policy::parse(json.as_bytes()).err().unwrap_or_default();
        assert!(error.contains(expected), "{json}: {error}");
    }
}
