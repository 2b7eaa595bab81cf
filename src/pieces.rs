//! Texts in pieces. The library's own search takes any pattern, and would cost more in the shipped module than all that
//! is done with it here: what parts these texts is one ASCII character.

/// What stands before the first `mark` and what stands behind it.
#[inline(never)]
pub(crate) fn cut(text: &str, mark: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == mark)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// What stands before the first `mark`; all of it if there is none.
pub(crate) fn before(text: &str, mark: u8) -> &str {
    cut(text, mark).map_or(text, |(before, _)| before)
}

/// What stands behind the last `mark`; all of it if there is none.
pub(crate) fn behind_last(text: &str, mark: u8) -> &str {
    pieces(text, mark).last().unwrap_or_default()
}

/// What stands between the marks, one piece more than there are.
pub(crate) fn pieces(text: &str, mark: u8) -> Pieces<'_> {
    Pieces {
        rest: Some(text),
        mark,
    }
}

/// See [`pieces`].
#[derive(Clone)]
pub(crate) struct Pieces<'a> {
    rest: Option<&'a str>,
    mark: u8,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest.take()?;
        let Some((piece, rest)) = cut(rest, self.mark) else {
            return Some(rest);
        };
        self.rest = Some(rest);
        Some(piece)
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    #[test]
    fn pieces_are_those_of_the_library() {
        for text in ["", "a", "/", "a/b", "/a//\u{e9}/", "\u{2f00}/\u{1f600}"] {
            let ours: Vec<&str> = pieces(text, b'/').collect();
            let theirs: Vec<&str> = text.split('/').collect();
            assert_eq!(ours, theirs);
            assert_eq!(cut(text, b'/'), text.split_once('/'));
            assert_eq!(Some(before(text, b'/')), text.split('/').next());
            assert_eq!(Some(behind_last(text, b'/')), text.rsplit('/').next());
        }
    }
}
