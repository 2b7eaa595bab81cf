//! Where things are: the workspace's root, cargo's target directory, and what the build makes of them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process;

/// The folders of this checkout, and the version that is being built.
pub struct Layout {
    /// The workspace's root.
    pub root: PathBuf,
    /// Cargo's target directory, wherever the user has put it.
    pub target: PathBuf,
    /// The version of the `cors-forecast` crate.
    pub version: String,
    /// The oldest Rust that the crate says it can be built with, for example `1.86`.
    pub rust_version: String,
}

impl Layout {
    /// Asks cargo, so that a workspace that was moved and a `CARGO_TARGET_DIR` are both right.
    pub fn find() -> Result<Self, String> {
        let mut cargo = process::cargo();
        cargo.args(["metadata", "--no-deps", "--format-version", "1"]);
        let text = process::output(&mut cargo)?;
        let metadata: serde_json::Value = serde_json::from_str(&text).map_err(|error| {
            format!("`cargo metadata` printed something that is not JSON: {error}")
        })?;
        let path = |key: &str| metadata[key].as_str().map(PathBuf::from);
        let package = metadata["packages"].as_array().and_then(|packages| {
            packages
                .iter()
                .find(|package| package["name"] == "cors-forecast")
        });
        let field = |key: &str| Some(package?[key].as_str()?.to_owned());
        match (path("workspace_root"), path("target_directory"), field("version"), field("rust_version")) {
            (Some(root), Some(target), Some(version), Some(rust_version)) => {
                Ok(Self { root, target, version, rust_version })
            }
            _ => Err("`cargo metadata` names no package `cors-forecast` with a version and a rust-version; \
                      run `cargo xtask` inside its repository"
                .to_owned()),
        }
    }

    /// A compiler for wasm32 may be another one than the active: sharing its folder would rebuild everything each time.
    pub fn wasm_target(&self) -> PathBuf {
        self.target.join("wasm")
    }

    /// What these commands remember and put aside between runs.
    pub fn state(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// What the build makes for others, and its records of that.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The npm package.
    pub fn pkg(&self) -> PathBuf {
        self.dist().join("pkg")
    }

    /// The built demo page.
    pub fn www(&self) -> PathBuf {
        self.dist().join("www")
    }

    /// The browser tests, a private npm package.
    pub fn browser_tests(&self) -> PathBuf {
        self.root.join("tests/browser")
    }

    /// The tools from npm that the build itself needs.
    pub fn npm_tools(&self) -> PathBuf {
        self.root.join("xtask/npm")
    }

    /// A path as people read it: from the workspace's root where it is inside.
    pub fn show(&self, path: &Path) -> String {
        path.strip_prefix(&self.root)
            .unwrap_or(path)
            .display()
            .to_string()
    }

    /// A command that runs in the workspace's root.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// Cargo, run in the workspace's root.
    pub fn cargo(&self) -> Command {
        let mut command = process::cargo();
        command.current_dir(&self.root);
        command
    }
}
