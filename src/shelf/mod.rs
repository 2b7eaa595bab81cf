//! Where entries are kept between calls: in a table of our own or, by what watches a page and keeps nothing itself, with
//! whoever asks.

#[cfg(feature = "watch")]
mod elsewhere;
#[cfg(not(feature = "watch"))]
mod here;
mod lines;

#[cfg(feature = "watch")]
pub(crate) use self::elsewhere::{owned, record, Held, Keeper, Shelf};
#[cfg(not(feature = "watch"))]
pub(crate) use self::here::{owned, record, Held, Shelf};
pub(crate) use self::lines::{Reader, Writer};

/// Something that can be written down as lines of text, and read again.
pub(crate) trait Record: Sized {
    /// Until when it is of use, in milliseconds.
    fn ends_at(&self) -> f64;
    /// Writes it down.
    #[cfg_attr(not(feature = "watch"), allow(dead_code))]
    fn write(&self, to: &mut Writer);
    /// Reads it; `None` for what nobody has written.
    #[cfg_attr(not(feature = "watch"), allow(dead_code))]
    fn read(from: &mut Reader<'_>) -> Option<Self>;
}
