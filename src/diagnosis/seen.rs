//! What was seen of a server: what it was asked, and what it answered.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::description::RequestDescription;
use crate::seen_answer::SeenAnswer;
use crate::spec::header_list::HeaderList;
use crate::spec::header_list_values::extract_header_list_values;
use crate::spec::infra;
use crate::wire::{WireKind, WireRequest};

/// A request as it was sent, and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeenCall {
    /// What was sent. Of a page's own request no value but that of `Origin` is looked at.
    pub request: WireRequest,
    /// `None`: no answer came.
    pub answer: Option<SeenAnswer>,
}

/// What was seen of a server. Only what it shows is claimed: the more of it there is, the more can be said.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SeenExchange {
    /// The page's origin: `https://app.example`, or `null`.
    pub origin: String,
    /// Whether the request includes credentials; where `request` is there, that says it.
    pub credentials: bool,
    /// The page's request, where it is known. Without it, it is what the preflight asks for.
    pub request: Option<RequestDescription>,
    /// The preflight; `None` if none was seen.
    pub preflight: Option<SeenCall>,
    /// The request itself; `None` if it was not seen.
    pub actual: Option<SeenCall>,
    /// What else the same server was asked: the same from other origins ([`look_alike_origins`](crate::look_alike_origins))
    /// or without `Origin`, `OPTIONS` that is no preflight, other methods and headers, what it answers with an error.
    pub probes: Vec<SeenCall>,
    /// Origins, methods and header names in `probes` that were made up, so that no list of the server's has them.
    pub made_up: Vec<String>,
}

/// An answer, ready to be looked at.
#[derive(Clone, Debug)]
pub(super) struct View<'a> {
    pub request: &'a WireRequest,
    pub answer: &'a SeenAnswer,
    pub headers: HeaderList,
}

impl SeenCall {
    pub(super) fn view(&self) -> Option<View<'_>> {
        let answer = self.answer.as_ref()?;
        Some(View {
            request: &self.request,
            headers: answer.response.header_list(),
            answer,
        })
    }

    /// What a server needs to take it for a preflight, and which of it is not there.
    ///
    /// [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-request)
    pub(super) fn lacks(&self) -> Option<&'static str> {
        lacks(&self.request)
    }
}

fn lacks(request: &WireRequest) -> Option<&'static str> {
    if request.method != "OPTIONS" {
        return Some("OPTIONS");
    }
    ["Origin", "Access-Control-Request-Method"]
        .into_iter()
        .find(|name| request.header(name).is_none())
}

impl View<'_> {
    pub fn status(&self) -> u16 {
        self.answer.response.status
    }

    pub fn is_preflight(&self) -> bool {
        self.request.kind == WireKind::Preflight && lacks(self.request).is_none()
    }

    pub fn is_options(&self) -> bool {
        self.request.method == "OPTIONS"
    }

    /// All lines of a header together.
    pub fn value(&self, name: &str) -> Option<String> {
        self.headers
            .get(name)
            .map(|value| infra::isomorphic_decode(&value))
    }

    pub fn allow_origin(&self) -> Option<String> {
        self.value("access-control-allow-origin")
    }

    /// The origin that it was asked from.
    pub fn origin(&self) -> Option<&str> {
        self.request.header("origin")
    }

    /// Whether it names this origin.
    pub fn names(&self, origin: &str) -> bool {
        self.allow_origin().as_deref() == Some(origin)
    }

    /// Whether it permits the origin that asked, by its name or by `*`.
    pub fn permits_its_origin(&self) -> bool {
        self.origin().is_some_and(|origin| self.names(origin)) || self.names("*")
    }

    pub fn allows_credentials(&self) -> bool {
        self.value("access-control-allow-credentials").as_deref() == Some("true")
    }

    /// What a header lists; empty if it is absent or can't be read.
    pub fn list(&self, name: &str) -> Vec<String> {
        extract_header_list_values(&self.headers, name)
            .ok()
            .flatten()
            .unwrap_or_default()
    }

    pub fn lists(&self, header: &str, name: &str) -> bool {
        self.list(header)
            .iter()
            .any(|listed| listed.eq_ignore_ascii_case(name))
    }

    /// Whether caches on the way know that the answer depends on `Origin`.
    pub fn varies_by_origin(&self) -> bool {
        self.lists("vary", "origin") || self.lists("vary", "*")
    }
}
