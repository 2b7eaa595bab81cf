//! The vectors that a page could send, described as a page's request and forecast by `predict()`.

use serde_json::{json, Map, Value};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{call, data, json_parse};
use crate::rows::rows;
use crate::vectors::input::PAGE;
use crate::vectors::output::content_type;
use crate::vectors::{Row, FILES};

/// What `predict()` says by the standard, and what then reaches a server that permits everything.
const PLAY: &str = r#"
    const forecaster = new Forecaster({ origin: argument.origin });
    const forecast = forecaster.predict(argument.request, 0);
    const { requests } = forecaster.simulate(argument.request, ({ headers }) => {
        const asked = (name) => headers.find((header) => header[0] === "Access-Control-Request-" + name)?.[1] ?? "";
        return { status: 200, headers: [
            ["Access-Control-Allow-Origin", argument.origin],
            ["Access-Control-Allow-Credentials", "true"],
            ["Access-Control-Allow-Methods", asked("Method")],
            ["Access-Control-Allow-Headers", asked("Headers")],
        ] };
    }, 0);
    return { forecast, requests };
"#;

fn play(origin: &str, request: Map<String, Value>) -> Value {
    let argument = json!({ "origin": origin, "request": request });
    let played = call(PLAY, &json_parse(&argument.to_string()));
    data(&played.unwrap_or_else(|thrown| panic!("{argument} throws {thrown:?}")))
}

fn browser_rows(file: &str) -> Vec<Row> {
    let text = FILES.iter().find(|(name, _)| *name == file);
    let mut rows = rows(text.map_or("[]", |(_, text)| text));
    rows.retain(|row| row.browser);
    rows
}

/// Runs all rows that `check` knows how to, and lists what it finds.
fn check_all(file: &str, least: usize, check: impl Fn(&Row) -> Option<Result<(), String>>) {
    let rows = browser_rows(file);
    let results: Vec<_> = rows
        .iter()
        .filter_map(|row| Some((row, check(row)?)))
        .collect();
    let failures = results.iter().filter_map(|(row, result)| {
        let problem = result.as_ref().err()?;
        Some(format!(
            "{} [{}]\n    input    {}\n    {problem}",
            row.name, row.step, row.input
        ))
    });
    let failures: Vec<String> = failures.collect();
    assert!(results.len() >= least, "{} rows are not all", results.len());
    assert!(
        failures.is_empty(),
        "{} of {} fail:\n{}",
        failures.len(),
        results.len(),
        failures.join("\n")
    );
}

fn same(what: &str, actual: &Value, expected: &Value) -> Result<(), String> {
    if actual == expected {
        return Ok(());
    }
    Err(format!(
        "{what} expected {expected}\n    {what} actual   {actual}"
    ))
}

/// A row's request as an API made it: a refusal is foretold with its code; else the request is sent as it is made.
fn construction(row: &Row) -> Option<Result<(), String>> {
    let api = match row.algorithm() {
        "request-constructor" => "fetch",
        "xml-http-request" => "xhr",
        "send-beacon" => "beacon",
        "event-source" => "eventsource",
        _ => return None,
    };
    let mut request = row.input.as_object()?.clone();
    request.insert("api".to_owned(), json!(api));
    request.retain(|_, value| !value.is_null());
    let played = play(PAGE, request);
    let forecast = &played["forecast"];
    if let Some(code) = row.expected.get("code") {
        let seen = json!([
            forecast["verdict"],
            forecast["error"]["code"],
            played["requests"]
        ]);
        return Some(same("refusal", &seen, &json!(["rejected", code, []])));
    }
    if forecast["verdict"] == "rejected" {
        return Some(Err(format!("is rejected: {}", forecast["error"])));
    }
    // What fails later, or stays in the browser, reaches no server.
    let sent = played["requests"]
        .as_array()?
        .iter()
        .rfind(|sent| sent["kind"] == "actual");
    Some(sent.map_or(Ok(()), |sent| as_made(sent, &row.expected)))
}

