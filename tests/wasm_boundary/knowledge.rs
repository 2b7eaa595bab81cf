//! What a forecaster is told by JavaScript: policies, answers, what the page asks for, requests at the same time.

use serde_json::{json, Value};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{returned, throws};

/// A forecaster, a request that is preflighted, and an answer that permits it for a day.
const SCENE: &str = r#"
    const origin = "https://page.example";
    const made = (engine, policies) => new Forecaster({ origin, engine, policies });
    const put = { url: "https://api.example/x/1?secret=1", method: "PUT", headers: [["X-A", "1"]] };
    const answer = { status: 204, headers: [
        ["Access-Control-Allow-Origin", "*"],
        ["Access-Control-Allow-Methods", "PUT"],
        ["Access-Control-Allow-Headers", "x-a"],
        ["Access-Control-Max-Age", "86400"],
    ] };
"#;

fn scene(body: &str) -> Value {
    returned(&format!("{SCENE}{body}"))
}

#[wasm_bindgen_test]
fn what_is_learned_is_told() {
    let seen = scene(
        "const forecaster = made('chromium');
        const learned = forecaster.learn(put, answer, 'recorded', 1000);
        return [learned, forecaster.predict(put, 2000).cache];",
    );
    let max_age = json!({ "verdict": "capped", "askedFor": 86400, "keptFor": 7200, "limit": 7200 });
    assert_eq!(seen[0], json!({ "maxAge": max_age }));
    let expected = json!({
        "state": "hit",
        "basis": "recorded",
        "expiresAt": 7_201_000,
        "entry": {
            "url": "https://api.example/x/1?secret=1",
            "methods": ["PUT"],
            "headers": ["x-a"],
            "credentials": false,
            "storedAt": 1000,
            "expiresAt": 7_201_000,
            "maxAge": max_age,
        },
    });
    assert_eq!(seen[1], expected);
    let error = scene(
        "const forecaster = made('firefox');
        return forecaster.learn({ ...put, method: 'DELETE' }, answer, 'probed').error.code;",
    );
    assert_eq!(error, "method-not-allowed");
}

#[wasm_bindgen_test]
fn a_miss_says_what_comes_nearest_and_what_would_have_hit() {
    let cache = scene(
        "const forecaster = made('webkit');
        forecaster.learn(put, answer, 'recorded', 0);
        return forecaster.predict({ ...put, url: 'https://api.example/x/1?secret=2' }, 1).cache;",
    );
    assert_eq!(cache["reason"]["code"], "query-differs");
    assert_eq!(cache["entry"]["maxAge"]["keptFor"], 600);
    assert_eq!(cache["answer"]["basis"], "recorded");
    let remedy = cache["reason"]["remedy"].as_str().unwrap_or_default();
    assert!(
        remedy.contains("secret") && !remedy.contains('2'),
        "{remedy}"
    );
}

#[wasm_bindgen_test]
fn what_the_page_asks_for_rests_on_policies() {
    let seen = scene(
        "const policies = [
            { match: 'https://other.example/*', allowOrigin: '*' },
            { match: 'https://api.example/x/:id', allowOrigin: [origin], allowMethods: ['PUT'], allowHeaders: 'echo',
              allowCredentials: true, maxAge: 60 },
        ];
        return [[], policies, [{ ...policies[1], maxAge: '-1' }]].map((policies) => {
            const forecaster = made('firefox', policies);
            forecaster.record(put, 0);
            return [4999, 59999, 60000].map((at) => {
                const { state, basis } = forecaster.predict(put, at).cache;
                return [state, basis].join();
            });
        });",
    );
    let expected = json!([
        ["hit,assumed", "miss,assumed", "miss,assumed"],
        ["hit,configured", "hit,configured", "miss,configured"],
        ["miss,configured", "miss,configured", "miss,configured"],
    ]);
    assert_eq!(seen, expected);
}

