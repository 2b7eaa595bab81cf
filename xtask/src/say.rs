//! What people read while they wait: a headline per step, and indented lines below it.

use std::io::Write;

/// A step begins.
pub fn headline(text: &str) {
    line(&format!("\n==> {text}"));
}

/// Something worth knowing about the step.
pub fn note(text: &str) {
    for text in text.lines() {
        line(&format!("    {text}"));
    }
}

/// A line as it is, out at once: what other programs print must stand after it.
pub fn line(text: &str) {
    let mut stdout = std::io::stdout().lock();
    // A closed terminal is no reason to fail.
    let _ = writeln!(stdout, "{text}").and_then(|()| stdout.flush());
}
