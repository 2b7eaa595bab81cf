//! Code out of templates. Marks are `@name@`; a line whose mark has no value is left out.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

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

/// [`listed`], or nothing if there is nothing to list.
pub(super) fn listed_if_any<Text: AsRef<str>>(texts: &[Text], separator: &str) -> Option<String> {
    (!texts.is_empty()).then(|| listed(texts, separator))
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