#[wasm_bindgen_test]
fn requests_at_the_same_time_each_ask() {
    let seen = scene(
        "const forecaster = made('chromium');
        const order = [];
        const server = ({ kind }) => (order.push(kind[0]), { ...answer, after: 100 });
        const calls = [[put, 0], [put, 50], [put, 500]];
        const ends = forecaster.simulateAll(calls, server).map(({ outcome, requests }) => [outcome, requests.length]);
        return [order.join(''), ends];",
    );
    let expected = json!(["ppaaa", [["response", 2], ["response", 2], ["response", 1]]]);
    assert_eq!(seen, expected);
}

#[wasm_bindgen_test]
fn what_is_aborted_ends() {
    let seen = scene(
        "const forecaster = made('chromium');
        const late = () => ({ ...answer, after: 100 });
        const { outcome, error, requests } = forecaster.simulate({ ...put, abortAfter: 50 }, late, 0);
        return [
            forecaster.predict({ ...put, abortAfter: 0 }, 0).error.name,
            outcome, error.name, requests.length,
            forecaster.predict(put, 200).cache.state,
        ];",
    );
    let expected = json!(["AbortError", "network-error", "AbortError", 1, "hit"]);
    assert_eq!(seen, expected);
}

#[wasm_bindgen_test]
fn wrong_knowledge_is_refused_by_name() {
    const LISTS: &str = r#"an array of strings, or "echo"; left out if it is not sent"#;
    let policy = |field: &str| {
        format!("{SCENE} made('chromium', [{{ match: '*' }}, {{ match: '*', {field} }}])")
    };
    for (field, code, right) in [
        ("allowMethods: []", "invalid-allow-methods", LISTS),
        ("allowHeaders: [1]", "invalid-allow-headers", LISTS),
        ("allowOrigin: {}", "invalid-allow-origin", LISTS),
        (
            "allowCredentials: 1",
            "invalid-allow-credentials",
            "true or false",
        ),
        (
            "maxAge: 1.5",
            "invalid-max-age",
            "a whole number of seconds, or the header's value",
        ),
    ] {
        let name = field.split(':').next().unwrap_or_default();
        throws(
            &policy(field),
            code,
            &format!("policy.{name} must be {right}"),
        );
    }
    throws(
        &policy("match: '/api'"),
        "invalid-policy",
        "policies[1].match must be an absolute URL with * and :name in it, as \"https://api.example/*\", or \"*\"",
    );
    throws(
        &format!("{SCENE} made('chromium', {{}})"),
        "invalid-policies",
        "options.policies must be an array",
    );
    let basis = r#"basis must be "configured", "probed" or "recorded""#;
    for given in ["'assumed'", "undefined", "{}"] {
        let call = format!("{SCENE} made('chromium').learn(put, answer, {given})");
        throws(&call, "invalid-basis", basis);
    }
    throws(
        &format!("{SCENE} made('chromium').learn(put, null, 'probed')"),
        "not-an-object",
        "the server's answer must be an object",
    );
    throws(
        &format!("{SCENE} made('chromium').learn({{ url: 'https://' }}, answer, 'probed')"),
        "request-refused",
        "no page can make such a request: The URL can't be parsed.",
    );
    throws(
        &format!("{SCENE} made('chromium').simulateAll([put], () => null)"),
        "invalid-calls",
        "calls must be an array of { request, at }",
    );
    let milliseconds = "a number of milliseconds, 0 or more";
    throws(
        &format!("{SCENE} made('chromium').predict({{ ...put, abortAfter: -1 }}, 0)"),
        "invalid-abort-after",
        &format!("request.abortAfter must be {milliseconds}"),
    );
    throws(
        &format!("{SCENE} made('chromium').simulate(put, () => ({{ ...answer, after: NaN }}), 0)"),
        "invalid-after",
        &format!("the server's answer.after must be {milliseconds}"),
    );
}
