//! Where a step of the standard can be read.

/// The definition of an algorithm, by the first words of its steps; of two that fit the first is meant.
const DEFINITIONS: &[(&str, &str)] = &[
    (
        "cors-preflight-fetch/7/cors-check",
        "https://fetch.spec.whatwg.org/#concept-cors-check",
    ),
    (
        "http-fetch/cors-check",
        "https://fetch.spec.whatwg.org/#concept-cors-check",
    ),
    (
        "cors-check",
        "https://fetch.spec.whatwg.org/#concept-cors-check",
    ),
    (
        "cors-preflight-fetch",
        "https://fetch.spec.whatwg.org/#cors-preflight-fetch",
    ),
    (
        "cors-preflight-request",
        "https://fetch.spec.whatwg.org/#cors-preflight-request",
    ),
    (
        "cors-and-http-caches",
        "https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches",
    ),
    (
        "cors-and-credentials",
        "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials",
    ),
    (
        "cors-protocol",
        "https://fetch.spec.whatwg.org/#http-cors-protocol",
    ),
    (
        "origin-header",
        "https://fetch.spec.whatwg.org/#origin-header",
    ),
    (
        "methods/normalize",
        "https://fetch.spec.whatwg.org/#concept-method-normalize",
    ),
    (
        "http-redirect-fetch",
        "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
    ),
    (
        "http-network-or-cache-fetch",
        "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    ),
    (
        "http-network-fetch",
        "https://fetch.spec.whatwg.org/#concept-http-network-fetch",
    ),
    (
        "http-fetch",
        "https://fetch.spec.whatwg.org/#concept-http-fetch",
    ),
    (
        "main-fetch",
        "https://fetch.spec.whatwg.org/#concept-main-fetch",
    ),
    (
        "scheme-fetch",
        "https://fetch.spec.whatwg.org/#concept-scheme-fetch",
    ),
    (
        "rfc-9110/204",
        "https://www.rfc-editor.org/rfc/rfc9110#name-204-no-content",
    ),
    (
        "rfc-9110/allow",
        "https://www.rfc-editor.org/rfc/rfc9110#name-allow",
    ),
    (
        "rfc-9110/options",
        "https://www.rfc-editor.org/rfc/rfc9110#name-options",
    ),
    (
        "private-network",
        "https://wicg.github.io/private-network-access/",
    ),
    (
        "request-constructor",
        "https://fetch.spec.whatwg.org/#dom-request",
    ),
    (
        "event-source",
        "https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model",
    ),
    ("fetch/", "https://fetch.spec.whatwg.org/#fetch-method"),
];

/// The address of the definition that a step is of; that of the protocol where it is of none.
pub(super) fn spec_of(step: &str) -> &'static str {
    let found = DEFINITIONS
        .iter()
        .find(|(start, _)| step.starts_with(start));
    found.map_or(
        "https://fetch.spec.whatwg.org/#http-cors-protocol",
        |(_, address)| address,
    )
}
