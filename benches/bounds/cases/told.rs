//! Requests written as commands, and who it was that answered.

use cors_forecast::{
    curl, curl_for, fingerprint, PreflightReport, SeenAnswer, SeenCall, SeenExchange, Shell,
    WireKind, WireRequest, WireResponse,
};

use super::answers::{pair, wire, PAGE};
use super::{case, names, Case};

pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for shape in [
        "'", "\\", "\"", "%", "a", "$(", "`", "\n", "!", "^", "&", "\u{e9}",
    ] {
        cases.push(
            case(
                &[
                    "curl",
                    "curl_for",
                    "PreflightReport::curl",
                    "WireRequest::header",
                ],
                format!("values of {shape:?} again and again"),
                move |n| SeenExchange {
                    origin: PAGE.to_owned(),
                    preflight: Some(SeenCall {
                        request: WireRequest {
                            url: format!("https://api.example/{}", shape.repeat(n)),
                            ..wire(WireKind::Preflight, &[shape.repeat(n)])
                        },
                        answer: None,
                    }),
                    ..SeenExchange::default()
                },
                |exchange: &SeenExchange| {
                    let request = exchange.preflight.as_ref().map(|call| &call.request);
                    let each = request.map(|request| {
                        [Shell::Posix, Shell::Cmd, Shell::PowerShell]
                            .map(|shell| curl_for(request, shell))
                    });
                    let report = request.map(|request| PreflightReport {
                        url: request.url.clone(),
                        headers: request.headers.clone(),
                    });
                    (
                        each,
                        request.map(curl),
                        request
                            .and_then(|request| request.header("x-none"))
                            .is_some(),
                        report.map(|report| report.curl(Shell::Cmd)),
                    )
                },
            )
            .up_to(3_000),
        );
    }
    cases.push(case(
        &["curl", "curl_for", "WireRequest::header"],
        "header lines",
        |n| WireRequest {
            headers: names(n),
            ..wire(WireKind::Preflight, &[])
        },
        |request: &WireRequest| {
            (
                curl(request),
                curl_for(request, Shell::Posix),
                request.header("x-none").is_some(),
            )
        },
    ));
    cases.push(case(
        &["fingerprint"],
        "header lines",
        |n| SeenAnswer {
            response: WireResponse {
                status: 200,
                headers: names(n),
                ..WireResponse::default()
            },
            body: None,
            body_length: Some(0),
        },
        fingerprint,
    ));
    for shape in [
        "a",
        ",",
        ", ",
        "nginx",
        "<html>",
        "{\"",
        "Invalid CORS request",
        "Un",
    ] {
        cases.push(
            case(
                &["fingerprint"],
                format!("values and a body of {shape:?} again and again"),
                move |n| SeenAnswer {
                    response: WireResponse {
                        status: 403,
                        headers: vec![
                            pair("Server", shape.repeat(n)),
                            pair("Access-Control-Allow-Methods", shape.repeat(n)),
                        ],
                        ..WireResponse::default()
                    },
                    body: Some(shape.repeat(n)),
                    body_length: None,
                },
                fingerprint,
            )
            .up_to(3_000),
        );
    }
    cases
}
