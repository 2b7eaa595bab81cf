//! Sentences out of templates. The formatting machinery of the standard library would cost more in the shipped module
//! than all of our texts.

use alloc::string::String;

use crate::pieces::{cut, pieces};

/// `template` with each `{}` replaced by the next of `pieces`.
pub(crate) fn fill(template: &str, pieces: &[&str]) -> String {
    let mut text = String::new();
    let mut pieces = pieces.iter();
    let mut rest = template;
    while let Some((before, behind)) = cut(rest, b'{') {
        text.push_str(before);
        text.push_str(pieces.next().unwrap_or(&""));
        rest = behind.get(1..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

/// The pieces with `separator` between them.
pub(crate) fn join(pieces: &[&str], separator: &str) -> String {
    let mut text = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        if at > 0 {
            text.push_str(separator);
        }
        text.push_str(piece);
    }
    text
}

/// Whether `word` is one of the words of `list`, which spaces separate. One text costs less in the shipped module than a
/// table of them.
pub(crate) fn is_listed(list: &str, word: &str) -> bool {
    pieces(list, b' ').any(|listed| listed == word)
}

/// A number in decimal digits.
pub(crate) fn number(number: usize) -> String {
    digits(number as u64)
}

/// A large number in decimal digits.
pub(crate) fn digits(number: u64) -> String {
    let mut text = match number {
        0..=9 => String::new(),
        _ => digits(number / 10),
    };
    text.push(char::from(b'0' + (number % 10) as u8));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_do() {
        assert_eq!(number(0), "0");
        assert_eq!(number(1_024), "1024");
        assert_eq!(number(usize::MAX), usize::MAX.to_string());
    }

    #[test]
    fn templates_are_filled_in_order() {
        assert_eq!(
            fill("{}, \u{201c}{}\u{201d}!", &["a", "\u{e9}"]),
            "a, \u{201c}\u{e9}\u{201d}!"
        );
        assert_eq!(fill("{}{}", &["a"]), "a");
        assert_eq!(join(&["a", "b"], ", "), "a, b");
    }

    #[test]
    fn whole_words_are_listed() {
        assert!(is_listed("ab c", "ab"));
        assert!(is_listed("ab c", "c"));
        assert!(!is_listed("ab c", "b"));
        assert!(!is_listed("ab c", "ab c"));
    }
}
