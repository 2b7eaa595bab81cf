//! Finds the sentences of consoles in a text, however it was pasted: wrapped, prefixed, with other quotation marks.

use alloc::string::String;
use alloc::vec::Vec;

use crate::engine::console::{Says, Unsaid, CONSOLES};
use crate::engine::Engine;
use crate::pieces::cut;

/// How long what fills a hole with spaces in it can be.
const LONGEST_VALUE: usize = 1_000;
/// How long a word can be.
const LONGEST_WORD: usize = 8_000;
/// How many words what made a request can have: `text track` has two.
const LONGEST_KIND: usize = 3;
/// More sentences than these are not looked for.
const MOST: usize = 1_000;

/// A sentence that was found.
#[derive(Clone, Debug)]
pub(super) struct Found<'a> {
    /// Where it begins.
    pub at: usize,
    /// Where it ends.
    pub end: usize,
    pub engine: Option<Engine>,
    pub tells_preflights_apart: bool,
    pub says: Says,
    pub unsaid: Option<Unsaid>,
    /// What fills the holes, by their letters.
    filled: Vec<(u8, &'a str)>,
}

impl<'a> Found<'a> {
    /// What fills the hole of this letter, if it has one.
    pub fn hole(&self, letter: u8) -> Option<&'a str> {
        let filled = self.filled.iter().find(|(hole, _)| *hole == letter);
        filled.map(|(_, text)| *text)
    }
}

/// `text` with single spaces, line feeds, and one kind of quotation mark of each sort. A word that was broken behind a
/// hyphen is whole again.
pub(super) fn tidied(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len() + 1);
    for character in text.chars() {
        let last = tidy.as_bytes().last().copied().unwrap_or(b'\n');
        match character {
            '\u{2018}' | '\u{2019}' | '`' => tidy.push('\''),
            '\u{201c}' | '\u{201d}' => tidy.push('"'),
            '\n' | '\r' if last == b' ' => {
                tidy.pop();
                tidy.push('\n');
            }
            '\n' | '\r' if last != b'\n' => tidy.push('\n'),
            // Terminals colour what they print.
            _ if character.is_control() && character != '\t' => {}
            _ if !character.is_whitespace() => {
                if last == b'\n' && is_broken_word(&tidy, character) {
                    tidy.pop();
                }
                tidy.push(character);
            }
            _ if last != b' ' && last != b'\n' => tidy.push(' '),
            _ => {}
        }
    }
    // What has to be followed by a space may be the last.
    tidy.push('\n');
    tidy
}

/// Whether a line that goes on with `next` ends in the middle of a word.
fn is_broken_word(line: &str, next: char) -> bool {
    let bytes = line.as_bytes();
    let before = bytes.len().checked_sub(3).and_then(|at| bytes.get(at..));
    next.is_ascii_alphanumeric()
        && before.is_some_and(|last| last[0].is_ascii_alphanumeric() && last[1] == b'-')
}

/// The sentences in a tidied text, in order, none within another.
pub(super) fn sentences(text: &str) -> Vec<Found<'_>> {
    let mut found: Vec<(usize, Found<'_>)> = Vec::new();
    let wordings = CONSOLES.iter().flat_map(|console| {
        console
            .wordings
            .iter()
            .map(move |wording| (console, wording))
    });
    for (rank, (console, wording)) in wordings.enumerate() {
        let first = literal(wording.pattern);
        let (mut from, mut count) = (0, 0);
        while let Some(at) = position(text, first, from).filter(|_| count < MOST) {
            from = at + first.len();
            let Some((end, filled)) = matched(text, at, wording.pattern) else {
                continue;
            };
            // It may have begun in one sentence and ended in the next of that kind.
            if filled
                .iter()
                .any(|(_, text)| position(text, first, 0).is_some())
            {
                continue;
            }
            from = end;
            count += 1;
            found.push((
                rank,
                Found {
                    at,
                    end,
                    engine: console.engine,
                    tells_preflights_apart: console.tells_preflights_apart,
                    says: wording.says,
                    unsaid: wording.unsaid,
                    filled,
                },
            ));
        }
    }
    found.sort_by_key(|(rank, found)| (found.at, *rank));
    let mut end = 0;
    let mut apart = Vec::new();
    for (_, sentence) in found {
        if sentence.at >= end {
            end = sentence.end;
            apart.push(sentence);
        }
    }
    apart
}

/// What stands before a pattern's first hole.
fn literal(pattern: &str) -> &str {
    cut(pattern, b'{').map_or(pattern, |(literal, _)| literal)
}

