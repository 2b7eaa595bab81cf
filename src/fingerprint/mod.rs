//! Who answered an `OPTIONS` request, told from what it says when nobody has configured CORS, or has done so wrongly.
//!
//! `Server` and the like are often taken away or replaced on the way, so each result names what it rests on.

mod rows_javascript;
mod rows_python;
mod rows_rest;
mod rows_servers;
mod test;

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use self::test::Test;
use crate::seen_answer::SeenAnswer;

/// How sure something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// What was seen shows it.
    Certain,
    /// What was seen is as it would be; something else could make it so.
    Likely,
    /// What was seen leaves it open.
    Possible,
}

/// Who may have answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fingerprint {
    /// The framework, library or server; `None` where the answer tells only what has happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<&'static str>,
    /// How sure that is.
    pub certainty: Certainty,
    /// What it says that it was this one.
    pub means: &'static str,
    /// What helps there.
    pub fix: &'static str,
    /// What it rests on: status, header lines, the body's text.
    pub evidence: Vec<String>,
    /// With what it was measured; `None` for what any server does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measured: Option<&'static str>,
}

/// An answer that tells who gives it.
struct Row {
    /// Empty: nobody in particular.
    who: &'static str,
    certainty: Certainty,
    /// Any of these; empty for any at all.
    status: &'static [u16],
    /// All of these.
    headers: &'static [(&'static str, Test)],
    body: Option<Test>,
    means: &'static str,
    fix: &'static str,
    /// Empty: not measured.
    measured: &'static str,
}

/// The tables, in the order in which they are asked; of rows as certain as each other, the first is named first.
const TABLES: [&[Row]; 5] = [
    rows_javascript::ROWS,
    rows_python::ROWS,
    rows_rest::ROWS,
    rows_servers::ROWS,
    rows_servers::ANYBODY,
];

/// Who may have given this answer to a preflight: all that fit as well as the best does. Empty if nothing tells.
///
/// ```
/// use cors_forecast::{fingerprint, Certainty, SeenAnswer, WireResponse};
/// let answer = SeenAnswer {
///     response: WireResponse { status: 403, ..WireResponse::default() },
///     body: Some("Invalid CORS request".into()),
///     ..SeenAnswer::default()
/// };
/// let found = &fingerprint(&answer)[0];
/// assert_eq!((found.who, found.certainty), (Some("Spring"), Certainty::Certain));
/// ```
pub fn fingerprint(answer: &SeenAnswer) -> Vec<Fingerprint> {
    let fitting = || TABLES.into_iter().flatten().filter(|row| row.fits(answer));
    let Some(best) = fitting().map(|row| row.rank()).min() else {
        return Vec::new();
    };
    let mut found: Vec<Fingerprint> = Vec::new();
    for row in fitting().filter(|row| row.rank() == best) {
        let told = row.told(answer);
        if !found.iter().any(|known| known.who == told.who) {
            found.push(told);
        }
    }
    found
}

impl Row {
    /// The smaller, the better: a row that names somebody comes before one that does not.
    fn rank(&self) -> (bool, Certainty) {
        (self.who.is_empty(), self.certainty)
    }

    fn fits(&self, answer: &SeenAnswer) -> bool {
        let status = answer.response.status;
        (self.status.is_empty() || self.status.contains(&status))
            && self
                .headers
                .iter()
                .all(|(name, test)| test.fits(header(answer, name)))
            && self.body.is_none_or(|test| test.fits(body(answer)))
    }

    fn told(&self, answer: &SeenAnswer) -> Fingerprint {
        let mut evidence = Vec::from([[
            "status ",
            &crate::say::number(answer.response.status.into()),
        ]
        .concat()]);
        for (name, _) in self.headers {
            evidence.push(match header(answer, name) {
                Some(value) => [name, ": ", value].concat(),
                None => ["no ", name].concat(),
            });
        }
        if self.body.is_some() {
            let empty = body(answer) == Some("");
            evidence.push(String::from(match empty {
                true => "an empty body",
                false => "the body's text",
            }));
        }
        Fingerprint {
            who: (!self.who.is_empty()).then_some(self.who),
            certainty: self.certainty,
            means: self.means,
            fix: self.fix,
            evidence,
            measured: (!self.measured.is_empty()).then_some(self.measured),
        }
    }
}

fn header<'a>(answer: &'a SeenAnswer, name: &str) -> Option<&'a str> {
    let mut lines = answer.response.headers.iter();
    lines
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_str())
}

/// The body's beginning; `None` if it is not known.
fn body(answer: &SeenAnswer) -> Option<&str> {
    let told = answer.body.as_deref();
    let empty = answer.body_length == Some(0) || header(answer, "content-length") == Some("0");
    told.or(empty.then_some(""))
}