fn as_made(sent: &Value, made: &Value) -> Result<(), String> {
    same("method", &sent["method"], &made["method"])?;
    same("url", &sent["url"], &json!(as_sent(&made["url"])))?;
    let headers = sent["headers"].as_array().into_iter().flatten();
    let page = headers.filter(|header| header[0] != "Origin");
    let page = page.map(|header| json!([header[0], header[1].as_str().map(content_type)]));
    same("headers", &page.collect(), &made["headers"])
}

/// A URL without what servers do not see of it.
fn as_sent(url: &Value) -> Option<String> {
    let url = web_sys::Url::new(url.as_str()?).ok()?;
    url.set_username("");
    url.set_password("");
    url.set_hash("");
    Some(url.href())
}

/// A row's request, which main fetch is given: the way that it goes is the verdict.
fn main_fetch(row: &Row) -> Option<Result<(), String>> {
    let mut request = Map::new();
    request.insert("url".to_owned(), json!("https://api.example/x"));
    let mut origin = PAGE.to_owned();
    for (member, value) in row.input.as_object()? {
        let field = match member.as_str() {
            "url" | "method" | "headers" | "mode" | "keepalive" => member.as_str(),
            "redirectMode" => "redirect",
            "credentialsMode" => "credentials",
            "cacheMode" => "cache",
            "origin" => {
                origin = value.as_str()?.to_owned();
                continue;
            }
            // Other members are not for a page to set.
            _ => return None,
        };
        request.insert(field.to_owned(), value.clone());
    }
    let played = play(&origin, request);
    let forecast = &played["forecast"];
    Some(match row.expected.get("branch").and_then(Value::as_str) {
        None => {
            let seen = json!([forecast["verdict"], forecast["error"]["code"]]);
            same("failure", &seen, &json!(["blocked", row.expected["code"]]))
        }
        Some("scheme-fetch") if forecast["verdict"] == "local" => Ok(()),
        Some("scheme-fetch") => same("verdict", &forecast["verdict"], &json!("same-origin")),
        Some("no-cors") => same("verdict", &forecast["verdict"], &json!("no-cors")),
        Some("cors") => same("verdict", &forecast["verdict"], &json!("simple")),
        _ => triggered(forecast, &row.expected),
    })
}

/// The triggers are the reasons of the standard, in its order, and the preflight asks for just them.
fn triggered(forecast: &Value, expected: &Value) -> Result<(), String> {
    same("verdict", &forecast["verdict"], &json!("preflight"))?;
    let method = Some(&expected["method"]).filter(|method| !method.is_null());
    let names: Vec<&Value> = expected["headers"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|header| &header["name"])
        .collect();
    let reasons: Vec<&Value> = method.into_iter().chain(names.iter().copied()).collect();
    let triggers = forecast["triggers"].as_array().into_iter().flatten();
    let told = triggers.map(|trigger| &trigger["name"]).cloned();
    same("triggers", &told.collect(), &json!(reasons))?;
    let mut names: Vec<&str> = names.into_iter().filter_map(Value::as_str).collect();
    names.sort_unstable();
    names.dedup();
    let headers = forecast["preflight"]["headers"]
        .as_array()
        .into_iter()
        .flatten();
    let mut asked = headers.filter(|header| header[0] == "Access-Control-Request-Headers");
    let asked = asked.next().map_or(&Value::Null, |header| &header[1]);
    let expected = if names.is_empty() {
        Value::Null
    } else {
        json!(names.join(","))
    };
    same("Access-Control-Request-Headers", asked, &expected)
}

#[wasm_bindgen_test]
fn requests_are_refused_or_sent_as_the_standard_makes_them() {
    check_all("request-construction", 180, construction);
}

#[wasm_bindgen_test]
fn requests_go_the_way_of_main_fetch() {
    check_all("main-fetch", 45, main_fetch);
}
