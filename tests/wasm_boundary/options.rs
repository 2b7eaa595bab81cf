//! What a forecaster is made of: an origin as browsers write it, and an engine of a known name.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{returned, throws};

#[wasm_bindgen_test]
fn options_have_an_origin_and_a_known_engine() {
    for options in ["", "undefined", "null", "5", "'https://page.example'"] {
        throws(
            &format!("new Forecaster({options})"),
            "not-an-object",
            "options must be an object",
        );
    }
    for options in [
        "{}",
        "{ origin: null }",
        "{ origin: 5 }",
        "{ origin: new URL('https://page.example') }",
        "{ engine: 'chromium' }",
    ] {
        throws(
            &format!("new Forecaster({options})"),
            "invalid-origin",
            "options.origin must be a string",
        );
    }
    let engines = r#"options.engine must be one of "chromium", "firefox", "webkit", "standard""#;
    for engine in ["null", "5", "''", "'Chromium'", "'safari'", "{}"] {
        let options = format!("{{ origin: 'https://page.example', engine: {engine} }}");
        throws(
            &format!("new Forecaster({options})"),
            "invalid-engine",
            engines,
        );
    }
    let fine = returned(
        "return ['chromium', 'firefox', 'webkit', 'standard', undefined].map((engine) =>
            new Forecaster({ origin: 'https://page.example', engine }).predict({ url: '/' }, 0).verdict
        ).join();",
    );
    assert_eq!(
        fine,
        "same-origin,same-origin,same-origin,same-origin,same-origin"
    );
}

#[wasm_bindgen_test]
fn an_origin_is_serialized() {
    let right = r#"origin must be scheme, host and port as in "https://app.example", or "null""#;
    let cases = [
        ("https://page.example/", r#"; write "https://page.example""#),
        (
            "https://page.example/a?b#c",
            r#"; write "https://page.example""#,
        ),
        ("https://PAGE.example", r#"; write "https://page.example""#),
        (
            "https://page.example:443",
            r#"; write "https://page.example""#,
        ),
        ("page.example", ""),
        ("", ""),
        ("*", ""),
        ("data:,x", ""),
    ];
    for (origin, meant) in cases {
        let message = format!("{right}, not \"{origin}\"{meant}");
        throws(
            &format!("new Forecaster({{ origin: '{origin}' }})"),
            "invalid-origin",
            &message,
        );
    }
    let fine = returned(
        "return ['https://page.example', 'http://localhost:8080', 'http://[::1]:8080', 'null'].map(
            (origin) => new Forecaster({ origin }).predict({ url: 'https://page.example/' }, 0).verdict
        ).join();",
    );
    assert_eq!(fine, "same-origin,simple,simple,simple");
}
