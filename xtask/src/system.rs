//! What the machine must have: Node.js, a browser, Debian packages. What can be installed is; the rest is named.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{process, say};

/// The first that Vite runs on.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Chromium and Chrome by the names under which they are installed.
const BROWSERS: [&str; 6] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// A browser that tests can drive, and its driver.
pub struct Browser {
    /// Chromium or Chrome.
    pub chromium: PathBuf,
    /// The ChromeDriver of the same version.
    pub driver: PathBuf,
}

impl Browser {
    /// What ChromeDriver is to start, as a WebDriver client asks for it.
    pub fn webdriver_options(&self) -> serde_json::Value {
        let mut arguments = vec![
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ];
        if is_root() {
            arguments.push("--no-sandbox");
        }
        serde_json::json!({ "goog:chromeOptions": { "binary": self.chromium, "args": arguments } })
    }
}

/// Says so if Node.js is missing or too old.
pub fn require_node() -> Result<(), String> {
    let (major, minor) = OLDEST_NODE;
    let wanted = format!("Node.js {major}.{minor} or newer is needed");
    let cure = "install it from https://nodejs.org or by your package manager";
    let Ok(version) = process::output(Command::new("node").arg("--version")) else {
        return Err(format!("{wanted}, and `node` was not found: {cure}"));
    };
    let version = version.trim();
    let mut numbers = version.trim_start_matches('v').split('.').map(str::parse);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) if (major, minor) >= OLDEST_NODE => {}
        _ => return Err(format!("{wanted}, and `node` is {version}: {cure}")),
    }
    if find("npm").is_none() {
        return Err(format!(
            "npm is needed, and `npm` was not found: it comes with Node.js, {cure}"
        ));
    }
    Ok(())
}

/// Finds Chromium and its driver; on Debian and its kin installs them if they are missing.
pub fn browser() -> Result<Browser, String> {
    if let Some(found) = find_browser() {
        return Ok(found);
    }
    let wanted = "the tests need Chromium and a ChromeDriver of the same version";
    let cure = "install both, or name them by the environment variables CHROMIUM and CHROMEDRIVER";
    install(&["chromium", "chromium-driver"])
        .map_err(|error| format!("{wanted}: {error}\nElse {cure}"))?;
    find_browser().ok_or_else(|| format!("{wanted}, and were not found after the install: {cure}"))
}

fn find_browser() -> Option<Browser> {
    Some(Browser {
        chromium: named("CHROMIUM").or_else(|| BROWSERS.iter().find_map(|name| find(name)))?,
        driver: named("CHROMEDRIVER").or_else(|| find("chromedriver"))?,
    })
}

/// A program that the user has named by an environment variable.
pub fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

/// A program on PATH, or at the very path given.
pub fn find(program: &str) -> Option<PathBuf> {
    if Path::new(program).is_absolute() {
        return Some(PathBuf::from(program)).filter(|path| path.is_file());
    }
    let name = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .flat_map(|folder| {
            // npm is a script on Windows.
            [folder.join(&name), folder.join(format!("{program}.cmd"))]
        })
        .find(|path| path.is_file())
}

/// Installs packages by apt; where that is not possible, the error is the command that would.
pub fn install(packages: &[&str]) -> Result<(), String> {
    let list = packages.join(" ");
    if find("apt-get").is_none() {
        return Err(format!("this machine has no apt to install {list} with"));
    }
    let by_hand = format!("sudo apt-get update && sudo apt-get install {list}");
    let Some(apt) = Apt::find() else {
        return Err(format!(
            "installing needs root or a sudo without a password; run `{by_hand}`"
        ));
    };
    say::note(&format!("installing by apt: {list}"));
    // An update that fails for one source leaves the lists of the others: the install tells.
    let updated = process::run(apt.command().args(["update", "-qq"]));
    // Nothing that the user has may be removed to make room.
    let options = [
        "install",
        "-y",
        "-qq",
        "--no-install-recommends",
        "--no-remove",
    ];
    process::run(apt.command().args(options).args(packages)).map_err(|error| match updated {
        Ok(()) => format!("{error}; see above, then run `{by_hand}`"),
        Err(update) => format!("{update}, then {error}; see above, then run `{by_hand}`"),
    })
}

/// How this user may install.
enum Apt {
    Root,
    Sudo,
}

impl Apt {
    fn find() -> Option<Self> {
        if is_root() {
            Some(Self::Root)
        } else {
            process::succeeds(Command::new("sudo").args(["-n", "true"])).then_some(Self::Sudo)
        }
    }

    /// `apt-get`, told to ask nothing.
    fn command(&self) -> Command {
        const ASK_NOTHING: (&str, &str) = ("DEBIAN_FRONTEND", "noninteractive");
        match self {
            Self::Root => {
                let mut apt = Command::new("apt-get");
                apt.env(ASK_NOTHING.0, ASK_NOTHING.1);
                apt
            }
            Self::Sudo => {
                let mut sudo = Command::new("sudo");
                sudo.args([
                    "-n",
                    &format!("{}={}", ASK_NOTHING.0, ASK_NOTHING.1),
                    "apt-get",
                ]);
                sudo
            }
        }
    }
}

/// Whether this process may do everything; a browser refuses its sandbox then.
pub fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
