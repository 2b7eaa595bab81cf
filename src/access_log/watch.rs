//! Takes requests in the order of the log, tells what each `OPTIONS` was, and counts.

use alloc::vec::Vec;

use super::agent::{Agent, Agents};
use super::digest::digest;
use super::endpoints::Endpoints;
use super::entry::{Entry, Logged};
use super::options::LogFormat;
use super::pairs::{Pair, Pairs};
use super::report::{FormatLines, LogReport};
use super::sketch::Sketch;
use super::summary::{self, hundredths};
use super::tally::{Kind, Tally};

/// What was counted, and what of it may still get a meaning.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// Milliseconds.
    window: i64,
    formats: [u64; LogFormat::ALL.len()],
    first: Option<i64>,
    last: i64,
    before: i64,
    untimed: u64,
    backwards: u64,
    with_headers: u64,
    /// Of all requests, in microseconds and bytes.
    took: u64,
    bytes: u64,
    has_times: bool,
    has_bytes: bool,
    total: Tally,
    preflights: Sketch<5>,
    others: Sketch<5>,
    endpoints: Endpoints,
    pairs: Pairs,
    agents: Agents,
}

impl Watch {
    pub fn new(window_seconds: u32) -> Self {
        Self {
            window: i64::from(window_seconds) * 1_000,
            ..Self::default()
        }
    }

    pub fn total(&self) -> &Tally {
        &self.total
    }

    #[inline]
    pub fn take(&mut self, entry: &Entry<'_>) {
        if let Some(count) = self.formats.get_mut(entry.format as usize) {
            *count += 1;
        }
        self.pass(entry.time);
        if let Some(took) = entry.took {
            self.took += took;
            self.has_times = true;
        }
        if let Some(bytes) = entry.bytes {
            self.bytes += bytes;
            self.has_bytes = true;
        }
        if entry.method == b"OPTIONS" {
            self.options(entry);
        } else {
            self.request(entry);
        }
    }

    fn pass(&mut self, time: Option<i64>) {
        let Some(time) = time else {
            self.untimed += 1;
            return;
        };
        let first = self.first.get_or_insert(time);
        *first = time.min(*first);
        self.last = self.last.max(time);
        self.backwards += u64::from(time < self.before);
        self.before = time;
    }

    fn options(&mut self, entry: &Entry<'_>) {
        let kind = kind(entry, &mut self.agents);
        let is_ok = entry.is_ok();
        self.with_headers += u64::from(entry.asked != Logged::No);
        self.total.count(kind, is_ok);
        if kind == Kind::Star {
            return;
        }
        let endpoint = self.endpoints.of_options(entry.host, entry.path());
        let tally = self.endpoints.tally(endpoint);
        tally.count(kind, is_ok);
        tally.count_status(entry.status, 1);
        if kind == Kind::Preflight {
            let spent = (entry.took, entry.bytes.unwrap_or_default());
            spend(&mut self.total, &mut self.preflights, tally, spent);
        }
        if !is_ok || !matches!(kind, Kind::Preflight | Kind::Maybe) {
            return;
        }
        let ages = &mut tally.max_ages;
        match entry.max_age {
            Logged::No => {}
            Logged::Absent => ages.absent += 1,
            Logged::Some(None) => ages.malformed += 1,
            Logged::Some(seconds) => {
                ages.stated += 1;
                ages.last = seconds;
            }
        }
        if let Some(time) = entry.time {
            self.wait(entry, kind, time, endpoint);
        }
    }

    /// Waits for the request that may follow an `OPTIONS`.
    fn wait(&mut self, entry: &Entry<'_>, kind: Kind, time: i64, endpoint: u32) {
        let client = digest(0, entry.client);
        let key = key(client, entry);
        let oldest = time - self.window;
        let mut pair = Pair {
            endpoint,
            waiting: 1,
            certain: kind == Kind::Preflight,
            asked: time,
            took: entry.took,
            bytes: entry.bytes.unwrap_or_default(),
            before: None,
        };
        match self.pairs.find(client, key, oldest) {
            Some(known) => {
                if known.asked >= oldest {
                    pair.waiting = known.waiting.saturating_add(1);
                }
                pair.before = known.before;
                *known = pair;
            }
            None => self.pairs.insert(client, key, pair, oldest),
        }
    }

    #[inline]
    fn request(&mut self, entry: &Entry<'_>) {
        self.total.requests += 1;
        if let Some(took) = entry.took {
            self.others.add(took);
        }
        if let Some(endpoint) = self.endpoints.of_request(entry.host, entry.path()) {
            self.endpoints.tally(endpoint).requests += 1;
        }
        let client = digest(0, entry.client);
        if let (true, Some(time)) = (self.pairs.knows(client), entry.time) {
            self.follow(entry, client, time);
        }
    }

