//! A module as a JavaScript string, small after gzip: it is packed better than gzip can, and what that gives is spelled
//! in symbols that gzip takes back to about as many bits.
//!
//! What every page loads is packed by a third better than by gzip; `pkg-template/dist/bytes.js` reads it little by little
//! while the page is idle. For what `createForecaster` waits for that would take half a second. So it is LZMA, a seventh
//! better than gzip, which `pkg-template/dist/lzma.js` reads in a twentieth of that time.

use std::io::{self, Write};

use lzma_rust2::{LzmaOptions, LzmaWriter};

use super::pack;
use super::wasm::Module;

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
pub fn module(module: Module, wasm: &[u8]) -> Result<String, String> {
    let length = wasm.len();
    let (length, packed) = match module {
        Module::Watch => {
            let code = pack::code(wasm);
            let parts = format!("[{},{},{length}]", code.start, code.end);
            (parts, pack::pack(wasm, code))
        }
        Module::Core | Module::Server => {
            let packed = lzma(wasm).map_err(|error| format!("LZMA failed: {error}"))?;
            (length.to_string(), packed)
        }
    };
    Ok(format!(
        "export const wasmLength = {length};\n\
         export const wasmText = \"{}\";\n",
        spell(&packed)
    ))
}

/// LZMA without header and end mark. The literals' contexts (lc, lp, pb) are fixed, so that the page's decoder is small:
/// 3, 0, 0 are a few bytes from the best.
fn lzma(bytes: &[u8]) -> io::Result<Vec<u8>> {
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
    use std::path::Path;
    use std::process::{Command, Stdio};

    use super::super::pack::tests;
    use super::*;

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
            tests::noise(5000),
        ] {
            let text = spell(&bytes);
            assert!(text.chars().all(|symbol| symbols().contains(&symbol)));
            assert_eq!(read(&text), bytes);
        }
    }

    #[test]
    fn every_symbol_is_used() {
        let text = spell(&tests::noise(5000));
        assert!(symbols().iter().all(|symbol| text.contains(*symbol)));
    }

    /// Reads decoders, lengths and texts, and writes the bytes, or why there are none.
    const READER: &str = r#"
        import { readFileSync } from "node:fs";
        import { decodeBytes } from "./lzma.js";
        import { decoder } from "./bytes.js";
        function mixed(...given) {
          const decoding = decoder(...given);
          for (;;) {
            const { done, value } = decoding.next();
            if (done) return value;
          }
        }
        for (const line of readFileSync(0, "utf8").split("\n").slice(0, -1)) {
          const [, length, text] = line.match(/^(\S+) (.*)$/);
          try {
            const parts = JSON.parse(length);
            const bytes = Array.isArray(parts) ? mixed(parts, text) : decodeBytes(parts, text);
            console.log(Buffer.from(bytes).toString("hex"));
          } catch (cause) {
            console.log(cause.message);
          }
        }"#;

    /// What the page's decoders make of each.
    fn decode(given: &[(String, String)]) -> io::Result<Vec<String>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../pkg-template/dist");
        let mut node = Command::new("node")
            .args(["--input-type=module", "--eval", READER])
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        if let Some(mut input) = node.stdin.take() {
            for (length, text) in given {
                writeln!(input, "{length} {text}")?;
            }
        }
        let output = node.wait_with_output()?.stdout;
        let lines = String::from_utf8_lossy(&output);
        Ok(lines.lines().map(str::to_owned).collect())
    }

    /// Packed by context mixing and by LZMA.
    fn both(bytes: &[u8]) -> io::Result<[(String, String); 2]> {
        let code = pack::code(bytes);
        let parts = format!("[{},{},{}]", code.start, code.end, bytes.len());
        Ok([
            (parts, spell(&pack::pack(bytes, code))),
            (bytes.len().to_string(), spell(&lzma(bytes)?)),
        ])
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn the_page_reads_what_was_packed() -> io::Result<()> {
        let texts = include_bytes!("text.rs").to_vec();
        let all = (0..=255).collect();
        let inputs = [
            vec![0],
            vec![7],
            vec![0xff; 999],
            all,
            tests::noise(3000),
            texts,
            tests::module(),
        ];
        let mut given = Vec::new();
        let mut wanted = Vec::new();
        for bytes in inputs {
            given.extend(both(&bytes)?);
            wanted.extend([hex(&bytes), hex(&bytes)]);
        }
        assert_eq!(decode(&given)?, wanted);
        Ok(())
    }

    #[test]
    fn the_page_refuses_what_was_damaged() -> io::Result<()> {
        let module = tests::module();
        let mut given = Vec::new();
        for (length, text) in both(&module)? {
            let half = text.len() / 2;
            let damaged = [
                String::new(),
                text[..half].to_owned(),
                text[half..].to_owned(),
                format!("{}{}", &text[..half], &text[half + 1..]),
                "~".repeat(text.len()),
                "\u{1f600}".repeat(text.len()),
            ];
            given.extend(damaged.map(|text| (length.clone(), text)));
        }
        let read = decode(&given)?;
        assert_eq!(read.len(), 12);
        for (text, (length, _)) in read.iter().zip(&given) {
            // Nothing but zeros is a text to LZMA, too; what it stands for does not begin as a module does.
            let zeros = !length.starts_with('[') && !text.starts_with("0061736d");
            assert!(text == "it is damaged" || zeros, "{length}: {text}");
        }
        Ok(())
    }

    #[test]
    fn what_repeats_is_short() -> Result<(), String> {
        let wasm = [0, 97, 115, 109].repeat(999);
        for (which, length) in [(Module::Watch, "[0,0,3996]"), (Module::Core, "3996")] {
            let file = module(which, &wasm)?;
            let start = format!("export const wasmLength = {length};\nexport const wasmText = \"");
            assert!(file.starts_with(&start));
            assert!(file.ends_with("\";\n"));
            assert!(file.len() < 180);
        }
        Ok(())
    }
}
