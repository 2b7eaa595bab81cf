//! What is kept of what a run has found: the few inputs that reach most. Those that have a name of ours always stay.

use std::fs;
use std::path::{Path, PathBuf};

use super::libfuzzer;
use crate::layout::Layout;

/// As many nameless inputs has a target, so that all are replayed in seconds.
const MOST: usize = 30;

/// Renews the nameless inputs of a target's corpus.
pub fn keep(layout: &Layout, target: &str) -> Result<(), String> {
    let committed = libfuzzer::committed(layout, target);
    let aside = libfuzzer::aside(layout, target);
    let stage = aside.with_extension("kept");
    let failed = |error| format!("the corpus of {target} can't be renewed: {error}");
    // What an interrupted run has left.
    let _ = fs::remove_dir_all(&stage);
    fs::create_dir_all(&stage).map_err(failed)?;
    let (nameless, named): (Vec<_>, Vec<_>) = files(&committed)
        .map_err(failed)?
        .into_iter()
        .partition(|file| is_nameless(file));
    copy(&named, &stage).map_err(failed)?;
    libfuzzer::merge(layout, target, &[&stage, &committed, &aside])?;
    let mut kept = files(&stage).map_err(failed)?;
    kept.retain(|file| is_nameless(file));
    // libFuzzer has written first what reaches most.
    kept.sort_by_key(|file| fs::metadata(file).and_then(|file| file.modified()).ok());
    kept.truncate(MOST);
    for file in nameless {
        fs::remove_file(file).map_err(failed)?;
    }
    copy(&kept, &committed).map_err(failed)?;
    fs::remove_dir_all(&stage).map_err(failed)
}

fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    fs::read_dir(folder)?.map(|file| Ok(file?.path())).collect()
}

fn copy(files: &[PathBuf], to: &Path) -> std::io::Result<()> {
    for file in files {
        fs::copy(file, to.join(file.file_name().unwrap_or_default()))?;
    }
    Ok(())
}

/// libFuzzer names what it finds by its SHA-1.
fn is_nameless(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    name.len() == 40 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_ours_is_none_of_libfuzzers() {
        let nameless = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
        assert!(is_nameless(&Path::new("corpus/url").join(nameless)));
        for named in [
            "accept-language",
            "",
            &nameless[1..],
            &nameless.replace('d', "x"),
        ] {
            assert!(
                !is_nameless(&Path::new("corpus/url").join(named)),
                "{named}"
            );
        }
    }
}