/// Where `literal` stands next.
fn position(text: &str, literal: &str, from: usize) -> Option<usize> {
    let first = *literal.as_bytes().first()?;
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(offset) = bytes.get(at..)?.iter().position(|byte| *byte == first) {
        at += offset;
        if stands(text, literal, at) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Whether `literal` stands at an offset; a line may have been broken at each of its spaces.
fn stands(text: &str, literal: &str, at: usize) -> bool {
    let there = text.as_bytes().get(at..at + literal.len());
    there.is_some_and(|there| {
        let mut pairs = there.iter().zip(literal.as_bytes());
        pairs.all(|(a, b)| a == b || (*a == b'\n' && *b == b' '))
    })
}

/// Where the pattern that begins at an offset ends, and what fills its holes.
fn matched<'a>(text: &'a str, at: usize, pattern: &str) -> Option<(usize, Vec<(u8, &'a str)>)> {
    let mut filled = Vec::new();
    let (mut at, mut rest) = (at, pattern);
    loop {
        let next = literal(rest);
        if !stands(text, next, at) {
            return None;
        }
        at += next.len();
        let Some((_, behind)) = cut(rest, b'{') else {
            return Some((at, filled));
        };
        let letter = *behind.as_bytes().first()?;
        rest = behind.get(2..)?;
        let end = hole_end(text, at, letter, literal(rest))?;
        filled.push((letter, fitting(text.get(at..end)?, letter)?));
        at = end;
    }
}

/// Where a hole that begins at an offset ends: before what follows it in the pattern.
fn hole_end(text: &str, at: usize, letter: u8, next: &str) -> Option<usize> {
    let is_word = !matches!(letter, b'v' | b'k');
    let longest = if is_word { LONGEST_WORD } else { LONGEST_VALUE };
    for (offset, byte) in text.as_bytes().get(at..)?.iter().enumerate() {
        let here = at + offset;
        if !next.is_empty() && stands(text, next, here) {
            return Some(here);
        }
        let ends = *byte == b'\n' || (is_word && *byte == b' ');
        if ends && next.is_empty() {
            return Some(here);
        }
        if (ends && is_word) || offset > longest {
            return None;
        }
    }
    None
}

/// What fills a hole without the marks around it, if it can be what is meant.
fn fitting(text: &str, letter: u8) -> Option<&str> {
    match letter {
        b'v' => Some(text),
        // A few words at most, not the beginning of another sentence.
        b'k' => {
            let words = text.split([' ', '\n']).count();
            (words <= LONGEST_KIND && !text.contains(['\'', '"'])).then_some(text)
        }
        b'u' | b'f' => {
            let url = text.trim_matches(['\'', '"', '<', '>']);
            let url = url.trim_end_matches(['.', ',', '\'', '"', ')']);
            url.contains(':').then_some(url)
        }
        // A status, or `(null)`; not the next line's first word.
        b's' if !text.starts_with(|c: char| c == '(' || c.is_ascii_digit()) => None,
        _ => Some(text.trim_matches(['\'', '"', '.', ',', ')'])),
    }
}

/// The words that stand in the same line before an offset, the nearest first.
pub(super) fn words_before(text: &str, at: usize) -> impl Iterator<Item = &str> {
    let line = shortly_before(text, at)
        .rsplit('\n')
        .next()
        .unwrap_or_default();
    line.rsplit(' ').filter(|word| !word.is_empty())
}

/// What stands before an offset, not from afar.
pub(super) fn shortly_before(text: &str, at: usize) -> &str {
    let mut start = at.saturating_sub(LONGEST_WORD);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..at).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_tidied() {
        assert_eq!(tidied("a \u{a0} b\r\n  \u{2018}c\u{2019}"), "a b\n'c'\n");
        assert_eq!(
            tidied("Access-Control-\n  Allow-Origin"),
            "Access-Control-Allow-Origin\n"
        );
        assert_eq!(tidied("a\n - b\n-\nc"), "a\n- b\n-\nc\n");
    }

    #[test]
    fn a_kind_is_a_few_words() {
        let found = |text: &str| matched(text, 0, "an insecure {k} '{u}'").is_some();
        assert!(found("an insecure text\ntrack 'http://a/'"));
        assert!(!found("an insecure\nAccess to fetch at 'http://a/'"));
        assert!(!found("an insecure image\nIt's 'http://a/'"));
    }

    #[test]
    fn holes_end_where_the_pattern_goes_on() {
        let text = "x 'a'b' y\nz\n";
        assert_eq!(
            matched(text, 0, "x '{v}' y z"),
            Some((11, [(b'v', "a'b")].to_vec()))
        );
        assert_eq!(
            matched(text, 0, "x {n}"),
            Some((7, [(b'n', "a'b")].to_vec()))
        );
        assert_eq!(
            matched(text, 0, "x {v}"),
            Some((9, [(b'v', "'a'b' y")].to_vec()))
        );
        assert_eq!(matched(text, 0, "x {n}z"), None);
    }
}
