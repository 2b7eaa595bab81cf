//! Functions that no input makes slow.

const OF_A_VARIANT: &str = "takes a variant without anything in it";
const OF_A_NUMBER: &str = "takes a number";
const OF_A_FIELD: &str = "looks at a field";
const MOVES: &str = "moves what it is given, and looks at none of it";

/// By their paths, each with the reason.
pub const EXEMPT: &[(&str, &str)] = &[
    ("Engine::is_a_browser", OF_A_VARIANT),
    ("ErrorStage::as_str", OF_A_VARIANT),
    ("LogFormat::as_str", OF_A_VARIANT),
    ("RequestDescription::new", MOVES),
    ("engine::cited", MOVES),
    ("engine::profiles::profile", OF_A_VARIANT),
    ("recipes", "has no input"),
    (
        "spec::bad_port::should_be_blocked_due_to_a_bad_port",
        "compares a port with a list that is always the same, and a scheme as `Url::scheme` does",
    ),
    (
        "spec::cors_preflight_cache::CacheEntry::expires_at",
        OF_A_FIELD,
    ),
    ("spec::cors_preflight_fetch::is_ok_status", OF_A_NUMBER),
    (
        "spec::cors_safelist::is_cors_safelisted_language_byte",
        OF_A_NUMBER,
    ),
    (
        "spec::cors_safelist::is_cors_unsafe_request_header_byte",
        OF_A_NUMBER,
    ),
    ("spec::infra::is_http_tab_or_space", OF_A_NUMBER),
    ("spec::infra::is_http_token_byte", OF_A_NUMBER),
    ("spec::infra::is_http_whitespace", OF_A_NUMBER),
    ("spec::main_fetch::PreflightReasons::is_empty", OF_A_FIELD),
    ("spec::redirect::is_redirect_status", OF_A_NUMBER),
    ("spec::request::CacheMode::as_str", OF_A_VARIANT),
    ("spec::request::CredentialsMode::as_str", OF_A_VARIANT),
    ("spec::request::RedirectMode::as_str", OF_A_VARIANT),
    ("spec::request::Request::includes_credentials", OF_A_FIELD),
    ("spec::request::RequestMode::as_str", OF_A_VARIANT),
    (
        "spec::request_constructor::document_as_string",
        OF_A_VARIANT,
    ),
    ("spec::xml_http_request::is_text", OF_A_VARIANT),
];
