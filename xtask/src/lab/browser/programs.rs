//! What is started for an engine: its WebDriver, and what that is asked to start in turn.

use std::path::{Path, PathBuf};

use serde_json::{json, Value};

use super::clock::Clock;
use crate::browsers as install;
use crate::lab::engine::Engine;
use crate::layout::Layout;
use crate::system;

/// In seconds.
const YEAR: u32 = 365 * 24 * 60 * 60;

/// A WebDriver and its browser on this machine.
pub struct Programs {
    pub driver: PathBuf,
    pub arguments: fn(u16, u16) -> Vec<String>,
    pub capabilities: Value,
    /// Whether it has no mode without a screen.
    pub needs_screen: bool,
}

/// Finds them, installing what is missing. The browser is started under the clock, if there is one.
pub fn find(
    layout: &Layout,
    engine: Engine,
    headed: bool,
    clock: Option<&Clock>,
) -> Result<Programs, String> {
    let wrapped =
        |browser: PathBuf| clock.map_or(Ok(browser.clone()), |clock| clock.wrap(&browser));
    match engine {
        Engine::Chromium => {
            let found = system::browser()?;
            Ok(Programs {
                driver: found.driver,
                arguments: |port, _| vec![format!("--port={port}")],
                capabilities: chromium(&wrapped(found.chromium)?, headed, clock.is_some()),
                needs_screen: false,
            })
        }
        Engine::Firefox => {
            let found = install::firefox(layout)?;
            Ok(Programs {
                driver: found.driver,
                arguments: |port, other| {
                    vec![
                        format!("--port={port}"),
                        format!("--websocket-port={other}"),
                    ]
                },
                capabilities: firefox(&wrapped(found.browser)?, headed),
                needs_screen: false,
            })
        }
        Engine::Webkit => {
            let found = install::webkit()?;
            Ok(Programs {
                driver: found.driver,
                arguments: |port, _| vec![format!("--port={port}")],
                capabilities: webkit(&wrapped(found.browser)?),
                needs_screen: !headed,
            })
        }
    }
}

fn chromium(binary: &Path, headed: bool, clock: bool) -> Value {
    let mut arguments = vec![
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Timers are to be on time, whether or not somebody looks at the page.
        "--disable-background-timer-throttling",
        "--disable-backgrounding-occluded-windows",
        "--disable-renderer-backgrounding",
    ];
    if !headed {
        arguments.push("--headless=new");
    }
    // Within the sandbox no clock can be read from a file.
    if clock || system::is_root() {
        arguments.push("--no-sandbox");
    }
    json!({
        "acceptInsecureCerts": true,
        "goog:chromeOptions": { "binary": binary, "args": arguments },
    })
}

fn firefox(binary: &Path, headed: bool) -> Value {
    let arguments: &[&str] = if headed { &[] } else { &["-headless"] };
    json!({
        "acceptInsecureCerts": true,
        "moz:firefoxOptions": {
            "binary": binary,
            "args": arguments,
            "prefs": {
                "app.update.enabled": false,
                "datareporting.policy.dataSubmissionEnabled": false,
                "network.captive-portal-service.enabled": false,
                "network.connectivity-service.enabled": false,
                // What is known of a host's addresses stays known, and connections open: the preflight cache forgets
                // with a new look-up.
                "network.dnsCacheExpiration": YEAR,
                "network.dnsCacheExpirationGracePeriod": YEAR,
                "network.http.keep-alive.timeout": YEAR,
                // A script may take as long as the bench lets it.
                "dom.max_script_run_time": 0,
                "dom.min_background_timeout_value": 4,
                "dom.timeout.enable_budget_timer_throttling": false,
            },
        },
    })
}

fn webkit(binary: &Path) -> Value {
    json!({
        "acceptInsecureCerts": true,
        "webkitgtk:browserOptions": { "binary": binary, "args": ["--automation"] },
    })
}
