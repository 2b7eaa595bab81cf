//! A preflight as a command line that can be pasted.

use alloc::string::String;
use alloc::vec::Vec;

use crate::forecast::PreflightReport;
use crate::say::join;
use crate::wire::WireRequest;

/// Who reads a command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shell {
    /// A POSIX shell: bash, zsh, dash.
    #[default]
    Posix,
    /// PowerShell, where `curl.exe` is the program; `curl` alone may be something else.
    PowerShell,
    /// `cmd.exe`
    Cmd,
}

/// What a preflight consists of. Nothing else is written down: what a page's own request carries is nobody's business.
const OF_PREFLIGHTS: [&str; 5] = [
    "origin",
    "access-control-request-method",
    "access-control-request-headers",
    "access-control-request-private-network",
    "accept",
];

/// The command line that asks for a preflight's answer, for a POSIX shell.
///
/// [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-request)
///
/// ```
/// use cors_forecast::{curl, WireKind, WireRequest};
/// let preflight = WireRequest {
///     kind: WireKind::Preflight,
///     method: "OPTIONS".into(),
///     url: "https://api.example/items?tag=it's".into(),
///     headers: vec![
///         ("Origin".into(), "https://app.example".into()),
///         ("Access-Control-Request-Method".into(), "PUT".into()),
///     ],
/// };
/// assert_eq!(
///     curl(&preflight),
///     "curl -i -X OPTIONS 'https://api.example/items?tag=it'\\''s' -H 'Origin: https://app.example' \
///      -H 'Access-Control-Request-Method: PUT'"
/// );
/// ```
pub fn curl(preflight: &WireRequest) -> String {
    curl_for(preflight, Shell::Posix)
}

/// [`curl`] for another shell.
pub fn curl_for(preflight: &WireRequest, shell: Shell) -> String {
    line(&preflight.url, &preflight.headers, shell)
}

impl PreflightReport {
    /// The command line that asks for the preflight's answer.
    ///
    /// ```
    /// use cors_forecast::{Engine, Forecaster, RequestDescription, Shell};
    /// let forecaster = Forecaster::new("https://app.example", Engine::Chromium)?;
    /// let put = RequestDescription {
    ///     method: Some("PUT".into()),
    ///     ..RequestDescription::new("https://api.example/items/1")
    /// };
    /// let preflight = forecaster.predict(&put, 0.0).preflight.unwrap();
    /// assert!(preflight.curl(Shell::Posix).ends_with("-H 'Access-Control-Request-Method: PUT' -H 'Origin: https://app.example'"));
    /// # Ok::<(), cors_forecast::Error>(())
    /// ```
    pub fn curl(&self, shell: Shell) -> String {
        line(&self.url, &self.headers, shell)
    }
}

fn line(url: &str, headers: &[(String, String)], shell: Shell) -> String {
    let program = match shell {
        Shell::PowerShell => "curl.exe",
        Shell::Posix | Shell::Cmd => "curl",
    };
    let mut words: Vec<String> = Vec::from([program, "-i", "-X", "OPTIONS"].map(String::from));
    let url = without_userinfo(url);
    // Without it curl would take brackets and braces for patterns.
    if url.contains(['[', ']', '{', '}']) {
        words.push(String::from("--globoff"));
    }
    words.push(quoted(&url, shell));
    for (name, value) in headers {
        if OF_PREFLIGHTS.contains(&name.to_ascii_lowercase().as_str()) {
            words.push(String::from("-H"));
            // `Name;` is how curl is told to send an empty one.
            let line = match value.is_empty() {
                true => [name, ";"].concat(),
                false => [name, ": ", value].concat(),
            };
            words.push(quoted(&line, shell));
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    join(&words, " ")
}

/// A URL as it may be shown.
fn without_userinfo(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return String::from(url);
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let host = host.rsplit('@').next().unwrap_or_default();
    [scheme, "://", host, path].concat()
}

fn quoted(text: &str, shell: Shell) -> String {
    match shell {
        Shell::Posix => ["'", &text.replace('\'', "'\\''"), "'"].concat(),
        Shell::PowerShell => ["'", &text.replace('\'', "''"), "'"].concat(),
        Shell::Cmd => for_cmd(text),
    }
}

/// As DevTools do it: the quotes are escaped from `cmd.exe`, and so is what it would act upon.
fn for_cmd(text: &str) -> String {
    let mut quoted = String::from("^\"");
    let mut backslashes = 0;
    for letter in text.chars() {
        if letter == '"' {
            // Backslashes before a quote count twice, and the quote needs one of its own.
            push(&mut quoted, "^\\", backslashes + 1);
        }
        backslashes = if letter == '\\' { backslashes + 1 } else { 0 };
        let plain = letter.is_ascii_alphanumeric() || " _:/.,*=-".contains(letter);
        if !plain {
            quoted.push('^');
        }
        quoted.push(letter);
    }
    push(&mut quoted, "^\\", backslashes);
    quoted.push_str("^\"");
    quoted
}

fn push(text: &mut String, piece: &str, times: usize) {
    for _ in 0..times {
        text.push_str(piece);
    }
}
