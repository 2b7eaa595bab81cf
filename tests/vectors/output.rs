//! Answers of `cors_forecast::spec` as vector rows write them.
//!
//! Each enumeration that says why something is refused has one table here: variant, code, data. The tables are
//! exhaustive, so a new variant does not compile until it has a code, and the codes are listed, so that a code without
//! a vector fails `every_refusal_has_a_vector`.

use cors_forecast::spec::body::FORM_DATA_CONTENT_TYPE;
use cors_forecast::spec::cors_check::CorsCheckFailure;
use cors_forecast::spec::cors_preflight_fetch::PreflightFailure;
use cors_forecast::spec::cors_safelist::{NotSafelisted, UnsafeHeader, UnsafeReason};
use cors_forecast::spec::header::Forbidden;
use cors_forecast::spec::header_list::HeaderList;
use cors_forecast::spec::header_list_values::NotAToken;
use cors_forecast::spec::infra;
use cors_forecast::spec::main_fetch::{Blocked, Branch};
use cors_forecast::spec::mime_type::MimeTypeFailure;
use cors_forecast::spec::range::RangeFailure;
use cors_forecast::spec::redirect::RedirectFailure;
use cors_forecast::spec::request::Request;
use cors_forecast::spec::request_init::RequestError;
use serde_json::{json, Value};

/// Something that is written as an object with a `code`.
pub trait Refusal {
    /// The object.
    fn json(&self) -> Value;
}

/// Declares the codes of an enumeration, and the data that go with each.
macro_rules! refusals {
    ($codes:ident: $type:ty { $($pattern:pat => $code:literal { $($members:tt)* },)+ }) => {
        // One of the two programs that run the vectors has no use for the lists.
        #[allow(dead_code)]
        #[doc = concat!("The codes of [`", stringify!($type), "`].")]
        pub const $codes: &[&str] = &[$($code),+];

        impl Refusal for $type {
            fn json(&self) -> Value {
                match self { $($pattern => json!({ "code": $code, $($members)* }),)+ }
            }
        }
    };
}

refusals! { FORBIDDEN: Forbidden {
    Forbidden::Name => "name" {},
    Forbidden::Prefix(prefix) => "prefix" { "prefix": prefix },
    Forbidden::MethodOverride { method } => "method-override" { "method": method },
} }

refusals! { NOT_SAFELISTED: NotSafelisted {
    NotSafelisted::ValueTooLong { bytes } => "value-too-long" { "bytes": bytes },
    NotSafelisted::UnsafeByte { offset, byte } => "unsafe-byte" { "offset": offset, "byte": byte },
    NotSafelisted::LanguageByte { offset, byte } => "language-byte" { "offset": offset, "byte": byte },
    NotSafelisted::MimeTypeUnparsable(failure) => "mime-type-unparsable" { "failure": failure.json() },
    NotSafelisted::EssenceNotSafelisted { essence } => "essence-not-safelisted" { "essence": essence },
    NotSafelisted::RangeUnparsable(failure) => "range-unparsable" { "failure": failure.json() },
    NotSafelisted::RangeStartMissing => "range-start-missing" {},
    NotSafelisted::NameNotListed => "name-not-listed" {},
} }

refusals! { MIME_TYPE_FAILURE: MimeTypeFailure {
    MimeTypeFailure::TypeEmpty => "type-empty" {},
    MimeTypeFailure::TypeNotToken { offset } => "type-not-token" { "offset": offset },
    MimeTypeFailure::SlashMissing => "slash-missing" {},
    MimeTypeFailure::SubtypeEmpty => "subtype-empty" {},
    MimeTypeFailure::SubtypeNotToken { offset } => "subtype-not-token" { "offset": offset },
} }

