//! Wrong input throws a `TypeError` that names the field and what would be right, and has a `code`.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{returned, throws};

const FORECASTER: &str =
    r#"const forecaster = new Forecaster({ origin: "https://page.example" });"#;

const PAIRS: &str = "an array of [name, value] pairs of strings";
const APIS: &str = r#"one of "fetch", "xhr", "beacon", "eventsource""#;
const CONTEXTS: &str = r#"one of "window", "worker", "opaque""#;
const KINDS: &str = r#"one of "none", "string", "urlsearchparams", "formdata", "blob", "buffer", "stream", "document""#;

/// Whether a field with this value throws, in `predict()` and in `simulate()`, before the server is asked.
fn refused(field: &str, value: &str, right: &str) {
    let name = field.rsplit('.').next().unwrap_or(field);
    let code = match name {
        "uploadListener" => "invalid-upload-listener".to_owned(),
        _ => format!("invalid-{name}"),
    };
    let request = match field.split_once('.') {
        None => format!("{{ url: '/', ...{{ {field}: {value} }} }}"),
        Some((outer, inner)) => {
            format!("{{ url: '/', {outer}: {{ kind: 'blob', ...{{ {inner}: {value} }} }} }}")
        }
    };
    let message = format!("request.{field} must be {right}");
    throws(
        &format!("{FORECASTER} forecaster.predict({request}, 0)"),
        &code,
        &message,
    );
    let unasked = "() => { throw 'the server was asked'; }";
    throws(
        &format!("{FORECASTER} forecaster.simulate({request}, {unasked}, 0)"),
        &code,
        &message,
    );
}

#[wasm_bindgen_test]
fn texts_are_strings() {
    let fields = [
        "url",
        "method",
        "mode",
        "credentials",
        "redirect",
        "cache",
        "duplex",
        "integrity",
        "body.type",
    ];
    for field in fields {
        for value in [
            "null",
            "5",
            "true",
            "{}",
            "['a']",
            "Symbol()",
            "new String('a')",
            "new URL('https://a.example')",
        ] {
            refused(field, value, "a string");
        }
    }
}

#[wasm_bindgen_test]
fn flags_are_booleans() {
    for field in ["keepalive", "uploadListener", "sync"] {
        for value in ["null", "0", "1", "'true'", "{}", "new Boolean(true)"] {
            refused(field, value, "true or false");
        }
    }
}

#[wasm_bindgen_test]
fn names_are_known() {
    for (field, right) in [("api", APIS), ("context", CONTEXTS), ("body.kind", KINDS)] {
        for value in ["null", "5", "''", "'Fetch'", "'fetch '", "{}", "['fetch']"] {
            refused(field, value, right);
        }
    }
}

#[wasm_bindgen_test]
fn headers_are_pairs() {
    let values = [
        "null",
        "5",
        "'a: b'",
        "{}",
        "{ a: 'b' }",
        "new Headers({ a: 'b' })",
        "new Map([['a', 'b']])",
        "[null]",
        "['ab']",
        "[[]]",
        "[['a']]",
        "[['a', 'b', 'c']]",
        "[['a', 5]]",
        "[[5, 'b']]",
        "[['a', null]]",
        "[['a', 'b'], ['a', undefined]]",
        "[{ 0: 'a', 1: 'b', length: 2 }]",
        "{ 0: ['a', 'b'], length: 1 }",
        "new Array(3)",
        "(function () { return arguments; })(['a', 'b'])",
    ];
    for value in values {
        refused("headers", value, PAIRS);
    }
}

#[wasm_bindgen_test]
fn lengths_are_whole_numbers_of_bytes() {
    for value in [
        "null", "-1", "1.5", "NaN", "Infinity", "2 ** 53", "'5'", "5n", "true",
    ] {
        refused("body.length", value, "a number of bytes");
    }
    let fine = returned(&format!(
        "{FORECASTER} return [0, -0, 1, 2 ** 53 - 1].map((length) =>
            forecaster.predict({{ url: '/', method: 'POST', body: {{ kind: 'blob', length }} }}, 0).verdict
        ).join();"
    ));
    assert_eq!(fine, "same-origin,same-origin,same-origin,same-origin");
}

#[wasm_bindgen_test]
fn a_body_says_its_kind() {
    let kind = "request.body.kind must be a string, \"none\" for no body";
    for body in [
        "{}",
        "[]",
        "{ type: 'text/plain' }",
        "{ kind: undefined }",
        "new Blob(['a'])",
    ] {
        throws(
            &format!("{FORECASTER} forecaster.predict({{ url: '/', body: {body} }}, 0)"),
            "invalid-kind",
            kind,
        );
    }
    for body in ["null", "5", "'text'", "Symbol()"] {
        let call = format!("{FORECASTER} forecaster.predict({{ url: '/', body: {body} }}, 0)");
        throws(&call, "not-an-object", "request.body must be an object");
    }
}

#[wasm_bindgen_test]
fn a_request_is_an_object_with_a_url() {
    for request in [
        "undefined",
        "null",
        "5",
        "'https://api.example/'",
        "true",
        "Symbol()",
    ] {
        let call = format!("{FORECASTER} forecaster.predict({request}, 0)");
        throws(&call, "not-an-object", "request must be an object");
    }
    for request in ["{}", "[]", "{ url: undefined }", "new Map([['url', '/']])"] {
        throws(
            &format!("{FORECASTER} forecaster.predict({request}, 0)"),
            "invalid-url",
            "request.url must be a string",
        );
    }
}

#[wasm_bindgen_test]
fn the_first_wrong_field_is_named() {
    let request = "{ url: 5, headers: 5, body: { kind: 5 } }";
    throws(
        &format!("{FORECASTER} forecaster.predict({request}, 0)"),
        "invalid-url",
        "request.url must be a string",
    );
}

#[wasm_bindgen_test]
fn a_server_is_a_function() {
    let right = "server must be a function that takes a request and returns a response or null";
    for server in [
        "undefined",
        "null",
        "{}",
        "'https://api.example'",
        "{ status: 200, headers: [] }",
    ] {
        throws(
            &format!("{FORECASTER} forecaster.simulate({{ url: '/' }}, {server}, 0)"),
            "invalid-server",
            right,
        );
    }
}

#[wasm_bindgen_test]
fn a_server_answers_with_a_status_and_headers() {
    let answered = |answer: &str, code: &str, message: &str| {
        throws(
            &format!("{FORECASTER} forecaster.simulate({{ url: '/' }}, () => ({answer}), 0)"),
            code,
            message,
        );
    };
    for answer in ["undefined", "5", "'OK'", "true", "Symbol()"] {
        answered(
            answer,
            "not-an-object",
            "the server's answer must be an object",
        );
    }
    let status = "the server's answer.status must be a number from 100 to 999";
    for answer in ["{}", "[]", "Promise.resolve(null)", "{ headers: [] }"] {
        answered(answer, "invalid-status", status);
    }
    for value in ["null", "'200'", "99", "1000", "200.5", "NaN", "-200", "2n"] {
        answered(
            &format!("{{ status: {value}, headers: [] }}"),
            "invalid-status",
            status,
        );
    }
    let headers = format!("the server's answer.headers must be {PAIRS}");
    for answer in [
        "{ status: 200 }",
        "new Response('')",
        "{ status: 200, headers: {} }",
        "{ status: 200, headers: [['a']] }",
    ] {
        answered(answer, "invalid-headers", &headers);
    }
}
