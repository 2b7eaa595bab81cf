//! Crates and packages, by what cargo, bundles and lock files say.

use serde_json::json;

use super::*;

const LOCK: &str = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nchecksum = \"01\"\n\n\
                    [[package]]\nname = \"b\"\nversion = \"2.0.0\"\nchecksum = \"02\"\n\n\
                    [[package]]\nname = \"b\"\nversion = \"3.0.0\"\n\n[[package]]\nname = \"c\"\nversion = \"1.0.0\"\nchecksum = \"03\"\n";

#[test]
fn crates_have_versions_licences_and_checksums() {
    let tree =
        "cors-forecast v0.1.0 (/somewhere)|MIT\na v1.0.0|MIT/Apache-2.0\nb v2.0.0|MIT (*)\n\n";
    let found = crates(tree, LOCK, "dist/core.wasm").unwrap_or_default();
    let told: Vec<String> = found
        .iter()
        .map(|one| {
            format!(
                "{} {} {} {:?} {:?}",
                one.name, one.version, one.license, one.digest, one.files
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            r#"a 1.0.0 MIT OR Apache-2.0 Some(("SHA-256", "01")) ["dist/core.wasm"]"#,
            r#"b 2.0.0 MIT Some(("SHA-256", "02")) ["dist/core.wasm"]"#,
        ]
    );
}

#[test]
fn what_is_not_pinned_or_has_no_licence_is_an_error() {
    let said = |tree: &str| crates(tree, LOCK, "x").err().unwrap_or_default();
    assert!(said("b v3.0.0|MIT\n").contains("no checksum of b 3.0.0"));
    assert!(said("d v1.0.0|MIT\n").contains("no checksum"));
    assert!(said("a v1.0.0|\n").contains("no licence"));
}

#[test]
fn bundles_say_what_is_in_them() {
    let map = r#"{"sources":["../src/preact/src/options.js","../src/preactx/a.js"]}"#;
    assert!(has_package("dist/panel-view.js.map", map, "preact"));
    assert!(!has_package("dist/panel-view.js.map", map, "act"));
    let script =
        "let a;\n// ../x/node_modules/acorn/dist/acorn.mjs\nlet b = \"node_modules/terser/\";";
    assert!(has_package("dist/cli.js", script, "acorn"));
    assert!(!has_package("dist/cli.js", script, "terser"));
    assert!(!has_package("README.md", script, "acorn"));
}

#[test]
fn packages_are_as_the_lock_file_pins_them() {
    let lock = json!({ "packages": {
        "": {},
        "node_modules/a": { "version": "1.0.0", "license": "MIT", "integrity": "sha512-AP8Q" },
        "node_modules/b/node_modules/@c/d": { "version": "2.0.0" },
    } });
    assert_eq!(bundled_candidates(&lock), ["a", "@c/d"]);
    let found = bundled(&lock, "a", "dist/cli.js").map(|one| (one.version, one.digest));
    assert_eq!(
        found,
        Ok(("1.0.0".to_owned(), Some(("SHA-512", "00ff10".to_owned()))))
    );
    assert!(bundled(&lock, "e", "x").is_err());
}

#[test]
fn base64_is_read() {
    for (base64, digits) in [
        ("", ""),
        ("AA==", "00"),
        ("/+8=", "ffef"),
        ("TWFu", "4d616e"),
    ] {
        assert_eq!(hexadecimal(base64).as_deref(), Some(digits));
    }
    assert_eq!(hexadecimal("-"), None);
}

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
