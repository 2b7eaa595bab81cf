//! A server's answer as an engine reads it.

use crate::engine::EngineProfile;
use crate::spec::header_list::HeaderList;
use crate::wire::WireResponse;

#[cfg(not(feature = "watch"))]
const ALLOW_ORIGIN: &str = "access-control-allow-origin";

/// The header lines, less those that do not count.
pub(crate) fn headers_as_read(response: &WireResponse, profile: &EngineProfile) -> HeaderList {
    let mut list = response.header_list();
    if profile.responses.empty_lines_are_absent.value {
        // What watches a page tells no more of it than that it fails.
        #[cfg(not(feature = "watch"))]
        if list.values(ALLOW_ORIGIN).all(<[u8]>::is_empty) {
            list.0.retain(|header| {
                !header.value.is_empty() || header.is("location") || header.is(ALLOW_ORIGIN)
            });
            return list;
        }
        list.0
            .retain(|header| !header.value.is_empty() || header.is("location"));
    }
    list
}
