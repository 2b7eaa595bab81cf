//! A log in pieces tells what it tells in one, whatever stands in it; a plain one counts what a list would, and tells nothing
//! of its clients.

use cors_forecast::{AccessLog, LogFormat, LogOptions, LogReport, LogTimeUnit};

use super::draw::Draw;

const LINES: &[&str] = &[
    "192.0.2.1 - - [28/Nov/2026:12:00:00 +0000] \"OPTIONS /users/7?t=1 HTTP/1.1\" 204 0 \"-\" \"Mozilla/5.0\"\n",
    "192.0.2.1 - - [28/Nov/2026:12:00:00 +0000] \"PUT /users/7?t=1 HTTP/1.1\" 200 12 \"-\" \"Mozilla/5.0\"\n",
    "192.0.2.1 - - [28/Nov/2026:12:00:07 +0100] \"GET / HTTP/2.0\" 200 12 \"-\" \"Firefox/1\" 0.003\n",
    "a.example:443 ::1 - ann [28/Feb/2026:23:59:59 -0800] \"OPTIONS * HTTP/1.0\" 401 - \"-\" \"-\" 1200\n",
    "{\"client\":\"192.0.2.1\",\"method\":\"OPTIONS\",\"uri\":\"/d?x\",\"status\":204,\"agent\":\"x\",\"ts\":1795867200}\n",
    "{\"ts\":1795867200.25,\"request\":{\"remote_ip\":\"::1\",\"method\":\"PUT\",\"uri\":\"/d\",\"headers\":{\"User-Agent\":[\"x\"]}},\"status\":200,\"duration\":0.01}\n",
    "{\"time\":\"2026-11-28T12:00:00Z\",\"request\":\"OPTIONS /d HTTP/1.1\",\"status\":\"204\",\"a\":{\"b\":[1,null]}}\r\n",
    "\n",
    "\u{feff}",
];

pub fn check(data: &[u8]) {
    pieces(Draw::new(data));
    plain(&mut Draw::new(data));
}

fn pieces(mut draw: Draw<'_>) {
    let options = options(&mut draw);
    let cuts = [(); 6].map(|()| draw.byte());
    let mut log = Vec::new();
    for _ in 0..draw.below(24) {
        match draw.below(4) {
            0 => log.extend(draw.text(LINES).into_bytes()),
            _ => log.extend(draw.pick(LINES).bytes()),
        }
    }
    log.extend_from_slice(draw.rest());

    let mut whole = AccessLog::new(options.clone());
    whole.feed(&log);
    assert_eq!(whole.bytes(), log.len() as u64);
    let whole = whole.finish();

    let mut pieces = AccessLog::new(options);
    let mut left = log.as_slice();
    let mut cuts = cuts.iter().cycle();
    while !left.is_empty() {
        let at = cuts.next().map_or(1, |&cut| usize::from(cut));
        // Nothing at all is a piece, too, but leads nowhere.
        pieces.feed(b"");
        let (piece, rest) = left.split_at(at.clamp(1, left.len()));
        pieces.feed(piece);
        left = rest;
    }
    assert_eq!(
        pieces.finish(),
        whole,
        "{:?}",
        String::from_utf8_lossy(&log)
    );
    assert!(whole.bad_lines <= whole.lines);
    assert!(whole.options.paired <= whole.options.all);
}

fn options(draw: &mut Draw<'_>) -> LogOptions {
    LogOptions {
        format: draw.maybe(4, |draw| draw.pick(&LogFormat::ALL)),
        time_unit: draw.maybe(2, |draw| {
            draw.pick(&[
                LogTimeUnit::Seconds,
                LogTimeUnit::Milliseconds,
                LogTimeUnit::Microseconds,
                LogTimeUnit::Nanoseconds,
            ])
        }),
        window_seconds: draw.pick(&[10, 0, 1, u32::MAX]),
        top: draw.pick(&[20, 0, 1]),
    }
}

const BROWSER: &str = "Mozilla/5.0 Firefox/1";
const AGENTS: &[&str] = &[
    BROWSER,
    BROWSER,
    "Mozilla/5.0 Chrome/1",
    "curl/8",
    "Mozilla/5.0 Pingdom",
];

