//! An entry as a text, for those who keep it elsewhere.

use alloc::string::String;

use super::entries::{Entry, Given, Token, Tokens};
use super::max_age::Asked;
use crate::basis::Basis;
use crate::shelf::{Reader, Record, Writer};

impl Record for Entry {
    fn ends_at(&self) -> f64 {
        let mut last = f64::NEG_INFINITY;
        for token in self.tokens() {
            last = last.max(token.given.expires_at());
        }
        if last == f64::NEG_INFINITY {
            last = f64::INFINITY;
        }
        last.min(self.expires_at())
    }

    fn write(&self, to: &mut Writer) {
        self.given.write(to);
        to.number(u64::from(self.ends));
        to.number(match self.asked {
            Asked::Absent => 0,
            Asked::Malformed => 1,
            Asked::Seconds(seconds) => seconds.saturating_add(2),
        });
        for tokens in [&self.methods, &self.names] {
            to.number(tokens.len() as u64);
            for token in tokens.iter() {
                to.text(&token.text);
                token.given.write(to);
            }
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            given: Given::read(from)?,
            ends: from.number()? != 0,
            asked: match from.number()? {
                0 => Asked::Absent,
                1 => Asked::Malformed,
                seconds => Asked::Seconds(seconds - 2),
            },
            methods: tokens(from)?,
            names: tokens(from)?,
        })
    }
}

#[inline(never)]
fn tokens(from: &mut Reader<'_>) -> Option<Tokens> {
    let mut tokens = Tokens::default();
    for _ in 0..from.number()? {
        let text: String = from.text()?;
        let given = Given::read(from)?;
        tokens.push(Token { text, given });
    }
    Some(tokens)
}

impl Given {
    #[inline(never)]
    fn write(&self, to: &mut Writer) {
        to.number(self.stored_at as u64);
        to.number(self.seconds);
        to.number(u64::from(self.credentials));
        to.number(self.basis as u64);
    }

    #[inline(never)]
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            stored_at: from.number()? as f64,
            seconds: from.number()?,
            credentials: from.number()? != 0,
            basis: Basis::of_number(from.number()?)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(text: &str, credentials: bool) -> Token {
        Token {
            text: text.into(),
            given: Given {
                stored_at: 1_700_000_000_000.0,
                seconds: 600,
                credentials,
                basis: Basis::Probed,
            },
        }
    }

    fn entry() -> Entry {
        let (mut methods, mut names) = (Tokens::default(), Tokens::default());
        methods.push(token("PUT", true));
        methods.push(token("*", false));
        names.push(token("x-a", true));
        Entry {
            methods,
            names,
            given: Given {
                basis: Basis::Recorded,
                ..token("", true).given
            },
            ends: false,
            asked: Asked::Seconds(86_400),
        }
    }

    fn text(entry: &Entry) -> String {
        let mut text = Writer::default();
        entry.write(&mut text);
        text.0
    }

    #[test]
    fn what_was_written_is_read_again() {
        let text = text(&entry());
        let again = Entry::read(&mut Reader::of(&text)).map(|entry| self::text(&entry));
        assert_eq!(again, Some(text));
        assert_eq!(entry().ends_at(), 1_700_000_600_000.0);
    }

    #[test]
    fn what_nobody_has_written_is_not_read() {
        let text = text(&entry());
        let cut = text.rfind("x-a").map_or("", |end| &text[..end]);
        for text in ["", "1", "a\nb\nc\nd\ne\nf", "1\n2\n0\n9\n0\n0\n0\n0\n", cut] {
            assert!(Entry::read(&mut Reader::of(text)).is_none(), "{text}");
        }
    }
}
