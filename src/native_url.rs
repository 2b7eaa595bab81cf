//! URLs outside a browser: the `url` crate in the place of the browser's own parser.

use crate::spec::origin::Origin;
use crate::spec::url::Url;

/// Parses as browsers do.
///
/// [`ParseUrl`](crate::spec::url::ParseUrl)
pub fn parse_url(input: &str, base: Option<&str>) -> Option<Url> {
    let url = match base {
        Some(base) => url::Url::parse(base).ok()?.join(input).ok()?,
        None => url::Url::parse(input).ok()?,
    };
    Some(Url {
        origin: Origin::from_serialization(&url.origin().ascii_serialization())?,
        port: url.port(),
        href: url.into(),
    })
}
