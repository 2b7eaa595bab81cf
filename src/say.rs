//! Sentences out of templates. The formatting machinery of the standard library would cost more in the shipped module
//! than all of our texts.

use alloc::string::String;
use alloc::vec::Vec;

/// `template` with each `{}` replaced by the next of `pieces`.
pub(crate) fn fill(template: &str, pieces: &[&str]) -> String {
    let mut text = Vec::with_capacity(template.len());
    let mut pieces = pieces.iter();
    let mut bytes = template.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'{' {
            bytes.next();
            text.extend_from_slice(pieces.next().map_or(&[][..], |piece| piece.as_bytes()));
        } else {
            text.push(byte);
        }
    }
    // Templates and pieces are text, and only whole characters were replaced.
    String::from_utf8(text).unwrap_or_default()
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
    list.split(' ').any(|listed| listed == word)
}

/// A number in decimal digits.
pub(crate) fn number(number: usize) -> String {
    digits(number as u64)
}

/// A large number in decimal digits.
pub(crate) fn digits(mut number: u64) -> String {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    digits[at..]
        .iter()
        .map(|&digit| char::from(digit))
        .collect()
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
