//! The journal, its counterfactuals and the advice, as JavaScript sees them.

use serde_json::{json, Value};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{returned, throws};

/// A forecaster that has seen ten calls of one endpoint, each with another URL.
const SCENE: &str = r#"
    const forecaster = new Forecaster({ origin: "https://page.example", engine: "webkit" });
    const call = (at) => ({
        url: `https://user:word@api.example/items?_=${1700000000000 + at}`,
        headers: [["X-Request-Id", "hidden" + at]],
        api: "xhr",
    });
    for (let at = 0; at < 10; at++) forecaster.record(call(at), at * 100);
    forecaster.record({ url: "/own" }, 2000);
"#;

fn scene(body: &str) -> Value {
    returned(&format!("{SCENE}{body}"))
}

#[wasm_bindgen_test]
fn a_report_is_plain_and_tells_no_values() {
    let report = scene("return forecaster.report();");
    assert_eq!(report["window"]["requests"], 10);
    assert_eq!(report["window"]["sameOrigin"], 1);
    assert_eq!(
        (&report["window"]["from"], &report["window"]["to"]),
        (&json!(0), &json!(900))
    );
    let endpoint = &report["endpoints"][0];
    assert_eq!(
        (&endpoint["calls"], &endpoint["urls"]),
        (&json!(10), &json!(10))
    );
    assert_eq!(endpoint["basis"], "assumed");
    assert_eq!(
        endpoint["engines"][2],
        json!({ "engine": "webkit", "preflights": 10, "hits": 0, "refused": 0 })
    );
    let finding = &report["findings"][0];
    assert_eq!(finding["code"], "url-churn");
    assert_eq!(finding["parts"], json!(["_"]));
    assert_eq!(finding["changes"][0]["kind"], "drop-query-key");
    assert_eq!(finding["changes"][0]["key"], "_");
    assert_eq!(
        finding["engines"][0],
        json!({ "engine": "chromium", "cost": 9, "left": 1 })
    );
    let told = report.to_string();
    for secret in ["hidden", "user", "word@"] {
        assert!(!told.contains(secret), "{told}");
    }
}

#[wasm_bindgen_test]
fn changes_are_played() {
    let seen = scene(
        "return [
            [],
            [{ kind: 'drop-header', name: 'X-Request-Id' }],
            [{ kind: 'drop-query-key', key: '_' }],
            [{ kind: 'same-origin', endpoint: 'https://elsewhere.example/' }],
            [{ kind: 'make-simple' }],
        ].map((changes) => forecaster.whatIf(changes)[2]);",
    );
    let of =
        |after: usize| json!({ "engine": "webkit", "before": 10, "after": after, "refused": 0 });
    assert_eq!(seen, json!([of(10), of(0), of(1), of(10), of(0)]));
}

#[wasm_bindgen_test]
fn every_change_that_is_handed_out_is_taken_back() {
    let kinds = scene(
        "const kinds = [
            { kind: 'max-age', seconds: 5 }, { kind: 'list-by-name' }, { kind: 'drop-header', name: 'a' },
            { kind: 'make-simple' }, { kind: 'one-credentials-mode', include: true },
            { kind: 'drop-query-key', key: '_' }, { kind: 'one-url' }, { kind: 'method', from: 'PUT', to: 'POST' },
            { kind: 'drop-upload-listener' }, { kind: 'drop-stream' }, { kind: 'cache-mode-default' },
            { kind: 'same-origin' },
        ];
        forecaster.whatIf(kinds);
        const found = forecaster.report().findings.flatMap(({ changes }) => changes);
        forecaster.whatIf(found);
        const { toSimple, toHit } = forecaster.minimalSet(call(20), 3000);
        forecaster.whatIf([toSimple, toHit].flatMap(({ steps }) => steps.flatMap(({ changes }) => changes)));
        return [found.length > 0, toSimple.state, toHit.state, toSimple.steps[0].changes];",
    );
    let change = json!({
        "kind": "drop-header",
        "name": "x-request-id",
        "endpoint": "https://api.example/items?_=:timestamp",
    });
    assert_eq!(kinds, json!([true, "possible", "possible", [change]]));
}

#[wasm_bindgen_test]
fn what_protects_an_endpoint_is_withheld() {
    let least = scene(
        "return forecaster.minimalSet({
            url: 'https://api.example/graphql', method: 'POST', credentials: 'include',
            headers: [['Content-Type', 'application/json'], ['Authorization', 'Bearer hidden']], body: { kind: 'string' },
        }, 0);",
    );
    assert_eq!(least["toSimple"]["state"], "withheld");
    assert_eq!(least["toSimple"]["steps"], json!([]));
    let withheld: Vec<&str> = least["toSimple"]["withheld"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|withheld| withheld["code"].as_str())
        .collect();
    assert_eq!(withheld.len(), 2, "{least}");
    assert!(withheld.contains(&"graphql-body"), "{least}");
    assert!(!least.to_string().contains("hidden"));
}

#[wasm_bindgen_test]
fn recipes_are_a_catalogue() {
    let seen = scene(
        "const all = Forecaster.recipes();
        return [all.length > 15, all.every(({ code, title, when, text, effect, cost, sources }) =>
            [code, title, when, text, effect, cost].every((text) => text.length > 0) && sources.length > 0)];",
    );
    assert_eq!(seen, json!([true, true]));
}

#[wasm_bindgen_test]
fn wrong_changes_are_refused_by_name() {
    const SECONDS: &str = "a whole number of seconds, 0 or more";
    let call = |changes: &str| format!("{SCENE} forecaster.whatIf({changes})");
    throws(&call("{}"), "invalid-changes", "changes must be an array");
    throws(&call("[5]"), "not-an-object", "change must be an object");
    throws(
        &call("[{}]"),
        "invalid-kind",
        "change.kind must be a string, for example \"max-age\"",
    );
    for (change, code, right) in [
        ("kind: 'max-age'", "invalid-seconds", SECONDS),
        ("kind: 'max-age', seconds: 1.5", "invalid-seconds", SECONDS),
        ("kind: 'drop-header'", "invalid-name", "a string"),
        (
            "kind: 'one-credentials-mode'",
            "invalid-include",
            "true or false",
        ),
        (
            "kind: 'one-url', endpoint: 5",
            "invalid-endpoint",
            "a string",
        ),
    ] {
        let name = code.trim_start_matches("invalid-");
        throws(
            &call(&format!("[{{ {change} }}]")),
            code,
            &format!("change.{name} must be {right}"),
        );
    }
}
