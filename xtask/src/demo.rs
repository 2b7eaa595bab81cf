//! `cargo xtask demo` and `serve`: the demo's servers, for a person, for a check and for the tests.

use std::io::Read;
use std::path::Path;
use std::thread;

use tokio::runtime::Runtime;
use tokio::sync::oneshot;

use crate::layout::Layout;
use crate::server::{self, Running};
use crate::{build, npm, process, say, system};

/// Where the demo is looked for by default.
const PORT: u16 = 8080;

/// Serves the built demo until the user has seen enough.
pub fn show(layout: &Layout, port: Option<u16>, open: bool) -> Result<(), String> {
    build::run(layout)?;
    say::headline("The demo");
    runtime()?.block_on(async {
        let mut running = start(layout, port.unwrap_or(PORT)).await?;
        say::note(&format!("{}  (Ctrl+C ends it)", running.page));
        if open && webbrowser::open(&running.page).is_err() {
            say::note("no browser could be opened: open the address yourself");
        }
        tokio::select! {
            ended = running.wait() => return ended,
            _ = tokio::signal::ctrl_c() => {}
        }
        running.shutdown().await;
        Ok(())
    })
}

/// Has a headless Chromium send all the demo's requests once and compares forecasts with what was received.
pub fn check(layout: &Layout, port: Option<u16>) -> Result<(), String> {
    build::run(layout)?;
    say::headline("The demo's requests in headless Chromium");
    let browser = system::browser()?;
    let tests = layout.browser_tests();
    npm::install(layout, &tests)?;
    let script = tests.join("demo-check.mjs");
    let runtime = runtime()?;
    let running = runtime.block_on(start(layout, port.unwrap_or(0)))?;
    // The servers live on the runtime's threads while this one waits.
    let mut node = layout.command("node");
    node.arg(&script)
        .arg(&running.page)
        .env("CHROMIUM", &browser.chromium);
    let status = process::status(&mut node);
    runtime.block_on(running.shutdown());
    process::check(&node, status?).map_err(|error| {
        format!("{error}: a forecast differs from what the server received, see above")
    })
}

/// Serves what is built, says where on one line of JSON, and ends with its standard input.
pub fn serve(layout: &Layout, port: Option<u16>) -> Result<(), String> {
    runtime()?.block_on(async {
        let mut running = start(layout, port.unwrap_or(PORT)).await?;
        say::line(
            &serde_json::json!({ "page": running.page, "api": running.api, "other": running.other }).to_string(),
        );
        tokio::select! {
            ended = running.wait() => return ended,
            _ = end_of_input() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        running.shutdown().await;
        Ok(())
    })
}

/// The shell command by which another program starts [`serve`] on free ports: this very program, already built.
pub fn serve_command() -> Result<String, String> {
    let program = std::env::current_exe()
        .map_err(|error| format!("this program's own path is not known: {error}"))?;
    Ok(format!("\"{}\" serve --port 0", program.display()))
}

async fn start(layout: &Layout, port: u16) -> Result<Running, String> {
    let (www, pkg) = (layout.www(), layout.pkg());
    require(layout, &www.join("index.html"))?;
    require(layout, &pkg.join("package.json"))?;
    server::start(server::Options { www, pkg, port }).await
}

fn require(layout: &Layout, path: &Path) -> Result<(), String> {
    if path.is_file() {
        Ok(())
    } else {
        Err(format!(
            "{} is not there yet; run `cargo xtask build` first",
            layout.show(path)
        ))
    }
}

/// Resolves when nobody can write to this process any more.
///
/// A thread of its own: the runtime would wait for one of its own at the end.
fn end_of_input() -> oneshot::Receiver<()> {
    let (ended, end) = oneshot::channel();
    thread::spawn(move || {
        let mut buffer = [0; 1024];
        let mut stdin = std::io::stdin().lock();
        while stdin.read(&mut buffer).is_ok_and(|count| count > 0) {}
        // Whoever waited may have left for another reason.
        let _ = ended.send(());
    });
    end
}

fn runtime() -> Result<Runtime, String> {
    Runtime::new().map_err(|error| format!("the demo's servers can't be started: {error}"))
}
