//! Whether every place that names the version names the same.

use serde_json::Value;

use crate::layout::Layout;
use crate::stamp;

/// What stands before a version of this package in texts: a registry's, a script's address, a manifest's.
const MENTIONS: [&str; 3] = ["cors-forecast@", "cors-forecast = \"", "cors-forecast/v"];

/// Texts that people copy from.
const TEXTS: [&str; 3] = ["README.md", "pkg-template/README.md", "CONTRIBUTING.md"];

/// Holds all that is in the repository against the version of `Cargo.toml`.
pub fn check(layout: &Layout) -> Result<(), String> {
    let text = |path: &str| {
        let content = stamp::read(&layout.root.join(path))?;
        Ok::<_, String>(String::from_utf8_lossy(&content).into_owned())
    };
    let version = &layout.version;
    let mut wrong = Vec::new();
    let mut hold = |place: &str, found: &str, wanted: &str| {
        if found != wanted {
            wrong.push(format!("{place} has {found}, and not {wanted}"));
        }
    };
    let lock = text("Cargo.lock")?;
    hold("Cargo.lock", locked(&lock).unwrap_or("none"), version);
    let template = text("pkg-template/package.json")?;
    hold(
        "pkg-template/package.json",
        &of_manifest(&template)?,
        "0.0.0",
    );
    let built = text("dist/pkg/package.json")?;
    hold("dist/pkg/package.json", &of_manifest(&built)?, version);
    for path in TEXTS {
        for found in mentioned(&text(path)?) {
            if !includes(&found, version) {
                hold(path, &found, version);
            }
        }
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(format!("versions disagree:\n  {}", wrong.join("\n  "))),
    }
}

/// The version that a lock file of cargo's has for us.
fn locked(lock: &str) -> Option<&str> {
    let (_, own) = lock.split_once("name = \"cors-forecast\"\nversion = \"")?;
    own.split('"').next()
}

fn of_manifest(text: &str) -> Result<String, String> {
    let manifest: Value = serde_json::from_str(text)
        .map_err(|error| format!("a package.json is no JSON: {error}"))?;
    let version = manifest["version"].as_str();
    version
        .map(str::to_owned)
        .ok_or_else(|| "a package.json has no version".to_owned())
}

/// The versions of this package that a text names.
fn mentioned(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for before in MENTIONS {
        for after in text.split(before).skip(1) {
            let length = after
                .find(|c: char| !c.is_ascii_digit() && c != '.')
                .unwrap_or(after.len());
            let version = after[..length].trim_end_matches('.');
            if !version.is_empty() {
                found.push(version.to_owned());
            }
        }
    }
    found
}

/// Whether `found` is the version, or the beginning of it that manifests have: `0.1` for `0.1.4`.
fn includes(found: &str, version: &str) -> bool {
    version
        .strip_prefix(found)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_file_has_our_version() {
        let lock = "[[package]]\nname = \"a\"\nversion = \"9.0.0\"\n\n[[package]]\nname = \"cors-forecast\"\nversion = \"0.1.0\"\n";
        assert_eq!(locked(lock), Some("0.1.0"));
        assert_eq!(locked("name = \"a\"\nversion = \"9.0.0\""), None);
    }

    #[test]
    fn texts_name_versions() {
        let text = "<script src=\"https://cdn.example/cors-forecast@0.1.0/dist/global.js\">, `cors-forecast = \"0.1\"`, \
                    npx cors-forecast@latest, `cors-forecast/vite`; cors-forecast@0.2.";
        assert_eq!(mentioned(text), ["0.1.0", "0.2", "0.1"]);
    }

    #[test]
    fn the_beginning_of_a_version_includes_it() {
        for (found, version, right) in [
            ("0.1", "0.1.0", true),
            ("0.1.0", "0.1.0", true),
            ("0.1", "0.10.0", false),
            ("0.2", "0.1.0", false),
            ("0.1.0.1", "0.1.0", false),
        ] {
            assert_eq!(includes(found, version), right, "{found} for {version}");
        }
    }
}
