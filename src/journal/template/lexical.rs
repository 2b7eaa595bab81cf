//! What a piece of a URL looks like: a word, or something that stands for one thing of many.

/// What a piece of text looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A word, or a few; may be shown.
    Word,
    /// `v1`, `v2.1`, `v1beta2`; may be shown, and never stands for others.
    Version,
    /// `en`, `pt-BR`; may be shown.
    Locale,
    /// Words with hyphens, as titles become in URLs.
    Slug,
    /// Digits, or a word with a number.
    Number,
    /// Milliseconds or seconds since 1970.
    Timestamp,
    /// `2026-01-31`, and with a time.
    Day,
    /// Eight, four, four, four and twelve hexadecimal digits.
    Uuid,
    /// At least 16 hexadecimal digits.
    Hash,
    /// Looks random.
    Token,
    /// Has an `@`.
    Address,
    /// Anything else that is not to be shown.
    Text,
}

impl Class {
    /// What stands for it in a path; `None` if it is shown itself.
    pub fn in_path(self) -> Option<&'static str> {
        match self {
            Self::Word | Self::Version | Self::Locale | Self::Slug => None,
            Self::Number => Some(":id"),
            _ => Some(self.in_query()),
        }
    }

    /// What stands for values of it in a query.
    pub fn in_query(self) -> &'static str {
        match self {
            Self::Word | Self::Version | Self::Slug | Self::Text => ":text",
            Self::Locale => ":locale",
            Self::Number => ":number",
            Self::Timestamp => ":timestamp",
            Self::Day => ":date",
            Self::Uuid => ":uuid",
            Self::Hash => ":hash",
            Self::Token => ":token",
            Self::Address => ":address",
        }
    }
}

/// What `text` looks like; it is a path's segment, a query's key or a value, as the URL has it.
pub(super) fn classify(text: &str) -> Class {
    let bytes = text.as_bytes();
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    if digits == bytes.len() {
        return number(bytes);
    }
    if is_date(bytes) {
        return Class::Day;
    }
    if is_uuid(bytes) {
        return Class::Uuid;
    }
    if digits > 0 && bytes.len() >= 16 && bytes.iter().all(u8::is_ascii_hexdigit) {
        return Class::Hash;
    }
    if text.contains('@') || text.contains("%40") {
        return Class::Address;
    }
    if is_version(bytes) {
        return Class::Version;
    }
    if is_locale(bytes) {
        return Class::Locale;
    }
    if is_random(bytes) {
        return Class::Token;
    }
    if bytes.len() > 64 || !bytes.iter().all(|&byte| is_plain(byte)) {
        return Class::Text;
    }
    if longest_run(bytes, |byte| byte.is_ascii_digit()) >= 4 || is_signed_decimal(bytes) {
        return Class::Number;
    }
    let hyphens = bytes.iter().filter(|&&byte| byte == b'-').count();
    if hyphens >= 3 {
        return Class::Slug;
    }
    Class::Word
}

fn number(digits: &[u8]) -> Class {
    // From 2001 to 2033, in seconds or milliseconds.
    let plausible = matches!(digits.len(), 10 | 13) && digits[0] == b'1';
    match digits.len() {
        0 => Class::Word,
        _ if plausible => Class::Timestamp,
        _ => Class::Number,
    }
}

fn is_signed_decimal(bytes: &[u8]) -> bool {
    let rest = bytes.strip_prefix(b"-").unwrap_or(bytes);
    let dots = rest.iter().filter(|&&byte| byte == b'.').count();
    let numeric = |&byte: &u8| byte.is_ascii_digit() || byte == b'.';
    rest.first().is_some_and(u8::is_ascii_digit) && dots <= 1 && rest.iter().all(numeric)
}

fn is_date(bytes: &[u8]) -> bool {
    let digits = |from: usize, to: usize| {
        let part = bytes.get(from..to);
        part.is_some_and(|part| part.iter().all(u8::is_ascii_digit))
    };
    let dashed = digits(0, 4)
        && bytes.get(4) == Some(&b'-')
        && digits(5, 7)
        && (bytes.len() == 7 || (bytes.get(7) == Some(&b'-') && digits(8, 10)));
    // 20260131T093000Z
    let basic = digits(0, 8) && bytes.get(8) == Some(&b'T') && digits(9, 13);
    let ends = bytes
        .get(10)
        .is_none_or(|byte| matches!(byte, b'T' | b't' | b'%' | b'+'));
    (dashed && ends) || basic
}

