//! The `Origin` header of an actual request.

use alloc::borrow::ToOwned;

use crate::spec::header_list::HeaderList;
use crate::spec::request::{Request, RequestMode, ResponseTainting};

/// [append a request `Origin` header](https://fetch.spec.whatwg.org/#append-a-request-origin-header), for the default
/// referrer policy. `stays`: whether it is there whatever the method.
pub(crate) fn append_a_request_origin_header(
    request: &Request,
    stays: bool,
    headers: &mut HeaderList,
) {
    let mut origin = request.byte_serialized_origin();
    if request.response_tainting != ResponseTainting::Cors {
        if matches!(request.method.as_str(), "GET" | "HEAD") && !stays {
            return;
        }
        let downgrade = origin.starts_with("https:") && request.current_url().scheme() == "http";
        if request.mode != RequestMode::Cors && downgrade {
            "null".clone_into(&mut origin);
        }
    }
    headers.append("Origin", origin.as_bytes());
}
