//! `new Forecaster()`, `predict()`, `simulate()` and `clear()`, called as pages do.

use serde_json::{json, Value};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{returned, type_error};

/// A forecaster, a request that is preflighted, and a server that permits it for a minute.
const SCENE: &str = r#"
    const forecaster = new Forecaster({ origin: "https://page.example", engine: "chromium" });
    const put = { url: "https://api.example/x", method: "PUT", headers: [["X-A", "1"]] };
    const permit = ({ kind }) => ({ status: kind === "preflight" ? 204 : 200, headers: [
        ["Access-Control-Allow-Origin", "https://page.example"],
        ["Access-Control-Allow-Methods", "PUT"],
        ["Access-Control-Allow-Headers", "x-a"],
        ["Access-Control-Max-Age", "60"],
    ] });
    const kinds = ({ requests }) => requests.map((request) => request.kind).join();
"#;

fn scene(body: &str) -> Value {
    returned(&format!("{SCENE}{body}"))
}

#[wasm_bindgen_test]
fn a_forecast_is_a_plain_object() {
    let forecast = scene("return forecaster.predict(put, 0);");
    assert_eq!(forecast["verdict"], "preflight");
    assert_eq!(forecast["triggers"][0]["kind"], "method");
    assert_eq!(forecast["triggers"][0]["name"], "PUT");
    assert_eq!(forecast["triggers"][1]["kind"], "header");
    assert_eq!(forecast["triggers"][1]["name"], "x-a");
    assert_eq!(forecast["triggers"][1]["source"], "author");
    assert_eq!(forecast["preflight"]["url"], "https://api.example/x");
    let asked = json!(["Access-Control-Request-Headers", "x-a"]);
    let headers = forecast["preflight"]["headers"].as_array();
    assert!(
        headers.is_some_and(|headers| headers.contains(&asked)),
        "{forecast}"
    );
    assert_eq!(
        forecast["cache"]["missing"],
        json!({ "method": "PUT", "headers": ["x-a"] })
    );
    let prototypes = scene(
        "const forecast = forecaster.predict(put, 0);
        return [forecast, forecast.triggers[0], forecast.preflight, forecast.cache].every(
            (object) => Object.getPrototypeOf(object) === Object.prototype
        ) && [forecast.triggers, forecast.advice, forecast.preflight.headers, forecast.preflight.headers[0]].every(
            Array.isArray
        );",
    );
    assert_eq!(prototypes, true);
}

#[wasm_bindgen_test]
fn what_is_absent_is_left_out() {
    let names = scene(
        "const forecast = forecaster.predict({ url: 'https://api.example/x' }, 0);
        return [Object.keys(forecast), Object.keys(forecast.cache)];",
    );
    let expected = json!([
        ["verdict", "triggers", "cache", "advice"],
        ["state", "basis"]
    ]);
    assert_eq!(names, expected);
    let names = scene("return Object.keys(forecaster.simulate(put, permit, 0));");
    assert_eq!(names, json!(["requests", "outcome", "status"]));
    let names = scene("return Object.keys(forecaster.simulate(put, () => null, 0));");
    assert_eq!(names, json!(["requests", "outcome", "error"]));
}

#[wasm_bindgen_test]
fn simulate_fills_the_cache_predict_reads_it_and_clear_empties_it() {
    let seen = scene(
        "const states = () => [1000, 59999, 60000].map((at) => forecaster.predict(put, at).cache.state).join();
        return [
            states(),
            kinds(forecaster.simulate(put, permit, 0)),
            states(),
            forecaster.predict(put, 1000).cache.expiresAt,
            kinds(forecaster.simulate(put, permit, 2000)),
            forecaster.clear() === undefined,
            states(),
        ];",
    );
    let expected = json!([
        "miss,miss,miss",
        "preflight,actual",
        "hit,hit,miss",
        60000,
        "actual",
        true,
        "miss,miss,miss"
    ]);
    assert_eq!(seen, expected);
}

#[wasm_bindgen_test]
fn forecasters_have_caches_of_their_own() {
    let state = scene(
        "forecaster.simulate(put, permit, 0);
        const other = new Forecaster({ origin: 'https://page.example', engine: 'chromium' });
        return other.predict(put, 1).cache.state;",
    );
    assert_eq!(state, "miss");
}

#[wasm_bindgen_test]
fn the_server_gets_one_plain_request_at_a_time() {
    let seen = scene(
        "const seen = [];
        forecaster.simulate(put, (...all) => {
            const [{ kind, method, url, headers }] = all;
            seen.push([all.length, kind, method, url, headers.length > 0]);
            return permit(all[0]);
        }, 0);
        return seen;",
    );
    let expected = json!([
        [1, "preflight", "OPTIONS", "https://api.example/x", true],
        [1, "actual", "PUT", "https://api.example/x", true],
    ]);
    assert_eq!(seen, expected);
}

