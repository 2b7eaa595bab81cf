//! The preflight as an engine sends and judges it.

use alloc::borrow::ToOwned;
use alloc::string::String;

use crate::engine::EngineProfile;
use crate::spec::cors_preflight_fetch::{
    cors_preflight_headers_for, hold_against, is_ok_status, read_grant, read_lists, Grant,
    Leniency, PreflightFailure,
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
    let own = request.origin.same_origin(&request.current_url().origin);
    let check = !own || rules.own_origin_is_checked.value;
    let read = if rules.status_is_checked_first.value && !is_ok_status(status) {
        Err(PreflightFailure::StatusNotOk { status })
    } else if check {
        read_grant(&origin, request.includes_credentials(), status, headers)
    } else {
        read_lists(status, headers)
    };
    let mut grant = match read {
        Ok(grant) => grant,
        Err(failure) => {
            return Judged {
                grant: None,
                verdict: Err(failure),
            }
        }
    };
    let leniency = Leniency {
        wildcard_covers_authorization: rules.wildcard_covers_authorization.value,
        forced_preflight_permits_nothing: !rules.forced_preflight_permits_its_method.value,
    };
    let verdict = hold_against(request, names, &mut grant, leniency);
    Judged {
        grant: Some(grant),
        verdict,
    }
}

/// In whose name a preflight asks: some engines take the page's although redirects have tainted it.
fn preflight_origin(request: &Request, profile: &EngineProfile) -> String {
    // What watches a page follows no redirect.
    let tainted = !cfg!(feature = "watch");
    if !tainted || profile.redirects.tainted_preflight_has_page_origin.value {
        request.origin.serialize()
    } else {
        request.byte_serialized_origin()
    }
}
