//! URLs in JavaScript: the platform's own parser.

use web_sys::Url as PlatformUrl;

use crate::spec::origin::{port, Origin};
use crate::spec::url::Url;

/// [`ParseUrl`](crate::spec::url::ParseUrl) by `new URL()`.
pub(super) fn parse_url(input: &str, base: Option<&str>) -> Option<Url> {
    let url = match base {
        Some(base) => PlatformUrl::new_with_base(input, base),
        None => PlatformUrl::new(input),
    }
    .ok()?;
    Some(Url {
        href: url.href(),
        origin: Origin::from_serialization(&url.origin())?,
        port: port(&url.port()),
    })
}
