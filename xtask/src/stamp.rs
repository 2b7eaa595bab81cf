//! Doing nothing twice: a digest of everything that a step reads, kept beside what it made.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A digest of what goes into a step. Only ever compared with one that the same program made.
#[derive(Default)]
pub struct Digest(DefaultHasher);

impl Digest {
    /// A text: an option, a version, a source.
    pub fn text(mut self, text: &str) -> Self {
        text.hash(&mut self.0);
        self
    }

    /// A file's content; that there is none counts as well.
    pub fn file(mut self, path: &Path) -> Self {
        fs::read(path).ok().hash(&mut self.0);
        self
    }

    /// Names and contents of all files below a folder, but for `node_modules`.
    pub fn tree(mut self, folder: &Path) -> Result<Self, String> {
        for file in files(folder)? {
            file.hash(&mut self.0);
            self = self.file(&folder.join(&file));
        }
        Ok(self)
    }
}

/// The record of a step that was done.
pub struct Stamp {
    file: PathBuf,
    digest: String,
}

impl Stamp {
    /// The record in `file` of a step whose inputs are `digest`.
    pub fn new(file: PathBuf, digest: Digest) -> Self {
        Self {
            file,
            digest: format!("{:016x}\n", digest.0.finish()),
        }
    }

    /// Whether the step was done with just these inputs.
    pub fn is_fresh(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|recorded| recorded == self.digest)
    }

    /// The step begins: whatever becomes of it, what was made before is not to be trusted.
    pub fn remove(&self) -> Result<(), String> {
        match fs::remove_file(&self.file) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(format!("{} can't be removed: {error}", self.file.display()))
            }
            _ => Ok(()),
        }
    }

    /// The step was done.
    pub fn write(&self) -> Result<(), String> {
        write(&self.file, self.digest.as_bytes())
    }
}

/// The files below a folder as paths from there, sorted, without any `node_modules`.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(inner) = folders.pop() {
        let unreadable =
            |error| format!("{} can't be listed: {error}", folder.join(&inner).display());
        for entry in fs::read_dir(folder.join(&inner)).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let path = inner.join(entry.file_name());
            if !entry.file_type().map_err(unreadable)?.is_dir() {
                found.push(path);
            } else if entry.file_name() != "node_modules" {
                folders.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Writes a file and the folders that lead to it.
pub fn write(path: &Path, content: &[u8]) -> Result<(), String> {
    path.parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(path, content))
        .map_err(|error| format!("{} can't be written: {error}", path.display()))
}

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{} can't be read: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_fresh_until_an_input_changes() -> Result<(), String> {
        let folder =
            std::env::temp_dir().join(format!("cors-forecast-stamp-{}", std::process::id()));
        let source = folder.join("tree/source.txt");
        let stamp = || {
            Ok::<_, String>(Stamp::new(
                folder.join("stamp"),
                Digest::default().tree(&folder.join("tree"))?,
            ))
        };

        write(&source, b"one")?;
        assert!(!stamp()?.is_fresh());
        stamp()?.write()?;
        assert!(stamp()?.is_fresh());
        write(&source, b"two")?;
        assert!(!stamp()?.is_fresh());
        stamp()?.write()?;
        write(&folder.join("tree/node_modules/other.txt"), b"ignored")?;
        assert!(stamp()?.is_fresh());
        write(&folder.join("tree/new.txt"), b"")?;
        assert!(!stamp()?.is_fresh());

        stamp()?.remove()?;
        assert!(!stamp()?.is_fresh());
        assert_eq!(stamp()?.remove(), Ok(()));

        fs::remove_dir_all(&folder).map_err(|error| error.to_string())
    }
}
