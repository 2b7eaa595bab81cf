//! Counting over everything that ran: what test runners say of themselves, and checks that count one each.

use std::fmt;
use std::ops::AddAssign;

/// How many tests or checks came to which end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// As they should be.
    pub passed: usize,
    /// Not as they should be, or could not be run.
    pub failed: usize,
    /// Left out by the tests themselves.
    pub skipped: usize,
}

impl Tally {
    /// A check that is fine.
    pub const PASSED: Self = Self {
        passed: 1,
        failed: 0,
        skipped: 0,
    };
    /// A check that is not, or something that could not be run.
    pub const FAILED: Self = Self {
        passed: 0,
        failed: 1,
        skipped: 0,
    };

    /// From the output of cargo's tests, native or in a browser: a summary for each test program.
    pub fn of_libtest(output: &str) -> Self {
        let mut tally = Self::default();
        for summary in output
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("test result: "))
        {
            for entry in summary.split(['.', ';']) {
                let mut words = entry.split_whitespace();
                let (Some(count), Some(what)) = (
                    words.next().and_then(|word| word.parse().ok()),
                    words.next(),
                ) else {
                    continue;
                };
                tally.count(what, count);
            }
        }
        tally
    }

    /// From Node's TAP report: a summary of comments at its end.
    pub fn of_tap(output: &str) -> Self {
        let mut tally = Self::default();
        for comment in output.lines().filter_map(|line| line.strip_prefix("# ")) {
            if let Some((what, Ok(count))) = comment
                .split_once(' ')
                .map(|(what, count)| (what, count.parse()))
            {
                tally.count(what, count);
            }
        }
        tally
    }

    fn count(&mut self, what: &str, count: usize) {
        match what {
            "passed" | "pass" => self.passed += count,
            "failed" | "fail" | "cancelled" => self.failed += count,
            "ignored" | "skipped" | "todo" => self.skipped += count,
            _ => {}
        }
    }

    /// Nothing may be left out unnoticed: what was skipped has failed.
    pub fn strict(self) -> Self {
        Self {
            passed: self.passed,
            failed: self.failed + self.skipped,
            skipped: 0,
        }
    }

    /// Whether it holds no test at all.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)?;
        match self.skipped {
            0 => Ok(()),
            skipped => write!(formatter, ", {skipped} skipped"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_of_several_test_programs_add_up() {
        let output = "running 2 tests\ntest a ... ok\n\n\
            test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\n\
            test result: FAILED. 1 passed; 3 failed; 1 ignored; 0 measured; 5 filtered out; finished in 1.23s\n";
        assert_eq!(
            Tally::of_libtest(output),
            Tally {
                passed: 3,
                failed: 3,
                skipped: 1
            }
        );
    }

    #[test]
    fn tests_in_a_browser_count_too() {
        let output =
            "test result: ok. 4 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.02s";
        assert_eq!(
            Tally::of_libtest(output),
            Tally {
                passed: 4,
                failed: 0,
                skipped: 0
            }
        );
    }

    #[test]
    fn only_the_summary_of_tap_counts() {
        let output = "TAP version 13\n# Subtest: a\n    # pass 7\nok 1 - a\n1..1\n# tests 8\n# suites 0\n# pass 4\n\
            # fail 1\n# cancelled 1\n# skipped 1\n# todo 1\n# duration_ms 12.5\n";
        assert_eq!(
            Tally::of_tap(output),
            Tally {
                passed: 4,
                failed: 2,
                skipped: 2
            }
        );
    }

    #[test]
    fn what_is_skipped_has_failed() {
        let tally = Tally {
            passed: 1,
            failed: 1,
            skipped: 2,
        };
        assert_eq!(tally.strict().to_string(), "1 passed, 3 failed");
        assert!(Tally::of_libtest("error: could not compile").is_empty());
    }
}
