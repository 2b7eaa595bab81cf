//! Errors of consoles, as real browsers printed them (`tests/vectors/console/`), and what nobody prints.

use std::collections::BTreeSet;

use cors_forecast::{decode_console_error, DecodedError, Engine, ErrorStage};
use serde_json::Value;

const RECORDED: [(Engine, &str); 3] = [
    (
        Engine::Chromium,
        include_str!("vectors/console/chromium.json"),
    ),
    (
        Engine::Firefox,
        include_str!("vectors/console/firefox.json"),
    ),
    (Engine::WebKit, include_str!("vectors/console/webkit.json")),
];

/// Scenes of which a console prints nothing that tells the reason: a list that only shrinks.
const NOT_TOLD: [&str; 9] = [
    "Chromium redirect-error",
    "Chromium worker",
    "Firefox bad-port",
    "Firefox redirect-error",
    "WebKit cut",
    "WebKit font",
    "WebKit refused",
    "WebKit same-origin",
    "WebKit unknown-host",
];

/// What one scene has printed.
struct Scene {
    engine: Engine,
    name: String,
    codes: Vec<String>,
    stage: String,
    urls: Vec<String>,
    seen: String,
    printed: Vec<String>,
}

impl Scene {
    fn id(&self) -> String {
        format!("{:?} {}", self.engine, self.name)
    }
}

fn scenes() -> Vec<Scene> {
    let mut scenes = Vec::new();
    for (engine, recorded) in RECORDED {
        let rows: Vec<Value> = serde_json::from_str(recorded).unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let texts = |value: &Value| value.as_array().into_iter().flatten().map(text).collect();
        // The first row says whose they are.
        scenes.extend(rows.iter().skip(1).map(|row| Scene {
            engine,
            name: text(&row["name"]),
            codes: text(&row["code"]).split(' ').map(str::to_owned).collect(),
            stage: text(&row["stage"]),
            urls: texts(&row["urls"]),
            seen: text(&row["seen"]),
            printed: texts(&row["printed"]),
        }));
    }
    assert!(scenes.len() > 240, "{} scenes", scenes.len());
    scenes
}

/// What is wrong with what a text of a scene was read as.
fn problems(scene: &Scene, text: &str) -> Vec<String> {
    let errors = decode_console_error(text);
    let mut problems = Vec::new();
    let mut wrong = |what: String| problems.push(format!("{}: {what}\n    {text}", scene.id()));
    let [error] = errors.as_slice() else {
        wrong(format!("{} errors: {:?}", errors.len(), codes(&errors)));
        return problems;
    };
    let possible = [error.code]
        .into_iter()
        .chain(error.also_possible.iter().copied());
    if !possible
        .clone()
        .any(|code| scene.codes.iter().any(|right| right == code))
    {
        wrong(format!(
            "{:?} is not {:?}",
            possible.collect::<Vec<_>>(),
            scene.codes
        ));
    }
    if error.engine != Some(scene.engine) {
        wrong(format!("engine {:?}", error.engine));
    }
    match &error.url {
        Some(url) if !scene.urls.contains(url) => wrong(format!("URL {url}")),
        None if scene
            .urls
            .iter()
            .any(|url| scene.printed.iter().any(|line| line.contains(url))) =>
        {
            wrong("no URL".to_owned())
        }
        _ => {}
    }
    // A redirect's own answer is the request's, too; and a redirect may be followed by a preflight.
    let stage = error.stage.as_str();
    let redirected = scene.stage == "redirect"
        && matches!(error.stage, ErrorStage::Actual | ErrorStage::Preflight);
    if error.stage != ErrorStage::Unknown && stage != scene.stage && !redirected {
        wrong(format!("stage {stage} is not {}", scene.stage));
    }
    problems
}

fn codes(errors: &[DecodedError]) -> Vec<&str> {
    errors.iter().map(|error| error.code).collect()
}

fn none(problems: &[String]) {
    assert!(
        problems.is_empty(),
        "{} wrong:\n{}",
        problems.len(),
        problems.join("\n")
    );
}

#[test]
fn what_browsers_print_is_read_for_what_it_was() {
    let mut wrong = Vec::new();
    let mut read = 0;
    for scene in scenes() {
        if NOT_TOLD.contains(&scene.id().as_str()) {
            continue;
        }
        wrong.extend(problems(&scene, &scene.printed.join("\n")));
        read += 1;
    }
    none(&wrong);
    println!("{read} texts");
}

/// What a page's own script was told, as a console prints it.
fn thrown(scene: &Scene) -> Option<String> {
    let error = scene
        .seen
        .contains("Error")
        .then(|| format!("Uncaught (in promise) {}", scene.seen));
    error.filter(|_| !scene.printed.is_empty())
}

