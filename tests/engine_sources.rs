//! No number without its source: every value of every engine's profile says where it was read or measured.

use cors_forecast::engine::profiles::profile;
use cors_forecast::Engine;

/// What is wrong with a profile, read off what `Debug` prints of it.
fn problems(profile: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let mut cited: Option<(&str, &str)> = None;
    for line in profile.lines().skip(1) {
        let text = line.trim_start();
        let indent = &line[..line.len() - text.len()];
        match cited {
            Some((field, outer)) if outer == indent => {
                problems.push(format!("`{field}` has no source"));
                cited = None;
            }
            Some((field, outer)) => {
                let own = indent.len() == outer.len() + 4;
                if let Some(source) = text.strip_prefix("source: ").filter(|_| own) {
                    if !is_source(source.trim_matches(|c| matches!(c, '"' | ','))) {
                        problems.push(format!("`{field}` has the source {source}"));
                    }
                    cited = None;
                }
            }
            None => match text.split_once(": ") {
                Some((field, "Cited {")) => cited = Some((field, indent)),
                Some((_, rules)) if rules.ends_with("Rules {") => {}
                Some(("engine", _)) | None => {}
                Some((field, _)) => problems.push(format!("`{field}` is not cited")),
            },
        }
    }
    problems
}

/// An address, a measurement that names the browser's version, or a file of the engine's source.
fn is_source(source: &str) -> bool {
    const FILES: [&str; 6] = [".cc", ".cpp", ".h", ".rs", ".yaml", ".idl"];
    let measured = source.strip_prefix("measured in ");
    source.starts_with("https://")
        || measured.is_some_and(|browser| browser.contains(|c: char| c.is_ascii_digit()))
        || (source.contains('/') && FILES.iter().any(|file| source.contains(file)))
}

#[test]
fn every_value_of_a_profile_has_a_source() {
    for (name, engine) in Engine::ALL {
        let profile = format!("{:#?}", profile(engine));
        assert!(profile.matches("Cited {").count() > 30, "{profile}");
        assert_eq!(problems(&profile), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn what_has_no_source_is_found() {
    let profile = |field: &str| format!("Profile {{\n    cache: CacheRules {{\n{field}    }},\n}}");
    let cited = |source: &str| {
        let inner = "            value: Some(\n                1,\n            ),\n";
        profile(&format!(
            "        a: Cited {{\n{inner}{source}        }},\n"
        ))
    };
    let fine = "            source: \"https://fetch.spec.whatwg.org/#main-fetch\",\n";
    assert_eq!(problems(&cited(fine)).len(), 0);
    assert_eq!(problems(&cited("            source: \"\",\n")).len(), 1);
    assert_eq!(
        problems(&cited("            source: \"known\",\n")).len(),
        1
    );
    assert_eq!(problems(&cited("")).len(), 1);
    assert_eq!(problems(&profile("        a: 5,\n")).len(), 1);
}
