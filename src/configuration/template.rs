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
