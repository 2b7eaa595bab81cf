//! A log in pieces tells what it tells in one, whatever stands in it; and nothing of its clients.

use cors_forecast::{AccessLog, LogFormat, LogOptions, LogTimeUnit};

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
    let mut draw = Draw::new(data);
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
