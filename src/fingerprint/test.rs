//! What a header or a body must look like, as data.

/// Held against a text, or against its absence.
#[derive(Clone, Copy, Debug)]
pub(super) enum Test {
    /// To the byte, space around it aside.
    Is(&'static str),
    /// It begins with one of these.
    Starts(&'static [&'static str]),
    /// It has all of these in it, in this order.
    Has(&'static [&'static str]),
    /// It has one of these in it, in any case.
    HasAny(&'static [&'static str]),
    /// It ends with this.
    Ends(&'static str),
    /// A list whose commas have no space behind them, and which has some.
    Tight,
    /// A list whose commas have a space behind them; one element will do.
    Spaced,
    /// It is not there.
    Absent,
    /// It is there.
    Present,
}

impl Test {
    pub fn fits(self, text: Option<&str>) -> bool {
        let Some(text) = text else {
            return matches!(self, Self::Absent);
        };
        match self {
            Self::Is(whole) => text.trim() == whole,
            Self::Starts(beginnings) => beginnings
                .iter()
                .any(|beginning| text.starts_with(beginning)),
            Self::Has(pieces) => {
                let mut rest = text;
                pieces.iter().all(|piece| match rest.split_once(piece) {
                    Some((_, behind)) => {
                        rest = behind;
                        true
                    }
                    None => false,
                })
            }
            Self::HasAny(pieces) => {
                let lower = text.to_ascii_lowercase();
                pieces.iter().any(|piece| lower.contains(piece))
            }
            Self::Ends(end) => text.ends_with(end),
            Self::Tight => text.contains(',') && !text.contains(", "),
            Self::Spaced => text.matches(',').count() == text.matches(", ").count(),
            Self::Absent => false,
            Self::Present => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Test;

    #[test]
    fn texts_are_held_against_tests() {
        for (test, right, wrong) in [
            (Test::Is("ok"), "ok\n", "okay"),
            (Test::Starts(&["a", "b"]), "b1", "1b"),
            (
                Test::Has(&["\"a\":", "\"b\":"]),
                "{\"a\":1,\"b\":2}",
                "{\"b\":1,\"a\":2}",
            ),
            (Test::HasAny(&["uvicorn"]), "Uvicorn", "gunicorn"),
            (Test::Ends("/"), "/a/", "/a"),
            (Test::Tight, "GET,HEAD", "GET, HEAD"),
            (Test::Spaced, "GET, HEAD", "GET,HEAD"),
        ] {
            assert!(test.fits(Some(right)), "{test:?} {right}");
            assert!(!test.fits(Some(wrong)), "{test:?} {wrong}");
            assert!(!test.fits(None), "{test:?}");
        }
        assert!(Test::Absent.fits(None) && !Test::Absent.fits(Some("")));
        assert!(Test::Present.fits(Some("")) && !Test::Present.fits(None));
        assert!(!Test::Tight.fits(Some("GET")) && Test::Spaced.fits(Some("GET")));
    }
}
