//! What is compiled with the feature `watch` alone, whose tests run in browsers: what is changed in it nothing here can notice.

use std::ops::RangeInclusive;

/// Of a text that rustfmt has written the lines, counted from 1, of all that this feature brings.
pub fn lines(text: &str) -> Vec<RangeInclusive<usize>> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if line.trim() != "#[cfg(feature = \"watch\")]" {
            continue;
        }
        let depth = indent(line);
        let ends = |line: &&str| {
            indent(line) == depth
                && !line.trim_start().starts_with(['#', '/'])
                && line.ends_with([';', ',', '}', ')'])
        };
        let rest = lines[at + 1..].iter();
        let behind = rest.take_while(|line| !ends(line)).count();
        found.push(at + 1..=at + 2 + behind);
    }
    found
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_or_a_statement_is_taken_whole() {
        let text = "use a;\n\
                    #[cfg(feature = \"watch\")]\n\
                    // Why.\n\
                    fn f(\n    a: u8,\n) -> bool {\n    a == 1\n}\n\
                    fn g() {\n    \
                    #[cfg(feature = \"watch\")]\n    \
                    let a = 1;\n    \
                    let b = 2;\n    \
                    #[cfg(feature = \"watch\")]\n    \
                    all(|a| {\n        a\n    })\n}\n";
        assert_eq!(lines(text), [2..=8, 10..=11, 13..=16]);
    }
}
