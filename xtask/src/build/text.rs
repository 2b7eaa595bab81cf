//! Bytes as a JavaScript string that gzip makes about as small as the bytes themselves.
//!
//! Base64 lets three bytes share four characters, so that gzip no longer sees what repeats, and costs 29 % after it.
//! Here a byte is always the same one or two characters. `pkg-template/dist/bytes.js` reads it.

/// The characters that stand for something: printable ASCII without what a string literal escapes, and without the
/// sign by which an inlined script could end.
fn symbols() -> Vec<char> {
    (' '..='~')
        .filter(|symbol| !matches!(symbol, '"' | '<' | '\\'))
        .collect()
}

/// The last symbols of them begin a pair. With these two there are enough pairs for all bytes that are not common.
const PAIRS: usize = 2;

/// Bytes as text.
struct Text {
    /// A `1` for each byte value that is one symbol, a `0` for each that is a pair; by rising value, as the symbols.
    common: String,
    text: String,
}

/// The file that holds the module.
pub fn module(wasm: &[u8]) -> String {
    let Text { common, text } = encode(wasm);
    format!(
        "export const wasmLength = {};\n\
         export const wasmCommon = \"{common}\";\n\
         export const wasmText = \"{text}\";\n",
        wasm.len()
    )
}

fn encode(bytes: &[u8]) -> Text {
    let symbols = symbols();
    let singles = symbols.len() - PAIRS;
    let is_common = common(bytes, singles);
    let mut codes = vec![String::new(); is_common.len()];
    let (common, rare): (Vec<usize>, Vec<usize>) =
        (0..codes.len()).partition(|value| is_common[*value]);
    for (value, symbol) in common.into_iter().zip(&symbols) {
        codes[value].push(*symbol);
    }
    let (second, first) = symbols.split_at(singles);
    let pairs = first
        .iter()
        .flat_map(|first| second.iter().map(move |second| [*first, *second]));
    for (value, pair) in rare.into_iter().zip(pairs) {
        codes[value].extend(pair);
    }
    Text {
        common: is_common
            .map(|common| if common { '1' } else { '0' })
            .iter()
            .collect(),
        text: bytes
            .iter()
            .map(|byte| codes[usize::from(*byte)].as_str())
            .collect(),
    }
}

/// Which byte values are the most frequent ones; of equally frequent ones the smaller.
fn common(bytes: &[u8], count: usize) -> [bool; 256] {
    let mut frequencies = [0_usize; 256];
    for byte in bytes {
        frequencies[usize::from(*byte)] += 1;
    }
    let mut values: Vec<usize> = (0..256).collect();
    values.sort_by_key(|value| std::cmp::Reverse(frequencies[*value]));
    let mut is_common = [false; 256];
    for value in values.into_iter().take(count) {
        is_common[value] = true;
    }
    is_common
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_enough_codes() {
        let symbols = symbols().len();
        assert!((symbols - PAIRS) * (1 + PAIRS) >= 256);
    }

    #[test]
    fn every_byte_has_a_code_of_its_own() {
        let every: Vec<u8> = (0..=255).collect();
        let text = encode(&every);
        assert_eq!(text.common.len(), 256);
        assert!(text.common.starts_with("11") && text.common.ends_with("00"));
        assert!(text.text.starts_with(" !#$"));
        let singles = text.common.matches('1').count();
        assert_eq!(text.text.len(), singles + 2 * (256 - singles));
        assert!(text.text.chars().all(|symbol| symbols().contains(&symbol)));
    }

    #[test]
    fn what_is_frequent_is_short() {
        let bytes = [255; 9];
        assert_eq!(encode(&bytes).text.len(), bytes.len());
        assert!(encode(&bytes).common.ends_with("01"));
    }
}
