//! What goes over the wire: requests as servers see them, and their answers.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::spec::header::Header;
use crate::spec::header_list::HeaderList;
use crate::spec::infra;

/// Whether a request asks for permission or for the thing itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WireKind {
    /// The browser's `OPTIONS`.
    Preflight,
    /// The page's own request.
    Actual,
}

/// A request as a server sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireRequest {
    /// Preflight or actual.
    pub kind: WireKind,
    /// The method.
    pub method: String,
    /// Absolute, without a fragment.
    pub url: String,
    /// What the page and the standard put there; not `Host`, `User-Agent` and the like.
    pub headers: Vec<(String, String)>,
}

impl WireRequest {
    /// The value of the first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }
}

/// A server's answer, as far as CORS is concerned.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WireResponse {
    /// HTTP status code.
    pub status: u16,
    /// Header lines in order; a repeated name is a repeated line.
    pub headers: Vec<(String, String)>,
    /// How long it took, in milliseconds from the request. Permissions last from the answer on.
    #[serde(default)]
    pub after: f64,
    /// The protocol's ALPN identifier, as in Resource Timing's `nextHopProtocol`: `http/1.1`, `h2`, `h3`. By default
    /// HTTP/1.1 for `http:` and something newer for `https:`; only streams as bodies care.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
}

impl WireResponse {
    /// The lines as the standard's header list. Characters that fit no byte become `?`, which no rule accepts.
    pub(crate) fn header_list(&self) -> HeaderList {
        let mut list = HeaderList::default();
        for (name, value) in &self.headers {
            // What is no byte string comes over no wire.
            let bytes = infra::isomorphic_encode(value).unwrap_or_default();
            let value = infra::trim(&bytes, infra::is_http_whitespace).to_vec();
            let name = name.clone();
            list.0.push(Header { name, value });
        }
        list.with_first_names()
    }
}

/// A header list as text.
pub(crate) fn pairs(list: &HeaderList) -> Vec<(String, String)> {
    list.0
        .iter()
        .map(|header| (header.name.clone(), infra::isomorphic_decode(&header.value)))
        .collect()
}

fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_str())
}
