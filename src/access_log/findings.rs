//! What is found, from what was counted.

use alloc::vec::Vec;

use super::cause::Cause;
use super::report::LogFinding;
use super::tally::Tally;
use crate::journal::report::Severity;

/// As many findings are told.
const MOST: usize = 50;

/// Of what may have other reasons, so many are found at least.
const ENOUGH: u64 = 5;

/// WebKit keeps no permission for longer, in seconds; all others do.
pub(super) const EVERY_BROWSER: u64 = 600;

/// Findings about an endpoint.
pub(super) fn of_endpoint(endpoint: &str, tally: &Tally, found: &mut Vec<LogFinding>) {
    let mut find = |cause: Cause, count: u64| found.push(cause.finding(Some(endpoint), count));
    refusals(tally, &mut find);
    lasting(tally, &mut find);
    if tally.other_url() >= ENOUGH && tally.other_url() * 2 >= tally.preflights() {
        find(Cause::UrlChurn, tally.other_url());
    }
}

fn refusals(tally: &Tally, find: &mut impl FnMut(Cause, u64)) {
    let mut refusing: Vec<(u16, u64)> = tally.statuses.clone();
    refusing.retain(|(status, _)| !(200..300).contains(status));
    refusing.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let statuses: Vec<u16> = refusing.iter().map(|(status, _)| *status).collect();
    let is_certain = tally.certain_refused > 0;
    let refused = match is_certain {
        true => tally.certain_refused,
        false => tally.maybe_refused,
    };
    if is_certain || refused >= ENOUGH {
        find(
            Cause::Refused {
                statuses,
                is_certain,
            },
            refused,
        );
    }
    let unfollowed = tally.unfollowed();
    if unfollowed >= ENOUGH && tally.certain_followed == 0 {
        find(Cause::Unfollowed { is_certain: true }, unfollowed);
    }
    let unpaired = tally.unpaired() - tally.maybe_refused.min(tally.unpaired());
    if unpaired >= ENOUGH && unpaired >= tally.paired {
        find(Cause::Unfollowed { is_certain: false }, unpaired);
    }
}

fn lasting(tally: &Tally, find: &mut impl FnMut(Cause, u64)) {
    let ages = &tally.max_ages;
    match ages.last {
        _ if ages.absent > ages.stated + ages.malformed => find(Cause::MaxAgeAbsent, ages.absent),
        _ if ages.malformed > ages.stated => find(Cause::MaxAgeMalformed, ages.malformed),
        Some(0) => find(Cause::MaxAgeZero, ages.stated),
        Some(seconds) if seconds < EVERY_BROWSER => {
            find(Cause::MaxAgeShort { seconds }, ages.stated);
        }
        Some(_) => {}
        None => {
            let repeats = tally.repeats.total();
            let within_600 = tally.repeats.up_to(600_000);
            if repeats >= ENOUGH && within_600 * 2 >= repeats {
                let after = tally.repeats.quantile(500).unwrap_or_default();
                let cause = Cause::Repeats {
                    after: after as f64 / 1_000.0,
                    within_600,
                    within_7200: tally.repeats.up_to(7_200_000),
                };
                find(cause, repeats);
            }
        }
    }
}

/// Puts the most important ones first, and leaves away what nobody would read.
pub(super) fn sort(found: &mut Vec<LogFinding>) {
    let rank = |finding: &LogFinding| {
        let is_of_log = finding.endpoint.is_none();
        (finding.severity != Severity::Warning, is_of_log)
    };
    found.sort_by(|a, b| rank(a).cmp(&rank(b)).then(b.count.cmp(&a.count)));
    found.truncate(MOST);
}