refusals! { RANGE_FAILURE: RangeFailure {
    RangeFailure::UnitNotBytes => "unit-not-bytes" {},
    RangeFailure::EqualsMissing { offset } => "equals-missing" { "offset": offset },
    RangeFailure::DashMissing { offset } => "dash-missing" { "offset": offset },
    RangeFailure::TrailingByte { offset } => "trailing-byte" { "offset": offset },
    RangeFailure::BothNumbersMissing => "both-numbers-missing" {},
    RangeFailure::StartAfterEnd => "start-after-end" {},
} }

refusals! { NOT_A_TOKEN: NotAToken {
    NotAToken { element } => "not-a-token" { "element": element },
} }

refusals! { CORS_CHECK_FAILURE: CorsCheckFailure {
    CorsCheckFailure::AllowOriginMissing => "allow-origin-missing" {},
    CorsCheckFailure::AllowOriginWildcardWithCredentials => "allow-origin-wildcard-with-credentials" {},
    CorsCheckFailure::AllowOriginMultiple { value } => "allow-origin-multiple" { "value": value },
    CorsCheckFailure::AllowOriginMismatch { value, expected } =>
        "allow-origin-mismatch" { "value": value, "expected": expected },
    CorsCheckFailure::AllowCredentialsMissing => "allow-credentials-missing" {},
    CorsCheckFailure::AllowCredentialsNotTrue { value } => "allow-credentials-not-true" { "value": value },
} }

refusals! { PREFLIGHT_FAILURE: PreflightFailure {
    PreflightFailure::CorsCheck(failure) => "cors-check" { "failure": failure.json() },
    PreflightFailure::StatusNotOk { status } => "status-not-ok" { "status": status },
    PreflightFailure::AllowMethodsUnparsable(NotAToken { element }) =>
        "allow-methods-unparsable" { "element": element },
    PreflightFailure::AllowHeadersUnparsable(NotAToken { element }) =>
        "allow-headers-unparsable" { "element": element },
    PreflightFailure::MethodNotAllowed { method } => "method-not-allowed" { "method": method },
    PreflightFailure::NonWildcardHeaderNotListed { name } => "non-wildcard-header-not-listed" { "name": name },
    PreflightFailure::HeaderNotAllowed { name } => "header-not-allowed" { "name": name },
} }

refusals! { BLOCKED: Blocked {
    Blocked::BadPort { port } => "bad-port" { "port": port },
    Blocked::MixedContent => "mixed-content" {},
    Blocked::ModeSameOrigin => "mode-same-origin" {},
    Blocked::NoCorsRedirectMode { redirect_mode } =>
        "no-cors-redirect-mode" { "redirectMode": redirect_mode.as_str() },
    Blocked::SchemeNotHttp { scheme } => "scheme-not-http" { "scheme": scheme },
    Blocked::BlobMethodNotGet { method } => "blob-method-not-get" { "method": method },
} }

refusals! { REDIRECT_FAILURE: RedirectFailure {
    RedirectFailure::LocationUnparsable => "location-unparsable" {},
    RedirectFailure::SchemeNotHttp { scheme } => "scheme-not-http" { "scheme": scheme },
    RedirectFailure::RedirectModeError => "redirect-mode-error" {},
    RedirectFailure::TooManyRedirects => "too-many-redirects" {},
    RedirectFailure::LocationIncludesCredentials => "location-includes-credentials" {},
    RedirectFailure::BodySourceNull => "body-source-null" {},
} }

