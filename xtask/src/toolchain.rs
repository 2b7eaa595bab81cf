//! How wasm32 is compiled on this machine; nothing else knows.
//!
//! rustup's standard library for wasm32 is taken if it is there, else fetched, and where rustup's servers can't
//! be reached, Debian's compiler builds one from Debian's copy of its source.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::layout::Layout;
use crate::{process, say, stamp, system};

const TARGET: &str = "wasm32-unknown-unknown";

/// Leaves out what leads to a panic's text, which nobody would see: here a panic is a trap in any case. It makes the
/// module 3 % smaller, and takes libraries that are built with it too.
const IMMEDIATE_ABORT: &str = "-Zunstable-options -Cpanic=immediate-abort";
const IMMEDIATE_ABORT_SINCE: Option<(u32, u32)> = Some((1, 91));

/// What the module links, which has no use for an operating system, and what its tests link.
const MODULE_LIBRARIES: &str = "build-std=core,alloc";
const TEST_LIBRARIES: &str = "build-std=std,panic_abort";

/// 25 MB come in this time over any line on which one would want to wait for them.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(120);

/// For so long it is not tried again to download what could not be.
const RETRY_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// Firefox and Chromium are built with these on Debian, which is why they are kept new.
const DEBIAN_PACKAGES: [&str; 2] = ["rustc-web", "rust-web-src"];
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_SOURCE: &str = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";

/// A way to compile for wasm32 that is known to be there.
pub enum Toolchain {
    /// The active toolchain has the standard library for wasm32.
    Installed,
    /// Debian's compiler builds the standard library; the active toolchain links.
    Debian {
        /// The version of Debian's compiler.
        release: String,
        /// The `rust-lld` of the active toolchain.
        linker: PathBuf,
    },
}

impl Toolchain {
    /// Finds a way, installing what it needs, and says which and why.
    pub fn find(layout: &Layout) -> Result<Self, String> {
        let release = release("rustc")?;
        if is_installed()? {
            say::note(&format!("wasm32: rustc {release} has its standard library"));
            return Ok(Self::Installed);
        }
        let refusal = match add_target(layout, &release) {
            Ok(()) => {
                say::note(&format!(
                    "wasm32: rustup has added its standard library to rustc {release}"
                ));
                return Ok(Self::Installed);
            }
            Err(refusal) => refusal,
        };
        debian(layout, &refusal).map_err(|error| {
            format!(
                "compiling for wasm32 needs its standard library, and {refusal}.\n\
                 Run `rustup target add {TARGET}` where rustup's servers can be reached.\n\
                 On Debian its packages {} do as well, but {error}",
                DEBIAN_PACKAGES.join(" and ")
            )
        })
    }

    /// The version of the compiler, whose standard library is in what it makes.
    pub fn release(&self) -> Result<String, String> {
        match self {
            Self::Installed => release("rustc"),
            Self::Debian { release, .. } => Ok(release.clone()),
        }
    }

    /// `cargo rustc` for wasm32, in the workspace's root.
    pub fn cargo_rustc(&self, layout: &Layout) -> Command {
        let mut cargo = self.cargo(layout, "rustc", MODULE_LIBRARIES);
        if let Self::Debian { release, .. } = self {
            if number(release) >= IMMEDIATE_ABORT_SINCE {
                cargo.env(variable("RUSTFLAGS"), IMMEDIATE_ABORT);
            }
        }
        cargo
    }

    /// `cargo test` for wasm32, in the workspace's root, with the program that is to run the tests.
    pub fn cargo_test(&self, layout: &Layout, runner: &Path) -> Command {
        let mut cargo = self.cargo(layout, "test", TEST_LIBRARIES);
        cargo.env(variable("RUNNER"), runner);
        cargo
    }

    fn cargo(&self, layout: &Layout, command: &str, libraries: &str) -> Command {
        let mut cargo = layout.cargo();
        cargo
            .arg(command)
            .args(["--target", TARGET, "--target-dir"])
            .arg(folder(layout));
        if let Self::Debian { linker, .. } = self {
            cargo.args(["-Z", libraries]);
            // The first is what `-Z` needs of a released compiler.
            cargo.env("RUSTC_BOOTSTRAP", "1").env("RUSTC", DEBIAN_RUSTC);
            cargo.env(variable("LINKER"), linker);
            // Cargo has set it for the active toolchain's own compiler.
            cargo.env_remove("LD_LIBRARY_PATH");
        }
        cargo
    }

    /// Where cargo puts the library that it compiled with a profile.
    pub fn library(layout: &Layout, profile: &str) -> PathBuf {
        folder(layout)
            .join(TARGET)
            .join(profile)
            .join("cors_forecast.wasm")
    }
}

/// Cargo's target directory for wasm32.
///
/// To cargo the sources of two checkouts are the same files: where they share a directory, it takes what one has
/// compiled for fresh in the other, if only the other's files are older.
fn folder(layout: &Layout) -> PathBuf {
    if layout.target.starts_with(&layout.root) {
        return layout.wasm_target();
    }
    let mut checkout = DefaultHasher::new();
    layout.root.hash(&mut checkout);
    layout
        .wasm_target()
        .join(format!("{:016x}", checkout.finish()))
}

