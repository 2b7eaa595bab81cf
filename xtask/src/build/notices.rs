//! The licences of what others have made and the package has in it: each of them asks to be handed on.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::components::{self, Component, Files};
use crate::layout::Layout;
use crate::{process, stamp};

/// Its name; npm takes what begins so along.
pub const FILE: &str = "LICENSE-THIRD-PARTY";

const HEAD: &str = "The files of this package have the following in them, besides its own code.\n";
const RULE: &str =
    "\n--------------------------------------------------------------------------------\n\n";

/// The document for the files of the package, made by a compiler of version `rust`.
pub fn document(layout: &Layout, package: &Files, rust: &str) -> Result<String, String> {
    let folders = folders(layout)?;
    let mut texts: BTreeMap<String, Vec<Component>> = BTreeMap::new();
    for component in components::find(layout, package, rust)? {
        let text = match component.kind {
            "generic" => rusts(layout)?,
            "npm" => licences(
                &layout
                    .npm_tools()
                    .join("node_modules")
                    .join(&component.name),
            )?,
            _ => {
                let key = (component.name.clone(), component.version.clone());
                let folder = folders.get(&key);
                let folder =
                    folder.ok_or_else(|| format!("cargo names no folder of {}", component.name))?;
                licences(folder)?
            }
        };
        texts.entry(text).or_default().push(component);
    }
    // By what they are for, not by how a text begins.
    let mut parts: Vec<(Vec<Component>, String)> = texts
        .into_iter()
        .map(|(text, components)| (components, text))
        .collect();
    parts.sort_by_key(|(components, _)| components.first().map(Component::url));
    let parts = parts.into_iter().map(|(components, text)| {
        let lines = components.iter().map(line).collect::<String>();
        format!("{RULE}{lines}\n{}\n", text.trim())
    });
    Ok(format!("{HEAD}{}", parts.collect::<String>()))
}

fn line(component: &Component) -> String {
    let Component {
        name,
        version,
        license,
        files,
        ..
    } = component;
    format!("{name} {version} ({license}), in {}\n", files.join(", "))
}

/// Where cargo has the sources of each crate, by name and version.
fn folders(layout: &Layout) -> Result<BTreeMap<(String, String), PathBuf>, String> {
    let mut cargo = layout.cargo();
    cargo.args([
        "metadata",
        "--locked",
        "--all-features",
        "--format-version",
        "1",
    ]);
    let metadata: Value = serde_json::from_str(&process::output(&mut cargo)?)
        .map_err(|error| format!("`cargo metadata` printed no JSON: {error}"))?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    Ok(packages
        .filter_map(|package| {
            let text = |field: &str| package[field].as_str().map(str::to_owned);
            let folder = Path::new(package["manifest_path"].as_str()?).parent()?;
            Some(((text("name")?, text("version")?), folder.to_owned()))
        })
        .collect())
}

/// The licence that a folder comes with. Of several to choose from it is MIT's; one that is asked for besides stays.
fn licences(folder: &Path) -> Result<String, String> {
    let unread = |error| format!("{} can't be read: {error}", folder.display());
    let mut names: Vec<String> = fs::read_dir(folder)
        .map_err(unread)?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.to_ascii_uppercase().starts_with("LICEN"))
        .collect();
    names.sort();
    chosen(&mut names);
    if names.is_empty() {
        return Err(format!("{} has no licence in it", folder.display()));
    }
    let mut text = String::new();
    for name in names {
        let content = stamp::read(&folder.join(name))?;
        text.push_str(&String::from_utf8_lossy(&content).replace("\r\n", "\n"));
        text.push('\n');
    }
    Ok(text)
}

fn chosen(names: &mut Vec<String>) {
    if names.iter().any(|name| name.contains("MIT")) {
        names.retain(|name| !name.contains("APACHE"));
    }
}

/// <https://github.com/rust-lang/rust/blob/master/LICENSE-MIT>: ours with other names.
fn rusts(layout: &Layout) -> Result<String, String> {
    let own = stamp::read(&layout.root.join("LICENSE-MIT"))?;
    let own = String::from_utf8_lossy(&own).into_owned();
    let holder = own.lines().find(|line| line.starts_with("Copyright "));
    let holder = holder.ok_or_else(|| "LICENSE-MIT names nobody".to_owned())?;
    Ok(own.replace(holder, "Copyright (c) The Rust Project Contributors"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_licences_the_short_one_is_handed_on() {
        let mut names = ["LICENSE-APACHE", "LICENSE-MIT", "LICENSE-UNICODE"]
            .map(str::to_owned)
            .to_vec();
        chosen(&mut names);
        assert_eq!(names, ["LICENSE-MIT", "LICENSE-UNICODE"]);
        let mut names = vec!["LICENSE-APACHE".to_owned()];
        chosen(&mut names);
        assert_eq!(names, ["LICENSE-APACHE"]);
    }
}
