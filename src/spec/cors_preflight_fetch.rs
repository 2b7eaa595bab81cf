//! The CORS-preflight fetch: the `OPTIONS` request, and whether its response permits what it asks for.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::cors_check::{cors_check_for, CorsCheckFailure};
use super::header::is_cors_non_wildcard_request_header_name;
use super::header_list::HeaderList;
use super::header_list_values::{extract_header_list_values, extract_max_age, MaxAge, NotAToken};
use super::method::is_cors_safelisted_method;
#[cfg(not(feature = "watch"))]
use super::names::Listed;
use super::request::Request;

/// How long a permission lasts if the server does not say. Seconds.
///
/// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch), step 7.9
pub const DEFAULT_MAX_AGE: u64 = 5;

/// Whether `status` is 200–299.
///
/// [ok status](https://fetch.spec.whatwg.org/#ok-status)
pub fn is_ok_status(status: u16) -> bool {
    (200..300).contains(&status)
}

/// The headers of the `OPTIONS` request, in order; `names` are the CORS-unsafe request-header names.
///
/// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch), steps 1–5, and the `Origin` that is
/// appended when it is sent. `Referer`, `User-Agent` and what belongs to the connection are not in the list.
pub fn cors_preflight_headers(request: &Request, names: &[String]) -> HeaderList {
    cors_preflight_headers_for(request.byte_serialized_origin(), request, names)
}

/// [`cors_preflight_headers`] in the name of an origin.
pub fn cors_preflight_headers_for(
    origin: String,
    request: &Request,
    names: &[String],
) -> HeaderList {
    let mut headers = HeaderList::default();
    headers.append("Accept", b"*/*");
    headers.append("Access-Control-Request-Method", request.method.as_bytes());
    if !names.is_empty() {
        let mut list = Vec::new();
        for name in names {
            if !list.is_empty() {
                list.push(b',');
            }
            list.extend_from_slice(name.as_bytes());
        }
        headers.append("Access-Control-Request-Headers", &list);
    }
    headers.append("Origin", origin.as_bytes());
    headers
}

/// Why a preflight's response does not permit the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PreflightFailure {
    /// It fails the CORS check.
    CorsCheck(CorsCheckFailure),
    /// Its status is not 200–299; redirects are not followed.
    StatusNotOk {
        /// Its status.
        status: u16,
    },
    /// `Access-Control-Allow-Methods` can't be read.
    AllowMethodsUnparsable(NotAToken),
    /// `Access-Control-Allow-Headers` can't be read.
    AllowHeadersUnparsable(NotAToken),
    /// The method is not listed.
    MethodNotAllowed {
        /// The method.
        method: String,
    },
    /// `Authorization` is not listed by name, and `*` does not cover it.
    NonWildcardHeaderNotListed {
        /// The header's name, in lower case.
        name: String,
    },
    /// A header is not listed.
    HeaderNotAllowed {
        /// Its name, in lower case.
        name: String,
    },
}

/// What a preflight's response permits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What `Access-Control-Allow-Methods` lists; `None` if it is absent.
    pub methods: Option<Vec<String>>,
    /// What `Access-Control-Allow-Headers` lists; `None` if it is absent.
    pub header_names: Option<Vec<String>>,
    /// For how long.
    pub max_age: MaxAge,
}

/// What a preflight's response lists, before it is held against the request of `origin`.
///
/// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch), steps 7 to 7.3
///
/// # Errors
///
/// [`PreflightFailure`] of the checks that do not depend on method and headers.
pub fn read_grant(
    origin: &str,
    includes_credentials: bool,
    status: u16,
    headers: &HeaderList,
) -> Result<Grant, PreflightFailure> {
    // 7. The CORS check, and the status.
    cors_check_for(origin, includes_credentials, headers).map_err(PreflightFailure::CorsCheck)?;
    read_lists(status, headers)
}

/// [`read_grant`] without the CORS check.
///
/// # Errors
///
/// [`PreflightFailure`] of the status and the lists.
pub fn read_lists(status: u16, headers: &HeaderList) -> Result<Grant, PreflightFailure> {
    if !is_ok_status(status) {
        return Err(PreflightFailure::StatusNotOk { status });
    }
    // 7.1–7.3 The lists.
    let methods = extract_header_list_values(headers, "access-control-allow-methods")
        .map_err(PreflightFailure::AllowMethodsUnparsable)?;
    let header_names = extract_header_list_values(headers, "access-control-allow-headers")
        .map_err(PreflightFailure::AllowHeadersUnparsable)?;
    Ok(Grant {
        methods,
        header_names,
        max_age: extract_max_age(headers),
    })
}

