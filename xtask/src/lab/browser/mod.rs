//! A browser under WebDriver, with the page open that sends requests.

pub mod clock;
mod process;
mod programs;

use std::process::Stdio;
use std::time::Duration;

use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{json, Value};
use tokio::process::Command;

use super::engine::Engine;
use super::origins::Origins;
use super::page;
use super::row::Ending;
use crate::layout::Layout;
use clock::Clock;
use process::Group;

/// For so long a batch of scenarios may take.
const SCRIPT: Duration = Duration::from_secs(240);

/// For so long a page may take to load.
const LOAD: Duration = Duration::from_secs(30);

/// How the page is asked to run a batch. Both ways as text: a driver would look into every value.
const RUN: &str = "const done = arguments[2]; \
    lab.run(JSON.parse(arguments[0]), arguments[1]).then( \
        (endings) => done({ endings: JSON.stringify(endings) }), (error) => done({ error: String(error) }));";

/// How a browser is started.
#[derive(Clone, Copy)]
pub struct Start<'a> {
    /// With a window to look at.
    pub headed: bool,
    /// Under a clock that can be put forward.
    pub clock: Option<&'a Clock>,
}

/// A browser that was started once and runs batch after batch.
pub struct Session {
    client: Client,
    origins: Origins,
    /// The letter of the origin whose page is open.
    page: String,
    /// What it calls itself: `chrome 140.0`.
    pub version: String,
    _driver: Group,
    _screen: Option<Group>,
}

impl Session {
    /// Starts the engine's browser and opens pages once on both hosts, which leaves a cookie there.
    pub async fn start(
        layout: &Layout,
        engine: Engine,
        origins: Origins,
        start: Start<'_>,
    ) -> Result<Self, String> {
        let programs = programs::find(layout, engine, start.headed, start.clock)?;
        let failed =
            |error: &dyn std::fmt::Display| format!("{} can't be driven: {error}", engine.name());
        let screen = match programs.needs_screen {
            true => Some(screen().await?),
            false => None,
        };
        let port = process::free_port().await.map_err(|error| failed(&error))?;
        let other = process::free_port().await.map_err(|error| failed(&error))?;
        let mut command = Command::new(&programs.driver);
        command
            .args((programs.arguments)(port, other))
            .stdout(Stdio::null());
        if let Some((_, display)) = &screen {
            command
                .env("DISPLAY", display)
                .env("GDK_BACKEND", "x11")
                .env_remove("WAYLAND_DISPLAY")
                // There is no graphics card behind it.
                .env("LIBGL_ALWAYS_SOFTWARE", "1")
                .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
        }
        let mut driver = Group::start(&mut command)?;
        driver
            .listening(port)
            .await
            .map_err(|error| failed(&error))?;
        let capabilities = match programs.capabilities {
            Value::Object(capabilities) => capabilities,
            _ => serde_json::Map::new(),
        };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .map_err(|error| failed(&error))?;
        let timeouts = TimeoutConfiguration::new(Some(SCRIPT), Some(LOAD), None);
        client
            .update_timeouts(timeouts)
            .await
            .map_err(|error| failed(&error))?;
        let version = version(&client);
        let mut session = Self {
            client,
            origins,
            page: String::new(),
            version,
            _driver: driver,
            _screen: screen.map(|(screen, _)| screen),
        };
        for page in ["L", "A"] {
            session.open(page).await?;
        }
        Ok(session)
    }

    /// Runs scenarios as the page of an origin, several at a time; each ends once per step.
    pub async fn run(
        &mut self,
        page: &str,
        scenarios: Vec<Value>,
        lanes: usize,
    ) -> Result<Vec<Vec<Ending>>, String> {
        self.open(page).await?;
        let answer = self
            .client
            .execute_async(
                RUN,
                vec![json!(Value::Array(scenarios).to_string()), json!(lanes)],
            )
            .await
            .map_err(|error| format!("the page can't be run: {error}"))?;
        if let Some(error) = answer["error"].as_str() {
            return Err(format!("the page failed: {error}"));
        }
        let endings = answer["endings"].as_str().unwrap_or_default();
        serde_json::from_str(endings)
            .map_err(|error| format!("the page's answer can't be read: {error}"))
    }

    /// Ends the browser.
    pub async fn end(self) {
        // One that does not end by itself is ended with its driver.
        let _ = tokio::time::timeout(LOAD, self.client.close()).await;
    }

    async fn open(&mut self, page: &str) -> Result<(), String> {
        if self.page == page {
            return Ok(());
        }
        let url = format!("{}{}", self.origins.url(page), page::PATH);
        self.client
            .goto(&url)
            .await
            .map_err(|error| format!("{url} can't be opened: {error}"))?;
        page.clone_into(&mut self.page);
        Ok(())
    }
}

fn version(client: &Client) -> String {
    let of = |name: &str| {
        let capabilities = client.capabilities()?;
        capabilities.get(name)?.as_str().map(str::to_owned)
    };
    format!(
        "{} {}",
        of("browserName").unwrap_or_default(),
        of("browserVersion").unwrap_or_default()
    )
}

/// A screen in memory, and its name.
async fn screen() -> Result<(Group, String), String> {
    let program = crate::browsers::screen()?;
    let mut command = Command::new(program);
    command
        .args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1024x768x24",
            "-nolisten",
            "tcp",
        ])
        .stdout(Stdio::piped());
    let mut group = Group::start(&mut command)?;
    let number = group.first_line().await;
    let number = number.ok_or("Xvfb can't be started: it names no display")?;
    Ok((group, format!(":{}", number.trim())))
}
