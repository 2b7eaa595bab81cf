//! The origins that scenarios name by a letter, on five neighbouring ports.

/// Letter, scheme, host, and how far its port is above the first.
const ORIGINS: [(&str, &str, &str, u16); 9] = [
    ("A", "http", "localhost", 0),
    ("L", "http", "127.0.0.1", 0),
    ("B", "http", "localhost", 1),
    ("D", "http", "127.0.0.1", 1),
    ("C", "http", "127.0.0.1", 2),
    ("E", "http", "localhost", 2),
    ("H", "https", "localhost", SECURE),
    ("I", "https", "127.0.0.1", SECURE),
    ("N", "http", "localhost", NOBODY),
];

/// How many ports are listened on; those below [`SECURE`] in the clear.
pub const PORTS: u16 = 4;

/// The one that speaks TLS.
pub const SECURE: u16 = 3;

/// Here nobody listens.
pub const NOBODY: u16 = 4;

/// The origins with their ports.
#[derive(Clone, Copy)]
pub struct Origins {
    /// The port of the page.
    pub first: u16,
}

impl Origins {
    /// An origin by its letter: `http://localhost:20000`.
    pub fn url(self, letter: &str) -> String {
        self.all()
            .find(|(known, ..)| *known == letter)
            .map(|(_, scheme, host)| format!("{scheme}://{host}"))
            .unwrap_or_default()
    }

    /// The letter of an origin as the `Origin` header or a URL spells it.
    pub fn letter(self, origin: &str) -> Option<&'static str> {
        self.all()
            .find(|(_, scheme, host)| origin.strip_prefix(scheme) == Some(&format!("://{host}")))
            .map(|(letter, ..)| letter)
    }

    /// A text with its origins and its base filled in.
    pub fn fill(self, text: &str, base: &str) -> String {
        if !text.contains('{') {
            return text.to_owned();
        }
        self.all().fold(
            text.replace("{base}", base),
            |text, (letter, scheme, host)| {
                text.replace(&format!("{{{letter}}}"), &format!("{scheme}://{host}"))
                    .replace(&format!("{{host:{letter}}}"), &host)
            },
        )
    }

    /// A text with letters for its origins.
    pub fn named(self, text: &str) -> String {
        self.all()
            .fold(text.to_owned(), |text, (letter, scheme, host)| {
                text.replace(&format!("{scheme}://{host}"), &format!("{{{letter}}}"))
            })
    }

    fn all(self) -> impl Iterator<Item = (&'static str, &'static str, String)> {
        ORIGINS.iter().map(move |(letter, scheme, host, above)| {
            (*letter, *scheme, format!("{host}:{}", self.first + above))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Origins;

    #[test]
    fn letters_and_origins_are_each_others_inverse() {
        let origins = Origins { first: 20000 };
        for letter in ["A", "L", "B", "D", "C", "E", "H", "I", "N"] {
            assert_eq!(origins.letter(&origins.url(letter)), Some(letter));
        }
        assert_eq!(origins.letter("null"), None);
    }

    #[test]
    fn origins_within_a_text_get_their_letters() {
        let origins = Origins { first: 20000 };
        assert_eq!(origins.named("http://localhost:20001/x"), "{B}/x");
    }

    #[test]
    fn placeholders_are_filled_in() {
        let origins = Origins { first: 20000 };
        assert_eq!(
            origins.fill("//{host:D}{base}/main#{origin}", "/s/1/a"),
            "//127.0.0.1:20001/s/1/a/main#{origin}"
        );
    }
}
