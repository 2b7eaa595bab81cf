//! How servers answer preflights, as far as it is known.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;

use crate::basis::Basis;
use crate::wire::{WireRequest, WireResponse};

/// A server's answer to a preflight, and how it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub response: WireResponse,
    pub basis: Basis,
}

/// What is known of how servers answer.
pub(crate) trait KnownServer {
    /// The answer to `preflight`; `credentials`: whether the request that it is for includes them.
    fn answer(&self, preflight: &WireRequest, credentials: bool) -> Answer;
}

/// Nothing is known of any server.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Unknown;

impl KnownServer for Unknown {
    fn answer(&self, preflight: &WireRequest, _credentials: bool) -> Answer {
        assumed_answer(preflight)
    }
}

/// The answer that is taken where nothing is known: all that is asked for is permitted, and no Max-Age is stated.
pub(crate) fn assumed_answer(preflight: &WireRequest) -> Answer {
    let asked = |name: &str| preflight.header(name).unwrap_or_default().to_owned();
    let line = |name: &str, value: String| (name.to_owned(), value);
    let mut headers = vec![
        line("Access-Control-Allow-Origin", asked("origin")),
        line("Access-Control-Allow-Credentials", "true".to_owned()),
        line(
            "Access-Control-Allow-Methods",
            asked("access-control-request-method"),
        ),
    ];
    let names = asked("access-control-request-headers");
    if !names.is_empty() {
        headers.push(line("Access-Control-Allow-Headers", names));
    }
    Answer {
        response: WireResponse {
            status: 204,
            headers,
        },
        basis: Basis::Assumed,
    }
}