#[test]
fn what_stands_around_does_not_matter() {
    let mut wrong = Vec::new();
    for scene in scenes() {
        if NOT_TOLD.contains(&scene.id().as_str()) {
            continue;
        }
        let lines = || scene.printed.iter();
        let prefixed: Vec<String> = lines()
            .map(|line| format!("12:00:01.234 main.js:3:17 [Error] \u{25b6} {line} app.js:1"))
            .collect();
        let first = decode_console_error(&scene.printed.join("\n"));
        for text in [
            prefixed.join("\n"),
            lines()
                .cloned()
                .chain(thrown(&scene))
                .collect::<Vec<_>>()
                .join("\r\n"),
            wrapped(&scene.printed.join("\n")),
            scene
                .printed
                .join("\n")
                .replace(['\u{2018}', '\u{2019}', '`'], "'")
                .replace(['\u{201c}', '\u{201d}'], "\""),
        ] {
            wrong.extend(problems(&scene, &text));
            let again = decode_console_error(&text);
            let codes_differ = codes(&again) != codes(&first);
            wrong.extend(codes_differ.then(|| {
                format!(
                    "{}: {:?} is not {:?}",
                    scene.id(),
                    codes(&again),
                    codes(&first)
                )
            }));
        }
    }
    none(&wrong);
}

/// Lines broken where they are long, at spaces and behind hyphens.
fn wrapped(text: &str) -> String {
    let mut wrapped = String::new();
    let mut width = 0;
    for c in text.chars() {
        width = if c == '\n' { 0 } else { width + 1 };
        let is_word = c == '-' && wrapped.ends_with(|before: char| before.is_ascii_alphabetic());
        match c {
            ' ' if width > 60 => {
                wrapped.push_str("\n    ");
                width = 0;
            }
            _ if is_word && width > 60 && !wrapped.ends_with("http:") => {
                wrapped.push_str("-\n    ");
                width = 0;
            }
            c => wrapped.push(c),
        }
    }
    wrapped
}

#[test]
fn a_whole_console_is_read_error_by_error() {
    for (engine, _) in RECORDED {
        let scenes: Vec<Scene> = scenes()
            .into_iter()
            .filter(|scene| scene.engine == engine && !NOT_TOLD.contains(&scene.id().as_str()))
            .collect();
        let lines: Vec<&str> = scenes
            .iter()
            .flat_map(|scene| scene.printed.iter().map(String::as_str))
            .collect();
        let errors = decode_console_error(&lines.join("\n"));
        let with_url = |error: &&DecodedError| error.url.is_some();
        for scene in &scenes {
            let alone = decode_console_error(&scene.printed.join("\n"));
            for error in alone.iter().filter(with_url) {
                assert!(
                    errors.contains(error),
                    "{}: {error:#?} is not {:#?}",
                    scene.id(),
                    errors.iter().find(|other| other.url == error.url)
                );
            }
        }
    }
}

#[test]
fn what_consoles_do_not_tell_apart_is_listed() {
    let mut ambiguous = BTreeSet::new();
    for scene in scenes() {
        for error in decode_console_error(&scene.printed.join("\n")) {
            if !error.also_possible.is_empty() {
                ambiguous.insert(format!(
                    "{:?} {} or {}",
                    scene.engine,
                    error.code,
                    error.also_possible.join(", ")
                ));
            }
        }
    }
    let ambiguous: Vec<String> = ambiguous.into_iter().collect();
    let without = "preflight-not-answered, mixed-content, too-many-redirects, location-includes-credentials, redirect-scheme-not-http";
    assert_eq!(
        ambiguous,
        [
            "Chromium allow-credentials-missing or allow-credentials-not-true",
            "Chromium allow-origin-missing or preflight-status-not-ok",
            "Chromium not-answered or preflight-not-answered",
            "Firefox allow-credentials-not-true or allow-credentials-missing",
            "Firefox allow-origin-missing or preflight-status-not-ok",
            &format!("Firefox not-answered or {without}"),
            "Firefox redirect-scheme-not-http or scheme-not-http",
            "WebKit allow-credentials-not-true or allow-credentials-missing",
            "WebKit allow-origin-missing or allow-origin-mismatch",
        ]
    );
}

/// The list of what is not told has no scene that is read after all, and none that is not played.
#[test]
fn what_is_not_told_is_not_guessed() {
    let mut known = BTreeSet::new();
    for scene in scenes() {
        let id = scene.id();
        if NOT_TOLD.contains(&id.as_str()) {
            let errors = decode_console_error(&scene.printed.join("\n"));
            let guessed = codes(&errors)
                .into_iter()
                .find(|code| *code != "reason-not-told");
            assert_eq!(guessed, None, "{id}");
            known.insert(id);
        }
    }
    assert_eq!(known.len(), NOT_TOLD.len(), "{known:?}");
}
