//! What is unreleased becomes the section of a version.

const HEADING: &str = "## ";
const UNRELEASED: &str = "## Unreleased";

/// A changelog in which a version has its section.
#[derive(Debug, PartialEq, Eq)]
pub struct Released {
    /// The whole file as it is to be committed.
    pub changelog: String,
    /// The section alone, without its heading.
    pub notes: String,
}

/// Gives what is unreleased the heading of a version, below an `Unreleased` that is empty.
pub fn release(text: &str, version: &str, date: &str) -> Result<Released, String> {
    check_date(date)?;
    if let Some(there) = sections(text).find(|(_, found)| *found == version) {
        return Err(format!(
            "CHANGELOG.md has `{}` already; raise the version in Cargo.toml",
            there.0
        ));
    }
    let start = line_start(text, UNRELEASED).ok_or_else(|| {
        format!("CHANGELOG.md has no line `{UNRELEASED}`, whose content would be released")
    })?;
    if text[..start].contains("\n## ") {
        return Err(format!("CHANGELOG.md has a section above `{UNRELEASED}`"));
    }
    let body = start + UNRELEASED.len();
    let end = text[body..]
        .find(&format!("\n{HEADING}"))
        .map_or(text.len(), |at| body + at + 1);
    let notes = text[body..end].trim();
    if !notes.lines().any(|line| line.starts_with("- ")) {
        return Err(
            "CHANGELOG.md has nothing below `## Unreleased`: there is nothing to release"
                .to_owned(),
        );
    }
    let after = match &text[end..] {
        "" => String::new(),
        older => format!("\n{older}"),
    };
    Ok(Released {
        changelog: format!(
            "{}{UNRELEASED}\n\n{HEADING}{version} - {date}\n\n{notes}\n{after}",
            &text[..start]
        ),
        notes: format!("{notes}\n"),
    })
}

/// The headings of sections, and the version in each.
fn sections(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter_map(|line| {
        let version = line.strip_prefix(HEADING)?.split_whitespace().next()?;
        Some((line, version.trim_matches(['[', ']'])))
    })
}

fn line_start(text: &str, line: &str) -> Option<usize> {
    let mut at = 0;
    for found in text.split_inclusive('\n') {
        if found.trim_end() == line {
            return Some(at);
        }
        at += found.len();
    }
    None
}

fn check_date(date: &str) -> Result<(), String> {
    let parts: Vec<&str> = date.split('-').collect();
    let number = |at: usize, digits: usize| {
        let part = parts.get(at).filter(|part| part.len() == digits)?;
        part.parse::<u32>().ok()
    };
    match (parts.len(), number(0, 4), number(1, 2), number(2, 2)) {
        (3, Some(_), Some(1..=12), Some(1..=31)) => Ok(()),
        _ => Err(format!(
            "--date {date} is none; write it as 2026-01-31 (year, month, day)"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "# Changelog\n\nWords.\n\n## Unreleased\n\n### Added\n\n- **JS**: a thing.\n\n\
                        ## 0.1.0 - 2026-01-02\n\n### Added\n\n- All.\n";

    #[test]
    fn what_is_unreleased_gets_a_version_and_a_date() {
        let released = release(TEXT, "0.2.0", "2026-03-04");
        let notes = "### Added\n\n- **JS**: a thing.\n".to_owned();
        let changelog = format!(
            "# Changelog\n\nWords.\n\n## Unreleased\n\n## 0.2.0 - 2026-03-04\n\n{notes}\n\
             ## 0.1.0 - 2026-01-02\n\n### Added\n\n- All.\n"
        );
        assert_eq!(released, Ok(Released { changelog, notes }));
    }

    #[test]
    fn the_first_release_has_none_below_it() {
        let first = "# Changelog\n\n## Unreleased\n\n- All.\n";
        let released = release(first, "0.1.0", "2026-03-04").map(|released| released.changelog);
        assert_eq!(
            released.as_deref(),
            Ok("# Changelog\n\n## Unreleased\n\n## 0.1.0 - 2026-03-04\n\n- All.\n")
        );
    }

    #[test]
    fn what_cannot_be_released_is_said() {
        let said = |text: &str, version: &str, date: &str| {
            release(text, version, date).err().unwrap_or_default()
        };
        assert!(said(TEXT, "0.1.0", "2026-03-04").contains("raise the version"));
        let bracketed = TEXT.replace("## 0.1.0", "## [0.1.0]");
        assert!(said(&bracketed, "0.1.0", "2026-03-04").contains("raise the version"));
        let nothing = TEXT.replace("- **JS**: a thing.\n", "");
        assert!(said(&nothing, "0.2.0", "2026-03-04").contains("nothing to release"));
        assert!(said("# Changelog\n", "0.2.0", "2026-03-04").contains("has no line"));
        let above = format!("# Changelog\n\n## 0.3.0 - 2026-01-01\n{TEXT}");
        assert!(said(&above, "0.2.0", "2026-03-04").contains("section above"));
        for date in [
            "today",
            "2026-13-01",
            "2026-1-1",
            "2026-01-32",
            "2026-01-01-01",
        ] {
            assert!(said(TEXT, "0.2.0", date).contains("--date"), "{date}");
        }
    }
}
