//! Running other programs: what they are called, and sentences for the ways in which they fail.

use std::ffi::OsStr;
use std::io::{ErrorKind, Read, Write};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The cargo that runs this program.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs it with its output in view; an exit code other than 0 is an error.
pub fn run(command: &mut Command) -> Result<(), String> {
    let status = status(command)?;
    check(command, status)
}

/// Runs it with its output in view and a text as its input.
pub fn run_with_input(command: &mut Command, input: &str) -> Result<(), String> {
    let mut child = command
        .stdin(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(command, &error))?;
    if let Some(mut stdin) = child.stdin.take() {
        // One that ends without reading says by its exit code whether that is wrong.
        let _ = stdin.write_all(input.as_bytes());
    }
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    check(command, status)
}

/// Runs it with its output in view and tells how it ended.
pub fn status(command: &mut Command) -> Result<ExitStatus, String> {
    command
        .status()
        .map_err(|error| not_started(command, &error))
}

/// Runs it in silence and returns what it printed; what it complained of is shown only if it failed.
pub fn output(command: &mut Command) -> Result<String, String> {
    let output = quietly(command)?;
    check(command, output.status).map_err(|error| {
        let complaint = String::from_utf8_lossy(&output.stderr);
        format!("{error}\n{}", complaint.trim_end())
    })?;
    String::from_utf8(output.stdout)
        .map_err(|_| format!("{} printed something that is not UTF-8", name(command)))
}

/// Runs it in silence, for the caller to judge.
pub fn quietly(command: &mut Command) -> Result<Output, String> {
    command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| not_started(command, &error))
}

/// Whether it can be started and says that all is well.
pub fn succeeds(command: &mut Command) -> bool {
    quietly(command).is_ok_and(|output| output.status.success())
}

/// Runs it with its output in view and returns what it wrote to its standard output.
///
/// Its standard error stays the terminal's, so that progress bars and colours live.
pub fn tee(command: &mut Command) -> Result<(ExitStatus, String), String> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(command, &error))?;
    let mut seen = Vec::new();
    if let Some(mut stdout) = child.stdout.take() {
        let mut buffer = [0; 8192];
        loop {
            match stdout.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => {
                    let mut terminal = std::io::stdout().lock();
                    // A closed terminal is no reason to stop counting.
                    let _ = terminal
                        .write_all(&buffer[..count])
                        .and_then(|()| terminal.flush());
                    seen.extend_from_slice(&buffer[..count]);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    return Err(format!(
                        "the output of {} can't be read: {error}",
                        name(command)
                    ))
                }
            }
        }
    }
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    Ok((status, String::from_utf8_lossy(&seen).into_owned()))
}

/// Runs it in silence, ends it when it takes longer than `limit`, and returns how it ended and what it complained of.
pub fn quietly_within(
    command: &mut Command,
    limit: Duration,
) -> Result<(ExitStatus, String), String> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(command, &error))?;
    // Read while it runs: one whose pipe is full would wait for ever.
    let stderr = child.stderr.take();
    let complaint = thread::spawn(move || {
        let mut text = Vec::new();
        // What was read until an error is what there is to tell.
        let _ = stderr.map(|mut stderr| stderr.read_to_end(&mut text));
        String::from_utf8_lossy(&text).into_owned()
    });
    match wait_within(&mut child, limit) {
        Ok(Some(status)) => Ok((status, complaint.join().unwrap_or_default())),
        Ok(None) => Err(format!(
            "{} took longer than {} s",
            name(command),
            limit.as_secs()
        )),
        Err(error) => Err(not_started(command, &error)),
    }
}

fn wait_within(child: &mut Child, limit: Duration) -> std::io::Result<Option<ExitStatus>> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if start.elapsed() >= limit {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(50));
    }
}

/// An exit code other than 0 as a sentence.
pub fn check(command: &Command, status: ExitStatus) -> Result<(), String> {
    match status.code() {
        Some(0) => Ok(()),
        Some(code) => Err(format!("{} failed with exit code {code}", name(command))),
        None => Err(format!("{} was ended by a signal", name(command))),
    }
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => {
            format!(
                "`{}` was not found; install it, or put it on PATH",
                show(command.get_program())
            )
        }
        _ => format!("{} can't be run: {error}", name(command)),
    }
}

/// The command as one would type it, cut to what tells it from others.
fn name(command: &Command) -> String {
    const SHOWN: usize = 4;
    let mut words = vec![show(command.get_program())];
    words.extend(command.get_args().take(SHOWN).map(show));
    if command.get_args().len() > SHOWN {
        words.push("…".to_owned());
    }
    format!("`{}`", words.join(" "))
}

/// Programs by their name: the folder they are in says nothing.
fn show(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    match word.rsplit_once(std::path::MAIN_SEPARATOR) {
        Some((_, last)) if !last.is_empty() => last.to_owned(),
        _ => word.into_owned(),
    }
}
