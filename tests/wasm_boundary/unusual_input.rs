//! Input that is unusual and right: what JavaScript's objects and strings can be.

use serde_json::{json, Value};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::returned;

const FORECASTER: &str =
    r#"const forecaster = new Forecaster({ origin: "https://page.example" });"#;

fn forecast(request: &str) -> Value {
    returned(&format!(
        "{FORECASTER} return forecaster.predict({request}, 0);"
    ))
}

#[wasm_bindgen_test]
fn undefined_fields_are_absent_and_unknown_ones_do_not_matter() {
    let fields = "api method headers mode credentials redirect cache keepalive duplex integrity uploadListener sync context body";
    let undefined: String = fields
        .split(' ')
        .map(|field| format!(", {field}: undefined"))
        .collect();
    let plain = forecast("{ url: 'https://api.example/x' }");
    assert_eq!(plain["verdict"], "simple");
    assert_eq!(
        forecast(&format!("{{ url: 'https://api.example/x'{undefined} }}")),
        plain
    );
    let unknown = "{ url: 'https://api.example/x', signal: null, priority: 5, __proto__: null, constructor: 5 }";
    assert_eq!(forecast(unknown), plain);
}

#[wasm_bindgen_test]
fn every_kind_of_object_will_do() {
    let plain =
        forecast("{ url: 'https://api.example/x', method: 'PUT', headers: [['X-A', '1']] }");
    let objects = [
        "Object.freeze({ url: 'https://api.example/x', method: 'PUT', headers: Object.freeze([Object.freeze(['X-A', '1'])]) })",
        "{ get url() { return 'https://api.example/x'; }, get method() { return 'PUT'; }, get headers() { return [['X-A', '1']]; } }",
        "Object.create({ url: 'https://api.example/x', method: 'PUT', headers: [['X-A', '1']] })",
        "new (class { url = 'https://api.example/x'; get method() { return 'PUT'; } headers = [['X-A', '1']]; })()",
        "new Proxy({ url: 'https://api.example/x', method: 'PUT', headers: [['X-A', '1']] }, {})",
        "Object.assign(Object.create(null), { url: 'https://api.example/x', method: 'PUT', headers: [['X-A', '1']] })",
        "{ url: 'https://api.example/x', method: 'PUT', headers: (class extends Array {}).from([['X-A', '1']]) }",
    ];
    for object in objects {
        assert_eq!(forecast(object), plain, "{object}");
    }
}

#[wasm_bindgen_test]
fn a_description_is_left_as_it_was() {
    let untouched = returned(&format!(
        "{FORECASTER}
        const touched = [];
        const watch = (name) => ({{
            get: (target, key) => Reflect.get(target, key),
            set: () => touched.push(name + ' set'),
            defineProperty: () => touched.push(name + ' defined'),
            deleteProperty: () => touched.push(name + ' deleted'),
        }});
        const headers = [['X-A', '1']];
        forecaster.predict(new Proxy({{ url: '/', headers, body: new Proxy({{ kind: 'none' }}, watch('body')) }}, watch('request')), 0);
        return [touched, headers];"
    ));
    assert_eq!(untouched, json!([[], [["X-A", "1"]]]));
}

#[wasm_bindgen_test]
fn each_field_is_read_once() {
    let reads = returned(&format!(
        "{FORECASTER}
        const reads = {{}};
        const count = (name, target) => new Proxy(target, {{ get(target, key) {{
            reads[name + key] = (reads[name + key] ?? 0) + 1;
            return target[key];
        }} }});
        const body = count('body.', {{ kind: 'blob', type: 'text/plain', length: 1 }});
        const request = count('', {{ url: 'https://api.example/x', method: 'POST', headers: [], body }});
        forecaster.simulate(request, () => count('answer.', {{ status: 200, headers: [] }}), 0);
        return Object.entries(reads).filter(([, times]) => times !== 1);"
    ));
    assert_eq!(reads, json!([]));
}

#[wasm_bindgen_test]
fn what_a_getter_throws_comes_out() {
    let fields = [
        "url",
        "api",
        "method",
        "headers",
        "keepalive",
        "context",
        "body",
    ];
    for field in fields {
        let same = returned(&format!(
            "{FORECASTER}
            const thrown = {{}};
            const request = {{ url: '/' }};
            Object.defineProperty(request, '{field}', {{ get() {{ throw thrown; }} }});
            try {{ forecaster.predict(request, 0); return 'nothing'; }} catch (error) {{ return error === thrown; }}"
        ));
        assert_eq!(same, true, "{field}");
    }
    let same = returned(&format!(
        "{FORECASTER}
        const thrown = {{}};
        const answer = {{ status: 200, get headers() {{ throw thrown; }} }};
        try {{ forecaster.simulate({{ url: '/' }}, () => answer, 0); return 'nothing'; }} catch (error) {{ return error === thrown; }}"
    ));
    assert_eq!(same, true);
}

