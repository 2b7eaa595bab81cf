//! Where a preflight is, or may be, what protects an endpoint from other sites. It is never advised away there.

use alloc::borrow::ToOwned;
use alloc::string::String;

use crate::pieces::{before, pieces};
use crate::prepare::Prepared;
use crate::say::{fill, is_listed};
use crate::trigger::Trigger;

const OWASP: &str = "https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html";

/// Headers that servers require so that there is a preflight.
const REQUIRED: &str = "apollo-require-preflight graphql-preflight graphql-require-preflight trpc-accept trpc-batch-mode \
    x-apollo-operation-name x-graphql-yoga-csrf x-trpc-source";

/// Whose they are, and where that is said; in the same order.
const REQUIRED_BY: [(&str, &str); 8] = [
    (
        "Apollo Server",
        "https://www.apollographql.com/docs/router/configuration/csrf",
    ),
    (
        "Hot Chocolate",
        "https://github.com/graphql/graphql-over-http/issues/280",
    ),
    (
        "GraphQL.NET",
        "https://github.com/graphql-dotnet/server/pull/1138",
    ),
    ("tRPC", "https://github.com/trpc/trpc/issues/5522"),
    ("tRPC", "https://github.com/trpc/trpc/issues/5522"),
    (
        "Apollo Server",
        "https://www.apollographql.com/docs/router/configuration/csrf",
    ),
    (
        "GraphQL Yoga",
        "https://the-guild.dev/graphql/yoga-server/docs/features/csrf-prevention",
    ),
    ("tRPC", "https://github.com/trpc/trpc/issues/5522"),
];

/// Headers that carry a token against forged requests.
const TOKENS: &str =
    "anti-csrf-token csrf-token requestverificationtoken x-anti-forgery-token x-csrf x-csrf-token \
    x-csrftoken x-xsrf-token xsrf-token";

/// Why a reason for a preflight may be what protects an endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Guard<'a> {
    /// A framework's servers want this header, which no form can send.
    RequiredHeader { place: usize },
    /// A token that the page's own server gave out.
    Token { name: &'a str },
    /// `X-Requested-With`, which older servers check.
    RequestedWith,
    /// A GraphQL endpoint takes JSON, which no form can send.
    GraphQl,
    /// The request changes something and is known by its cookies.
    Cookies { method: &'a str },
}

/// What else of a request decides about it.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    pub method: String,
    pub include: bool,
    pub has_body: bool,
    pub document: bool,
    pub graphql: bool,
}

impl Setting {
    pub fn of(prepared: &Prepared) -> Self {
        let request = &prepared.request;
        let url = request.current_url().as_sent();
        let segments = pieces(before(&url, b'?'), b'/');
        let last = segments
            .filter(|segment| !segment.is_empty())
            .last()
            .unwrap_or_default();
        Self {
            method: request.method.clone(),
            include: request.includes_credentials(),
            has_body: request.body.is_some(),
            document: prepared.document,
            graphql: last.eq_ignore_ascii_case("graphql"),
        }
    }
}

impl<'a> Guard<'a> {
    /// Whether `trigger` may be what protects the endpoint.
    pub fn of(trigger: &'a Trigger, setting: &'a Setting) -> Option<Self> {
        match trigger {
            Trigger::Header { name, .. } => {
                Self::of_header(name, setting).or_else(|| Self::of_cookies(setting))
            }
            Trigger::Method { .. } => Self::of_cookies(setting),
            // No server sees them, so none can require them.
            Trigger::UploadListener | Trigger::StreamBody => None,
            #[cfg(not(feature = "watch"))]
            Trigger::PreflightedBefore => None,
        }
    }

    fn of_header(name: &'a str, setting: &Setting) -> Option<Self> {
        if let Some(place) = pieces(REQUIRED, b' ').position(|known| known == name) {
            return Some(Self::RequiredHeader { place });
        }
        if is_listed(TOKENS, name) {
            return Some(Self::Token { name });
        }
        if name == "x-requested-with" {
            return Some(Self::RequestedWith);
        }
        (name == "content-type" && setting.graphql).then_some(Self::GraphQl)
    }

    /// Without cookies, other sites have nothing that a server could take for its user.
    fn of_cookies(setting: &'a Setting) -> Option<Self> {
        let changes = !matches!(setting.method.as_str(), "GET" | "HEAD");
        (setting.include && changes).then(|| Self::Cookies {
            method: &setting.method,
        })
    }

    /// Stable, kebab-case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::RequiredHeader { .. } => "required-header",
            Self::Token { .. } => "csrf-token",
            Self::RequestedWith => "requested-with",
            Self::GraphQl => "graphql-body",
            Self::Cookies { .. } => "cookies",
        }
    }

    /// Where it is described.
    pub fn source(&self) -> &'static str {
        match self {
            Self::RequiredHeader { place } => REQUIRED_BY[*place].1,
            Self::Token { .. } | Self::RequestedWith | Self::Cookies { .. } => OWASP,
            Self::GraphQl => "https://github.com/apollographql/apollo-server/pull/6396",
        }
    }

    /// A sentence or two.
    pub fn text(&self) -> String {
        match self {
            Self::RequiredHeader { place } => fill(
                "{} is a header by which {} tells its clients from forms of other sites: the preflight is its defence. Keep it, and let the preflight be cached.",
                &[
                    pieces(REQUIRED, b' ').nth(*place).unwrap_or_default(),
                    REQUIRED_BY[*place].0,
                ],
            ),
            Self::Token { name } => fill(
                "{} has a token against forged requests. Keep it where it is, and let the preflight be cached.",
                &[name],
            ),
            Self::RequestedWith => {
                "Servers check x-requested-with to tell their own pages from others, which could not send it without a preflight. Keep it unless nothing reads it, and let the preflight be cached.".to_owned()
            }
            Self::GraphQl => {
                "GraphQL servers take JSON so that forms of other sites can't send operations: the preflight is their defence. Keep the Content-Type, and let the preflight be cached.".to_owned()
            }
            Self::Cookies { method } => fill(
                "{} goes along with cookies, and the preflight keeps other sites from sending it in your users' names. Let it be cached.",
                &[method],
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_lower_case_and_sorted() {
        for list in [TOKENS, REQUIRED] {
            assert!(list.split(' ').is_sorted());
            assert_eq!(list, list.to_ascii_lowercase());
        }
    }
}
