//! A server's answer as an engine reads it.

use crate::engine::EngineProfile;
use crate::spec::header_list::HeaderList;
use crate::wire::WireResponse;

/// The header lines, less those that do not count.
pub(crate) fn headers_as_read(response: &WireResponse, profile: &EngineProfile) -> HeaderList {
    let mut list = response.header_list();
    if profile.responses.empty_lines_are_absent.value {
        list.0
            .retain(|header| !header.value.is_empty() || header.is("location"));
    }
    list
}