/// A line that says what it means.
struct Plain {
    /// Seconds of the day.
    at: u32,
    zone: (&'static str, i32),
    client: &'static str,
    agent: &'static str,
    method: &'static str,
    target: &'static str,
    status: u16,
    json: bool,
}

impl Plain {
    fn written(&self) -> String {
        let Self {
            at,
            client,
            agent,
            method,
            target,
            status,
            ..
        } = self;
        if self.json {
            return format!(
                "{{\"ts\":{},\"client\":\"{client}\",\"method\":\"{method}\",\"uri\":\"{target}\",\"status\":{status},\"agent\":\"{agent}\"}}\n",
                MIDNIGHT + u64::from(*at)
            );
        }
        let (zone, ahead) = self.zone;
        let local = *at as i32 + ahead;
        let (day, second) = (28 + local.div_euclid(86_400), local.rem_euclid(86_400));
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        format!(
            "{client} - hunter2 [{day}/Nov/2026:{hour:02}:{minute:02}:{second:02} {zone}] \"{method} {target} HTTP/1.1\" {status} 7 \"-\" \"{agent}\"\n"
        )
    }

    /// One `OPTIONS` that may be a preflight.
    fn may_ask(&self) -> bool {
        self.method == "OPTIONS"
            && self.agent.starts_with("Mozilla")
            && !self.agent.contains("Pingdom")
    }
}

/// 2026-11-28T00:00:00Z, in seconds.
const MIDNIGHT: u64 = 1_795_824_000;

fn plain(draw: &mut Draw<'_>) {
    let window_seconds = draw.pick(&[10, 1, 0, 60]);
    let mut at = 40_000;
    let mut log = Vec::new();
    while !draw.is_over() && log.len() < 200 {
        at += draw.pick(&[0, 0, 1, 1, 5, 10, 11, 59]);
        log.push(Plain {
            at,
            zone: draw.pick(&[
                ("+0000", 0),
                ("+0530", 19_800),
                ("-0800", -28_800),
                ("+1400", 50_400),
            ]),
            client: draw.pick(&["192.0.2.1", "192.0.2.2", "2001:db8::1"]),
            agent: draw.pick(AGENTS),
            method: draw.pick(&["OPTIONS", "OPTIONS", "PUT", "GET"]),
            target: draw.pick(&["/a/7?q=hunter2", "/a/7?q=other", "/b"]),
            status: draw.pick(&[204, 204, 299, 300, 403]),
            json: draw.one_in(2),
        });
    }
    let text: String = log.iter().map(Plain::written).collect();
    let mut read = AccessLog::new(LogOptions {
        window_seconds,
        ..LogOptions::default()
    });
    read.feed(text.as_bytes());
    let report = read.finish();
    let count = |which: &dyn Fn(&&Plain) -> bool| log.iter().filter(which).count() as u64;
    let may_ask = count(&|line| line.may_ask());
    let paired = paired(&log, window_seconds);
    let counted = [
        report.lines,
        report.requests,
        report.bad_lines,
        report.backwards,
        report.untimed,
    ];
    assert_eq!(
        counted,
        [log.len() as u64, log.len() as u64, 0, 0, 0],
        "{text}"
    );
    let options = &report.options;
    let counted = [
        options.all,
        options.paired,
        options.unpaired,
        options.by_watchers,
        options.by_others,
    ];
    let expected = [
        count(&|line| line.method == "OPTIONS"),
        paired,
        may_ask - paired,
        count(&|line| line.method == "OPTIONS" && line.agent.contains("Pingdom")),
        count(&|line| line.method == "OPTIONS" && line.agent.starts_with("curl")),
    ];
    assert_eq!(counted, expected, "{text}");
    let time = |line: &Plain| (MIDNIGHT + u64::from(line.at)) as f64 * 1000.0;
    assert_eq!(
        (report.from, report.to),
        (log.first().map(time), log.last().map(time)),
        "{text}"
    );
    tells_of_nobody(&report);
}

/// How many requests come after an `OPTIONS` of the same client for the same URL that waits for one.
fn paired(log: &[Plain], window: u32) -> u64 {
    let mut paired = 0;
    let mut waiting: Vec<&Plain> = Vec::new();
    for line in log {
        let same = |other: &&Plain| {
            (other.client, other.agent, other.target) == (line.client, line.agent, line.target)
        };
        // It waits as long as the last one like it does.
        let last = waiting
            .iter()
            .rfind(|other| same(other))
            .map(|other| other.at);
        if last.is_some_and(|last| line.at - last > window) {
            waiting.retain(|other| !same(other));
        }
        if line.method != "OPTIONS" {
            let asked = waiting.iter().position(same);
            paired += u64::from(asked.map(|asked| waiting.remove(asked)).is_some());
        } else if line.may_ask() && (200..300).contains(&line.status) {
            waiting.push(line);
        }
    }
    paired
}

fn tells_of_nobody(report: &LogReport) {
    let told = format!("{report:?}");
    for secret in [
        "192.0.2.",
        "2001:db8",
        "Mozilla/5.0",
        "curl/8",
        "hunter2",
        "q=",
    ] {
        assert!(!told.contains(secret), "{secret} is in {told}");
    }
}
