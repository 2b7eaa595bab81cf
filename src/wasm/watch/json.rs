//! JSON, written as it is told: a list of bytes, and no library for a few commas.

use alloc::vec::Vec;

use crate::say::digits;
use crate::wasm::sink::Sink;

/// A JSON text in the making.
#[derive(Debug, Default)]
pub(super) struct Json {
    text: Vec<u8>,
}

impl Json {
    /// The text as UTF-8.
    pub fn finish(self) -> Vec<u8> {
        self.text
    }

    /// A comma where one is due, and the key unless this is an item of a list.
    fn key(&mut self, key: &str) {
        if !matches!(self.text.last(), None | Some(b'{' | b'[')) {
            self.text.push(b',');
        }
        if !key.is_empty() {
            self.string(key);
            self.text.push(b':');
        }
    }

    fn string(&mut self, value: &str) {
        self.text.push(b'"');
        for byte in value.bytes() {
            match byte {
                b'"' | b'\\' => self.text.extend_from_slice(&[b'\\', byte]),
                // Control characters come in URLs that can't be parsed only.
                0..0x20 => self.text.extend_from_slice(b"\\ufffd"),
                _ => self.text.push(byte),
            }
        }
        self.text.push(b'"');
    }
}

impl Sink for Json {
    fn open(&mut self, key: &str) {
        self.key(key);
        self.text.push(b'{');
    }

    fn close(&mut self) {
        self.text.push(b'}');
    }

    fn open_list(&mut self, key: &str) {
        self.key(key);
        self.text.push(b'[');
    }

    fn close_list(&mut self) {
        self.text.push(b']');
    }

    fn text(&mut self, key: &str, value: &str) {
        self.key(key);
        self.string(value);
    }

    /// Whole milliseconds, seconds and bytes are all that is told.
    fn number(&mut self, key: &str, value: f64) {
        self.key(key);
        self.text
            .extend_from_slice(digits(value.max(0.0) as u64).as_bytes());
    }

    fn flag(&mut self, key: &str, value: bool) {
        self.key(key);
        self.text
            .extend_from_slice(if value { b"true" } else { b"false" });
    }
}