#[wasm_bindgen_test]
fn a_getter_may_use_the_forecaster() {
    let verdicts = returned(&format!(
        "{FORECASTER}
        let inner;
        const outer = forecaster.predict({{ get url() {{
            forecaster.clear();
            inner = forecaster.predict({{ url: '/' }}, 0).verdict;
            return 'https://api.example/';
        }} }}, 0).verdict;
        return [inner, outer];"
    ));
    assert_eq!(verdicts, json!(["same-origin", "simple"]));
}

#[wasm_bindgen_test]
fn strings_that_are_no_byte_strings_are_rejected_as_by_fetch() {
    for text in ["\\ud800", "a\\udc00b", "\\u0100", "\u{1f600}"] {
        for request in [
            "headers: [['X-A', 'TEXT']]",
            "headers: [['X-TEXT', '1']]",
            "method: 'TEXT'",
        ] {
            let request = request.replace("TEXT", text);
            let both = returned(&format!(
                "{FORECASTER}
                let fetched = 'taken';
                try {{ new Request('https://api.example/x', {{ {request} }}); }} catch (error) {{ fetched = error.name; }}
                const {{ verdict, error }} = forecaster.predict({{ url: 'https://api.example/x', {request} }}, 0);
                return [fetched, verdict, error?.name, error?.code];"
            ));
            assert_eq!(
                both,
                json!(["TypeError", "rejected", "TypeError", "not-a-byte-string"]),
                "{request}"
            );
        }
    }
}

#[wasm_bindgen_test]
fn lone_surrogates_in_a_url_become_what_url_makes_of_them() {
    let urls = returned(&format!(
        "{FORECASTER}
        const url = 'https://api.example/\\ud800?\\udc00';
        const {{ requests }} = forecaster.simulate({{ url }}, () => null, 0);
        return [requests[0].url, new URL(url).href];"
    ));
    assert_eq!(urls[0], urls[1]);
}

#[wasm_bindgen_test]
fn latin_1_stays_latin_1() {
    let sent = returned(&format!(
        "{FORECASTER}
        const {{ requests }} = forecaster.simulate(
            {{ url: '/', headers: [['X-A', '\\x80\\xff'], ['X-B', '\\t \\x7f ']] }},
            () => null,
            0,
        );
        return requests[0].headers.filter(([name]) => name.startsWith('X-'));"
    ));
    assert_eq!(sent, json!([["X-A", "\u{80}\u{ff}"], ["X-B", "\u{7f}"]]));
}

#[wasm_bindgen_test]
fn nul_and_line_breaks_are_rejected() {
    for text in ["a\\0b", "a\\rb", "a\\nb"] {
        let forecast = forecast(&format!("{{ url: '/', headers: [['X-A', '{text}']] }}"));
        assert_eq!(forecast["error"]["code"], "header-value-invalid", "{text}");
    }
    assert_eq!(
        forecast("{ url: '/', headers: [['X-A', '\\r\\n a \\n']] }")["verdict"],
        "same-origin"
    );
}

#[wasm_bindgen_test]
fn values_of_headers_are_not_told() {
    let told = forecast(
        "{ url: 'https://api.example/x', method: 'POST', headers: [
            ['Authorization', 'Bearer 5ecre7'], ['X-Key', '5ecre7'], ['Content-Type', 'application/x-5ecre7'],
            ['Accept', '(5ecre7)'], ['Accept-Language', '=5ecre7@'], ['Range', 'items=5ecre7'],
        ] }",
    );
    assert_eq!(told["triggers"].as_array().map(Vec::len), Some(6), "{told}");
    assert!(!told.to_string().contains("5ecre7"), "{told}");
    let told = forecast("{ url: '/', headers: [['X-Key', '5ecre7\\n5ecre7']] }");
    assert!(!told.to_string().contains("5ecre7"), "{told}");
}

#[wasm_bindgen_test]
fn a_thousand_headers_are_all_judged() {
    let seen = returned(&format!(
        "{FORECASTER}
        const headers = Array.from({{ length: 1000 }}, (_, at) => ['X-' + String(at).padStart(4, '0'), 'v'.repeat(100)]);
        const forecast = forecaster.predict({{ url: 'https://api.example/x', headers }}, 0);
        const asked = forecast.preflight.headers.find(([name]) => name === 'Access-Control-Request-Headers')[1];
        return [forecast.triggers.length, asked.split(',').length, asked.slice(0, 13)];"
    ));
    assert_eq!(seen, json!([1000, 1000, "x-0000,x-0001"]));
    let seen = returned(&format!(
        "{FORECASTER}
        const headers = Array.from({{ length: 2000 }}, () => ['Accept', 'a']);
        return forecaster.predict({{ url: 'https://api.example/x', headers }}, 0).verdict;"
    ));
    assert_eq!(seen, json!("preflight"));
}
