//! Answers out of what tools have printed.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::{ExistingAnswer, HEADERS, MAX_AGE, METHODS};
use crate::pasted::{read_pasted, PastedMessage, PastedRequest, PastedResponse};
use crate::wire::WireKind;

/// The answers in what `curl -i` or `curl -v` has printed, or DevTools have copied. Where a text does not say what was asked
/// and by whom, an answer that lists methods or headers, or says for how long, is one to a preflight, and `origin` has asked.
///
/// ```
/// use cors_forecast::{existing_answers, WireKind};
/// let answers = existing_answers("HTTP/2 204\nAccess-Control-Allow-Methods: PUT\n", "https://app.example");
/// assert_eq!(answers[0].kind, WireKind::Preflight);
/// ```
pub fn existing_answers(text: &str, origin: &str) -> Vec<ExistingAnswer> {
    let mut asked: Option<PastedRequest> = None;
    let mut answers = Vec::new();
    for message in read_pasted(text) {
        match message {
            PastedMessage::Request(request) => asked = Some(request),
            PastedMessage::Response(answer) => {
                answers.push(existing_answer(answer, asked.take(), origin));
            }
        }
    }
    answers
}

fn existing_answer(
    answer: PastedResponse,
    asked: Option<PastedRequest>,
    origin: &str,
) -> ExistingAnswer {
    let by = asked
        .as_ref()
        .and_then(|request| value(&request.headers, "Origin"));
    let preflight = match &asked {
        Some(request) => request.method == "OPTIONS",
        None => [METHODS, HEADERS, MAX_AGE]
            .iter()
            .any(|name| value(&answer.headers, name).is_some()),
    };
    ExistingAnswer {
        kind: if preflight {
            WireKind::Preflight
        } else {
            WireKind::Actual
        },
        origin: by.unwrap_or(origin).to_owned(),
        foreign: false,
        status: answer.status.unwrap_or(200),
        headers: answer.headers,
    }
}

fn value<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = headers
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.as_str())
}
