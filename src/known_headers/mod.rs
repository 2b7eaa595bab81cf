//! Who adds which header, and what setting stops it. Most headers that need permission are a library's, not the page's
//! own.

use alloc::vec::Vec;

use crate::pieces::pieces;

/// Headers that a library adds, and what can be done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct KnownHeader {
    /// The headers' names in lower case. One that ends in `*` stands for all that begin so. Told are the others only.
    #[cfg(not(feature = "module"))]
    pub names: &'static [&'static str],
    /// Who adds them.
    pub library: &'static str,
    /// The setting that stops it, or that there is none.
    pub setting: &'static str,
    /// What may break then.
    pub risk: Option<&'static str>,
    /// Where the setting was read. What ships is without: nobody asks there.
    #[cfg(not(feature = "module"))]
    pub source: &'static str,
}

/// What may break, in words; two sentences that several rows have go by a name.
macro_rules! risk {
    (none) => {
        ""
    };
    (unjoined) => {
        "traces stop joining for origins left out"
    };
    (no_304) => {
        "app code no longer sees a 304"
    };
    ($text:literal) => {
        $text
    };
}

/// The rows, once as a table, and once as one text for those who look a name up. What ships has the text alone: a table
/// is a third as long again.
macro_rules! known {
    ($([$($name:literal),+] $library:literal, $setting:literal, $risk:tt, $source:literal;)+) => {
        /// All that are known, the most common first.
        #[cfg(not(feature = "module"))]
        pub const KNOWN: &[KnownHeader] = &[$(KnownHeader {
            names: &[$($name),+],
            library: $library,
            setting: $setting,
            risk: some(risk!($risk)),
            source: $source,
        },)+];

        /// Four lines a row: names, library, setting, risk.
        pub(super) const LINES: &str = concat!($($($name, " ",)+ "\n", $library, "\n", $setting, "\n", risk!($risk), "\n",)+);
    };
}

mod rows;

#[cfg(not(feature = "module"))]
pub use self::rows::KNOWN;
use self::rows::LINES;

const fn some(risk: &'static str) -> Option<&'static str> {
    if risk.is_empty() {
        None
    } else {
        Some(risk)
    }
}

/// The rows that have `name`, which is in lower case; the most common first.
pub(crate) fn added_by(name: &str) -> Vec<KnownHeader> {
    let mut found = Vec::new();
    let mut lines = pieces(LINES, b'\n');
    let mut line = move || lines.next().unwrap_or_default();
    #[cfg(not(feature = "module"))]
    let mut rows = KNOWN.iter();
    loop {
        let names = line();
        if names.is_empty() {
            return found;
        }
        #[cfg(not(feature = "module"))]
        let row = rows.next();
        let known = KnownHeader {
            #[cfg(not(feature = "module"))]
            names: row.map_or(&[], |row| row.names),
            library: line(),
            setting: line(),
            risk: some(line()),
            #[cfg(not(feature = "module"))]
            source: row.map_or("", |row| row.source),
        };
        if pieces(names, b' ').any(|known| covers(known, name)) {
            found.push(known);
        }
    }
}

fn covers(known: &str, name: &str) -> bool {
    match known.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => known == name,
    }
}

// What keeps other sites out is never advised away: such rows begin with this, word for word.
#[cfg(test)]
const KEPT: &str = "Keep it where the server checks it";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::infra::is_token;

    fn libraries(name: &str) -> Vec<&'static str> {
        added_by(name).iter().map(|row| row.library).collect()
    }

    fn pairs() -> Vec<(&'static str, &'static KnownHeader)> {
        let of_row = |row: &'static KnownHeader| row.names.iter().map(move |name| (*name, row));
        KNOWN.iter().flat_map(of_row).collect()
    }

    #[test]
    fn names_are_lower_case_tokens() {
        for (name, row) in pairs() {
            let name = name.strip_suffix('*').unwrap_or(name);
            assert!(is_token(name.as_bytes()), "{name}");
            assert!(!name.contains('*'), "{name}");
            assert_eq!(name, name.to_ascii_lowercase());
            assert!(added_by(name).contains(row), "{name}");
        }
    }

    #[test]
    fn nobody_adds_a_header_twice_and_few_add_the_same() {
        let pairs = pairs();
        for (place, (name, row)) in pairs.iter().enumerate() {
            let mut later = pairs[place + 1..].iter();
            let twice = later.any(|(other, of)| other == name && of.library == row.library);
            assert!(!twice, "{name}");
            assert!(added_by(name).len() <= 4, "{name}");
        }
    }

    #[test]
    fn texts_are_short() {
        let mut total = 0;
        for row in KNOWN {
            let risk = row.risk.unwrap_or_default();
            assert!(row.setting.len() <= 90, "{}", row.setting);
            assert!(row.setting.ends_with('.'), "{}", row.setting);
            assert!(risk.len() <= 60, "{risk}");
            assert!(row.risk.is_none_or(|risk| !risk.is_empty()));
            total += row.library.len() + row.setting.len() + risk.len();
            total += row.names.iter().map(|name| name.len()).sum::<usize>();
        }
        assert!(total <= 6_500, "{total}");
    }

    #[cfg(not(feature = "module"))]
    #[test]
    fn sources_are_addresses() {
        for row in KNOWN {
            assert!(row.source.starts_with("https://"), "{}", row.source);
            assert!(row.source.bytes().all(|byte| byte.is_ascii_graphic()));
        }
    }

    #[test]
    fn what_may_protect_an_endpoint_stays() {
        let guards = [
            "apollo-require-preflight",
            "dpop",
            "trpc-accept",
            "x-apollo-operation-name",
            "x-csrf-token",
            "x-csrftoken",
            "x-graphql-yoga-csrf",
            "x-requested-with",
            "x-xsrf-token",
        ];
        for name in guards {
            assert!(!added_by(name).is_empty(), "{name}");
            for row in added_by(name) {
                assert!(row.setting.starts_with(KEPT), "{}", row.setting);
            }
        }
    }

    #[test]
    fn finds_who_adds_it() {
        assert_eq!(libraries("sentry-trace"), ["Sentry"]);
        assert_eq!(libraries("x-datadog-trace-id"), ["Datadog RUM"]);
        assert!(libraries("traceparent").len() > 1);
        assert_eq!(libraries("x-inertia"), ["Inertia"]);
        assert!(libraries("x-datadog").is_empty());
        assert!(libraries("x-unknown").is_empty());
    }
}
