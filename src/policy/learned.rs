//! Answers that were seen: what a server said once, it is taken to say again.

use alloc::borrow::ToOwned;
use alloc::string::String;
use core::hash::{BuildHasherDefault, Hasher};

use hashbrown::HashMap;

use super::Answer;
use crate::basis::Basis;
use crate::cache::Fnv;
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
#[derive(Clone, Debug, Default)]
pub(crate) struct LearnedAnswers {
    exact: HashMap<u64, Seen, BuildHasherDefault<Fnv>>,
    alike: HashMap<u64, Seen, BuildHasherDefault<Fnv>>,
}

impl LearnedAnswers {
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
        for map in [&mut self.exact, &mut self.alike] {
            if map.len() >= CAPACITY {
                map.clear();
            }
        }
        self.exact
            .insert(place(&preflight.url, false), seen.clone());
        self.alike.insert(place(&preflight.url, true), seen);
    }

    /// The answer at this very place. Of a server that seems to echo what it is asked for, more is assumed than known.
    pub fn to(&self, preflight: &WireRequest) -> Option<Answer> {
        let seen = self.exact.get(&place(&preflight.url, false))?;
        Some(seen.answer(preflight, seen.basis))
    }

    /// The answer at a place like it, which is no more than an assumption.
    pub fn to_one_like(&self, preflight: &WireRequest) -> Option<Answer> {
        let seen = self.alike.get(&place(&preflight.url, true))?;
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

/// Whether a list has just what was asked for.
fn says_the_same(list: &str, asked: &str) -> bool {
    let members = |text: &str| {
        text.split(',')
            .filter(|member| !member.trim().is_empty())
            .count()
    };
    members(list) == members(asked)
        && asked.split(',').all(|name| {
            list.split(',')
                .any(|member| member.trim().eq_ignore_ascii_case(name.trim()))
        })
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

/// A hash of the URL without its query; `alike`: with what looks like an id left out, too.
fn place(url: &str, alike: bool) -> u64 {
    let mut hash = Fnv::default();
    let path = url.split(['?', '#']).next().unwrap_or_default();
    for (at, segment) in path.split('/').enumerate() {
        let id =
            at > 2 && (segment.len() > 20 || segment.bytes().any(|byte| byte.is_ascii_digit()));
        hash.write(if alike && id {
            b":"
        } else {
            segment.as_bytes()
        });
        hash.write(b"/");
    }
    hash.finish()
}
