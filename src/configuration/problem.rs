//! Why a policy is not written: a hole, or what no server would understand. Each says what to write instead.

use alloc::borrow::ToOwned;
use alloc::string::String;

use super::policy::{CorsPolicy, PermittedOrigins};
use crate::say::fill;
use crate::spec::header::forbidden_request_header;
use crate::spec::method::is_forbidden_method;
use crate::spec::origin::Origin;

/// Why a policy is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PolicyProblem {
    /// Everybody, with credentials: browsers refuse `*`, and a server that reflects whatever asks lets every site read as
    /// its user.
    AnyOriginWithCredentials,
    /// `null` is what sandboxed frames, local files and redirects are called, whosever they are.
    NullOrigin,
    /// A pattern. What fits it may be anybody's: an unanchored one also fits `https://app.example.evil.example`.
    OriginPattern {
        /// As given.
        given: String,
    },
    /// Not the serialization of an origin.
    NotAnOrigin {
        /// As given.
        given: String,
        /// What was probably meant.
        meant: Option<String>,
    },
    /// Nobody may ask.
    NoOrigins,
    /// Not a name that servers' configurations take as it is.
    NotAName {
        /// The field.
        field: &'static str,
        /// As given.
        given: String,
    },
    /// `*` in a list. With credentials it is a method or header of that name, and it never covers `Authorization`.
    Wildcard {
        /// The field.
        field: &'static str,
    },
    /// No page can send it.
    Forbidden {
        /// The field.
        field: &'static str,
        /// As given.
        given: String,
    },
    /// Not a path.
    NotAPath {
        /// As given.
        given: String,
    },
}

impl PolicyProblem {
    /// Stable, kebab-case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::AnyOriginWithCredentials => "any-origin-with-credentials",
            Self::NullOrigin => "null-origin",
            Self::OriginPattern { .. } => "origin-pattern",
            Self::NotAnOrigin { .. } => "invalid-origin",
            Self::NoOrigins => "no-origins",
            Self::NotAName { .. } => "invalid-name",
            Self::Wildcard { .. } => "wildcard",
            Self::Forbidden { .. } => "forbidden",
            Self::NotAPath { .. } => "invalid-path",
        }
    }

    /// Which field it is about.
    pub fn field(&self) -> &'static str {
        match self {
            Self::AnyOriginWithCredentials
            | Self::NullOrigin
            | Self::OriginPattern { .. }
            | Self::NotAnOrigin { .. }
            | Self::NoOrigins => "origins",
            Self::NotAName { field, .. }
            | Self::Wildcard { field }
            | Self::Forbidden { field, .. } => field,
            Self::NotAPath { .. } => "path",
        }
    }

    /// Why, and what to write instead.
    #[rustfmt::skip]
    pub fn message(&self) -> String {
        match self {
            Self::AnyOriginWithCredentials => String::from(
                "\"*\" does not count with credentials, and a server that answers with whatever origin asks lets every site read as its \
                user. List the origins that are yours, or do without credentials."),
            Self::NullOrigin => String::from(
                "\"null\" is every sandboxed frame, local file and redirected request, whosever it is. Serve the page from an origin of \
                its own, and list that."),
            Self::OriginPattern { given } => fill(
                "\"{}\" is a pattern, and what fits it may be anybody's. List each origin in full; where they are too many, compare the \
                host with a list of your own in code, whole and to the byte.", &[given]),
            Self::NotAnOrigin { given, meant: Some(meant) } => fill(
                "\"{}\" is not an origin, which is scheme, host and port without a slash at the end. Write \"{}\".", &[given, meant]),
            Self::NotAnOrigin { given, meant: None } => fill(
                "\"{}\" is not an origin, which is scheme, host and port as in \"https://app.example\".", &[given]),
            Self::NoOrigins => String::from("Nobody may ask. List the origins of the pages, as \"https://app.example\"."),
            Self::NotAName { field, given } => fill(
                "{}: \"{}\" is not a name of letters, digits, \"-\", \"_\" and \".\".", &[field, given]),
            Self::Wildcard { field } => fill(
                "{}: \"*\" is just a name where there are credentials, and never covers Authorization. List the names.", &[field]),
            Self::Forbidden { field, given } => fill("{}: no page can send {}. Leave it out.", &[field, given]),
            Self::NotAPath { given } => fill(
                "path: \"{}\" is not a path of letters, digits, \"-\", \"_\", \".\", \"~\" and slashes that begins with one, as \"/api\".", &[given]),
        }
    }
}

