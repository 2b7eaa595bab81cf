//! From what was counted to what is told.

use alloc::string::String;
use alloc::vec::Vec;

use super::cause::Cause;
use super::findings;
use super::report::{
    Lasting, LogEndpoint, LogFinding, LogLatency, LogShare, OptionsCounts, StatusCount,
    UnlistedEndpoints,
};
use super::sketch::Sketch;
use super::tally::Tally;

/// As many repeats are needed to say after what time they come.
const ENOUGH_REPEATS: u64 = 10;

pub(super) fn counts(tally: &Tally) -> OptionsCounts {
    OptionsCounts {
        all: tally.options,
        preflights: tally.preflights(),
        certain: tally.certain,
        paired: tally.paired,
        refused: tally.certain_refused,
        unfollowed: tally.unfollowed(),
        unpaired: tally.unpaired(),
        unpaired_refused: tally.maybe_refused,
        regular: tally.no_headers + tally.star + tally.watcher + tally.not_browser,
        without_headers: tally.no_headers,
        for_server: tally.star,
        by_watchers: tally.watcher,
        by_others: tally.not_browser,
    }
}

/// `part` in a hundred of `all`.
pub(super) fn hundredths(part: f64, all: f64) -> f64 {
    if all > 0.0 {
        part * 100.0 / all
    } else {
        0.0
    }
}

pub(super) fn share(preflights: f64, all: f64) -> LogShare {
    LogShare {
        all,
        preflights,
        share: hundredths(preflights, all),
    }
}

pub(super) fn latency(sketch: &Sketch<5>) -> Option<LogLatency> {
    let milliseconds = |thousandths| Some(sketch.quantile(thousandths)? as f64 / 1_000.0);
    Some(LogLatency {
        count: sketch.total(),
        median: milliseconds(500)?,
        p90: milliseconds(900)?,
        p99: milliseconds(990)?,
    })
}

/// Seconds of a sketch of milliseconds.
fn seconds(sketch: &Sketch<3>, thousandths: u64) -> Option<f64> {
    Some(sketch.quantile(thousandths)? as f64 / 1_000.0)
}

fn lasting(tally: &Tally) -> Lasting {
    let ages = &tally.max_ages;
    let is_logged = ages.absent + ages.malformed + ages.stated > 0;
    let repeats = tally.repeats.total();
    let at_most = seconds(&tally.repeats, 100).filter(|_| repeats >= ENOUGH_REPEATS);
    let at_least = seconds(&tally.spared, 900);
    Lasting {
        stated: ages.last,
        absent: is_logged.then_some(ages.absent),
        repeats,
        repeated_after: seconds(&tally.repeats, 500),
        repeats_within_600: tally.repeats.up_to(600_000),
        repeats_within_7200: tally.repeats.up_to(7_200_000),
        spared: tally.spared.total(),
        at_least: at_least.filter(|least| at_most.is_none_or(|most| *least <= most)),
        at_most,
        other_url: tally.other_url(),
        other_method: tally.other_method,
    }
}

fn endpoint((text, tally): &(String, Tally), has_times: bool) -> LogEndpoint {
    let mut statuses: Vec<StatusCount> = (tally.statuses.iter())
        .map(|(status, count)| StatusCount {
            status: *status,
            count: *count,
        })
        .collect();
    statuses.sort_by(|a, b| b.count.cmp(&a.count).then(a.status.cmp(&b.status)));
    let requests = tally.requests as f64;
    LogEndpoint {
        endpoint: text.clone(),
        requests: tally.requests,
        options: counts(tally),
        per_hundred: (tally.requests > 0).then(|| hundredths(tally.preflights() as f64, requests)),
        statuses,
        gap: seconds(&tally.gaps, 500),
        time: has_times.then_some(tally.took as f64 / 1_000.0),
        lasting: lasting(tally),
    }
}

/// The endpoints, the first of them in full; and what is found of all.
pub(super) fn endpoints(
    mut merged: Vec<(String, Tally)>,
    beyond: &Tally,
    top: usize,
    has_times: bool,
) -> (Vec<LogEndpoint>, UnlistedEndpoints, Vec<LogFinding>) {
    let rank = |tally: &Tally| (tally.preflights(), tally.options);
    merged.sort_by(|a, b| rank(&b.1).cmp(&rank(&a.1)).then(a.0.cmp(&b.0)));
    let mut found = Vec::new();
    for (text, tally) in &merged {
        findings::of_endpoint(text, tally, &mut found);
    }
    let (listed, rest) = merged.split_at(top.min(merged.len()));
    let sum = |part: fn(&Tally) -> u64| {
        rest.iter().map(|(_, tally)| part(tally)).sum::<u64>() + part(beyond)
    };
    let unlisted = UnlistedEndpoints {
        endpoints: rest.len() as u64,
        options: sum(|tally| tally.options),
        preflights: sum(Tally::preflights),
        beyond: beyond.options,
    };
    let listed = listed.iter().map(|one| endpoint(one, has_times));
    (listed.collect(), unlisted, found)
}

/// Findings about the log itself.
pub(super) fn of_log(total: &Tally, (lines, bad): (u64, u64), found: &mut Vec<LogFinding>) {
    if total.maybe > 0 {
        found.push(Cause::HeadersNotLogged.finding(None, total.maybe));
    }
    if bad * 100 > lines {
        let share = (bad * 100 + lines / 2) / lines.max(1);
        found.push(Cause::BadLines { share }.finding(None, bad));
    }
}
