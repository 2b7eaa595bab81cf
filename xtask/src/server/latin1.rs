//! Header values between bytes and JSON: byte n is the character U+00nn, as browsers show them to pages.

/// Bytes as text, one character for each.
pub fn decode(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

/// Text as bytes; `None` if it has a character above U+00FF.
pub fn encode(text: &str) -> Option<Vec<u8>> {
    text.chars()
        .map(|character| u8::try_from(u32::from(character)).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn every_byte_comes_back() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(encode(&decode(&all)), Some(all));
    }

    #[test]
    fn what_is_no_byte_is_refused() {
        assert_eq!(encode("\u{100}"), None);
    }
}