/// The first problem.
pub(super) fn problem_of(policy: &CorsPolicy) -> Option<PolicyProblem> {
    of_origins(policy)
        .or_else(|| of_path(&policy.path))
        .or_else(|| of_methods(policy))
        .or_else(|| of_headers(policy))
}

fn of_origins(policy: &CorsPolicy) -> Option<PolicyProblem> {
    match &policy.origins {
        PermittedOrigins::Any(_) => policy
            .credentials
            .then_some(PolicyProblem::AnyOriginWithCredentials),
        PermittedOrigins::Listed(list) if list.is_empty() => Some(PolicyProblem::NoOrigins),
        PermittedOrigins::Listed(list) => list.iter().find_map(|origin| of_origin(origin)),
    }
}

fn of_origin(given: &str) -> Option<PolicyProblem> {
    if given == "null" {
        return Some(PolicyProblem::NullOrigin);
    }
    if given.contains(['*', '^', '$', '(', '|']) {
        return Some(PolicyProblem::OriginPattern {
            given: given.to_owned(),
        });
    }
    // Hosts may hold characters that mean something in configurations; none that is in use does.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:/[]+".contains(&byte);
    let origin = Origin::from_serialization(given).filter(|_| given.bytes().all(is_plain));
    let meant = || {
        let end = given.match_indices('/').nth(2).map(|(at, _)| at);
        let mut meant = given
            .get(..end.unwrap_or(given.len()))?
            .to_ascii_lowercase();
        for (scheme, port) in [("https://", ":443"), ("http://", ":80")] {
            if meant.starts_with(scheme) && meant.ends_with(port) {
                meant.truncate(meant.len() - port.len());
            }
        }
        Origin::from_serialization(&meant).map(|_| meant)
    };
    match origin {
        Some(_) => None,
        None => Some(PolicyProblem::NotAnOrigin {
            given: given.to_owned(),
            meant: meant(),
        }),
    }
}

fn of_path(path: &str) -> Option<PolicyProblem> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~/".contains(&byte);
    let fits = path.starts_with('/') && !path.contains("//") && path.bytes().all(is_plain);
    (!fits).then(|| PolicyProblem::NotAPath {
        given: path.to_owned(),
    })
}

fn of_methods(policy: &CorsPolicy) -> Option<PolicyProblem> {
    let of = |given: &String| {
        of_name("methods", given).or_else(|| {
            is_forbidden_method(given).then(|| PolicyProblem::Forbidden {
                field: "methods",
                given: given.clone(),
            })
        })
    };
    policy.methods.iter().find_map(of)
}

fn of_headers(policy: &CorsPolicy) -> Option<PolicyProblem> {
    let of = |given: &String| {
        of_name("headers", given).or_else(|| {
            let forbidden = forbidden_request_header(given, b"").is_some();
            forbidden.then(|| PolicyProblem::Forbidden {
                field: "headers",
                given: given.clone(),
            })
        })
    };
    let exposed = |given: &String| of_name("exposeHeaders", given);
    let headers = policy.headers.iter().find_map(of);
    headers.or_else(|| policy.expose_headers.iter().find_map(exposed))
}

fn of_name(field: &'static str, given: &str) -> Option<PolicyProblem> {
    if given == "*" {
        return Some(PolicyProblem::Wildcard { field });
    }
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let fits = !given.is_empty() && given.bytes().all(is_plain);
    (!fits).then(|| PolicyProblem::NotAName {
        field,
        given: given.to_owned(),
    })
}
