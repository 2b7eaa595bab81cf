//! What to type: a policy in the words of a server, with what goes wrong there built in.

mod policy;
mod problem;
mod stack;
mod stacks;
mod template;

use alloc::string::String;

use serde::Serialize;

pub use self::policy::{CorsPolicy, PermittedOrigins, Star};
pub use self::problem::PolicyProblem;
pub use self::stack::Stack;

/// A policy as a server's configuration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Configuration {
    /// For whom.
    pub stack: Stack,
    /// What people call it.
    pub title: &'static str,
    /// The code's language, as highlighters call it: `js`, `python`, `nginx`.
    pub language: &'static str,
    /// The file that it goes into.
    pub file: &'static str,
    /// What to install first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub install: Option<&'static str>,
    /// What to type.
    pub code: String,
    /// Where in the file it goes.
    pub place: &'static str,
    /// What goes wrong there, and how this avoids it.
    pub pitfalls: &'static [&'static str],
    /// Whether it was run.
    pub verified: Verified,
}

/// Whether what is written was run in the server that it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verified {
    /// With these versions: `cargo xtask servers` repeats it.
    With(&'static str),
    /// Not, and why.
    Not(&'static str),
}

/// A server as lists show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StackSummary {
    /// Which.
    pub id: Stack,
    /// What people call it.
    pub title: &'static str,
    /// The language of its configuration.
    pub language: &'static str,
    /// Whether what is written for it was run.
    pub verified: Verified,
}

impl Stack {
    /// What lists show of it.
    pub fn summary(self) -> StackSummary {
        let about = stacks::about(self);
        StackSummary {
            id: self,
            title: about.title,
            language: about.language,
            verified: about.verified,
        }
    }
}

/// What is known of a stack.
struct About {
    title: &'static str,
    language: &'static str,
    file: &'static str,
    install: Option<&'static str>,
    place: &'static str,
    pitfalls: &'static [&'static str],
    verified: Verified,
    write: fn(&CorsPolicy) -> String,
}

/// The policy in the words of a server.
///
/// ```
/// use cors_forecast::{configure, CorsPolicy, Stack};
/// let policy = CorsPolicy {
///     methods: vec!["PUT".into()],
///     ..CorsPolicy::new(["https://app.example"])
/// };
/// let configuration = configure(&policy, Stack::Express)?;
/// assert!(configuration.code.contains("origin: [\"https://app.example\"]"));
/// # Ok::<(), cors_forecast::PolicyProblem>(())
/// ```
///
/// # Errors
///
/// [`PolicyProblem`] for a policy that is a hole, or can't be written.
pub fn configure(policy: &CorsPolicy, stack: Stack) -> Result<Configuration, PolicyProblem> {
    policy.check()?;
    let about = stacks::about(stack);
    Ok(Configuration {
        stack,
        title: about.title,
        language: about.language,
        file: about.file,
        install: about.install,
        code: (about.write)(policy),
        place: about.place,
        pitfalls: about.pitfalls,
        verified: about.verified,
    })
}