/// Whether the response permits the request; `names` are the CORS-unsafe request-header names.
///
/// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch), steps 7–7.7
///
/// # Errors
///
/// [`PreflightFailure`] names the first step that returns a network error.
pub fn cors_preflight_response(
    request: &Request,
    names: &[String],
    status: u16,
    headers: &HeaderList,
) -> Result<Grant, PreflightFailure> {
    let origin = request.byte_serialized_origin();
    let mut grant = read_grant(&origin, request.includes_credentials(), status, headers)?;
    hold_against(request, names, &mut grant, Leniency::default())?;
    Ok(grant)
}

/// What is let pass that the standard does not; nothing by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leniency {
    /// `*` covers `Authorization`: step 7.6 is left out.
    pub wildcard_covers_authorization: bool,
    /// A forced preflight does not permit its own method: step 7.4 is left out.
    pub forced_preflight_permits_nothing: bool,
}

/// Holds what a response lists against the request: steps 7.4 to 7.7.
///
/// # Errors
///
/// [`PreflightFailure`] names the first step that returns a network error.
pub fn hold_against(
    request: &Request,
    names: &[String],
    grant: &mut Grant,
    leniency: Leniency,
) -> Result<(), PreflightFailure> {
    // 7.4 A forced preflight is remembered by its method.
    let forced = request.use_cors_preflight_flag && !leniency.forced_preflight_permits_nothing;
    if grant.methods.is_none() && forced {
        grant.methods = Some(vec![request.method.clone()]);
    }
    method_allowed(request, grant)?;
    if !leniency.wildcard_covers_authorization {
        non_wildcard_headers_listed(request, grant)?;
    }
    headers_allowed(request, names, grant)
}

/// Step 7.5: the method is listed, or needs no listing.
///
/// # Errors
///
/// [`PreflightFailure::MethodNotAllowed`].
pub fn method_allowed(request: &Request, grant: &Grant) -> Result<(), PreflightFailure> {
    let methods = grant.methods.as_deref().unwrap_or_default();
    let wildcard = !request.includes_credentials() && methods.iter().any(|method| method == "*");
    if methods.contains(&request.method) || is_cors_safelisted_method(&request.method) || wildcard {
        return Ok(());
    }
    Err(PreflightFailure::MethodNotAllowed {
        method: request.method.clone(),
    })
}

/// Step 7.6: Authorization, if the request has it, is listed by name.
///
/// # Errors
///
/// [`PreflightFailure::NonWildcardHeaderNotListed`].
pub fn non_wildcard_headers_listed(
    request: &Request,
    grant: &Grant,
) -> Result<(), PreflightFailure> {
    // There is but one such name, in whatever case.
    let unlisted = (request.header_list.0.iter())
        .find(|header| is_cors_non_wildcard_request_header_name(&header.name))
        .filter(|header| !grant.lists_header_name(&header.name));
    match unlisted {
        Some(header) => Err(PreflightFailure::NonWildcardHeaderNotListed {
            name: header.name.to_ascii_lowercase(),
        }),
        None => Ok(()),
    }
}

/// Step 7.7: each unsafe header is listed, or `*` covers it.
///
/// # Errors
///
/// [`PreflightFailure::HeaderNotAllowed`] for the first that is not.
pub fn headers_allowed(
    request: &Request,
    names: &[String],
    grant: &Grant,
) -> Result<(), PreflightFailure> {
    if !request.includes_credentials() && grant.lists_header_name("*") {
        return Ok(());
    }
    #[cfg(not(feature = "watch"))]
    let listed = Listed::of(grant.header_names.as_deref().unwrap_or_default());
    #[cfg(not(feature = "watch"))]
    let lists = |name: &str| listed.has(name);
    #[cfg(feature = "watch")]
    let lists = |name: &str| grant.lists_header_name(name);
    match names.iter().find(|name| !lists(name)) {
        Some(name) => Err(PreflightFailure::HeaderNotAllowed { name: name.clone() }),
        None => Ok(()),
    }
}

impl Grant {
    /// Whether `Access-Control-Allow-Headers` lists the name, in any case.
    pub fn lists_header_name(&self, name: &str) -> bool {
        self.header_names
            .iter()
            .flatten()
            .any(|listed| listed.eq_ignore_ascii_case(name))
    }
}