fn is_uuid(bytes: &[u8]) -> bool {
    bytes.len() == 36
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

fn is_version(bytes: &[u8]) -> bool {
    let Some((b'v' | b'V', rest)) = bytes.split_first() else {
        return false;
    };
    let starts = rest.first().is_some_and(u8::is_ascii_digit);
    let short = longest_run(rest, |byte| byte.is_ascii_digit()) <= 3 && rest.len() <= 12;
    let mut word = rest.split(|byte| byte.is_ascii_digit() || *byte == b'.');
    starts && short && word.all(|word| matches!(word, b"" | b"alpha" | b"beta" | b"rc" | b"p"))
}

fn is_locale(bytes: &[u8]) -> bool {
    let lower = |part: &[u8]| part.len() == 2 && part.iter().all(u8::is_ascii_lowercase);
    let region = |part: &[u8]| {
        (part.len() == 2 && part.iter().all(u8::is_ascii_alphabetic))
            || matches!(part, b"Hans" | b"Hant" | b"Latn" | b"Cyrl" | b"419")
    };
    match bytes.len() {
        2 => lower(bytes),
        5..=7 => lower(&bytes[..2]) && matches!(bytes[2], b'-' | b'_') && region(&bytes[3..]),
        _ => false,
    }
}

/// Letters and digits in an order that nobody would write.
fn is_random(bytes: &[u8]) -> bool {
    // Three parts in base64, the first one an object: a JSON Web Token.
    if bytes.starts_with(b"eyJ") && bytes.len() >= 20 {
        return true;
    }
    // What stands between marks is looked at by itself, so that a prefix does not hide it: sk_live_…
    bytes
        .split(|byte| matches!(byte, b'_' | b'.' | b'~' | b'-' | b'%' | b'+' | b'=' | b'/'))
        .any(is_random_word)
}

fn is_random_word(word: &[u8]) -> bool {
    if word.len() < 8 {
        return false;
    }
    let digits = word.iter().filter(|byte| byte.is_ascii_digit()).count();
    let letters = word
        .iter()
        .filter(|byte| byte.is_ascii_alphabetic())
        .count();
    if digits > 0 && letters > 0 {
        let hexadecimal = word.iter().all(u8::is_ascii_hexdigit);
        // A number at the end of a name is nothing unusual: getUserById2.
        let within = word
            .windows(2)
            .any(|pair| pair[0].is_ascii_digit() && pair[1].is_ascii_alphabetic());
        let length = if within { 3 } else { 2 } * parts(word);
        return word.len() >= 20
            || word.len() < length
            || (within && word.len() >= 16)
            || (hexadecimal && digits >= 2 && letters >= 2);
    }
    if letters < 12 {
        return false;
    }
    let vowel = |byte: &&u8| b"aeiouyAEIOUY".contains(byte);
    let vowels = word.iter().filter(vowel).count();
    let capitals = word.iter().filter(|byte| byte.is_ascii_uppercase()).count();
    // Names have fewer capitals, or nothing else.
    let mixed = capitals * 3 > letters && capitals < letters;
    letters > 48
        || (letters > 28 && mixed)
        || letters < 3 * parts(word)
        || vowels * 6 < letters
        || longest_run(word, |byte| !b"aeiouyAEIOUY".contains(&byte)) >= 7
}

/// How many words there are if each capital, and each run of digits, begins one.
fn parts(word: &[u8]) -> usize {
    let mut parts = 1;
    for pair in word.windows(2) {
        let (before, after) = (pair[0], pair[1]);
        let begins = (after.is_ascii_uppercase() && !before.is_ascii_uppercase())
            || after.is_ascii_digit() != before.is_ascii_digit();
        parts += usize::from(begins);
    }
    parts
}

fn longest_run(bytes: &[u8], counts: impl Fn(u8) -> bool) -> usize {
    let runs = bytes.split(|byte| !counts(*byte));
    runs.map(<[u8]>::len).max().unwrap_or_default()
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.~$!*:,+[]".contains(&byte)
}
