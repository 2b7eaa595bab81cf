//! Logs with a JSON object on each line. Read in one go, without a tree: most of such a line is not asked for.

use super::bad::BadLine;
use super::clock::Clock;
use super::entry::Entry;
use super::json_fields::{field, Draft, Field, Place};
use super::options::LogOptions;

/// Objects may be within others as deep as this.
const DEEPEST: usize = 32;

/// Reads a line that begins with `{`.
pub(super) fn parse<'a>(
    line: &'a [u8],
    clock: &mut Clock,
    options: &LogOptions,
    entry: &mut Entry<'a>,
) -> Result<(), BadLine> {
    let mut draft = Draft::default();
    let mut reader = Reader { line, at: 1 };
    reader.object(Place::Top, &mut draft, DEEPEST)?;
    draft.fill(clock, options, entry)
}

struct Reader<'a> {
    line: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// What comes next that is no space.
    #[inline]
    fn peek(&mut self) -> Result<u8, BadLine> {
        loop {
            match self.line.get(self.at) {
                None => return Err(BadLine::TruncatedJson),
                Some(b' ' | b'\t' | b'\r') => self.at += 1,
                Some(byte) => return Ok(*byte),
            }
        }
    }

    #[inline]
    fn expect(&mut self, byte: u8) -> Result<(), BadLine> {
        if self.peek()? != byte {
            return Err(BadLine::BrokenJson);
        }
        self.at += 1;
        Ok(())
    }

    /// What is behind the opening brace of an object.
    fn object(&mut self, place: Place, draft: &mut Draft<'a>, depth: usize) -> Result<(), BadLine> {
        if self.peek()? == b'}' {
            self.at += 1;
            return Ok(());
        }
        loop {
            self.expect(b'"')?;
            let key = self.string()?;
            self.expect(b':')?;
            self.value(place, key, field(place, key), draft, depth)?;
            match self.peek()? {
                b',' => self.at += 1,
                b'}' => {
                    self.at += 1;
                    return Ok(());
                }
                _ => return Err(BadLine::BrokenJson),
            }
        }
    }

    fn value(
        &mut self,
        place: Place,
        key: &[u8],
        field: Option<Field>,
        draft: &mut Draft<'a>,
        depth: usize,
    ) -> Result<(), BadLine> {
        let deeper = || depth.checked_sub(1).ok_or(BadLine::BrokenJson);
        match self.peek()? {
            b'"' => {
                self.at += 1;
                let text = self.string()?;
                if let Some(field) = field {
                    draft.take(field, text);
                }
            }
            b'{' => {
                self.at += 1;
                let place = place.within(key);
                draft.enters(place);
                self.object(place, draft, deeper()?)?;
            }
            b'[' => {
                self.at += 1;
                self.array(place, key, field, draft, deeper()?)?;
            }
            b'0'..=b'9' | b'-' | b't' | b'f' | b'n' => {
                let word = self.word();
                if let (Some(field), false) = (field, word == b"null") {
                    draft.take(field, word);
                }
            }
            _ => return Err(BadLine::BrokenJson),
        }
        Ok(())
    }

    /// The first of an array's values counts: headers are arrays in Caddy's logs.
    fn array(
        &mut self,
        place: Place,
        key: &[u8],
        mut field: Option<Field>,
        draft: &mut Draft<'a>,
        depth: usize,
    ) -> Result<(), BadLine> {
        if self.peek()? == b']' {
            self.at += 1;
            return Ok(());
        }
        loop {
            self.value(place, key, field.take(), draft, depth)?;
            match self.peek()? {
                b',' => self.at += 1,
                b']' => {
                    self.at += 1;
                    return Ok(());
                }
                _ => return Err(BadLine::BrokenJson),
            }
        }
    }

    /// What is behind an opening quotation mark, as it is written.
    #[inline]
    fn string(&mut self) -> Result<&'a [u8], BadLine> {
        let start = self.at;
        loop {
            let rest = self.line.get(self.at..).unwrap_or_default();
            let found = rest.iter().take(16).position(is_mark);
            let found = found.or_else(|| {
                let behind = rest.get(16..)?;
                memchr::memchr2(b'"', b'\\', behind).map(|at| at + 16)
            });
            let at = self.at + found.ok_or(BadLine::TruncatedJson)?;
            if self.line.get(at) == Some(&b'"') {
                self.at = at + 1;
                return self.line.get(start..at).ok_or(BadLine::TruncatedJson);
            }
            self.at = at + 2;
        }
    }

    /// A number, `true`, `false`, `null`.
    #[inline]
    fn word(&mut self) -> &'a [u8] {
        let rest = self.line.get(self.at..).unwrap_or_default();
        let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']' | b' ' | b'\t' | b'\r');
        let end = rest.iter().position(ends).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }
}

fn is_mark(byte: &u8) -> bool {
    matches!(byte, b'"' | b'\\')
}
