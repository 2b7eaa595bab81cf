//! Firefox and WebKit, and their drivers: found, installed, or named with what to do.

use std::path::{Path, PathBuf};

use crate::layout::Layout;
use crate::{process, say, system};

/// Firefox by the names under which it is installed.
const FIREFOXES: [&str; 3] = [
    "firefox-esr",
    "firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
];

/// The geckodriver that is built where none is installed.
const GECKODRIVER: &str = "0.37.1";

/// A driver and the browser that it starts.
pub struct Driven {
    /// The browser.
    pub browser: PathBuf,
    /// Its WebDriver.
    pub driver: PathBuf,
}

/// Finds Firefox and geckodriver; on Debian and its kin installs the first, and builds the second anywhere.
pub fn firefox(layout: &Layout) -> Result<Driven, String> {
    let browser =
        system::named("FIREFOX").or_else(|| FIREFOXES.iter().find_map(|name| system::find(name)));
    let browser = match browser {
        Some(browser) => browser,
        None => {
            system::install(&["firefox-esr"]).map_err(|error| {
                format!("Firefox is needed: {error}\nElse install it, or name it by the environment variable FIREFOX")
            })?;
            system::find("firefox-esr").ok_or("Firefox was not found after its install")?
        }
    };
    let driver = match system::named("GECKODRIVER").or_else(|| system::find("geckodriver")) {
        Some(driver) => driver,
        None => geckodriver(layout)?,
    };
    Ok(Driven { browser, driver })
}

/// Debian has no package of it: built once, and kept beside what else is built.
fn geckodriver(layout: &Layout) -> Result<PathBuf, String> {
    let root = layout.state().join("geckodriver");
    let program = root
        .join("bin")
        .join(format!("geckodriver{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        say::note("building geckodriver, once: this takes some minutes");
        let mut cargo = process::cargo();
        cargo.args([
            "install",
            "geckodriver",
            "--locked",
            "--version",
            GECKODRIVER,
        ]);
        cargo.arg("--root").arg(&root);
        // Not among the project's own: what is left of it is of no use to anyone.
        cargo.env("CARGO_TARGET_DIR", root.join("build"));
        process::run(&mut cargo).map_err(|error| {
            format!("{error}; else install geckodriver, or name it by the environment variable GECKODRIVER")
        })?;
        let _ = std::fs::remove_dir_all(root.join("build"));
    }
    Ok(program)
}

/// Finds WebKitGTK's small browser and its driver; on Debian and its kin installs them.
pub fn webkit() -> Result<Driven, String> {
    if let Some(found) = find_webkit() {
        return Ok(found);
    }
    let cure = "install WebKitGTK with its WebDriver, or name them by the environment variables MINIBROWSER and WEBKITDRIVER";
    system::install(&["webkit2gtk-driver", "libwebkit2gtk-4.1-0"])
        .map_err(|error| format!("WebKitGTK is needed: {error}\nElse {cure}"))?;
    find_webkit().ok_or_else(|| format!("WebKitGTK was not found after its install: {cure}"))
}

fn find_webkit() -> Option<Driven> {
    let folders = Path::new("/usr/lib").read_dir().into_iter().flatten();
    let in_folders = folders
        .filter_map(|entry| Some(entry.ok()?.path().join("webkit2gtk-4.1/MiniBrowser")))
        .find(|path| path.is_file());
    Some(Driven {
        browser: system::named("MINIBROWSER").or(in_folders)?,
        driver: system::named("WEBKITDRIVER").or_else(|| system::find("WebKitWebDriver"))?,
    })
}

/// Finds Xvfb, a screen in memory; on Debian and its kin installs it.
pub fn screen() -> Result<PathBuf, String> {
    if let Some(found) = system::find("Xvfb") {
        return Ok(found);
    }
    system::install(&["xvfb"]).map_err(|error| {
        format!("WebKit needs a screen: {error}\nElse install Xvfb, or use --headed where there is a screen")
    })?;
    system::find("Xvfb").ok_or_else(|| "Xvfb was not found after its install".to_owned())
}

/// The environment by which scripts find all of them: each variable and what it names.
pub fn environment(layout: &Layout) -> Result<Vec<(&'static str, PathBuf)>, String> {
    let firefox = firefox(layout)?;
    let webkit = webkit()?;
    Ok(vec![
        ("FIREFOX", firefox.browser),
        ("GECKODRIVER", firefox.driver),
        ("MINIBROWSER", webkit.browser),
        ("WEBKITDRIVER", webkit.driver),
        ("XVFB", screen()?),
    ])
}
