//! Firefox.

use super::{
    cited, AskedAfterRedirect, BadMaxAge, BlobType, CacheModeRules, CacheRules, CacheShape,
    ClearedBy, EmptyLocation, Engine, EngineProfile, MaxAgeRules, MixedContent, OriginKey, Purge,
    RangeRule, RedirectRules, RepeatedHeaders, RequestRules, ResponseRules, SafelistRules,
    StreamBodies, WildcardOnLookup, XhrContentType,
};
#[cfg(not(feature = "watch"))]
use super::{HttpCacheRules, StatusesNotKept};

const MEASURED: &str = "measured in Firefox 153 ESR on Linux";
const PROXY: &str = "netwerk/protocol/http/nsCORSListenerProxy.cpp";
const UTILS: &str = "dom/base/nsContentUtils.cpp";

/// Firefox.
pub const FIREFOX: EngineProfile = EngineProfile {
    engine: Engine::Firefox,
    requests: RequestRules {
        repeated_headers: cited(
            RepeatedHeaders::JudgedApartAskedRepeatedly,
            "dom/fetch/InternalHeaders.cpp",
        ),
        sends_last_content_type: cited(true, MEASURED),
        ignored_headers: cited(&[], MEASURED),
        blob_type: cited(BlobType::Sent, MEASURED),
        stream_bodies: cited(StreamBodies::Stringified, MEASURED),
        upload_listener_needs_body: cited(false, MEASURED),
        upload_listener_counts_if_sync: cited(true, MEASURED),
        xhr_judged_content_type: cited(XhrContentType::AsSetAndRewritten, MEASURED),
        xhr_rewrites_for_url_search_params: cited(false, MEASURED),
        xhr_limits_type_of_body: cited(false, MEASURED),
        keepalive_is_measured_first: cited(true, MEASURED),
        beacons_are_measured: cited(false, MEASURED),
        beacon_limits_type_of_body: cited(false, MEASURED),
        mixed_content: cited(MixedContent::HttpsPages, MEASURED),
        only_if_cached_stays_local: cited(true, MEASURED),
        window_must_be_null: cited(false, MEASURED),
    },
    safelist: SafelistRules {
        extra_names: cited(&[], UTILS),
        total_limit: cited(None, MEASURED),
        non_ascii_is_unsafe: cited(true, UTILS),
        strict_content_type_parameters: cited(true, MEASURED),
        range: cited(
            RangeRule {
                ignores_case: false,
                allows_plus: false,
                largest: Some(u64::MAX),
            },
            UTILS,
        ),
    },
    responses: ResponseRules {
        wildcard_covers_authorization: cited(true, PROXY),
        status_is_checked_first: cited(false, PROXY),
        empty_lines_are_absent: cited(true, "netwerk/protocol/http/nsHttpHeaderArray.cpp"),
        own_origin_is_checked: cited(false, PROXY),
        forced_preflight_permits_its_method: cited(false, PROXY),
    },
    cache: CacheRules {
        shape: cited(CacheShape::Tokens, PROXY),
        origin_key: cited(OriginKey::Page, PROXY),
        empty_fragment_counts: cited(false, MEASURED),
        max_age: MaxAgeRules {
            limit: cited(Some(86_400), PROXY),
            default: cited(5, PROXY),
            empty_is_absent: cited(true, PROXY),
            malformed: cited(BadMaxAge::NotCached, PROXY),
            negative_is_zero: cited(false, PROXY),
            overflow_is_malformed: cited(false, PROXY),
        },
        stored_before_validation: cited(false, PROXY),
        outlives_abortion: cited(false, MEASURED),
        wildcard: cited(WildcardOnLookup::Literal, PROXY),
        wildcard_covers_authorization: cited(false, PROXY),
        exempt_methods: cited(&["GET", "POST"], PROXY),
        forced_method_needs_entry: cited(false, MEASURED),
        url_length_limit: cited(None, PROXY),
        capacity: cited(Some(100), PROXY),
        purge: cited(Purge::LeastRecentlyUsed, PROXY),
        ends_with_address: cited(Some(60), "modules/libpref/init/StaticPrefList.yaml"),
        cache_modes: CacheModeRules {
            skip_lookup: cited(&["no-store", "reload"], MEASURED),
            skip_store: cited(&[], MEASURED),
        },
        cleared_by: cited(ClearedBy::FailureOfCorsCheck, PROXY),
    },
    #[cfg(not(feature = "watch"))]
    http_cache: HttpCacheRules {
        serves_fresh_responses: cited(true, MEASURED),
        statuses_not_kept: cited(StatusesNotKept::AllBut(&[200, 203]), MEASURED),
        keeps_refused_responses: cited(true, MEASURED),
        answers_head: cited(false, MEASURED),
        invalidated_by: cited(&["DELETE", "PATCH", "POST", "PUT"], MEASURED),
        split_by_credentials: cited(true, MEASURED),
        first_get_holds_others: cited(true, MEASURED),
    },
    redirects: RedirectRules {
        userinfo_fails_after_preflight: cited(false, PROXY),
        status_alone_redirects: cited(true, MEASURED),
        manual_reads_location: cited(false, MEASURED),
        empty_location: cited(EmptyLocation::SameUrl, MEASURED),
        once_preflighted_always: cited(true, MEASURED),
        asks_for: cited(AskedAfterRedirect::AuthorsLessTakenNow, PROXY),
        tainted_preflight_has_page_origin: cited(true, MEASURED),
        origin_header_stays: cited(false, MEASURED),
        opaque_origin_is_told_with_credentials: cited(true, MEASURED),
        opaque_origin_is_null_elsewhere: cited(false, MEASURED),
        redirect_must_allow_credentials: cited(false, MEASURED),
    },
};
