//! What a server answers that does what a policy says, and no more.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::configuration::CorsPolicy;
use crate::say::join;
use crate::wire::{WireKind, WireRequest, WireResponse};

/// Lines of an answer.
pub type Lines = Vec<(String, String)>;

/// The header lines that a page of `origin` gets; `None` if it may not ask.
///
/// ```
/// use cors_forecast::{policy_lines, CorsPolicy, WireKind};
/// let policy = CorsPolicy { methods: vec!["PUT".into()], ..CorsPolicy::new(["https://app.example"]) };
/// let lines = policy_lines(&policy, WireKind::Preflight, "https://app.example").unwrap();
/// assert_eq!(lines[1], ("Access-Control-Allow-Methods".into(), "PUT".into()));
/// assert_eq!(policy_lines(&policy, WireKind::Actual, "https://evil.example"), None);
/// ```
pub fn policy_lines(policy: &CorsPolicy, kind: WireKind, origin: &str) -> Option<Lines> {
    let listed = policy.origins.listed();
    let asks = |list: &[String]| list.iter().any(|known| known == origin);
    if !listed.is_none_or(asks) {
        return None;
    }
    let mut lines = Lines::new();
    let mut line = |name: &str, value: String| lines.push((name.to_string(), value));
    let whose = if listed.is_some() { origin } else { "*" };
    line("Access-Control-Allow-Origin", whose.to_string());
    if policy.credentials {
        line("Access-Control-Allow-Credentials", "true".to_string());
    }
    match kind {
        WireKind::Preflight => {
            let methods = policy.methods_to_list();
            if !methods.is_empty() {
                line("Access-Control-Allow-Methods", join(&methods, ", "));
            }
            if !policy.headers.is_empty() {
                line("Access-Control-Allow-Headers", list(&policy.headers));
            }
            if let Some(max_age) = policy.max_age {
                line("Access-Control-Max-Age", max_age.to_string());
            }
        }
        WireKind::Actual => {
            if !policy.expose_headers.is_empty() {
                line(
                    "Access-Control-Expose-Headers",
                    list(&policy.expose_headers),
                );
            }
        }
    }
    if listed.is_some() {
        line("Vary", "Origin".to_string());
    }
    Some(lines)
}

fn list(names: &[String]) -> String {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    join(&names, ", ")
}

/// The answer to a request by a page that counts as one of `listed`.
pub(super) fn response(
    policy: &CorsPolicy,
    wire: &WireRequest,
    listed: &str,
    path: &str,
) -> WireResponse {
    let status = match wire.kind {
        WireKind::Preflight => 204,
        WireKind::Actual => 200,
    };
    let lines = policy_lines(policy, wire.kind, listed).filter(|_| is_below(path, &policy.path));
    let refused = || alloc::vec![("Vary".to_string(), "Origin".to_string())];
    let mut headers = lines.unwrap_or_else(refused);
    let own = wire.header("origin").unwrap_or(listed);
    for (name, value) in &mut headers {
        if name == "Access-Control-Allow-Origin" && value == listed {
            *value = own.to_string();
        }
    }
    // All that an EventSource takes.
    headers.push(("Content-Type".to_string(), "text/event-stream".to_string()));
    WireResponse {
        status,
        headers,
        ..WireResponse::default()
    }
}

/// Whether a path is `root` or below it.
pub(super) fn is_below(path: &str, root: &str) -> bool {
    let root = root.strip_suffix('/').unwrap_or(root);
    path.strip_prefix(root)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::is_below;

    #[test]
    fn paths_end_with_whole_segments() {
        for (path, root) in [
            ("/", "/"),
            ("/a/b", "/"),
            ("/a/b", "/a"),
            ("/a", "/a"),
            ("/a/", "/a"),
        ] {
            assert!(is_below(path, root), "{path} {root}");
        }
        for (path, root) in [("/ab", "/a"), ("/", "/a"), ("/b/a", "/a")] {
            assert!(!is_below(path, root), "{path} {root}");
        }
    }
}
