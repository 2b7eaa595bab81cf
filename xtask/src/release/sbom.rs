//! What a release consists of, as CycloneDX has it.

use serde_json::{json, Value};

use crate::components::{self, Component};

/// <https://cyclonedx.org/docs/1.6/json/>
const SPECIFICATION: &str = "1.6";

/// The document for a version, made from a commit at a time of RFC 3339.
pub fn document(version: &str, time: &str, components: &[Component]) -> Value {
    let own = components::url("npm", "cors-forecast", version);
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
        "components": components.iter().map(entry).collect::<Vec<_>>(),
        "dependencies": dependencies,
    })
}

fn entry(component: &Component) -> Value {
    let files = component.files.iter();
    let mut entry = json!({
        "type": "library",
        "bom-ref": component.url(),
        "name": component.name,
        "version": component.version,
        "scope": "required",
        "licenses": [{ "expression": component.license }],
        "purl": component.url(),
        "properties": files.map(|file| json!({ "name": "cors-forecast:file", "value": file })).collect::<Vec<_>>(),
    });
    if let Some((algorithm, digits)) = &component.digest {
        entry["hashes"] = json!([{ "alg": algorithm, "content": digits }]);
    }
    entry
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
