//! A module as a JavaScript string, small after gzip: it is packed by a third better than gzip can, and what that gives
//! is spelled in symbols that gzip takes back to about as many bits. `pkg-template/dist/bytes.js` reads it.

use super::pack::pack;

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
    format!(
        "export const wasmLength = {};\n\
         export const wasmText = \"{}\";\n",
        wasm.len(),
        spell(&pack(wasm))
    )
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
    use std::io::Write;
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

    /// Reads lengths and texts, and writes the bytes, or why there are none.
    const READER: &str = r#"
        import { readFileSync } from "node:fs";
        import { decodeBytes } from "./bytes.js";
        for (const line of readFileSync(0, "utf8").split("\n").slice(0, -1)) {
          const [, length, text] = line.match(/^(\d+) (.*)$/);
          try {
            console.log(Buffer.from(decodeBytes(+length, text)).toString("hex"));
          } catch (cause) {
            console.log(cause.message);
          }
        }"#;

    /// What the page's decoder makes of each.
    fn decode(given: &[(usize, String)]) -> std::io::Result<Vec<String>> {
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

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn the_page_reads_what_was_packed() -> std::io::Result<()> {
        let texts = include_bytes!("text.rs").to_vec();
        let all = (0..=255).collect();
        let inputs = [
            vec![],
            vec![0],
            vec![7],
            vec![0xff; 999],
            all,
            tests::noise(3000),
            texts,
            tests::module(),
        ];
        let given = inputs
            .each_ref()
            .map(|bytes| (bytes.len(), spell(&pack(bytes))));
        assert_eq!(decode(&given)?, inputs.map(|bytes| hex(&bytes)));
        Ok(())
    }

    #[test]
    fn the_page_refuses_what_was_damaged() -> std::io::Result<()> {
        let module = tests::module();
        let length = module.len();
        let text = spell(&pack(&module));
        let half = text.len() / 2;
        let given = [
            (length, String::new()),
            (length, text[..half].to_owned()),
            (length, text[half..].to_owned()),
            (length, format!("{}{}", &text[..half], &text[half + 1..])),
            (length, "~".repeat(text.len())),
            (length, "\u{1f600}".repeat(text.len())),
            (length - 1, text.clone()),
            (length * 2, text),
        ];
        assert_eq!(decode(&given)?, ["its text is damaged"; 8]);
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
