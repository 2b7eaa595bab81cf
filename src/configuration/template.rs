//! Code out of templates. Marks are `@name@`; a line whose mark has no value is left out.

use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::CorsPolicy;
use crate::pieces::pieces;
use crate::say::{is_listed, join};

/// Values of marks; `None` leaves out each line that has the mark.
pub(super) type Values<'a> = &'a [(&'static str, Option<String>)];

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
/// | `some-methods`, `some-headers`, `no-headers` | names in quotes, missing if there is none; that there is no header |
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
        ("some-methods", quoted_if_any(&policy.methods)),
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

/// A line for each, with the rest of the line around it.
pub(super) fn lines<Text: AsRef<str>>(texts: &[Text], line: impl Fn(&str) -> String) -> String {
    let lines: Vec<String> = texts.iter().map(|text| line(text.as_ref())).collect();
    listed(&lines, "\n")
}

/// [`render`] with [`marks`] and more.
pub(super) fn render_with(template: &str, policy: &CorsPolicy, more: Values<'_>) -> String {
    let mut values = marks(policy);
    values.extend(more.iter().cloned());
    render(template, &values)
}

/// The text as a regular expression that fits nothing else.
pub(super) fn escaped(text: &str) -> String {
    let mut whole = String::new();
    for letter in text.chars() {
        if ".+[]".contains(letter) {
            whole.push('\\');
        }
        whole.push(letter);
    }
    whole
}

/// Fields of a Go literal as gofmt writes them, without those that have no value.
pub(super) fn go_fields(fields: Values<'_>) -> String {
    let present = || fields.iter().filter(|(_, value)| value.is_some());
    let width = present().map(|(name, _)| name.len()).max().unwrap_or(0);
    let row = |(name, value): &(&str, Option<String>)| {
        let space = " ".repeat(width.saturating_sub(name.len()) + 1);
        let value = value.as_deref().unwrap_or_default();
        ["\t\t", name, ":", &space, value, ","].concat()
    };
    let rows: Vec<String> = present().map(row).collect();
    listed(&rows, "\n")
}

/// A Go slice of strings.
pub(super) fn go_strings<Text: AsRef<str>>(texts: &[Text]) -> String {
    ["[]string{", &quoted(texts), "}"].concat()
}

/// A Rust array as rustfmt writes it behind `indent`.
pub(super) fn rust_array(items: &[String], indent: &str) -> String {
    let line = listed(items, ", ");
    if line.len() <= 60 {
        return ["[", &line, "]"].concat();
    }
    let rows = lines(items, |item| [indent, "    ", item, ","].concat());
    ["[\n", &rows, "\n", indent, "]"].concat()
}

/// [`rust_array`] of texts, or nothing if there is none.
pub(super) fn rust_texts(texts: &[String], indent: &str) -> Option<String> {
    let quoted: Vec<String> = texts.iter().map(|text| quoted(&[text])).collect();
    (!texts.is_empty()).then(|| rust_array(&quoted, indent))
}

/// Methods that cloud services know, and those that they don't.
pub(super) fn split_methods(methods: &[String]) -> (Vec<&str>, Vec<&str>) {
    let known = "GET HEAD POST PUT PATCH DELETE OPTIONS";
    let methods = methods.iter().map(String::as_str);
    methods.partition(|method| is_listed(known, method))
}
