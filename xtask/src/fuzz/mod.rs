//! `cargo xtask fuzz`: libFuzzer over the properties of `tests/properties`, and what it has found.

mod board;
mod corpus;
mod libfuzzer;
mod progress;

use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{channel, RecvTimeoutError, Sender};
use std::sync::Mutex;
use std::thread;

use clap::Args;

use crate::layout::Layout;
use crate::say;
use board::{Board, News, Told};
use progress::Progress;

/// What `cargo xtask fuzz` can be told.
#[derive(Args)]
pub struct Options {
    /// Only these targets
    targets: Vec<String>,
    /// How long each one runs
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// How many run at the same time, on a core each
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    jobs: u16,
    /// Only print the targets' names
    #[arg(long)]
    list: bool,
    /// Keep what reaches more code in the corpus, less what others reach as well
    #[arg(long)]
    keep: bool,
}

/// Runs the targets, and ends with a line for each.
pub fn run(layout: &Layout, options: &Options) -> Result<(), String> {
    let all = targets(layout)?;
    if options.list {
        all.iter().for_each(|target| say::line(target));
        return Ok(());
    }
    let unknown = options.targets.iter().find(|target| !all.contains(target));
    if let Some(unknown) = unknown {
        return Err(format!(
            "there is no target `{unknown}`; there are {}",
            all.join(", ")
        ));
    }
    libfuzzer::installed(layout)?;
    let mut chosen = match options.targets.is_empty() {
        true => all,
        false => options.targets.clone(),
    };
    say::headline("Building");
    libfuzzer::build(layout, &chosen)?;
    let rounds = chosen.len().div_ceil(usize::from(options.jobs));
    say::headline(&format!(
        "Fuzzing: {} targets, {} s each, {} s at least",
        chosen.len(),
        options.seconds,
        rounds as u64 * u64::from(options.seconds)
    ));
    // Taken from the end.
    chosen.reverse();
    let ended = side_by_side(layout, chosen, options)?;
    summary(&ended);
    match ended.iter().any(|told| told.found) {
        true => Err("inputs that fail are in fuzz/artifacts; `cargo +nightly fuzz run TARGET FILE` runs one again, and \
                     `cargo +nightly fuzz tmin TARGET FILE` makes it smaller"
            .to_owned()),
        false => Ok(()),
    }
}

/// As many at once as there are jobs: each thread takes the next target when it has done with one.
fn side_by_side(
    layout: &Layout,
    targets: Vec<String>,
    options: &Options,
) -> Result<Vec<Told>, String> {
    let left = Mutex::new(targets);
    let (tell, news) = channel();
    thread::scope(|scope| {
        for _ in 0..options.jobs {
            let (tell, left) = (tell.clone(), &left);
            scope.spawn(move || {
                while let Some(target) = left.lock().ok().and_then(|mut left| left.pop()) {
                    one(layout, target, options, &tell);
                }
            });
        }
        // The last thread that ends hangs up.
        drop(tell);
        let mut board = Board::default();
        loop {
            match news.recv_timeout(board.patience()) {
                Ok(news) => board.take(news),
                Err(RecvTimeoutError::Timeout) => board.tell(),
                Err(RecvTimeoutError::Disconnected) => return board.done(),
            }
        }
    })
}

/// Runs one, and tells of it.
fn one(layout: &Layout, target: String, options: &Options, tell: &Sender<News>) {
    // Nobody who no longer listens has to be told.
    let _ = tell.send(News::Begun(target.clone()));
    let heard = |progress: Progress| {
        let _ = tell.send(News::Line(target.clone(), progress));
    };
    let ran = libfuzzer::fuzz(layout, &target, options.seconds, &heard).and_then(|ran| {
        if options.keep && ran.succeeded {
            corpus::keep(layout, &target)?;
        }
        Ok(ran)
    });
    let news = match ran {
        Ok(ran) => {
            if !ran.succeeded {
                let _ = tell.send(News::Failed(target.clone(), ran.last_lines));
            }
            News::Ended(Told {
                target,
                progress: ran.progress,
                found: !ran.succeeded,
            })
        }
        Err(error) => News::Failed(target, error),
    };
    let _ = tell.send(news);
}

fn summary(ended: &[Told]) {
    say::headline("Executions");
    ended.iter().for_each(|told| say::note(&told.line()));
    let all: u64 = ended.iter().map(|told| told.progress.executions).sum();
    say::note(&format!("{:18} {all:>12} executions", "all"));
}

/// As their files are called.
fn targets(layout: &Layout) -> Result<Vec<String>, String> {
    let folder = folder(layout).join("targets");
    let files = fs::read_dir(&folder)
        .map_err(|error| format!("{} can't be read: {error}", layout.show(&folder)))?;
    let mut targets: Vec<String> = files
        .filter_map(|file| Some(file.ok()?.path().file_stem()?.to_str()?.to_owned()))
        .collect();
    targets.sort();
    match targets.is_empty() {
        true => Err(format!("{} has no targets", layout.show(&folder))),
        false => Ok(targets),
    }
}

fn folder(layout: &Layout) -> PathBuf {
    layout.root.join("fuzz")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_targets_are_those_of_this_checkout() -> Result<(), String> {
        let layout = Layout::find()?;
        let targets = targets(&layout)?;
        let mut files = targets.iter().map(|target| {
            layout
                .root
                .join(format!("tests/properties/targets/{target}.rs"))
        });
        assert!(files.all(|file| file.exists()), "{targets:?}");
        assert!(targets.len() >= 20, "{targets:?}");
        Ok(())
    }

    #[test]
    fn a_folder_without_targets_is_told() -> Result<(), String> {
        let root =
            std::env::temp_dir().join(format!("cors-forecast-no-targets-{}", std::process::id()));
        fs::create_dir_all(root.join("fuzz/targets")).map_err(|error| error.to_string())?;
        let layout = Layout {
            root: root.clone(),
            ..Layout::find()?
        };
        let told = targets(&layout);
        fs::remove_dir_all(&root).map_err(|error| error.to_string())?;
        assert_eq!(told, Err("fuzz/targets has no targets".to_owned()));
        Ok(())
    }
}
