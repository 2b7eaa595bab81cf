//! What a release consists of, as CycloneDX has it.

use serde_json::{json, Value};

/// <https://cyclonedx.org/docs/1.6/json/>
const SPECIFICATION: &str = "1.6";

/// Something that others have made, and that is in what ships.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// Whose package it is: `cargo`, `npm`, or `generic` for what comes with a compiler.
    pub kind: &'static str,
    /// Its name there.
    pub name: String,
    /// Its exact version.
    pub version: String,
    /// An SPDX expression.
    pub license: String,
    /// Its digest by the lock file: the algorithm as CycloneDX names it, and hexadecimal digits.
    pub digest: Option<(&'static str, String)>,
    /// The files of the package that have it in them.
    pub files: Vec<String>,
}

/// The document for a version, made from a commit at a time of RFC 3339.
pub fn document(version: &str, time: &str, components: &[Component]) -> Value {
    let own = url("npm", "cors-forecast", version);
    let urls: Vec<String> = components.iter().map(Component::url).collect();
    let mut dependencies = vec![json!({ "ref": own, "dependsOn": urls })];
    dependencies.extend(urls.iter().map(|url| json!({ "ref": url })));
    json!({
        "$schema": format!("http://cyclonedx.org/schema/bom-{SPECIFICATION}.schema.json"),
        "bomFormat": "CycloneDX",
        "specVersion": SPECIFICATION,
        "version": 1,
        "metadata": {
            "timestamp": time,
            "lifecycles": [{ "phase": "build" }],
            "tools": { "components": [{ "type": "application", "name": "cargo xtask release" }] },
            "component": {
                "type": "library",
                "bom-ref": own,
                "name": "cors-forecast",
                "version": version,
                "licenses": [{ "expression": "MIT OR Apache-2.0" }],
                "purl": own,
            },
        },
        "components": components.iter().map(Component::entry).collect::<Vec<_>>(),
        "dependencies": dependencies,
    })
}

impl Component {
    fn url(&self) -> String {
        url(self.kind, &self.name, &self.version)
    }

    fn entry(&self) -> Value {
        let files = self.files.iter();
        let mut entry = json!({
            "type": "library",
            "bom-ref": self.url(),
            "name": self.name,
            "version": self.version,
            "scope": "required",
            "licenses": [{ "expression": self.license }],
            "purl": self.url(),
            "properties": files.map(|file| json!({ "name": "cors-forecast:file", "value": file })).collect::<Vec<_>>(),
        });
        if let Some((algorithm, digits)) = &self.digest {
            entry["hashes"] = json!([{ "alg": algorithm, "content": digits }]);
        }
        entry
    }
}

/// A package URL, <https://github.com/package-url/purl-spec>.
fn url(kind: &str, name: &str, version: &str) -> String {
    format!("pkg:{kind}/{}@{version}", name.replace('@', "%40"))
}

/// The same component in several files is one.
pub fn merge(all: Vec<Component>) -> Vec<Component> {
    let mut merged: Vec<Component> = Vec::new();
    for component in all {
        match merged
            .iter_mut()
            .find(|known| known.url() == component.url())
        {
            None => merged.push(component),
            Some(known) => {
                let fresh = |file: &String| !known.files.contains(file);
                let files: Vec<String> = component.files.into_iter().filter(fresh).collect();
                known.files.extend(files);
            }
        }
    }
    merged.sort_by_key(Component::url);
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn component(name: &str, file: &str) -> Component {
        Component {
            kind: "npm",
            name: name.to_owned(),
            version: "1.2.3".to_owned(),
            license: "MIT".to_owned(),
            digest: Some(("SHA-512", "ab12".to_owned())),
            files: vec![file.to_owned()],
        }
    }

    #[test]
    fn a_component_is_there_once_with_all_its_files() {
        let merged = merge(vec![
            component("b", "x.js"),
            component("a", "x.js"),
            component("b", "x.js"),
            component("b", "y.js"),
        ]);
        let names: Vec<_> = merged
            .iter()
            .map(|one| (&one.name[..], &one.files[..]))
            .collect();
        assert_eq!(
            names,
            [
                ("a", &["x.js".to_owned()][..]),
                ("b", &["x.js".to_owned(), "y.js".to_owned()][..])
            ]
        );
    }

    #[test]
    fn the_document_has_what_cyclonedx_requires() {
        let made = document(
            "0.1.0",
            "2026-01-02T03:04:05Z",
            &[component("@a/b", "x.js")],
        );
        assert_eq!(made["bomFormat"], "CycloneDX");
        assert_eq!(made["specVersion"], SPECIFICATION);
        assert_eq!(
            made["metadata"]["component"]["purl"],
            "pkg:npm/cors-forecast@0.1.0"
        );
        let [one] = &made["components"].as_array().cloned().unwrap_or_default()[..] else {
            return assert_eq!(made["components"], json!(["one"]));
        };
        assert_eq!(one["purl"], "pkg:npm/%40a/b@1.2.3");
        assert_eq!(
            one["hashes"],
            json!([{ "alg": "SHA-512", "content": "ab12" }])
        );
        assert_eq!(one["licenses"], json!([{ "expression": "MIT" }]));
        assert_eq!(one["properties"][0]["value"], "x.js");
        // Every reference leads to something that is there, and everything is referred to.
        assert_eq!(
            made["dependencies"],
            json!([
                { "ref": "pkg:npm/cors-forecast@0.1.0", "dependsOn": ["pkg:npm/%40a/b@1.2.3"] },
                { "ref": "pkg:npm/%40a/b@1.2.3" },
            ])
        );
    }
}
