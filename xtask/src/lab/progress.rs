//! One line on standard error that tells how far a run is.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// Where nobody sees a line change, one is written so often.
const SELDOM: Duration = Duration::from_secs(15);

/// How far a run is.
pub struct Progress {
    engine: &'static str,
    all: usize,
    done: usize,
    start: Instant,
    told: Instant,
    terminal: bool,
}

impl Progress {
    /// Nothing is done yet.
    pub fn new(engine: &'static str, all: usize) -> Self {
        Self {
            engine,
            all,
            done: 0,
            start: Instant::now(),
            told: Instant::now(),
            terminal: std::io::stderr().is_terminal(),
        }
    }

    /// So many more scenarios were run.
    pub fn went(&mut self, more: usize, suspects: usize) {
        self.done += more;
        let per_minute = self.done as f64 * 60.0 / self.start.elapsed().as_secs_f64();
        let text = format!(
            "{}: {} of {} scenarios, {per_minute:.0} a minute, {suspects} to look at again",
            self.engine, self.done, self.all
        );
        self.tell(&text);
    }

    /// One of those that disagreed is looked at.
    pub fn looks_at(&mut self, number: usize, of: usize) {
        let text = format!(
            "{}: looking again at {number} of {of}, and shrinking",
            self.engine
        );
        self.tell(&text);
    }

    /// The line has been read.
    pub fn end(&self) {
        if self.terminal {
            let mut stderr = std::io::stderr().lock();
            let _ = write!(stderr, "\r\x1b[K").and_then(|()| stderr.flush());
        }
    }

    fn tell(&mut self, text: &str) {
        let mut stderr = std::io::stderr().lock();
        // A closed terminal is no reason to stop.
        if self.terminal {
            let _ = write!(stderr, "\r\x1b[K{text}").and_then(|()| stderr.flush());
        } else if self.told.elapsed() >= SELDOM {
            self.told = Instant::now();
            let _ = writeln!(stderr, "{text}");
        }
    }
}
