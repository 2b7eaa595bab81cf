//! Why an endpoint's preflights are not spared: one variant for each cause, told by exhaustive matches.

use alloc::string::String;
use alloc::vec::Vec;

use super::report::Severity;
use crate::basis::Basis;
use crate::say::{fill, join, number};

/// As many names are told.
const TOLD: usize = 12;

/// As many names are in a finding.
const LISTED: usize = 64;

/// Names, as a sentence has them.
fn list(names: &[String]) -> String {
    let told: Vec<&str> = names.iter().take(TOLD).map(String::as_str).collect();
    let told = join(&told, ", ");
    match names.len().saturating_sub(TOLD) {
        0 => told,
        others => fill("{} and {} others", &[&told, &number(others)]),
    }
}

/// A cause of preflights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// Requests to one URL have different unsafe headers.
    HeaderChurn { names: Vec<String> },
    /// Requests to one URL have different methods, each permitted by itself; those that need permission.
    MethodChurn { methods: Vec<String> },
    /// Each request has another URL.
    UrlChurn { parts: Vec<String>, urls: usize },
    /// Some requests include credentials, some do not.
    CredentialsSplit { with: usize, without: usize },
    /// Permissions take each other's place.
    AlternatingRecords,
    /// `*` is not remembered, or not for these.
    WildcardNeverCached { names: Vec<String> },
    /// The server permits for a short time.
    MaxAgeShort { seconds: u64 },
    /// The server does not say for how long.
    MaxAgeAbsent,
    /// The server says something that is no number.
    MaxAgeMalformed,
    /// The server permits for longer than engines keep anything.
    MaxAgeAboveCap { seconds: u64 },
    /// The server permits for this one time.
    MaxAgeZero,
}

impl Cause {
    /// Stable, kebab-case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::HeaderChurn { .. } => "header-churn",
            Self::MethodChurn { .. } => "method-churn",
            Self::UrlChurn { .. } => "url-churn",
            Self::CredentialsSplit { .. } => "credentials-split",
            Self::AlternatingRecords => "alternating-records",
            Self::WildcardNeverCached { .. } => "wildcard-never-cached",
            Self::MaxAgeShort { .. } => "max-age-short",
            Self::MaxAgeAbsent => "max-age-absent",
            Self::MaxAgeMalformed => "max-age-malformed",
            Self::MaxAgeAboveCap { .. } => "max-age-above-cap",
            Self::MaxAgeZero => "max-age-zero",
        }
    }

    /// How much it matters, if the server's answers are known so.
    pub fn severity(&self, basis: Basis) -> Severity {
        match self {
            Self::MaxAgeAboveCap { .. } => Severity::Info,
            // Nothing is known of the server, but it may well say more than is assumed.
            Self::MaxAgeAbsent
            | Self::HeaderChurn { .. }
            | Self::MethodChurn { .. }
            | Self::AlternatingRecords
                if basis == Basis::Assumed =>
            {
                Severity::Info
            }
            _ => Severity::Warning,
        }
    }

    /// A sentence or two.
    pub fn text(&self, endpoint: &str, basis: Basis) -> String {
        let (first, mut second) = (endpoint, String::new());
        let mut third = String::new();
        let template = match self {
            Self::HeaderChurn { names } => {
                second = list(names);
                "Requests to {} differ in their header names, {} not being on all of them; what one was permitted does not cover the next. Send the same names each time, or let the server list all of them by name in each answer."
            }
            Self::MethodChurn { methods } => {
                second = list(methods);
                "Requests to {} are made with different methods, and {} is not in each answer to them. Let the server list all of them each time."
            }
            Self::UrlChurn { parts, urls } => {
                second = number(*urls);
                third = list(parts);
                "Requests to {} have gone to {} different URLs, which differ in {}. Each URL asks for itself: no permission serves another, query included."
            }
            Self::CredentialsSplit { with, without } => {
                second = number(*with);
                third = number(*without);
                "Requests to {} are made with credentials ({} of them) and without ({}). What is permitted without does not serve those with. Use one credentials mode."
            }
            Self::AlternatingRecords => {
                "Requests to {} that differ in headers, method or credentials take turns. The engine keeps one permission for a URL, and each preflight takes the place of what was permitted before. Let the server list all methods and headers by name in each answer."
            }
            Self::WildcardNeverCached { names } => {
                second = list(names);
                "The server of {} permits *, which does not count for {} on later requests. Let it list methods and headers by name, Authorization in any case."
            }
            Self::MaxAgeShort { seconds } => {
                second = number(usize::try_from(*seconds).unwrap_or(usize::MAX));
                "The server of {} permits for {} s, and the page comes back later than that. Let it answer with a longer Access-Control-Max-Age."
            }
            Self::MaxAgeAbsent if basis == Basis::Assumed => {
                "Nothing is known of how the server of {} answers. If its answers have no Access-Control-Max-Age, each permission ends after 5 s, and a longer one would spare preflights."
            }
            Self::MaxAgeAbsent => {
                "The server of {} sends no Access-Control-Max-Age, and each permission ends after 5 s. Let it state one."
            }
            Self::MaxAgeMalformed => {
                "The server of {} sends an Access-Control-Max-Age that is not one number of seconds. Depending on the engine, nothing is kept, or for 5 s. Let it send digits only, once."
            }
            Self::MaxAgeAboveCap { seconds } => {
                second = number(usize::try_from(*seconds).unwrap_or(usize::MAX));
                "The server of {} permits for {} s, which is longer than the engine keeps anything. Nothing can be done about these preflights."
            }
            Self::MaxAgeZero => {
                "The server of {} sends Access-Control-Max-Age: 0, which forbids to keep the permission. Let it state a longer one if that is not meant."
            }
        };
        let mut text = fill(template, &[first, &second, &third]);
        let of_lists = matches!(
            self,
            Self::HeaderChurn { .. } | Self::MethodChurn { .. } | Self::AlternatingRecords
        );
        if of_lists && basis == Basis::Assumed {
            text.push_str(" Nothing is known of the server; it is assumed to permit what it is asked for, and no more.");
        }
        text
    }

    /// Header names or methods that it is about.
    pub fn names(&self) -> Vec<String> {
        match self {
            Self::HeaderChurn { names } | Self::WildcardNeverCached { names } => {
                names.iter().take(LISTED).cloned().collect()
            }
            Self::MethodChurn { methods } => methods.clone(),
            Self::UrlChurn { .. }
            | Self::CredentialsSplit { .. }
            | Self::AlternatingRecords
            | Self::MaxAgeShort { .. }
            | Self::MaxAgeAbsent
            | Self::MaxAgeMalformed
            | Self::MaxAgeAboveCap { .. }
            | Self::MaxAgeZero => Vec::new(),
        }
    }
}
