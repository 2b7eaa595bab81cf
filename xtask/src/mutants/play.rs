//! Runs tests with a change.

use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};

use super::compile::Tests;
use crate::process;

/// What of time on a core a test's program is given: what loops is ended, and a busy machine does not look as if it did.
/// Seconds.
const TIME: &str = "12";
/// And of memory, as what loops may gather. Kilobytes.
const MEMORY: &str = "4000000";
/// The signal of one that has used up its time.
const SIGXCPU: i32 = 24;

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A test has failed.
    Caught,
    /// The tests did not end, which does not go unnoticed.
    Timeout,
    Missed,
    /// It does not compile, so it says nothing.
    Unviable,
}

/// Runs the tests until one notices.
pub fn play(folder: &Path, tests: &Tests, number: usize) -> Result<Outcome, String> {
    for (test, told) in tests {
        let mut shell = Command::new("sh");
        shell
            .current_dir(folder)
            .env("MUTANT", number.to_string())
            .env("RUST_BACKTRACE", "0")
            .args([
                "-c",
                r#"ulimit -c 0; ulimit -S -t "$1"; ulimit -v "$2"; shift 2; exec "$0" "$@""#,
            ])
            .arg(test)
            .args([TIME, MEMORY])
            .args(*told)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let status = process::status(&mut shell)?;
        if status.signal() == Some(SIGXCPU) {
            return Ok(Outcome::Timeout);
        }
        if !status.success() {
            return Ok(Outcome::Caught);
        }
    }
    Ok(Outcome::Missed)
}
