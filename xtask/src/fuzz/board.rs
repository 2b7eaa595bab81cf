//! Who runs and who has ended, for people who wait.

use std::time::{Duration, Instant};

use super::progress::{Progress, Running};
use crate::say;

/// How often those that run are told of.
const TELL: Duration = Duration::from_secs(60);

/// How a target's run ended.
pub struct Told {
    pub target: String,
    pub progress: Progress,
    /// Inputs for which the property does not hold.
    pub found: bool,
}

/// What a thread tells the one that prints.
pub enum News {
    Begun(String),
    Line(String, Progress),
    Ended(Told),
    /// The last lines of one that failed, or why it was not run.
    Failed(String, String),
}

/// Who runs and who has ended; prints as it hears.
#[derive(Default)]
pub struct Board {
    running: Vec<Running>,
    ended: Vec<Told>,
    wrong: Vec<String>,
    told: Option<Instant>,
}

impl Board {
    /// How long there may be no news before those that run are told of.
    pub fn patience(&self) -> Duration {
        self.told
            .map_or(TELL, |told| TELL.saturating_sub(told.elapsed()))
    }

    pub fn take(&mut self, news: News) {
        match news {
            News::Begun(target) => {
                say::note(&format!("{target:18} begins"));
                self.running.push(Running::new(target));
                self.told.get_or_insert_with(Instant::now);
            }
            News::Line(target, progress) => {
                let mut running = self.running.iter_mut();
                if let Some(running) = running.find(|running| running.target == target) {
                    running.progress = progress;
                }
            }
            News::Ended(told) => {
                self.running.retain(|running| running.target != told.target);
                say::note(&told.line());
                self.ended.push(told);
            }
            News::Failed(target, text) => {
                say::note(&format!("{target:18} failed:\n{text}"));
                self.wrong.push(target);
            }
        }
        if self.patience().is_zero() {
            self.tell();
        }
    }

    pub fn tell(&mut self) {
        for running in &self.running {
            say::note(&running.line());
        }
        self.told = Some(Instant::now());
    }

    /// An input that fails is a result; a target that did not run is none.
    pub fn done(self) -> Result<Vec<Told>, String> {
        let ran = |target: &String| self.ended.iter().any(|told| told.target == *target);
        match self.wrong.iter().find(|target| !ran(target)) {
            Some(target) => Err(format!("the target {target} was not run")),
            None => Ok(self.ended),
        }
    }
}

impl Told {
    pub fn line(&self) -> String {
        let found = match self.found {
            true => ", and an input that fails",
            false => "",
        };
        format!("{:18} {}{found}", self.target, self.progress.line())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn board(news: Vec<News>) -> Result<Vec<Told>, String> {
        let mut board = Board::default();
        news.into_iter().for_each(|news| board.take(news));
        board.done()
    }

    fn ended(target: &str, found: bool) -> News {
        News::Ended(Told {
            target: target.to_owned(),
            progress: Progress::default(),
            found,
        })
    }

    #[test]
    fn what_fails_is_a_result_and_what_did_not_run_is_none() -> Result<(), String> {
        let failing = News::Failed("url".to_owned(), "panicked".to_owned());
        let told = board(vec![ended("mime", false), failing, ended("url", true)])?;
        assert_eq!(told.iter().filter(|told| told.found).count(), 1);
        let not_run = News::Failed("url".to_owned(), "no such file".to_owned());
        assert!(board(vec![ended("mime", false), not_run]).is_err());
        Ok(())
    }

    #[test]
    fn progress_is_told_of_those_that_run() {
        let mut board = Board::default();
        board.take(News::Begun("mime".to_owned()));
        board.take(News::Begun("url".to_owned()));
        let progress = Progress {
            executions: 7,
            ..Progress::default()
        };
        board.take(News::Line("url".to_owned(), progress));
        board.take(ended("mime", false));
        let running: Vec<_> = board
            .running
            .iter()
            .map(|one| (&*one.target, one.progress))
            .collect();
        assert_eq!(running, [("url", progress)]);
    }
}
