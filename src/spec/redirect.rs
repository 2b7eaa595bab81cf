//! Redirects: what becomes of the request, and of its origin.

use alloc::borrow::ToOwned;
use alloc::string::String;

use super::header::is_request_body_header_name;
use super::request::{Request, RequestMode, ResponseTainting};
use super::url::Url;

/// How many redirects are followed.
///
/// [HTTP-redirect fetch](https://fetch.spec.whatwg.org/#http-redirect-fetch), step 7
pub const MAX_REDIRECTS: u32 = 20;

/// Whether `status` is a redirect.
///
/// [redirect status](https://fetch.spec.whatwg.org/#redirect-status)
pub fn is_redirect_status(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

/// Why a redirect is not followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RedirectFailure {
    /// `Location` is no URL.
    LocationUnparsable,
    /// `Location` is neither `http:` nor `https:`.
    SchemeNotHttp {
        /// Its scheme.
        scheme: String,
    },
    /// The page asked for redirect mode `error`.
    RedirectModeError,
    /// More than [`MAX_REDIRECTS`].
    TooManyRedirects,
    /// `Location` has a user name or password, and CORS applies.
    LocationIncludesCredentials,
    /// The body was a stream, which can't be sent again.
    BodySourceNull,
}

/// Whether the request has left for another origin a second time, so that nobody may be told whose it is.
///
/// [redirect-taint](https://fetch.spec.whatwg.org/#concept-request-tainted-origin): whether it is other than "same-origin".
pub fn redirect_taint(request: &Request) -> bool {
    request.url_list.windows(2).any(|hop| {
        !hop[1].origin.same_origin(&hop[0].origin) && !request.origin.same_origin(&hop[0].origin)
    })
}

/// Makes the request that follows a redirect out of the one that was redirected.
///
/// [HTTP-redirect fetch](https://fetch.spec.whatwg.org/#http-redirect-fetch) from the location URL on, for redirect
/// mode `follow`. `location` has the fragment of the current URL if it had none.
///
/// # Errors
///
/// [`RedirectFailure`] names the step; the request is then as it was, less the count.
pub fn http_redirect_fetch(
    request: &mut Request,
    status: u16,
    location: Url,
) -> Result<(), RedirectFailure> {
    // 6. Only to HTTP(S).
    if !location.is_http_scheme() {
        return Err(RedirectFailure::SchemeNotHttp {
            scheme: location.scheme().to_owned(),
        });
    }
    // 7.–8. How often.
    if request.redirect_count == MAX_REDIRECTS {
        return Err(RedirectFailure::TooManyRedirects);
    }
    request.redirect_count += 1;
    // 9.–10. No passwords across origins.
    let crosses = !location.origin.same_origin(&request.origin);
    let tainted = request.response_tainting == ResponseTainting::Cors;
    if location.includes_credentials()
        && (tainted || (request.mode == RequestMode::Cors && crosses))
    {
        return Err(RedirectFailure::LocationIncludesCredentials);
    }
    // 11. A stream is gone.
    if status != 303
        && request
            .body
            .as_ref()
            .is_some_and(|body| body.source_is_null)
    {
        return Err(RedirectFailure::BodySourceNull);
    }
    // 12. Some redirects turn the method into GET.
    let becomes_get = match status {
        301 | 302 => request.method == "POST",
        303 => request.method != "GET" && request.method != "HEAD",
        _ => false,
    };
    if becomes_get {
        request.method = "GET".to_owned();
        request.body = None;
        request
            .header_list
            .0
            .retain(|header| !is_request_body_header_name(&header.name));
    }
    // 13. Authorization stays with its origin.
    if !request.current_url().origin.same_origin(&location.origin) {
        request.header_list.delete("authorization");
    }
    // 18. The new URL.
    request.url_list.push(location);
    Ok(())
}
