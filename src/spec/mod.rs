//! The standards say so. One function per definition, named by the standard's whole phrase; no opinion, no clock, no page.
//!
//! Transcribed from the [Fetch Standard] at `whatwg/fetch` 586cd2a (2026-07-02), with what it builds upon:
//! [MIME Sniffing] 8a3b918, [XMLHttpRequest] d375b28, [Beacon] 2c9d057, [HTML] (EventSource), [Mixed Content] and
//! [Secure Contexts] (what is potentially trustworthy). Every "return false", "failure" and "network error" is an enum
//! variant that carries its data.
//!
//! [Fetch Standard]: https://fetch.spec.whatwg.org/
//! [MIME Sniffing]: https://mimesniff.spec.whatwg.org/
//! [XMLHttpRequest]: https://xhr.spec.whatwg.org/
//! [Beacon]: https://w3c.github.io/beacon/
//! [HTML]: https://html.spec.whatwg.org/
//! [Mixed Content]: https://w3c.github.io/webappsec-mixed-content/
//! [Secure Contexts]: https://w3c.github.io/webappsec-secure-contexts/

pub mod bad_port;
pub mod beacon;
pub mod body;
pub mod cors_check;
pub mod cors_preflight_cache;
pub mod cors_preflight_fetch;
pub mod cors_safelist;
pub mod event_source;
pub mod filtered_response;
pub mod header;
pub mod header_list;
pub mod header_list_values;
pub mod infra;
pub mod main_fetch;
pub mod method;
pub mod mime_type;
pub mod mixed_content;
pub mod no_cors;
pub mod origin;
pub mod range;
pub mod redirect;
pub mod request;
pub mod request_constructor;
pub mod request_init;
pub mod url;
pub mod xml_http_request;

pub(crate) mod names;

/// The revision of the Fetch Standard that this folder transcribes.
pub const FETCH_STANDARD_REVISION: &str = "586cd2a";
