//! Decisions out of bytes: the same bytes decide the same, and where they end everything is the first of its kind.

use arbitrary::Unstructured;

/// Bytes that decide.
pub struct Draw<'a>(Unstructured<'a>);

impl<'a> Draw<'a> {
    pub fn new(data: &'a [u8]) -> Self {
        Self(Unstructured::new(data))
    }

    /// Whether everything is decided.
    pub fn is_over(&self) -> bool {
        self.0.is_empty()
    }

    /// From 0, less than `limit`, which is at most 256: a byte each, so that a mutation changes one decision.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::from(self.byte()) % limit
    }

    pub fn byte(&mut self) -> u8 {
        self.0.arbitrary::<u8>().unwrap_or_default()
    }

    pub fn number(&mut self) -> u32 {
        self.0.arbitrary::<u32>().unwrap_or_default()
    }

    pub fn one_in(&mut self, of: usize) -> bool {
        self.below(of) == of - 1
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    pub fn maybe<T>(&mut self, one_in: usize, draw: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.one_in(one_in).then(|| draw(self))
    }

    /// One of these, or now and then a text that nobody has thought of.
    pub fn text(&mut self, usual: &[&str]) -> String {
        match self.one_in(8) {
            true => self.odd(usual),
            false => self.pick(usual).to_owned(),
        }
    }

    /// A usual text less, more or other by a few characters.
    fn odd(&mut self, usual: &[&str]) -> String {
        let mut text: Vec<char> = self.pick(usual).chars().collect();
        for _ in 0..=self.below(4) {
            let at = self.below(text.len() + 1);
            let character = self.character();
            match self.below(3) {
                0 => text.insert(at, character),
                1 if at < text.len() => text[at] = character,
                _ => text.truncate(at),
            }
        }
        text.into_iter().collect()
    }

    /// Any character, most often one that a grammar knows.
    pub fn character(&mut self) -> char {
        const KNOWN: &[u8] = b"\t\n\r \"%'()*,-./0159:;<=>?@AZ[\\]^_`az{|}~#&+!$\x00\x7f";
        match self.below(8) {
            0 => char::from(self.byte()),
            1 => char::from_u32(self.number() % 0x11_0000).unwrap_or('\u{fffd}'),
            _ => char::from(self.pick(KNOWN)),
        }
    }

    /// What is left, as it is.
    pub fn rest(self) -> &'a [u8] {
        self.0.take_rest()
    }
}
