//! What is written for servers, as people read it, and which policies are refused.
//!
//! `WRITE_CONFIGURATIONS=1 cargo test --test configuration` writes `tests/vectors/configurations/` anew: read the difference.
//! Whether servers understand it is `cargo xtask servers`.

use std::fs;
use std::path::{Path, PathBuf};

use cors_forecast::{configure, Configuration, CorsPolicy, PermittedOrigins, PolicyProblem, Stack};

type Outcome<Value = ()> = Result<Value, String>;

/// What is written for a policy that is not to be refused.
fn good(policy: &CorsPolicy, stack: Stack) -> Outcome<Configuration> {
    configure(policy, stack).map_err(|problem| problem.message())
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

/// Between them they have every line of a template, and each line is missing once.
fn policies() -> [(&'static str, CorsPolicy); 3] {
    let plain = CorsPolicy {
        methods: texts(&["GET", "POST", "PUT"]),
        headers: texts(&["content-type"]),
        ..CorsPolicy::new(["https://app.example"])
    };
    let full = CorsPolicy {
        path: "/api/v1.0".to_owned(),
        methods: texts(&["GET", "POST", "PUT", "DELETE", "REPORT"]),
        headers: texts(&["authorization", "content-type", "x-request-id"]),
        expose_headers: texts(&["etag", "x-total-count"]),
        credentials: true,
        max_age: Some(7200),
        ..CorsPolicy::new(["https://app.example", "https://admin.example:8443"])
    };
    let open = CorsPolicy {
        origins: PermittedOrigins::ANY,
        methods: texts(&["GET"]),
        headers: Vec::new(),
        ..plain.clone()
    };
    [
        ("One origin", plain),
        ("A path, several origins, credentials", full),
        ("Everybody, nothing that needs a preflight", open),
    ]
}

/// Everything that is written for a stack, as a page to read.
fn page(stack: Stack) -> Outcome<String> {
    let [(_, plain), ..] = policies();
    let about = good(&plain, stack)?;
    let mut page = format!("# {}\n\n`{}`. {}\n", about.title, about.file, about.place);
    if let Some(install) = about.install {
        page += &format!("\n```sh\n{install}\n```\n");
    }
    for (title, policy) in policies() {
        let written = good(&policy, stack)?;
        page += &format!(
            "\n## {title}\n\n```{}\n{}\n```\n",
            written.language, written.code
        );
    }
    page += "\n## What goes wrong there\n\n";
    for pitfall in about.pitfalls {
        page += &format!("- {pitfall}\n");
    }
    Ok(page)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/configurations")
}

#[test]
fn what_is_written_is_what_was_read() -> Outcome {
    let writes = std::env::var_os("WRITE_CONFIGURATIONS").is_some();
    let mut differ = Vec::new();
    for stack in Stack::ALL {
        let file = folder().join(format!("{}.md", stack.id()));
        let page = page(stack)?;
        if writes {
            fs::create_dir_all(folder()).map_err(|error| error.to_string())?;
            fs::write(&file, page).map_err(|error| error.to_string())?;
        } else if fs::read_to_string(&file).ok().as_ref() != Some(&page) {
            differ.push(stack.id());
        }
    }
    assert!(
        differ.is_empty(),
        "{differ:?}: WRITE_CONFIGURATIONS=1 cargo test --test configuration, and read the difference"
    );
    Ok(())
}

#[test]
fn no_mark_is_left_and_no_line_is_twice_empty() -> Outcome {
    for stack in Stack::ALL {
        for (title, policy) in policies() {
            let Configuration { code, language, .. } = good(&policy, stack)?;
            // A mark is a word between two signs; decorators and scopes of packages have one.
            let left = code.split_whitespace().find(|word| {
                let marks: Vec<&str> = word.split('@').collect();
                marks.len() > 2 && marks[1..marks.len() - 1].iter().any(|mark| is_mark(mark))
            });
            assert_eq!(left, None, "{}, {title}", stack.id());
            // Two are usual in Python.
            let empty = "\n".repeat(if language == "python" { 4 } else { 3 });
            assert!(!code.contains(&empty), "{}, {title}:\n{code}", stack.id());
            assert!(
                !code.starts_with('\n') && !code.ends_with('\n'),
                "{}, {title}",
                stack.id()
            );
        }
    }
    Ok(())
}

fn is_mark(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

#[test]
fn every_stack_is_found_by_its_id() {
    for stack in Stack::ALL {
        assert_eq!(Stack::from_id(stack.id()), Some(stack));
        assert_eq!(
            serde_json::to_value(stack).ok(),
            Some(serde_json::Value::from(stack.id()))
        );
    }
    assert_eq!(Stack::from_id("iis"), None);
}

#[test]
fn what_a_policy_permits_is_in_what_is_written() -> Outcome {
    for stack in Stack::ALL {
        let [_, (_, full), _] = policies();
        // Expressions have it escaped.
        let code = good(&full, stack)?.code.replace('\\', "");
        let is_proxy = matches!(stack, Stack::ViteProxy | Stack::WebpackProxy);
        let listed = full.origins.listed().unwrap_or_default();
        let permitted = [listed, &full.methods, &full.expose_headers].concat();
        for text in permitted.iter().filter(|_| !is_proxy) {
            let found = code.to_lowercase().contains(&text.to_lowercase());
            assert!(found, "{}: {text} is not in\n{code}", stack.id());
        }
    }
    Ok(())
}

#[test]
fn an_address_in_brackets_is_no_pattern() -> Outcome {
    let policy = CorsPolicy::new(["http://[::1]:3000", "https://app.example"]);
    let code = good(&policy, Stack::Flask)?.code;
    let origins = r#"origins=[r"^http://\[::1\]:3000$", "https://app.example"]"#;
    assert!(code.contains(origins), "{code}");
    Ok(())
}

#[test]
fn each_refusal_says_what_to_write_instead() {
    for (policy, code, field, message) in refusals() {
        let problem = policy.check().err();
        let said = problem
            .as_ref()
            .map(|it| (it.code(), it.field(), it.message()));
        assert_eq!(said, Some((code, field, message.to_owned())));
        assert_eq!(configure(&policy, Stack::Express).err(), problem);
    }
}

/// Policies that are wrong in one way each.
fn refusals() -> Vec<(CorsPolicy, &'static str, &'static str, &'static str)> {
    let good = || CorsPolicy::new(["https://app.example"]);
    let of = |origin: &str| CorsPolicy::new([origin]);
    vec![
        (
            CorsPolicy { origins: PermittedOrigins::ANY, credentials: true, ..good() },
            "any-origin-with-credentials",
            "origins",
            "\"*\" does not count with credentials, and a server that answers with whatever origin asks lets every site read as its \
             user. List the origins that are yours, or do without credentials.",
        ),
        (
            of("null"),
            "null-origin",
            "origins",
            "\"null\" is every sandboxed frame, local file and redirected request, whosever it is. Serve the page from an origin of \
             its own, and list that.",
        ),
        (
            of("https://*.app.example"),
            "origin-pattern",
            "origins",
            "\"https://*.app.example\" is a pattern, and what fits it may be anybody's. List each origin in full; where they are too \
             many, compare the host with a list of your own in code, whole and to the byte.",
        ),
        (
            of("https://App.example/"),
            "invalid-origin",
            "origins",
            "\"https://App.example/\" is not an origin, which is scheme, host and port without a slash at the end. Write \
             \"https://app.example\".",
        ),
        (
            of("app.example"),
            "invalid-origin",
            "origins",
            "\"app.example\" is not an origin, which is scheme, host and port as in \"https://app.example\".",
        ),
        (
            CorsPolicy::new(Vec::<String>::new()),
            "no-origins",
            "origins",
            "Nobody may ask. List the origins of the pages, as \"https://app.example\".",
        ),
        (
            CorsPolicy { headers: texts(&["x\"]; evil()"]), ..good() },
            "invalid-name",
            "headers",
            "headers: \"x\"]; evil()\" is not a name of letters, digits, \"-\", \"_\" and \".\".",
        ),
        (
            CorsPolicy { expose_headers: texts(&["*"]), ..good() },
            "wildcard",
            "exposeHeaders",
            "exposeHeaders: \"*\" is just a name where there are credentials, and never covers Authorization. List the names.",
        ),
        (
            CorsPolicy { methods: texts(&["CONNECT"]), ..good() },
            "forbidden",
            "methods",
            "methods: no page can send CONNECT. Leave it out.",
        ),
        (
            CorsPolicy { path: "/api/(.*)".to_owned(), ..good() },
            "invalid-path",
            "path",
            "path: \"/api/(.*)\" is not a path of letters, digits, \"-\", \"_\", \".\", \"~\" and slashes that begins with one, as \
             \"/api\".",
        ),
    ]
}

#[test]
fn names_that_would_end_a_string_are_refused_wherever_they_stand() {
    for evil in [
        "\"", "'", "`", "\\", "\n", "$x", "@any@", "<", ";", "{", "#", "%", " ",
    ] {
        let good = || CorsPolicy::new(["https://app.example"]);
        let policies = [
            CorsPolicy::new([format!("https://app.example{evil}")]),
            CorsPolicy {
                path: format!("/api{evil}"),
                ..good()
            },
            CorsPolicy {
                methods: vec![format!("PUT{evil}")],
                ..good()
            },
            CorsPolicy {
                headers: vec![format!("x-a{evil}")],
                ..good()
            },
            CorsPolicy {
                expose_headers: vec![format!("x-a{evil}")],
                ..good()
            },
        ];
        for policy in policies {
            let problem: Result<(), PolicyProblem> = policy.check();
            assert!(problem.is_err(), "{evil:?} passes in {policy:?}");
        }
    }
}
