//! A path's segment as a template shows it.

use alloc::borrow::Cow;

use super::lexical::{classify, Class};

/// A segment, told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment<'a> {
    /// As it is shown.
    pub label: Cow<'a, str>,
    /// Of what may be shown as it is, what it looks like; `None` if a class stands there.
    pub literal: Option<Class>,
}

/// Tells the segment `text`.
pub(super) fn segment(text: &str) -> Segment<'_> {
    // `;jsessionid=…`: parameters of a segment are as telling as those of a query.
    if let Some((head, _)) = text.split_once(';') {
        let inner = segment(head);
        return Segment {
            label: Cow::Owned([&*inner.label, ";\u{2026}"].concat()),
            literal: inner.literal,
        };
    }
    // OData: `Products(42)`, `Products(Id=42)`.
    if let (Some((head, rest)), true) = (text.split_once('('), text.ends_with(')')) {
        if classify(head) == Class::Word && !head.is_empty() {
            let label = match rest.len() {
                1 => Cow::Borrowed(text),
                _ => Cow::Owned([head, "(:key)"].concat()),
            };
            let literal = (rest.len() == 1).then_some(Class::Version);
            return Segment { label, literal };
        }
    }
    let class = classify(text);
    let Some(placeholder) = class.in_path() else {
        return Segment {
            label: Cow::Borrowed(text),
            literal: Some(class),
        };
    };
    let label = match extension(text) {
        Some((stem, extension)) => match classify(stem).in_path() {
            Some(of_stem) => Cow::Owned([of_stem, extension].concat()),
            // Random, but not before the last dot: app.3f2a1b9c.js
            None => Cow::Owned([placeholder, extension].concat()),
        },
        None => Cow::Borrowed(placeholder),
    };
    Segment {
        label,
        literal: None,
    }
}

/// A file's name and its extension with the dot.
fn extension(text: &str) -> Option<(&str, &str)> {
    let dot = text.rfind('.').filter(|at| *at > 0)?;
    let (stem, extension) = text.split_at(dot);
    let known = (2..=6).contains(&extension.len())
        && extension[1..]
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric())
        && extension[1..].bytes().any(|byte| byte.is_ascii_lowercase());
    known.then_some((stem, extension))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_told_and_secrets_are_not() {
        for (text, label) in [
            ("users", "users"),
            ("42", ":id"),
            ("1700000000.ts", ":timestamp.ts"),
            ("seg-00012.m4s", ":id.m4s"),
            ("3f2a1b9c.js", ":token.js"),
            ("photo.jpg", "photo.jpg"),
            ("Products(42)", "Products(:key)"),
            ("Products('a')", "Products(:key)"),
            ("Reset()", "Reset()"),
            ("page;jsessionid=1A2B", "page;\u{2026}"),
            ("ann@a.example", ":address"),
        ] {
            assert_eq!(segment(text).label, label, "{text}");
        }
    }
}
