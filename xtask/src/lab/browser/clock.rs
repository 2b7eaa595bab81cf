//! A browser whose clock can be put forward, by Debian's libfaketime preloaded into it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::layout::Layout;
use crate::{stamp, system};

/// For so many seconds a process believes in the time that it has read last.
const BELIEF: u64 = 1;

/// After this all processes of a browser have the new time.
pub const SETTLED: Duration = Duration::from_millis(2500);

/// The clock of one browser.
pub struct Clock {
    library: PathBuf,
    script: PathBuf,
    offset: PathBuf,
}

impl Clock {
    /// A clock that is right, to begin with.
    pub fn new(layout: &Layout, name: &str) -> Result<Self, String> {
        let folder = layout.state().join("lab");
        let clock = Self {
            library: library()?,
            script: folder.join(format!("{name}-by-the-clock")),
            offset: folder.join(format!("{name}-clock")),
        };
        clock.put_forward(0)?;
        Ok(clock)
    }

    /// So many seconds ahead of the right time.
    pub fn put_forward(&self, seconds: u64) -> Result<(), String> {
        stamp::write(&self.offset, format!("+{seconds}\n").as_bytes())
    }

    /// A program that starts the browser under this clock.
    pub fn wrap(&self, browser: &Path) -> Result<PathBuf, String> {
        let text = format!(
            "#!/bin/sh\n\
             export LD_PRELOAD='{}' FAKETIME_TIMESTAMP_FILE='{}' FAKETIME_CACHE_DURATION={BELIEF}\n\
             exec '{}' \"$@\"\n",
            self.library.display(),
            self.offset.display(),
            browser.display()
        );
        stamp::write(&self.script, text.as_bytes())?;
        executable(&self.script)?;
        Ok(self.script.clone())
    }
}

/// Finds libfaketime; on Debian and its kin installs it.
fn library() -> Result<PathBuf, String> {
    if let Some(found) = find_library() {
        return Ok(found);
    }
    system::install(&["faketime"])
        .map_err(|error| format!("clocks are put forward by libfaketime: {error}"))?;
    find_library().ok_or_else(|| "libfaketime was not found after its install".to_owned())
}

fn find_library() -> Option<PathBuf> {
    // The one for programs with threads.
    Path::new("/usr/lib")
        .read_dir()
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path().join("faketime/libfaketimeMT.so.1")))
        .find(|path| path.is_file())
}

#[cfg(unix)]
fn executable(script: &Path) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(script, fs::Permissions::from_mode(0o755))
        .map_err(|error| format!("{} can't be made a program: {error}", script.display()))
}

#[cfg(not(unix))]
fn executable(script: &Path) -> Result<(), String> {
    let _ = fs::metadata(script);
    Err("clocks can be put forward on Linux only".to_owned())
}
