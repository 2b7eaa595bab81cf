//! Sentences out of pieces. The formatting machinery of the standard library would cost more in the shipped module than
//! all of our texts.

use alloc::string::String;
use alloc::vec::Vec;

/// The pieces, one after the other.
pub(crate) fn say(pieces: &[&str]) -> String {
    let mut text = String::new();
    for piece in pieces {
        text.push_str(piece);
    }
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

/// A number in decimal digits.
pub(crate) fn number(number: impl TryInto<u64>) -> String {
    decimal(number.try_into().unwrap_or(u64::MAX))
}

fn decimal(mut number: u64) -> String {
    let mut digits = Vec::new();
    loop {
        digits.insert(0, char::from(b'0' + (number % 10) as u8));
        number /= 10;
        if number == 0 {
            return digits.into_iter().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_do() {
        assert_eq!(number(0u8), "0");
        assert_eq!(number(1_024usize), "1024");
        assert_eq!(number(u64::MAX), u64::MAX.to_string());
        assert_eq!(join(&["a", "b"], ", "), "a, b");
    }
}
