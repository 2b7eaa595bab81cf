//! What each part of the tests runs.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::tally::Tally;
use super::{Part, Run};
use crate::layout::Layout;
use crate::toolchain::Toolchain;
use crate::{bench, browsers, build, demo, npm, process, say, servers, stamp, system};

/// Enough for each kind of exchange to be among them, some of them waiting for something to expire.
const LAB_COUNT: &str = "150";

/// Enough for some hundred thousand requests; the whole million is for those who ask for it.
const SOAK_SECONDS: u32 = 60;

/// Runs it and counts.
pub fn run(part: Part, run: &mut Run) {
    match part {
        Part::Format => run.check("Format", |layout| {
            process::run(layout.cargo().args(["fmt", "--all", "--check"]))
                .map_err(|error| format!("{error}; `cargo fmt --all` puts it right"))
        }),
        Part::Lints => {
            run.check("Lints", |layout| {
                clippy(
                    layout,
                    &[
                        "--workspace",
                        "--all-targets",
                        "--features",
                        "xtask/wasm-test-runner,xtask/lab",
                    ],
                )
            });
            for face in ["wasm", "watch", "server"] {
                run.check("Lints of the JavaScript face", |layout| {
                    clippy(layout, &["--package", "cors-forecast", "--features", face])
                });
            }
        }
        Part::Native => run.tests("Native tests", |layout| {
            cargo_test(layout.cargo().args([
                "test",
                "--workspace",
                "--no-fail-fast",
                "--features",
                "xtask/lab",
            ]))
        }),
        Part::Docs => run.check("Documentation", |layout| {
            let mut cargo = layout.cargo();
            cargo.args([
                "doc",
                "--no-deps",
                "--package",
                "cors-forecast",
                "--features",
                "wasm",
            ]);
            process::run(cargo.env("RUSTDOCFLAGS", "-D warnings"))
        }),
        Part::Build => {
            let mut sizes = None;
            run.check("Build", |layout| {
                sizes = Some(build::run(layout)?);
                Ok(())
            });
            run.check("What a page loads is within its limit", |_| {
                sizes.ok_or_else(|| "the build failed".to_owned())?.check()
            });
        }
        Part::Package => run.tests("The package as it is packed", |layout| {
            node_tests(layout, "package", |_| {})
        }),
        Part::Commands => run.tests("The command line", |layout| {
            node_tests(layout, "cli", |_| {})
        }),
        Part::Samples => run.tests("Samples", |layout| node_tests(layout, "samples", |_| {})),
        Part::Quickstarts => run.tests("Quick starts", |layout| {
            node_tests(layout, "quickstarts", |_| {})
        }),
        Part::Matrix => run.tests("The package in apps", |layout| {
            node_tests(layout, "matrix", |_| {})
        }),
        Part::Servers => run.tests("Configurations in servers", |layout| {
            let without = servers::prepare(layout, &["--quick".to_owned()])?;
            node_tests(layout, "servers", |node| {
                node.env("SERVERS_WITHOUT", without);
            })
        }),
        Part::Boundary => run.tests("The core as WebAssembly in headless Chromium", boundary),
        Part::Types => run.check("Types of the demo page", |layout| {
            let page = layout.root.join("www");
            npm::install(layout, &page)?;
            process::run(npm::npm(&page).args(["run", "--silent", "check"]))
        }),
        Part::Browser => run.tests("Browser tests", browser),
        Part::Clients => run.tests("Client libraries", clients),
        Part::Wpt => run.tests("The runner of platform tests", |layout| {
            // What drives the browser is theirs.
            npm::install(layout, &layout.browser_tests())?;
            node_tests(layout, "wpt", |_| {})
        }),
        Part::Vite => run.tests("Vite projects", |layout| node_tests(layout, "vite", |_| {})),
        Part::Webpack => run.tests("webpack, Rspack and Rsbuild projects", |layout| {
            node_tests(layout, "webpack", |_| {})
        }),
        Part::Soak => run.check("Many requests leave no memory behind", |layout| {
            bench::soak(layout, SOAK_SECONDS)
        }),
        // Last: what it compiles takes the place of this very program, whose path other parts hand on.
        Part::Lab => run.check("The lab, in brief", |layout| {
            let mut cargo = layout.cargo();
            cargo.args(["run", "--quiet", "--package", "xtask", "--features", "lab"]);
            process::run(cargo.args(["--", "lab", "--seed", "1", "--count", LAB_COUNT]))
        }),
    }
}

