//! Records as lines of text, a line for each thing that is in them.
#![cfg_attr(not(feature = "watch"), allow(dead_code))]

use alloc::borrow::ToOwned;
use alloc::string::String;

use crate::pieces::{pieces, Pieces};
use crate::say::digits;

/// Writes line after line.
#[derive(Debug, Default)]
pub(crate) struct Writer(pub String);

/// Reads line after line.
pub(crate) struct Reader<'a>(Pieces<'a>);

impl Writer {
    /// A text without a line's end in it.
    pub fn text(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    /// Whole, and not below 0.
    pub fn number(&mut self, number: u64) {
        self.text(&digits(number));
    }
}

impl<'a> Reader<'a> {
    pub fn of(text: &'a str) -> Self {
        Self(pieces(text, b'\n'))
    }

    /// The next line, unless all have been read.
    pub fn text(&mut self) -> Option<String> {
        self.0.next().map(str::to_owned)
    }

    /// The next line as a number.
    pub fn number(&mut self) -> Option<u64> {
        let line = self.0.next()?;
        let mut number = 0u64;
        for byte in line.bytes() {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                return None;
            }
            number = number.wrapping_mul(10).wrapping_add(u64::from(digit));
        }
        (!line.is_empty()).then_some(number)
    }
}
