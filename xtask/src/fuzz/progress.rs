//! What libFuzzer says of how far it has come.

use std::time::Instant;

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// Inputs that were run.
    pub executions: u64,
    /// Places in the code that were reached.
    pub reached: u64,
    /// Inputs that each reach something of their own.
    pub inputs: u64,
    /// The whole run, which only its end knows.
    pub seconds: u64,
}

impl Progress {
    /// Takes what a line of libFuzzer's says, and tells whether it said anything.
    ///
    /// `#1024 NEW    cov: 310 ft: 902 corp: 77/4096b …` while it runs, and
    /// `stat::number_of_executed_units: 1234`, `Done 1234 runs in 61 second(s)` at its end.
    pub fn take(&mut self, line: &str) -> bool {
        if let Some(count) = line.strip_prefix("stat::number_of_executed_units:") {
            return put(&mut self.executions, count);
        }
        if let Some(done) = line.strip_prefix("Done ") {
            let seconds = done.split(" runs in ").nth(1).unwrap_or_default();
            return put(&mut self.seconds, seconds);
        }
        let Some(line) = line.strip_prefix('#') else {
            return false;
        };
        let after = |word| line.split(word).nth(1).unwrap_or_default();
        let counted = put(&mut self.executions, line);
        put(&mut self.reached, after("cov: "));
        put(&mut self.inputs, after("corp: "));
        counted
    }

    /// As people read it.
    pub fn line(&self) -> String {
        let Self {
            executions,
            reached,
            inputs,
            seconds,
        } = self;
        format!("{seconds:>5} s {executions:>12} executions, {reached} places reached by {inputs} inputs")
    }
}

/// The number at the text's beginning.
fn put(to: &mut u64, text: &str) -> bool {
    let text = text.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text[..digits].parse() {
        Ok(number) => *to = number,
        Err(_) => return false,
    }
    true
}

/// A target that runs.
pub struct Running {
    pub target: String,
    pub progress: Progress,
    since: Instant,
}

impl Running {
    pub fn new(target: String) -> Self {
        Self {
            target,
            progress: Progress::default(),
            since: Instant::now(),
        }
    }

    /// As people read it.
    pub fn line(&self) -> String {
        let progress = Progress {
            seconds: self.since.elapsed().as_secs(),
            ..self.progress
        };
        format!("{:18} {}", self.target, progress.line())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_read_off() {
        let mut progress = Progress::default();
        for silent in ["INFO: Seed: 1", "", "#x", "stat::new_units_added: 5"] {
            assert!(!progress.take(silent), "{silent}");
        }
        let line = "#2048\tNEW    cov: 310 ft: 902 corp: 77/4096b lim: 17 exec/s: 512 rss: 61Mb L: 3/5 MS: 1 EraseBytes-";
        assert!(progress.take(line));
        let so_far = Progress {
            executions: 2048,
            reached: 310,
            inputs: 77,
            seconds: 0,
        };
        assert_eq!(progress, so_far);
        // Says nothing of the code.
        assert!(progress.take("#4096\tpulse  exec/s: 512 rss: 61Mb"));
        assert!(progress.take("Done 5000 runs in 61 second(s)"));
        assert!(progress.take("stat::number_of_executed_units: 5001"));
        let at_its_end = Progress {
            executions: 5001,
            seconds: 61,
            ..so_far
        };
        assert_eq!(progress, at_its_end);
        assert_eq!(
            progress.line(),
            "   61 s         5001 executions, 310 places reached by 77 inputs"
        );
    }
}
