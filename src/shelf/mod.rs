//! Where entries are kept between calls: in a table of our own or, by what watches a page and keeps nothing itself, with
//! whoever asks.

#[cfg(feature = "watch")]
mod elsewhere;
#[cfg(not(feature = "watch"))]
mod here;

use alloc::string::String;

use crate::say::digits;

#[cfg(feature = "watch")]
pub(crate) use self::elsewhere::{record, Held, Keeper, Shelf};
#[cfg(not(feature = "watch"))]
pub(crate) use self::here::{record, Held, Shelf};

/// Something that can be written down as lines of text, and read again.
pub(crate) trait Record: Sized {
    /// Until when it is of use, in milliseconds.
    fn ends_at(&self) -> f64;
    /// Writes it down.
    #[cfg_attr(not(feature = "watch"), allow(dead_code))]
    fn write(&self) -> String;
    /// Reads it; `None` for what nobody has written.
    #[cfg_attr(not(feature = "watch"), allow(dead_code))]
    fn read(text: &str) -> Option<Self>;
}

/// A number of milliseconds or seconds as digits; what has no end is a hyphen.
#[cfg_attr(not(feature = "watch"), allow(dead_code))]
pub(crate) fn written(number: f64) -> String {
    if number.is_finite() {
        digits(number.max(0.0) as u64)
    } else {
        "-".into()
    }
}

/// What [`written`] has written.
#[cfg_attr(not(feature = "watch"), allow(dead_code))]
pub(crate) fn read_number(text: &str) -> Option<f64> {
    if text == "-" {
        return Some(f64::INFINITY);
    }
    let mut number = 0.0;
    for byte in text.bytes() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number * 10.0 + f64::from(digit);
    }
    (!text.is_empty()).then_some(number)
}
