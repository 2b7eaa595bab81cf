//! The CORS check: whether a response lets the page see it.

use alloc::borrow::ToOwned;
use alloc::string::String;

use super::header_list::HeaderList;
use super::infra;
use super::request::Request;

/// Why a response keeps the page out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CorsCheckFailure {
    /// No `Access-Control-Allow-Origin`.
    AllowOriginMissing,
    /// `*`, but the request includes credentials.
    AllowOriginWildcardWithCredentials,
    /// More than one line, or a list: the header takes one origin.
    AllowOriginMultiple {
        /// What the lines say together.
        value: String,
    },
    /// Another origin, or not to the byte.
    AllowOriginMismatch {
        /// What the server sent.
        value: String,
        /// What the request's `Origin` said.
        expected: String,
    },
    /// The request includes credentials, and there is no `Access-Control-Allow-Credentials`.
    AllowCredentialsMissing,
    /// `Access-Control-Allow-Credentials` is not exactly `true`.
    AllowCredentialsNotTrue {
        /// What the server sent.
        value: String,
    },
}

/// Whether `headers`, a response's, let the page that made `request` see it.
///
/// [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
///
/// # Errors
///
/// [`CorsCheckFailure`] names the first step that returns failure.
pub fn cors_check(request: &Request, headers: &HeaderList) -> Result<(), CorsCheckFailure> {
    cors_check_for(
        &request.byte_serialized_origin(),
        request.includes_credentials(),
        headers,
    )
}

/// [`cors_check`] for an origin, as the `Origin` header gives it, and whether the request includes credentials.
///
/// # Errors
///
/// [`CorsCheckFailure`] names the first step that returns failure.
pub fn cors_check_for(
    origin: &str,
    includes_credentials: bool,
    headers: &HeaderList,
) -> Result<(), CorsCheckFailure> {
    // 1.–2. The header, all lines of it.
    let value = headers
        .get("access-control-allow-origin")
        .ok_or(CorsCheckFailure::AllowOriginMissing)?;
    // 3. The wildcard.
    if value == b"*" {
        return if includes_credentials {
            Err(CorsCheckFailure::AllowOriginWildcardWithCredentials)
        } else {
            Ok(())
        };
    }
    // 4. To the byte.
    if value != origin.as_bytes() {
        let text = infra::isomorphic_decode(&value);
        return Err(if value.contains(&b',') {
            CorsCheckFailure::AllowOriginMultiple { value: text }
        } else {
            CorsCheckFailure::AllowOriginMismatch {
                value: text,
                expected: origin.to_owned(),
            }
        });
    }
    // 5.–8. Credentials.
    if !includes_credentials {
        return Ok(());
    }
    match headers.get("access-control-allow-credentials") {
        None => Err(CorsCheckFailure::AllowCredentialsMissing),
        Some(value) if value == b"true" => Ok(()),
        Some(value) => Err(CorsCheckFailure::AllowCredentialsNotTrue {
            value: infra::isomorphic_decode(&value),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_null_origin_can_be_allowed_by_name() {
        let mut headers = HeaderList::default();
        headers.append("Access-Control-Allow-Origin", b"null");
        assert_eq!(cors_check_for("null", false, &headers), Ok(()));
        assert_eq!(
            cors_check_for("null", true, &headers),
            Err(CorsCheckFailure::AllowCredentialsMissing)
        );
    }
}