    /// Looks whether a request is one that an `OPTIONS` went before.
    fn follow(&mut self, entry: &Entry<'_>, client: u64, time: i64) {
        let key = key(client, entry);
        let oldest = self.last - self.window;
        let Some(pair) = self.pairs.find(client, key, oldest) else {
            return;
        };
        let started = match entry.at_end {
            true => time - (entry.took.unwrap_or_default() / 1_000) as i64,
            false => time,
        };
        let gap = started - pair.asked;
        let method = digest(0, entry.method) as u32;
        let tally = self.endpoints.tally(pair.endpoint);
        if pair.waiting == 0 || gap.abs() > self.window {
            if let Some((at, known)) = pair.before {
                if pair.waiting == 0 && known == method && started > at {
                    tally.spared.add((started - at) as u64);
                }
            }
            return;
        }
        pair.waiting -= 1;
        if pair.certain {
            tally.certain_followed += 1;
            self.total.certain_followed += 1;
        } else {
            tally.paired += 1;
            self.total.paired += 1;
            let spent = (pair.took, pair.bytes);
            spend(&mut self.total, &mut self.preflights, tally, spent);
        }
        tally.gaps.add(gap.max(0) as u64);
        match pair.before {
            // Several at once are no repeats.
            Some((at, _)) if at >= pair.asked => {}
            Some((at, known)) if known == method => tally.repeats.add((pair.asked - at) as u64),
            Some(_) => tally.other_method += 1,
            None => tally.count_first(client),
        }
        pair.before = Some((pair.asked, method));
    }

    /// All but what the lines themselves tell.
    pub fn report(&self, top: usize) -> LogReport {
        let requests = self.total.requests + self.total.options;
        let (endpoints, unlisted, findings) = summary::endpoints(
            self.endpoints.merged(),
            &self.endpoints.beyond,
            top,
            self.has_times,
        );
        let formats = LogFormat::ALL.into_iter().zip(self.formats);
        let formats: Vec<FormatLines> = formats
            .filter(|(_, lines)| *lines > 0)
            .map(|(format, lines)| FormatLines { format, lines })
            .collect();
        let milliseconds = |took: u64| took as f64 / 1_000.0;
        LogReport {
            lines: 0,
            bytes: 0,
            formats,
            from: self.first.map(|first| first as f64),
            to: self.first.map(|_| self.last as f64),
            untimed: self.untimed,
            backwards: self.backwards,
            requests,
            options: summary::counts(&self.total),
            share: hundredths(self.total.preflights() as f64, requests as f64),
            traffic: (self.has_bytes)
                .then(|| summary::share(self.total.bytes as f64, self.bytes as f64)),
            time: (self.has_times)
                .then(|| summary::share(milliseconds(self.total.took), milliseconds(self.took))),
            preflight_latency: summary::latency(&self.preflights),
            other_latency: summary::latency(&self.others),
            with_headers: self.with_headers,
            endpoints,
            unlisted,
            findings,
            bad_lines: 0,
            bad: Vec::new(),
            forgotten: self.pairs.forgotten,
        }
    }
}

/// What a preflight took, in microseconds and bytes.
fn spend(
    total: &mut Tally,
    spread: &mut Sketch<5>,
    tally: &mut Tally,
    (took, bytes): (Option<u64>, u64),
) {
    total.bytes += bytes;
    tally.bytes += bytes;
    if let Some(took) = took {
        spread.add(took);
        total.took += took;
        tally.took += took;
    }
}

/// The hash of who asks for what: a browser asks for the permission to use one URL, query included.
#[inline]
fn key(client: u64, entry: &Entry<'_>) -> u64 {
    let agent = match entry.agent {
        Logged::Some(agent) => agent,
        _ => b"",
    };
    digest(digest(digest(client, agent), entry.host), entry.target)
}

/// What an `OPTIONS` is, by what its line tells.
fn kind(entry: &Entry<'_>, agents: &mut Agents) -> Kind {
    if entry.target == b"*" {
        return Kind::Star;
    }
    match (entry.asked, entry.origin) {
        (Logged::Absent, _) | (_, Logged::Absent) => return Kind::NoHeaders,
        (Logged::Some(()), _) => return Kind::Preflight,
        (Logged::No, _) => {}
    }
    match entry.agent {
        Logged::No => Kind::Maybe,
        Logged::Absent => Kind::NotBrowser,
        Logged::Some(text) => match agents.tell(text) {
            Agent::Browser => Kind::Maybe,
            Agent::Watcher => Kind::Watcher,
            Agent::Other => Kind::NotBrowser,
        },
    }
}
