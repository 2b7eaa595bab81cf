//! `cargo xtask lab` where this program was built without it: builds it, and hands everything on.
//!
//! Whoever wants the demo need not wait for a WebDriver client and TLS.

use std::ffi::OsString;
use std::process::ExitCode;

use crate::layout::Layout;
use crate::process;

/// Whatever was asked for, `--help` too.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub struct Options {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    arguments: Vec<OsString>,
}

/// Runs the same command with the lab in it, and ends as it does.
pub fn run(layout: &Layout, options: &Options) -> Result<ExitCode, String> {
    let mut cargo = layout.cargo();
    cargo
        .args(["run", "--quiet", "--package", "xtask", "--features", "lab"])
        .args(["--", "lab"])
        .args(&options.arguments)
        // Files are named from where the user is.
        .current_dir(std::env::current_dir().map_err(|error| error.to_string())?);
    let status = process::status(&mut cargo)?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
