//! What made a request, by the words of consoles.

/// Words at the beginning of what consoles print, and what is meant.
const KINDS: &[(&str, &str)] = &[
    ("fetch", "fetch"),
    ("xmlhttprequest", "xhr"),
    ("eventsource", "event-source"),
    ("beacon", "beacon"),
    ("script", "script"),
    ("css stylesheet", "stylesheet"),
    ("font", "font"),
    ("image", "image"),
    ("video", "video"),
    ("audio", "audio"),
    ("text track", "text-track"),
    ("manifest", "manifest"),
    ("cannot load image", "image"),
    ("cannot load script", "script"),
    ("cannot load stylesheet", "stylesheet"),
    ("resource", "resource"),
    (
        "was loaded over https, but requested an insecure xmlhttprequest",
        "xhr",
    ),
    (
        "was loaded over https, but requested an insecure eventsource",
        "event-source",
    ),
    (
        "typeerror: failed to fetch dynamically imported module",
        "script",
    ),
    ("typeerror: failed to fetch", "fetch"),
    ("error loading dynamically imported module", "script"),
    ("networkerror when attempting to fetch", "fetch"),
];

/// The kind that a text begins with.
pub(super) fn of(text: &str) -> Option<&'static str> {
    let begins = |word: &&(&str, &str)| {
        text.get(..word.0.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word.0))
    };
    KINDS.iter().find(begins).map(|(_, kind)| *kind)
}
