//! Lines that can't be read: why, how many, and where the first ones are. Never what they say.

use alloc::vec::Vec;

use serde::Serialize;

/// As many line numbers are kept for each reason.
const FIRST: usize = 5;

/// Why a line can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum BadLine {
    TooLong,
    UnknownFormat,
    OtherFormat,
    Unclosed,
    NoRequest,
    NoStatus,
    TruncatedJson,
    BrokenJson,
}

impl BadLine {
    const ALL: [Self; 8] = [
        Self::TooLong,
        Self::UnknownFormat,
        Self::OtherFormat,
        Self::Unclosed,
        Self::NoRequest,
        Self::NoStatus,
        Self::TruncatedJson,
        Self::BrokenJson,
    ];

    /// Stable, kebab-case.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLong => "too-long",
            Self::UnknownFormat => "unknown-format",
            Self::OtherFormat => "other-format",
            Self::Unclosed => "unclosed-quote",
            Self::NoRequest => "no-request",
            Self::NoStatus => "no-status",
            Self::TruncatedJson => "truncated-json",
            Self::BrokenJson => "broken-json",
        }
    }

    /// A sentence.
    pub fn text(self) -> &'static str {
        match self {
            Self::TooLong => "The line is longer than 64 KiB.",
            Self::UnknownFormat => "The line is neither common or combined log format nor a JSON object.",
            Self::OtherFormat => "The line has another format than the one that was asked for.",
            Self::Unclosed => "The line ends within quotation marks: it may have been cut.",
            Self::NoRequest => {
                "The line names no method and path: something that is not HTTP has reached the server, or the line is of another kind of log."
            }
            Self::NoStatus => "The line has no status.",
            Self::TruncatedJson => "The line ends within a JSON object: it may have been cut.",
            Self::BrokenJson => "The line begins as JSON and is not.",
        }
    }
}

/// Lines that can't be read for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BadLines {
    /// Stable, kebab-case: `too-long`, `unknown-format`, `other-format`, `unclosed-quote`, `no-request`, `no-status`,
    /// `truncated-json`, `broken-json`.
    pub code: &'static str,
    /// How many.
    pub count: u64,
    /// The numbers of the first of them; the first line is 1.
    pub first: Vec<u64>,
    /// Why, in a sentence.
    pub text: &'static str,
}

/// Counts them.
#[derive(Clone, Debug, Default)]
pub(super) struct BadCounts {
    all: Vec<(BadLine, u64, Vec<u64>)>,
    pub total: u64,
}

impl BadCounts {
    pub fn add(&mut self, why: BadLine, line: u64) {
        self.total += 1;
        let found = self.all.iter_mut().find(|(known, ..)| *known == why);
        match found {
            Some((_, count, first)) => {
                *count += 1;
                if first.len() < FIRST {
                    first.push(line);
                }
            }
            None => self.all.push((why, 1, alloc::vec![line])),
        }
    }

    pub fn report(&self) -> Vec<BadLines> {
        let counts = BadLine::ALL.iter().filter_map(|why| {
            let (_, count, first) = self.all.iter().find(|(known, ..)| known == why)?;
            Some(BadLines {
                code: why.code(),
                count: *count,
                first: first.clone(),
                text: why.text(),
            })
        });
        counts.collect()
    }
}
