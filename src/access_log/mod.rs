//! Reads a server's access log for its preflights: which `OPTIONS` are some, what followed them, what they cost, and where.
//!
//! The log may be of any length, and come in pieces of any length: what is kept is bounded. Of clients and URLs there are
//! hashes only, so neither an address nor a query can be in a report.

mod agent;
mod bad;
mod cause;
mod clf;
mod clock;
mod digest;
mod endpoints;
mod entry;
mod findings;
mod json;
mod json_fields;
mod options;
mod pairs;
mod report;
mod sketch;
mod summary;
mod tally;
mod watch;

use alloc::vec::Vec;

use self::bad::{BadCounts, BadLine};
use self::clock::Clock;
use self::entry::Entry;
use self::watch::Watch;

pub use self::bad::BadLines;
pub use self::options::{LogFormat, LogOptions, LogTimeUnit};
pub use self::report::{
    FormatLines, Lasting, LogEndpoint, LogFinding, LogLatency, LogReport, LogShare, OptionsCounts,
    StatusCount, UnlistedEndpoints,
};

/// Longer lines are not read, in bytes.
const LONGEST_LINE: usize = 65_536;

/// A log that is being read.
///
/// ```
/// use cors_forecast::{AccessLog, LogOptions};
///
/// let mut log = AccessLog::new(LogOptions::default());
/// log.feed(b"192.0.2.1 - - [28/Nov/2026:12:00:00 +0000] \"OPTIONS /users/7?t=1 HTTP/1.1\" 204 0 \"-\" \"Mozilla/5.0\"\n");
/// log.feed(b"192.0.2.1 - - [28/Nov/2026:12:00:00 +0000] \"PUT /users/7?t=1 HTTP/1.1\" 200 12 \"-\" \"Mozilla/5.0\"\n");
/// let report = log.finish();
/// assert_eq!(report.options.paired, 1);
/// assert_eq!(report.endpoints[0].endpoint, "/users/:id");
/// ```
#[derive(Debug)]
pub struct AccessLog {
    options: LogOptions,
    clock: Clock,
    watch: Watch,
    bad: BadCounts,
    /// The beginning of a line whose end has not come.
    begun: Vec<u8>,
    lines: u64,
    bytes: u64,
    /// Empty lines are counted for the numbers of the others.
    number: u64,
}

impl AccessLog {
    /// Begins a log.
    pub fn new(options: LogOptions) -> Self {
        Self {
            watch: Watch::new(options.window_seconds),
            options,
            clock: Clock::default(),
            bad: BadCounts::default(),
            begun: Vec::new(),
            lines: 0,
            bytes: 0,
            number: 0,
        }
    }

    /// Reads what comes next of the log; it may end anywhere in a line.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        let mut rest = bytes;
        if !self.begun.is_empty() {
            let Some((end, behind)) = entry::split(rest, b'\n') else {
                return self.begin(rest);
            };
            self.begin(end);
            let mut begun = core::mem::take(&mut self.begun);
            self.line(&begun);
            begun.clear();
            self.begun = begun;
            rest = behind;
        }
        while let Some((line, behind)) = entry::split(rest, b'\n') {
            self.line(line);
            rest = behind;
        }
        self.begin(rest);
    }

    /// How many bytes were read so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// What the log tells. Its last line needs no end.
    pub fn finish(mut self) -> LogReport {
        let begun = core::mem::take(&mut self.begun);
        if !begun.is_empty() {
            self.line(&begun);
        }
        let mut report = self.watch.report(self.options.top);
        summary::of_log(
            self.watch.total(),
            (self.lines, self.bad.total),
            &mut report.findings,
        );
        findings::sort(&mut report.findings);
        report.lines = self.lines;
        report.bytes = self.bytes;
        report.bad_lines = self.bad.total;
        report.bad = self.bad.report();
        report
    }

    /// Keeps what a line begins with, and of one that is too long enough to see that it is.
    fn begin(&mut self, bytes: &[u8]) {
        let room = (LONGEST_LINE + 2).saturating_sub(self.begun.len());
        self.begun
            .extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    fn line(&mut self, line: &[u8]) {
        self.number += 1;
        let line = match line {
            [line @ .., b'\r'] if line.len() <= LONGEST_LINE => line,
            line => line,
        };
        // A byte order mark.
        let line = match line.strip_prefix(b"\xef\xbb\xbf") {
            Some(line) if self.number == 1 => line,
            _ => line,
        };
        if line.is_empty() {
            return;
        }
        self.lines += 1;
        let is_json = line.first() == Some(&b'{');
        let mut entry = Entry::new(match is_json {
            true => LogFormat::Json,
            false => LogFormat::Common,
        });
        match self.read(line, &mut entry) {
            Ok(()) => self.watch.take(&entry),
            Err(why) => self.bad.add(why, self.number),
        }
    }

    /// Fills in a line's request.
    fn read<'a>(&mut self, line: &'a [u8], entry: &mut Entry<'a>) -> Result<(), BadLine> {
        if line.len() > LONGEST_LINE {
            return Err(BadLine::TooLong);
        }
        let wanted = self.options.format;
        let is_json = entry.format.is_json();
        if wanted.is_some_and(|wanted| wanted.is_json() != is_json) {
            return Err(BadLine::OtherFormat);
        }
        match is_json {
            true => json::parse(line, &mut self.clock, &self.options, entry)?,
            false => clf::parse(line, &mut self.clock, &self.options, entry)?,
        }
        match wanted {
            // A line of nginx may lack the time, one of JSON may be Caddy's.
            Some(LogFormat::Nginx | LogFormat::Json) | None => Ok(()),
            Some(LogFormat::Combined) if entry.format != LogFormat::Common => Ok(()),
            Some(wanted) if wanted == entry.format => Ok(()),
            Some(_) => Err(BadLine::OtherFormat),
        }
    }
}