/// Cargo's environment variable for a setting of the target.
fn variable(setting: &str) -> String {
    let target = TARGET.to_uppercase().replace('-', "_");
    format!("CARGO_TARGET_{target}_{setting}")
}

fn release(rustc: &str) -> Result<String, String> {
    let version = process::output(Command::new(rustc).arg("--version"))?;
    Ok(version
        .split_whitespace()
        .nth(1)
        .unwrap_or("of an unknown version")
        .to_owned())
}

/// Looks for the library itself: an install that was cut short leaves an empty folder.
fn is_installed() -> Result<bool, String> {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", TARGET]);
    let folder = PathBuf::from(process::output(&mut rustc)?.trim());
    Ok(folder.read_dir().is_ok_and(|mut entries| {
        entries.any(|entry| {
            entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
        })
    }))
}

/// Has rustup fetch the standard library; the error is a clause that says why it did not.
fn add_target(layout: &Layout, release: &str) -> Result<(), String> {
    if system::find("rustup").is_none() {
        return Err("there is no rustup to add it to the active toolchain".to_owned());
    }
    let failure = layout.state().join(format!("no-wasm32-for-{release}"));
    let age = failure
        .metadata()
        .and_then(|file| file.modified())
        .map(|time| SystemTime::now().duration_since(time));
    if age.is_ok_and(|age| age.is_ok_and(|age| age < RETRY_AFTER)) {
        return Err(format!(
            "rustup could not fetch it less than a day ago (delete {} to try again now)",
            layout.show(&failure)
        ));
    }
    say::note(&format!(
        "wasm32: asking rustup for the standard library of rustc {release} (25 MB)"
    ));
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", TARGET]);
    rustup
        .env("RUSTUP_MAX_RETRIES", "0")
        .env("RUST_BACKTRACE", "0");
    let reason = match process::quietly_within(&mut rustup, DOWNLOAD_LIMIT) {
        Ok((status, _)) if status.success() && is_installed()? => return Ok(()),
        Ok((_, complaint)) => format!("rustup could not fetch it ({})", root_cause(&complaint)),
        Err(error) => error,
    };
    stamp::write(&failure, reason.as_bytes())?;
    Err(reason)
}

/// The last of the causes that rustup gives, which tells most; it puts them on one line or on several.
fn root_cause(complaint: &str) -> &str {
    let lines = complaint.lines().map(str::trim);
    let is_cause = |line: &&str| {
        let number = line.split(": ").next().unwrap_or_default();
        line.starts_with("error: ") || number.parse::<usize>().is_ok()
    };
    let last = lines
        .take_while(|line| *line != "Stack backtrace:")
        .filter(is_cause)
        .last();
    last.and_then(|line| line.rsplit(": ").next())
        .unwrap_or("it does not say why")
}

/// Debian's way, installed if need be.
fn debian(layout: &Layout, refusal: &str) -> Result<Toolchain, String> {
    if !Path::new(DEBIAN_RUSTC).exists() || !Path::new(DEBIAN_SOURCE).exists() {
        say::note(&format!("wasm32: {refusal}; trying Debian's compiler"));
        system::install(&DEBIAN_PACKAGES)?;
    }
    let release = release(DEBIAN_RUSTC)?;
    if number(&release) < number(&layout.rust_version) {
        return Err(format!(
            "{DEBIAN_RUSTC} is {release}, older than the {} that is needed",
            layout.rust_version
        ));
    }
    let linker = linker()?;
    say::note(&format!(
        "wasm32: Debian's rustc {release} builds its standard library, as {refusal}"
    ));
    Ok(Toolchain::Debian { release, linker })
}

/// Major and minor version.
fn number(release: &str) -> Option<(u32, u32)> {
    let mut numbers = release.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// Debian's compiler comes without a linker for wasm32.
fn linker() -> Result<PathBuf, String> {
    let sysroot = process::output(Command::new("rustc").args(["--print", "sysroot"]))?;
    let host = process::output(Command::new("rustc").args(["--print", "host-tuple"]))?;
    let name = format!("rust-lld{}", std::env::consts::EXE_SUFFIX);
    let linker = Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(host.trim())
        .join("bin")
        .join(name);
    if linker.is_file() {
        Ok(linker)
    } else {
        Err(
            "the active Rust toolchain has no `rust-lld`; use one that rustup has installed"
                .to_owned(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_cause_tells_most() {
        let complaint = "info: rolling back changes\nerror: component download failed\n\nCaused by:\n    \
            0: could not download file from 'https://…'\n    1: Connection refused (os error 111)\n\n\
            Stack backtrace:\n   0: main\n";
        assert_eq!(root_cause(complaint), "Connection refused (os error 111)");
        let complaint = "error: component download failed: tcp connect error: Connection refused (os error 111)";
        assert_eq!(root_cause(complaint), "Connection refused (os error 111)");
        assert_eq!(root_cause("error: no such target\n"), "no such target");
        assert_eq!(root_cause(""), "it does not say why");
    }

    #[test]
    fn versions_compare_by_number() {
        assert!(number("1.100.0") > number("1.86"));
        assert!(number("1.85.0") < number("1.86"));
        assert!(number("of an unknown version") < number("1.86"));
    }
}