fn clippy(layout: &Layout, scope: &[&str]) -> Result<(), String> {
    process::run(
        layout
            .cargo()
            .arg("clippy")
            .args(scope)
            .args(["--", "-D", "warnings"]),
    )
}

fn cargo_test(cargo: &mut Command) -> Result<Tally, String> {
    let (status, output) = process::tee(cargo)?;
    judge(Tally::of_libtest(&output), process::check(cargo, status))
}

/// A runner that failed without a failed test has not run them all; one without tests has tested nothing.
fn judge(tally: Tally, ended: Result<(), String>) -> Result<Tally, String> {
    match ended {
        Err(error) if tally.failed == 0 => {
            say::note(&format!("failed: {error} before all of its tests were run"));
            let mut tally = tally;
            tally += Tally::FAILED;
            Ok(tally)
        }
        Ok(()) if tally.is_empty() => Err("no test was run".to_owned()),
        _ => Ok(tally),
    }
}

/// wasm-bindgen's tests, with the runner that belongs to the pinned version of it.
fn boundary(layout: &Layout) -> Result<Tally, String> {
    let browser = system::browser()?;
    let toolchain = Toolchain::find(layout)?;

    const RUNNER: &str = "wasm-test-runner";
    let mut cargo = layout.cargo();
    cargo.args([
        "build",
        "--package",
        "xtask",
        "--features",
        RUNNER,
        "--bin",
        RUNNER,
    ]);
    process::run(cargo.arg("--target-dir").arg(&layout.target))?;
    let runner = layout
        .target
        .join("debug")
        .join(format!("{RUNNER}{}", std::env::consts::EXE_SUFFIX));

    let options = layout.state().join("webdriver.json");
    stamp::write(&options, browser.webdriver_options().to_string().as_bytes())?;

    let mut cargo = toolchain.cargo_test(layout, &runner);
    cargo
        .args([
            "--package",
            "cors-forecast",
            "--no-default-features",
            "--features",
            "wasm",
        ])
        .args(["--test", "wasm_boundary"])
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &options)
        .env("WASM_BINDGEN_USE_BROWSER", "1");
    cargo_test(&mut cargo)
}

/// The browser tests: the package in an installed Chromium, some of it in Firefox and WebKit, too.
fn browser(layout: &Layout) -> Result<Tally, String> {
    let others = browsers::environment(layout)?;
    node_tests(layout, "browser", |node| {
        node.envs(others);
    })
}

/// Client libraries as they are, with the wrapper and without.
fn clients(layout: &Layout) -> Result<Tally, String> {
    // What drives the browser is theirs.
    npm::install(layout, &layout.browser_tests())?;
    node_tests(layout, "clients", |_| {})
}

/// Node's test runner over the files of a folder of `tests`.
fn node_tests(
    layout: &Layout,
    name: &str,
    prepare: impl FnOnce(&mut Command),
) -> Result<Tally, String> {
    system::require_node()?;
    let browser = system::browser()?;
    let folder = layout.root.join("tests").join(name);
    if folder.join("package.json").is_file() {
        npm::install(layout, &folder)?;
    }
    let report = layout.state().join(format!("{name}.tap"));
    stamp::write(&report, b"")?;
    let mut node = layout.command("node");
    node.args([
        "--test",
        // For a whole file: one that hangs must not keep the others from being counted.
        "--test-timeout=600000",
        "--test-reporter=spec",
        "--test-reporter-destination=stdout",
        "--test-reporter=tap",
    ])
    .arg(format!("--test-reporter-destination={}", report.display()))
    .args(test_files(&folder)?)
    .env("CHROMIUM", &browser.chromium)
    .env("CORS_FORECAST_SERVE", demo::serve_command()?);
    prepare(&mut node);
    let status = process::status(&mut node)?;
    let output = String::from_utf8_lossy(&stamp::read(&report)?).into_owned();
    judge(Tally::of_tap(&output), process::check(&node, status))
}

fn test_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let is_test = |path: &PathBuf| path.to_string_lossy().ends_with(".test.mjs");
    let files = stamp::files(folder)?.into_iter().filter(is_test);
    let paths: Vec<PathBuf> = files.map(|path| folder.join(path)).collect();
    if paths.is_empty() {
        // Node would look for tests of its own choice.
        return Err(format!(
            "{} has no *.test.mjs; restore them with git",
            folder.display()
        ));
    }
    Ok(paths)
}
