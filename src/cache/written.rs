//! An entry as a text, for those who keep it elsewhere.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::entries::{Entry, Token};
use super::max_age::Asked;
use crate::basis::Basis;
use crate::pieces::pieces;
use crate::say::join;
use crate::shelf::{read_number, written, Record};

impl Record for Entry {
    fn ends_at(&self) -> f64 {
        let tokens = self.methods.iter().chain(&self.names);
        let last = tokens.map(Token::expires_at).reduce(f64::max);
        last.unwrap_or(f64::INFINITY).min(self.expires_at)
    }

    /// A line for the entry, then one for each token; none of them has a space in it.
    fn write(&self) -> String {
        let asked = match self.asked {
            Asked::Absent => "a".to_owned(),
            Asked::Malformed => "m".to_owned(),
            Asked::Seconds(seconds) => written(seconds as f64),
        };
        let mut text = line(
            ["e", &asked],
            [self.stored_at, self.seconds as f64, self.expires_at],
            self.credentials,
            self.basis,
        );
        for (kind, tokens) in [("m", &self.methods), ("n", &self.names)] {
            for token in tokens {
                text.push('\n');
                text.push_str(&line(
                    [kind, &token.text],
                    [token.stored_at, token.seconds as f64, 0.0],
                    token.credentials,
                    token.basis,
                ));
            }
        }
        text
    }

    fn read(text: &str) -> Option<Self> {
        let mut lines = pieces(text, b'\n');
        let first = Line::read(lines.next()?)?;
        let mut entry = Self {
            methods: Vec::new(),
            names: Vec::new(),
            credentials: first.credentials,
            expires_at: first.numbers[2],
            basis: first.basis,
            stored_at: first.numbers[0],
            seconds: first.numbers[1] as u64,
            asked: match first.text {
                "a" => Asked::Absent,
                "m" => Asked::Malformed,
                seconds => Asked::Seconds(read_number(seconds)? as u64),
            },
        };
        for line in lines {
            let line = Line::read(line)?;
            let tokens = if line.kind == "m" {
                &mut entry.methods
            } else {
                &mut entry.names
            };
            tokens.push(Token {
                text: line.text.to_owned(),
                stored_at: line.numbers[0],
                seconds: line.numbers[1] as u64,
                credentials: line.credentials,
                basis: line.basis,
            });
        }
        Some(entry)
    }
}

/// A line of a written entry.
struct Line<'a> {
    kind: &'a str,
    text: &'a str,
    numbers: [f64; 3],
    credentials: bool,
    basis: Basis,
}

fn line(texts: [&str; 2], numbers: [f64; 3], credentials: bool, basis: Basis) -> String {
    let numbers = numbers.map(written);
    let credentials = if credentials { "c" } else { "-" };
    let basis = match basis {
        Basis::Configured => "c",
        Basis::Probed => "p",
        Basis::Recorded => "r",
        Basis::Assumed | Basis::None => "a",
    };
    let [kind, text] = texts;
    join(
        &[
            kind,
            text,
            &numbers[0],
            &numbers[1],
            &numbers[2],
            credentials,
            basis,
        ],
        " ",
    )
}

impl<'a> Line<'a> {
    fn read(line: &'a str) -> Option<Self> {
        let mut words = pieces(line, b' ');
        let mut next = || words.next();
        Some(Self {
            kind: next()?,
            text: next()?,
            numbers: [
                read_number(next()?)?,
                read_number(next()?)?,
                read_number(next()?)?,
            ],
            credentials: next()? == "c",
            basis: match next()? {
                "c" => Basis::Configured,
                "p" => Basis::Probed,
                "r" => Basis::Recorded,
                _ => Basis::Assumed,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(text: &str, credentials: bool) -> Token {
        Token {
            text: text.to_owned(),
            stored_at: 1_700_000_000_000.0,
            seconds: 600,
            credentials,
            basis: Basis::Probed,
        }
    }

    #[test]
    fn what_was_written_is_read_again() {
        let entry = Entry {
            methods: alloc::vec![token("PUT", true), token("*", false)],
            names: alloc::vec![token("x-a", true)],
            credentials: true,
            expires_at: f64::INFINITY,
            basis: Basis::Recorded,
            stored_at: 1_700_000_000_000.0,
            seconds: 600,
            asked: Asked::Seconds(86_400),
        };
        let again = Entry::read(&entry.write()).map(|entry| entry.write());
        assert_eq!(again, Some(entry.write()));
        assert_eq!(entry.ends_at(), 1_700_000_600_000.0);
    }

    #[test]
    fn what_nobody_has_written_is_not_read() {
        for text in [
            "",
            "e",
            "e a b c d e f",
            "e 1 2 3",
            "e a 1 1 1 - a\nm PUT x 1 1 - a",
        ] {
            assert!(Entry::read(text).is_none(), "{text}");
        }
    }
}
