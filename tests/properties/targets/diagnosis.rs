//! Judging an answer: the order of its lines and the case of their names make no difference, and who is refused is told why.

use cors_forecast::{
    diagnose, Diagnosis, SeenAnswer, SeenCall, SeenExchange, SeenVerdict, WireKind, WireRequest,
    WireResponse,
};

use super::draw::Draw;
use super::scene::{self, PAGE};

const URL: &str = "https://api.example/items";

pub fn check(data: &[u8]) {
    let mut draw = Draw::new(data);
    let with_request = draw.one_in(2);
    let mut exchange = SeenExchange {
        origin: draw.pick(&[PAGE, PAGE, "null"]).to_owned(),
        credentials: draw.one_in(2),
        request: with_request.then(|| scene::request(&mut draw)),
        preflight: draw.one_in(2).then(|| call(WireKind::Preflight, &mut draw)),
        actual: draw.one_in(2).then(|| call(WireKind::Actual, &mut draw)),
        ..SeenExchange::default()
    };
    for _ in 0..draw.below(4) {
        let kind = draw.pick(&[WireKind::Preflight, WireKind::Actual]);
        exchange.probes.push(call(kind, &mut draw));
    }
    let Ok(diagnosis) = diagnose(&exchange) else {
        return;
    };
    for engine in &diagnosis.engines {
        let refused = engine.verdict == SeenVerdict::Refused;
        let told = diagnosis.findings.iter().any(|finding| finding.fails);
        assert!(!refused || told, "{exchange:?} {diagnosis:?}");
    }
    for finding in &diagnosis.findings {
        assert!(!finding.meaning.is_empty() && !finding.fix.text.is_empty());
        let has = |name: &str, value: &str| {
            let mut lines = finding.fix.headers.iter();
            lines.any(|(known, given)| known.eq_ignore_ascii_case(name) && given == value)
        };
        let anybody = ["*", "null"].map(|anybody| has("Access-Control-Allow-Origin", anybody));
        let credentials = has("Access-Control-Allow-Credentials", "true");
        assert!(!(anybody.contains(&true) && credentials), "{finding:?}");
    }
    let mut other = exchange.clone();
    let calls = [&mut other.preflight, &mut other.actual].into_iter();
    for call in calls.flatten().chain(&mut other.probes) {
        if let Some(answer) = &mut call.answer {
            turned(&mut answer.response.headers);
        }
    }
    let again = diagnose(&other).expect("the same request");
    assert_eq!(codes(&diagnosis), codes(&again), "{exchange:?}");
}

fn call(kind: WireKind, draw: &mut Draw<'_>) -> SeenCall {
    let mut headers = vec![("Origin".to_owned(), draw.text(&[PAGE, "null"]))];
    if kind == WireKind::Preflight {
        let method = draw.text(&["PUT", "DELETE", "GET"]);
        headers.push(("Access-Control-Request-Method".to_owned(), method));
        if let Some(names) = draw.maybe(2, |draw| draw.text(&["x-a,x-b", "content-type"])) {
            headers.push(("Access-Control-Request-Headers".to_owned(), names));
        }
    }
    let answered = !draw.one_in(8);
    let answer = answered.then(|| SeenAnswer {
        response: WireResponse {
            status: draw.pick(&[204, 200, 401, 404, 301, 500]),
            headers: scene::lines(draw),
            ..WireResponse::default()
        },
        body: draw.maybe(4, |draw| {
            draw.text(&["Unauthorized", "<html>", "Invalid CORS request"])
        }),
        body_length: draw.maybe(4, |draw| u64::from(draw.byte())),
    });
    SeenCall {
        request: WireRequest {
            kind,
            method: match kind {
                WireKind::Preflight => "OPTIONS".to_owned(),
                WireKind::Actual => draw.text(&["PUT", "GET", "OPTIONS"]),
            },
            url: URL.to_owned(),
            headers,
        },
        answer,
    }
}

/// Names in capitals, the last name first; lines of one name stay in their order.
fn turned(lines: &mut [(String, String)]) {
    for (name, _) in &mut *lines {
        name.make_ascii_uppercase();
    }
    lines.sort_by(|(one, _), (other, _)| other.cmp(one));
}

fn codes(diagnosis: &Diagnosis) -> Vec<String> {
    let engines = diagnosis.engines.iter();
    let mut told: Vec<String> = engines.map(|engine| format!("{engine:?}")).collect();
    let findings = diagnosis.findings.iter();
    let mut findings: Vec<String> = findings
        .map(|one| {
            format!(
                "{} {:?} {:?} {:?}",
                one.code, one.stage, one.engines, one.value
            )
        })
        .collect();
    findings.sort();
    told.extend(findings);
    told
}