#[wasm_bindgen_test]
fn what_the_server_does_to_its_request_does_not_matter() {
    let request = scene(
        "const simulation = forecaster.simulate(put, (request) => {
            const answer = permit(request);
            request.method = 'TRACE';
            request.headers.length = 0;
            return answer;
        }, 0);
        return [simulation.outcome, simulation.requests[1].method, simulation.requests[1].headers.length > 0];",
    );
    assert_eq!(request, json!(["response", "PUT", true]));
}

#[wasm_bindgen_test]
fn no_connection_is_null() {
    let ends = scene(
        "const end = ({ requests, outcome, error }) => [requests.length, outcome, error.name, typeof error.code];
        return [
            end(forecaster.simulate(put, () => null, 0)),
            end(forecaster.simulate(put, (request) => request.kind === 'actual' ? null : permit(request), 0)),
        ];",
    );
    let expected = json!([
        [1, "network-error", "TypeError", "string"],
        [2, "network-error", "TypeError", "string"],
    ]);
    assert_eq!(ends, expected);
}

#[wasm_bindgen_test]
fn what_the_server_throws_comes_out_and_the_forecaster_works_on() {
    let seen = scene(
        "const thrown = [new Error('x'), { any: 'object' }, 'text', undefined, null, 0].map((value) => {
            try {
                forecaster.simulate(put, () => { throw value; }, 0);
                return 'nothing';
            } catch (error) {
                return error === value;
            }
        });
        let later;
        try {
            forecaster.simulate(put, (request) => {
                if (request.kind === 'actual') throw 1;
                return permit(request);
            }, 0);
        } catch (error) {
            later = error;
        }
        return [thrown, later, forecaster.predict(put, 1).cache.state, kinds(forecaster.simulate(put, permit, 2))];",
    );
    // The permission was given before the server threw.
    let expected = json!([[true, true, true, true, true, true], 1, "hit", "actual"]);
    assert_eq!(seen, expected);
}

#[wasm_bindgen_test]
fn the_server_may_use_the_forecaster() {
    let seen = scene(
        "const seen = [];
        const get = { url: 'https://api.example/y' };
        const simulation = forecaster.simulate(put, (request) => {
            seen.push(forecaster.predict(put, 0).cache.state);
            seen.push(kinds(forecaster.simulate(get, () => permit(request), 0)));
            seen.push(kinds(forecaster.simulate(put, permit, 0)));
            forecaster.clear();
            return permit(request);
        }, 0);
        return [seen, kinds(simulation), forecaster.predict(put, 1).cache.state];",
    );
    // Each answer uses the forecaster, and the permission is stored after the first one's `clear()`.
    let each = [
        "miss",
        "actual",
        "preflight,actual",
        "hit",
        "actual",
        "actual",
    ];
    assert_eq!(seen, json!([each, "preflight,actual", "miss"]));
}

#[wasm_bindgen_test]
fn simulations_nest() {
    let depth = scene(
        "let deepest = 0;
        const nest = (depth) => forecaster.simulate({ url: 'https://api.example/' + depth }, (request) => {
            deepest = Math.max(deepest, depth);
            if (depth < 50) nest(depth + 1);
            return permit(request);
        }, 0).outcome;
        return [nest(1), deepest];",
    );
    assert_eq!(depth, json!(["response", 50]));
}

#[wasm_bindgen_test]
fn a_time_is_a_finite_number() {
    let right = "cors-forecast: at must be a finite number of milliseconds";
    for at in ["NaN", "Infinity", "-Infinity", "undefined", "{}", "'noon'"] {
        for call in ["predict(put, AT)", "simulate(put, permit, AT)"] {
            let (code, message) =
                type_error(&format!("{SCENE}forecaster.{}", call.replace("AT", at)));
            assert_eq!(
                (code.as_str(), message.as_str()),
                ("invalid-at", right),
                "{call} {at}"
            );
        }
    }
    let states = scene(
        "return [-1e300, -1, 0, 0.5, 1e300, Number.MAX_VALUE].map((at) => {
            forecaster.clear();
            forecaster.simulate(put, permit, at);
            return forecaster.predict(put, at).cache.state;
        }).join();",
    );
    // Where a minute more is the same number, a permission ends as it begins.
    assert_eq!(states, "miss,hit,hit,hit,miss,miss");
}

#[wasm_bindgen_test]
fn a_refused_time_changes_nothing() {
    let state = scene(
        "forecaster.simulate(put, permit, 0);
        try { forecaster.simulate(put, () => null, NaN); } catch {}
        return forecaster.predict(put, 1).cache.state;",
    );
    assert_eq!(state, "hit");
}
