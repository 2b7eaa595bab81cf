//! Names of properties that nobody but our own scripts knows, which are made short.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Properties that only our own scripts read and write, and always by their name: they get short ones. No name of the
/// platform's will do, nor one that is part of our interface.
pub const INNER: [&str; 41] = [
    "asked",
    "base",
    "bodyLength",
    "bodyType",
    "breakWith",
    "called",
    "causes",
    "consider",
    "convertUrl",
    "copierOf",
    "denied",
    "describe",
    "describeBody",
    "descriptor",
    "expect",
    "found",
    "hasListener",
    "holder",
    "isOwn",
    "isWatching",
    "keep",
    "later",
    "live",
    "ofHeaders",
    "onCall",
    "onEvidence",
    "onFailure",
    "onNew",
    "onOwn",
    "onReport",
    "others",
    "patches",
    "probe",
    "readInit",
    "readInput",
    "readUrl",
    "realm",
    "settings",
    "shadows",
    "undo",
    "unsure",
];

/// A name that terser leaves as it is shortens nothing, and one that is only half shortened breaks what it names.
pub fn check(
    made: &BTreeMap<PathBuf, Vec<u8>>,
    is_as_written: impl Fn(&Path) -> bool,
) -> Result<(), String> {
    let scripts = made.iter().filter(|(path, _)| {
        path.extension().is_some_and(|extension| extension == "js") && !is_as_written(path)
    });
    for (path, content) in scripts {
        let script = String::from_utf8_lossy(content);
        let mut words = script.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '$');
        if let Some(name) = words.find(|word| INNER.contains(word)) {
            return Err(format!(
                "`{name}` stands in {} though it is in INNER (xtask/src/build/inner.rs): the platform has that name, or \
                 it is written as a text",
                path.display()
            ));
        }
    }
    Ok(())
}

/// A member that the types name is no inner one.
pub fn check_interface(types: &str) -> Result<(), String> {
    let names = |line: &str, name: &&str| {
        line.trim_start()
            .trim_start_matches("readonly ")
            .strip_prefix(name)
            .is_some_and(|rest| rest.starts_with([':', '?', '(', '<']))
    };
    for line in types.lines() {
        if let Some(name) = INNER.iter().find(|name| names(line, name)) {
            return Err(format!(
                "`{name}` is in INNER (xtask/src/build/inner.rs) and in the types: `{}`",
                line.trim()
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_that_is_still_long_is_an_error() {
        let files = |content: &str| {
            BTreeMap::from([
                (PathBuf::from("dist/install.js"), content.into()),
                (PathBuf::from("dist/install.js.map"), INNER[0].into()),
            ])
        };
        assert_eq!(check(&files("let isOwner=1;a.b"), |_| false), Ok(()));
        let error = check(&files("a={isOwn:1}"), |_| false);
        assert!(error.is_err_and(|error| error.contains("`isOwn` stands in dist/install.js")));
    }

    #[test]
    fn a_short_name_that_the_types_name_is_an_error() {
        assert_eq!(
            check_interface("  isOwnPage(): void;\n  /** isOwn: */"),
            Ok(())
        );
        for line in [
            "  isOwn: boolean;",
            "readonly isOwn?: boolean;",
            "  isOwn(url: string): void;",
        ] {
            assert!(check_interface(line).is_err(), "{line}");
        }
    }
}
