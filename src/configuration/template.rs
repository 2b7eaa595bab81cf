//! Code out of templates. Marks are `@name@`; a line whose mark has no value is left out.

use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::CorsPolicy;
use crate::pieces::pieces;
use crate::say::join;

/// Values of marks; `None` leaves out each line that has the mark.
pub(super) type Values<'a> = &'a [(&'a str, Option<String>)];

/// The template's lines with their values.
pub(super) fn render(template: &str, values: Values<'_>) -> String {
    let lines: Vec<String> = pieces(template.trim_matches('\n'), b'\n')
        .filter_map(|line| line_of(line, values))
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    join(&lines, "\n")
}

fn line_of(line: &str, values: Values<'_>) -> Option<String> {
    let mut text = line.to_owned();
    for (name, value) in values {
        let mark = ["@", name, "@"].concat();
        if text.contains(&mark) {
            text = text.replace(&mark, value.as_deref()?);
        }
    }
    Some(text)
}

/// The marks that most templates have. Those without a text of their own say whether their line is there:
///
/// | mark | value |
/// |---|---|
/// | `origins`, `listed`, `any` | the origins in quotes; that there is a list of them; that there is none |
/// | `path`, `path-pattern` | the path without a slash at its end, missing if it is `/`; as a regular expression |
/// | `below`, `everywhere` | that it is another one than `/`; that it is that |
/// | `methods`, `headers`, `exposed` | names in quotes; the last one is missing if there is none |
/// | `method-line`, `header-line`, `exposed-line` | as a header has them; the latter two are missing if there is none |
/// | `some-headers`, `no-headers` | names in quotes, missing if there is none; that there is none |
/// | `credentials` | that they are permitted |
/// | `age`, `no-age` | seconds; that none are said |
pub(super) fn marks(policy: &CorsPolicy) -> Vec<(&'static str, Option<String>)> {
    let origins = policy.origins.listed();
    let path = policy.path.trim_end_matches('/');
    let line = |names: &[String]| (!names.is_empty()).then(|| listed(names, ", "));
    let flag = only_if;
    [
        ("origins", origins.map(quoted)),
        ("listed", flag(origins.is_some())),
        ("any", flag(origins.is_none())),
        ("path", (!path.is_empty()).then(|| path.to_owned())),
        (
            "path-pattern",
            (!path.is_empty()).then(|| path.replace('.', "\\.")),
        ),
        ("below", flag(!path.is_empty())),
        ("everywhere", flag(path.is_empty())),
        ("methods", Some(quoted(&policy.methods))),
        ("method-line", Some(listed(&policy.methods, ", "))),
        ("headers", Some(quoted(&policy.headers))),
        ("header-line", line(&policy.headers)),
        ("some-headers", quoted_if_any(&policy.headers)),
        ("no-headers", flag(policy.headers.is_empty())),
        ("exposed", quoted_if_any(&policy.expose_headers)),
        ("exposed-line", line(&policy.expose_headers)),
        ("credentials", flag(policy.credentials)),
        ("age", policy.max_age.map(|age| age.to_string())),
        ("no-age", flag(policy.max_age.is_none())),
    ]
    .into()
}

/// The texts in double quotes, with commas between them. What [`check`](super::CorsPolicy::check) lets through has no
/// character that would have to be escaped.
pub(super) fn quoted<Text: AsRef<str>>(texts: &[Text]) -> String {
    let texts: Vec<String> = texts
        .iter()
        .map(|text| ["\"", text.as_ref(), "\""].concat())
        .collect();
    listed(&texts, ", ")
}

/// The texts with `separator` between them.
pub(super) fn listed<Text: AsRef<str>>(texts: &[Text], separator: &str) -> String {
    let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
    join(&texts, separator)
}

/// [`quoted`], or nothing if there is nothing to quote.
pub(super) fn quoted_if_any<Text: AsRef<str>>(texts: &[Text]) -> Option<String> {
    (!texts.is_empty()).then(|| quoted(texts))
}

/// A line that is there or not, by itself without a value.
pub(super) fn only_if(condition: bool) -> Option<String> {
    condition.then(String::new)
}
