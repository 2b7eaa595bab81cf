//! The preflight as an engine sends and judges it.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;

use crate::engine::EngineProfile;
use crate::spec::cors_preflight_fetch::{
    cors_preflight_headers_for, headers_allowed, method_allowed, non_wildcard_headers_listed,
    read_grant, Grant, PreflightFailure,
};
use crate::spec::header_list::HeaderList;
use crate::spec::request::Request;
use crate::wire::{pairs, WireKind, WireRequest};

/// The `OPTIONS` request, exactly as on the wire less what belongs to the connection.
pub(crate) fn preflight_of(
    request: &Request,
    names: &[String],
    profile: &EngineProfile,
) -> WireRequest {
    let origin = preflight_origin(request, profile);
    WireRequest {
        kind: WireKind::Preflight,
        method: "OPTIONS".to_owned(),
        url: request.current_url().as_sent(),
        headers: pairs(&cors_preflight_headers_for(origin, request, names)),
    }
}

/// What a preflight's response permits, and whether that is enough.
pub(crate) struct Judged {
    /// `None` where the response could not be read at all.
    pub grant: Option<Grant>,
    pub verdict: Result<(), PreflightFailure>,
}

/// Holds a preflight's response against the request.
pub(crate) fn judge_preflight(
    request: &Request,
    names: &[String],
    status: u16,
    headers: &HeaderList,
    profile: &EngineProfile,
) -> Judged {
    let rules = &profile.responses;
    let origin = preflight_origin(request, profile);
    let mut grant = match read_grant(&origin, request.includes_credentials(), status, headers) {
        Ok(grant) => grant,
        Err(failure) => {
            return Judged {
                grant: None,
                verdict: Err(failure),
            }
        }
    };
    if grant.methods.is_none()
        && request.use_cors_preflight_flag
        && rules.forced_preflight_permits_its_method.value
    {
        grant.methods = Some(vec![request.method.clone()]);
    }
    let authorization = || match rules.wildcard_covers_authorization.value {
        true => Ok(()),
        false => non_wildcard_headers_listed(request, &grant),
    };
    let verdict = method_allowed(request, &grant)
        .and_then(|()| authorization())
        .and_then(|()| headers_allowed(request, names, &grant));
    Judged {
        grant: Some(grant),
        verdict,
    }
}

/// In whose name a preflight asks: some engines take the page's although redirects have tainted it.
fn preflight_origin(request: &Request, profile: &EngineProfile) -> String {
    if profile.redirects.tainted_preflight_has_page_origin.value {
        request.origin.serialize()
    } else {
        request.byte_serialized_origin()
    }
}