refusals! { REQUEST_ERROR: RequestError {
    RequestError::UrlUnparsable => "url-unparsable" {},
    RequestError::UrlIncludesCredentials => "url-includes-credentials" {},
    RequestError::UrlSchemeNotHttp { scheme } => "url-scheme-not-http" { "scheme": scheme },
    RequestError::NotByteString { member, offset } => "not-a-byte-string" { "member": member, "offset": offset },
    RequestError::NotInEnumeration { member, .. } => "not-in-enumeration" { "member": member },
    RequestError::WindowNotNull => "window-not-null" {},
    RequestError::MethodNotToken => "method-not-a-token" {},
    RequestError::MethodForbidden { method } => "method-forbidden" { "method": method },
    RequestError::NoCorsMethod { method } => "no-cors-method" { "method": method },
    RequestError::ModeNavigate => "mode-navigate" {},
    RequestError::OnlyIfCachedMode => "only-if-cached-mode" {},
    RequestError::HeaderNameInvalid { index } => "header-name-invalid" { "index": index },
    RequestError::HeaderValueInvalid { name } => "header-value-invalid" { "name": name },
    RequestError::BodyWithGetOrHead { method } => "body-with-get-or-head" { "method": method },
    RequestError::StreamWithKeepalive => "stream-with-keepalive" {},
    RequestError::StreamWithoutDuplex => "stream-without-duplex" {},
    RequestError::StreamMode { mode } => "stream-mode" { "mode": mode },
} }

// As with the lists above.
#[allow(dead_code)]
/// The codes of [`UnsafeReason`] beyond those of [`NotSafelisted`].
pub const UNSAFE_REASON: &[&str] = &["safelist-value-size-exceeded"];

impl Refusal for UnsafeReason {
    fn json(&self) -> Value {
        match self {
            Self::NotSafelisted(not_safelisted) => not_safelisted.json(),
            Self::SafelistValueSizeExceeded { bytes } => {
                json!({ "code": "safelist-value-size-exceeded", "bytes": bytes })
            }
        }
    }
}

/// Null for yes, the refusal's object for no.
pub fn verdict(result: Result<(), impl Refusal>) -> Value {
    result.map_or_else(|refusal| refusal.json(), |()| Value::Null)
}

/// Name and value pairs. A boundary, which browsers make up, is an ellipsis.
pub fn header_list(list: &HeaderList) -> Value {
    let value = |value: &[u8]| content_type(&infra::isomorphic_decode(value));
    list.0
        .iter()
        .map(|header| json!([header.name, value(&header.value)]))
        .collect()
}

/// A value; [`FORM_DATA_CONTENT_TYPE`] with an ellipsis for the boundary.
pub fn content_type(value: &str) -> String {
    if value == FORM_DATA_CONTENT_TYPE {
        "multipart/form-data; boundary=\u{2026}".to_owned()
    } else {
        value.to_owned()
    }
}

/// Unsafe headers with their reasons.
pub fn unsafe_headers(headers: &[UnsafeHeader]) -> Value {
    headers
        .iter()
        .map(|header| {
            json!({ "index": header.index, "name": header.name, "reason": header.reason.json() })
        })
        .collect()
}

/// The way that a request goes.
pub fn branch(branch: &Branch) -> Value {
    match branch {
        Branch::SchemeFetch => json!({ "branch": "scheme-fetch" }),
        Branch::NoCors => json!({ "branch": "no-cors" }),
        Branch::Cors => json!({ "branch": "cors" }),
        Branch::CorsWithPreflight(reasons) => json!({
            "branch": "cors-with-preflight",
            "useCorsPreflightFlag": reasons.use_cors_preflight_flag,
            "method": reasons.method,
            "headers": unsafe_headers(&reasons.headers),
        }),
    }
}

/// A request that an API has made.
pub fn request(request: &Request) -> Value {
    json!({
        "method": request.method,
        "url": request.current_url().href,
        "mode": request.mode.as_str(),
        "credentialsMode": request.credentials_mode.as_str(),
        "cacheMode": request.cache_mode.as_str(),
        "redirectMode": request.redirect_mode.as_str(),
        "keepalive": request.keepalive,
        "unsafeRequestFlag": request.unsafe_request_flag,
        "useCorsPreflightFlag": request.use_cors_preflight_flag,
        "headers": header_list(&request.header_list),
        "body": request.body.as_ref().map(|body| json!({
            "source": source(body.source_is_null),
            "length": body.length,
        })),
    })
}

/// Whether a body's source is null, in the words of the rows.
pub fn source(is_null: bool) -> &'static str {
    if is_null {
        "null"
    } else {
        "non-null"
    }
}
