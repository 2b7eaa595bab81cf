//! The Fetch Standard, in the terms in which engines depart from it.

use super::{
    cited, AskedAfterRedirect, BadMaxAge, BlobType, CacheModeRules, CacheRules, CacheShape,
    ClearedBy, EmptyLocation, Engine, EngineProfile, MaxAgeRules, MixedContent, OriginKey, Purge,
    RangeRule, RedirectRules, RepeatedHeaders, RequestRules, ResponseRules, SafelistRules,
    StreamBodies, WildcardOnLookup, XhrContentType,
};
#[cfg(not(feature = "watch"))]
use super::{HttpCacheRules, StatusesNotKept};

const REQUEST: &str = "https://fetch.spec.whatwg.org/#dom-request";
const SEND: &str = "https://xhr.spec.whatwg.org/#the-send()-method";
const UNSAFE_NAMES: &str = "https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names";
const SAFELISTED: &str = "https://fetch.spec.whatwg.org/#cors-safelisted-request-header";
const PREFLIGHT: &str = "https://fetch.spec.whatwg.org/#cors-preflight-fetch";
const CACHE: &str = "https://fetch.spec.whatwg.org/#concept-cache";
const MATCH: &str = "https://fetch.spec.whatwg.org/#concept-cache-match-header";
const HTTP_FETCH: &str = "https://fetch.spec.whatwg.org/#concept-http-fetch";
const MAIN_FETCH: &str = "https://fetch.spec.whatwg.org/#concept-main-fetch";
const NETWORK: &str = "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch";
const MIXED: &str = "https://w3c.github.io/webappsec-mixed-content/#should-block-fetch";

/// By the letter.
pub const STANDARD: EngineProfile = EngineProfile {
    engine: Engine::Standard,
    requests: RequestRules {
        repeated_headers: cited(RepeatedHeaders::JudgedApart, UNSAFE_NAMES),
        sends_last_content_type: cited(false, UNSAFE_NAMES),
        ignored_headers: cited(
            &[],
            "https://fetch.spec.whatwg.org/#forbidden-request-header",
        ),
        blob_type: cited(
            BlobType::Sent,
            "https://fetch.spec.whatwg.org/#concept-bodyinit-extract",
        ),
        stream_bodies: cited(StreamBodies::Streamed, REQUEST),
        upload_listener_needs_body: cited(false, SEND),
        upload_listener_counts_if_sync: cited(true, SEND),
        xhr_judged_content_type: cited(XhrContentType::Rewritten, SEND),
        xhr_rewrites_for_url_search_params: cited(true, SEND),
        xhr_limits_type_of_body: cited(true, SAFELISTED),
        // By the letter, pages of http://localhost are secure as well; no browser has it so, and a developer's first
        // forecast would be wrong.
        keepalive_is_measured_first: cited(false, NETWORK),
        beacons_are_measured: cited(true, NETWORK),
        beacon_limits_type_of_body: cited(true, "https://w3c.github.io/beacon/#sendbeacon-method"),
        mixed_content: cited(MixedContent::HttpsPages, MIXED),
        only_if_cached_stays_local: cited(true, NETWORK),
        window_must_be_null: cited(true, REQUEST),
    },
    safelist: SafelistRules {
        extra_names: cited(&[], SAFELISTED),
        total_limit: cited(Some(1024), UNSAFE_NAMES),
        non_ascii_is_unsafe: cited(
            false,
            "https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte",
        ),
        strict_content_type_parameters: cited(false, SAFELISTED),
        range: cited(
            RangeRule {
                ignores_case: false,
                allows_plus: false,
                largest: None,
            },
            "https://fetch.spec.whatwg.org/#simple-range-header-value",
        ),
    },
    responses: ResponseRules {
        wildcard_covers_authorization: cited(false, PREFLIGHT),
        status_is_checked_first: cited(false, PREFLIGHT),
        empty_lines_are_absent: cited(false, PREFLIGHT),
        own_origin_is_checked: cited(true, PREFLIGHT),
        forced_preflight_permits_its_method: cited(true, PREFLIGHT),
    },
    cache: CacheRules {
        shape: cited(CacheShape::Rows, CACHE),
        origin_key: cited(
            OriginKey::Serialized,
            "https://fetch.spec.whatwg.org/#concept-cache-create-entry",
        ),
        empty_fragment_counts: cited(true, CACHE),
        max_age: MaxAgeRules {
            limit: cited(None, PREFLIGHT),
            default: cited(5, PREFLIGHT),
            empty_is_absent: cited(
                false,
                "https://fetch.spec.whatwg.org/#extract-header-list-values",
            ),
            malformed: cited(BadMaxAge::Default, PREFLIGHT),
            negative_is_zero: cited(false, PREFLIGHT),
            overflow_is_malformed: cited(false, PREFLIGHT),
        },
        stored_before_validation: cited(false, PREFLIGHT),
        outlives_abortion: cited(false, "https://fetch.spec.whatwg.org/#concept-http-fetch"),
        wildcard: cited(WildcardOnLookup::Always, MATCH),
        wildcard_covers_authorization: cited(false, MATCH),
        exempt_methods: cited(&["GET", "HEAD", "POST"], HTTP_FETCH),
        forced_method_needs_entry: cited(true, HTTP_FETCH),
        url_length_limit: cited(None, CACHE),
        capacity: cited(None, CACHE),
        purge: cited(Purge::LeastRecentlyUsed, CACHE),
        ends_with_address: cited(None, CACHE),
        cache_modes: CacheModeRules {
            skip_lookup: cited(&[], HTTP_FETCH),
            skip_store: cited(&[], PREFLIGHT),
        },
        cleared_by: cited(ClearedBy::FailureOfPreflighted, MAIN_FETCH),
    },
    #[cfg(not(feature = "watch"))]
    http_cache: HttpCacheRules {
        serves_fresh_responses: cited(true, NETWORK),
        statuses_not_kept: cited(StatusesNotKept::These(&[206, 304]), NETWORK),
        keeps_refused_responses: cited(true, NETWORK),
        answers_head: cited(true, NETWORK),
        invalidated_by: cited(&["DELETE", "PATCH", "POST", "PUT"], NETWORK),
        split_by_credentials: cited(false, NETWORK),
        first_get_holds_others: cited(false, NETWORK),
    },
    redirects: RedirectRules {
        userinfo_fails_after_preflight: cited(
            false,
            "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
        ),
        status_alone_redirects: cited(true, HTTP_FETCH),
        manual_reads_location: cited(false, HTTP_FETCH),
        empty_location: cited(
            EmptyLocation::SameUrl,
            "https://fetch.spec.whatwg.org/#concept-response-location-url",
        ),
        once_preflighted_always: cited(false, MAIN_FETCH),
        asks_for: cited(AskedAfterRedirect::StillThere, MAIN_FETCH),
        tainted_preflight_has_page_origin: cited(
            false,
            "https://fetch.spec.whatwg.org/#byte-serializing-a-request-origin",
        ),
        origin_header_stays: cited(false, MAIN_FETCH),
        opaque_origin_is_told_with_credentials: cited(
            false,
            "https://fetch.spec.whatwg.org/#append-a-request-origin-header",
        ),
        opaque_origin_is_null_elsewhere: cited(
            false,
            "https://fetch.spec.whatwg.org/#append-a-request-origin-header",
        ),
        redirect_must_allow_credentials: cited(false, MAIN_FETCH),
    },
};
