//! Answers that were seen: what a server said once, it is taken to say again.

use alloc::borrow::ToOwned;
use alloc::string::String;
#[cfg(not(feature = "watch"))]
use alloc::vec::Vec;

use super::Answer;
use crate::basis::Basis;
use crate::cache::{origin_and_path, without_ids};
use crate::pieces::{before, pieces};
use crate::say::join;
#[cfg(feature = "watch")]
use crate::shelf::Keeper;
use crate::shelf::{record, Reader, Record, Shelf, Writer};
use crate::spec::infra;
#[cfg(not(feature = "watch"))]
use crate::spec::names::Listed;
use crate::wire::{WireRequest, WireResponse};

/// How many URLs are kept in mind, and how many kinds of them; a full list starts anew.
const CAPACITY: usize = 4_096;

/// What a preflight asked for, and the answer.
#[derive(Clone, Debug)]
struct Seen {
    response: WireResponse,
    method: String,
    names: String,
    basis: Basis,
}

/// By URL without query and fragment, and by that with what looks like an id left out.
#[derive(Clone, Debug)]
#[cfg_attr(not(feature = "watch"), derive(Default))]
pub(crate) struct LearnedAnswers {
    exact: Shelf<Seen>,
    alike: Shelf<Seen>,
}

impl LearnedAnswers {
    /// What the keeper has.
    #[cfg(feature = "watch")]
    pub fn of(keeper: &'static Keeper) -> Self {
        Self {
            exact: Shelf::of(keeper, "x"),
            alike: Shelf::of(keeper, "a"),
        }
    }

    /// Keeps the answer that a preflight got.
    pub fn learn(&mut self, preflight: &WireRequest, response: &WireResponse, basis: Basis) {
        let seen = Seen {
            response: WireResponse {
                after: 0.0,
                ..response.clone()
            },
            method: asked_method(preflight).to_owned(),
            names: asked_names(preflight).to_owned(),
            basis,
        };
        self.exact.limit(CAPACITY);
        self.alike.limit(CAPACITY);
        let (place, kind) = (place(&preflight.url), kind(&preflight.url));
        self.exact.put(place, seen.clone());
        self.alike.put(&kind, seen);
    }

    /// The answer at this very place. Of a server that seems to echo what it is asked for, more is assumed than known.
    pub fn to(&self, preflight: &WireRequest) -> Option<Answer> {
        let held = self.exact.get(place(&preflight.url))?;
        let seen: &Seen = record(&held);
        Some(seen.answer(preflight, seen.basis))
    }

    /// The answer at a place like it, which is no more than an assumption.
    pub fn to_one_like(&self, preflight: &WireRequest) -> Option<Answer> {
        let held = self.alike.get(&kind(&preflight.url))?;
        let seen: &Seen = record(&held);
        Some(seen.answer(preflight, Basis::Assumed))
    }
}

impl Seen {
    fn answer(&self, preflight: &WireRequest, basis: Basis) -> Answer {
        let (method, names) = (asked_method(preflight), asked_names(preflight));
        let mut response = self.response.clone();
        let mut echoes = false;
        for (name, value) in &mut response.headers {
            let (then, now) = match name.to_ascii_lowercase().as_str() {
                "access-control-allow-methods" => (&self.method, method),
                "access-control-allow-headers" => (&self.names, names),
                _ => continue,
            };
            if *then != now && says_the_same(value, then) {
                now.clone_into(value);
                echoes = true;
            }
        }
        Answer {
            response,
            basis: if echoes { Basis::Assumed } else { basis },
        }
    }
}

impl Record for Seen {
    /// A server's ways have no end.
    fn ends_at(&self) -> f64 {
        f64::INFINITY
    }

    /// Basis, status, method and names that were asked for, then the headers.
    fn write(&self, to: &mut Writer) {
        to.number(self.basis as u64);
        to.number(u64::from(self.response.status));
        to.text(&self.method);
        to.text(&self.names);
        to.number(self.response.headers.len() as u64);
        for (name, value) in &self.response.headers {
            to.text(name);
            to.text(value);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let basis = Basis::of_number(from.number()?)?;
        let status = from.number()? as u16;
        let (method, names) = (from.text()?, from.text()?);
        let mut headers = alloc::vec::Vec::new();
        for _ in 0..from.number()? {
            headers.push((from.text()?, from.text()?));
        }
        Some(Self {
            response: WireResponse {
                status,
                headers,
                ..WireResponse::default()
            },
            method,
            names,
            basis,
        })
    }
}

/// Whether a list has just what was asked for.
fn says_the_same(list: &str, asked: &str) -> bool {
    let members = |text: &str| {
        pieces(text, b',')
            .filter(|member| !trimmed(member).is_empty())
            .count()
    };
    if members(list) != members(asked) {
        return false;
    }
    #[cfg(not(feature = "watch"))]
    {
        let bare = |member: &str| member.trim_matches(['\t', ' ']).to_owned();
        let listed: Vec<String> = pieces(list, b',').map(bare).collect();
        let listed = Listed::of(&listed);
        pieces(asked, b',').all(|name| listed.has(&bare(name)))
    }
    // What watches a page has few, and is to be small.
    #[cfg(feature = "watch")]
    pieces(asked, b',').all(|name| {
        pieces(list, b',').any(|member| trimmed(member).eq_ignore_ascii_case(trimmed(name)))
    })
}

fn trimmed(member: &str) -> &[u8] {
    infra::trim(member.as_bytes(), infra::is_http_tab_or_space)
}

fn asked_method(preflight: &WireRequest) -> &str {
    preflight
        .header("access-control-request-method")
        .unwrap_or_default()
}

fn asked_names(preflight: &WireRequest) -> &str {
    preflight
        .header("access-control-request-headers")
        .unwrap_or_default()
}

/// The URL without its query.
fn place(url: &str) -> &str {
    before(before(url, b'#'), b'?')
}

/// [`place`], with what looks like an id in its path left out.
fn kind(url: &str) -> String {
    let (origin, path) = origin_and_path(place(url));
    join(&[origin, &without_ids(path)], "")
}
