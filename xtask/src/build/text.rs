//! A module as a JavaScript string, small after gzip: LZMA packs it by a seventh better than gzip can, and what it
//! gives is spelled in symbols that gzip takes back to about as many bits. `pkg-template/dist/bytes.js` reads it.

use std::io::{self, Write};

use lzma_rust2::{LzmaOptions, LzmaWriter};

/// The characters that stand for something: printable ASCII without what a string literal escapes, and without the
/// sign by which an inlined script could end.
fn symbols() -> Vec<char> {
    (' '..='~')
        .filter(|symbol| !matches!(symbol, '"' | '<' | '\\'))
        .collect()
}

/// The first symbols stand for six bits each, and all others for seven. So each is about as frequent as its code in
/// gzip is long, and its code is as long as what it stands for; with equally frequent symbols, as in base91, it's not.
const SHORT: usize = 36;

/// The file that holds the module.
pub fn module(wasm: &[u8]) -> String {
    let Ok(packed) = pack(wasm) else {
        unreachable!("a vector takes all bytes")
    };
    format!(
        "export const wasmLength = {};\n\
         export const wasmText = \"{}\";\n",
        wasm.len(),
        spell(&packed)
    )
}

/// LZMA without header and end mark. The literals' contexts (lc, lp, pb) are fixed, so that the page's decoder is small:
/// 3, 0, 0 are the best for the one module and a few bytes from it for the other.
fn pack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut options = LzmaOptions::with_preset(9);
    (options.lc, options.lp, options.pb) = (3, 0, 0);
    options.nice_len = LzmaOptions::NICE_LEN_MAX;
    // More than a module is long; the preset's would take memory for 64 MB.
    options.dict_size = 1 << 20;
    let mut writer = LzmaWriter::new_no_header(Vec::new(), &options, false)?;
    writer.write_all(bytes)?;
    writer.finish()
}

/// Bytes as symbols, the high bits first; what is missing of the last symbol is zeros.
fn spell(bytes: &[u8]) -> String {
    let symbols = symbols();
    let length = bytes.len() * 8;
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| byte >> (7 - at % 8) & 1);
    let value = |at, count| (at..at + count).fold(0, |value, at| value << 1 | usize::from(bit(at)));
    let mut text = String::new();
    let mut at = 0;
    while at < length {
        let short = value(at, 6);
        if short < SHORT {
            text.push(symbols[short]);
            at += 6;
        } else {
            text.push(symbols[value(at, 7) - SHORT]);
            at += 7;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use lzma_rust2::LzmaReader;

    use super::*;

    /// Bytes without a pattern, always the same.
    fn noise(count: usize) -> Vec<u8> {
        let mut state = 1_u32;
        let next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        };
        std::iter::repeat_with(next).take(count).collect()
    }

    /// What [`spell`] was given, and less than a byte of zeros.
    fn read(text: &str) -> Vec<u8> {
        let symbols = symbols();
        let mut bits = Vec::new();
        for symbol in text.chars() {
            let index = symbols.iter().position(|other| *other == symbol);
            let index = index.unwrap_or(usize::MAX);
            let (value, count) = if index < SHORT {
                (index, 6)
            } else {
                (index + SHORT, 7)
            };
            bits.extend((0..count).rev().map(|at| value >> at & 1 == 1));
        }
        bits.chunks_exact(8)
            .map(|byte| {
                byte.iter()
                    .fold(0, |value, bit| value << 1 | u8::from(*bit))
            })
            .collect()
    }

    #[test]
    fn each_symbol_has_bits_of_its_own_and_all_bits_have_a_symbol() {
        let long = symbols().len() - SHORT;
        assert_eq!((SHORT << 1) + long, 1 << 7);
    }

    #[test]
    fn what_is_spelled_can_be_read() {
        for bytes in [
            vec![],
            vec![0],
            vec![0xff; 9],
            (0..=255).collect(),
            noise(5000),
        ] {
            let text = spell(&bytes);
            assert!(text.chars().all(|symbol| symbols().contains(&symbol)));
            assert_eq!(read(&text), bytes);
        }
    }

    #[test]
    fn every_symbol_is_used() {
        let text = spell(&noise(5000));
        assert!(symbols().iter().all(|symbol| text.contains(*symbol)));
    }

    #[test]
    fn what_is_packed_can_be_unpacked() -> io::Result<()> {
        for bytes in [vec![7], [0, 97, 115, 109].repeat(999), noise(5000)] {
            let packed = pack(&bytes)?;
            let length = bytes.len() as u64;
            let mut reader = LzmaReader::new(&packed[..], length, 3, 0, 0, 1 << 20, None)?;
            let mut unpacked = Vec::new();
            reader.read_to_end(&mut unpacked)?;
            assert_eq!(unpacked, bytes);
        }
        Ok(())
    }

    #[test]
    fn what_repeats_is_short() {
        let file = module(&[0, 97, 115, 109].repeat(999));
        assert!(file.starts_with("export const wasmLength = 3996;\nexport const wasmText = \""));
        assert!(file.ends_with("\";\n"));
        assert!(file.len() < 150);
    }
}
