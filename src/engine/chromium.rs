//! Chromium.

use super::{
    cited, AskedAfterRedirect, BadMaxAge, BlobType, BlobTypeGrammar, CacheModeRules, CacheRules,
    CacheShape, ClearedBy, EmptyLocation, Engine, EngineProfile, MaxAgeRules, MixedContent,
    OriginKey, Purge, RangeRule, RedirectRules, RepeatedHeaders, RequestRules, ResponseRules,
    SafelistRules, StreamBodies, ValueRule, WildcardOnLookup, XhrContentType,
};
#[cfg(not(feature = "watch"))]
use super::{HttpCacheRules, StatusesNotKept};

const MEASURED: &str = "measured in Chromium 156 on Linux";
const CORS: &str = "services/network/public/cpp/cors/cors.cc";
const RESULT: &str = "services/network/cors/preflight_result.cc";
const CACHE: &str = "services/network/cors/preflight_cache.cc";
const CONTROLLER: &str = "services/network/cors/preflight_controller.cc";
const LOADER: &str = "services/network/cors/cors_url_loader.cc";

/// `IsCorsSafelistedHeader`; the numbers of `ect` are the known effective connection types.
const EXTRA_NAMES: &[(&str, ValueRule)] = &[
    ("device-memory", ValueRule::Decimal),
    ("downlink", ValueRule::Decimal),
    ("dpr", ValueRule::Decimal),
    ("ect", ValueRule::OneOf(&["slow-2g", "2g", "3g", "4g"])),
    ("intervention", ValueRule::Any),
    ("rtt", ValueRule::Digits),
    ("save-data", ValueRule::IgnoringCase("on")),
    ("viewport-width", ValueRule::Digits),
    ("width", ValueRule::Digits),
];

/// Chrome, Edge, Opera and the like.
pub const CHROMIUM: EngineProfile = EngineProfile {
    engine: Engine::Chromium,
    requests: RequestRules {
        repeated_headers: cited(RepeatedHeaders::CombinedAndTrimmed, MEASURED),
        sends_last_content_type: cited(false, MEASURED),
        ignored_headers: cited(&["user-agent"], MEASURED),
        blob_type: cited(
            BlobType::DroppedByXhrAndBeacon(BlobTypeGrammar::Rfc2045),
            MEASURED,
        ),
        stream_bodies: cited(
            StreamBodies::Streamed,
            "third_party/blink/renderer/core/fetch/request.cc",
        ),
        upload_listener_needs_body: cited(
            true,
            "third_party/blink/renderer/core/xmlhttprequest/xml_http_request.cc",
        ),
        upload_listener_counts_if_sync: cited(false, MEASURED),
        xhr_judged_content_type: cited(XhrContentType::CharsetReplaced, MEASURED),
        xhr_rewrites_for_url_search_params: cited(true, MEASURED),
        xhr_limits_type_of_body: cited(true, MEASURED),
        keepalive_is_measured_first: cited(true, MEASURED),
        beacons_are_measured: cited(true, MEASURED),
        beacon_limits_type_of_body: cited(
            false,
            "third_party/blink/renderer/core/loader/ping_loader.cc",
        ),
        mixed_content: cited(MixedContent::HttpsPages, MEASURED),
        only_if_cached_stays_local: cited(true, MEASURED),
        window_must_be_null: cited(false, MEASURED),
    },
    safelist: SafelistRules {
        extra_names: cited(EXTRA_NAMES, CORS),
        total_limit: cited(Some(1024), CORS),
        non_ascii_is_unsafe: cited(false, CORS),
        strict_content_type_parameters: cited(false, CORS),
        range: cited(
            RangeRule {
                ignores_case: false,
                allows_plus: false,
                largest: Some(i64::MAX as u64),
            },
            MEASURED,
        ),
    },
    responses: ResponseRules {
        wildcard_covers_authorization: cited(true, "services/network/public/cpp/features.cc"),
        status_is_checked_first: cited(false, CONTROLLER),
        empty_lines_are_absent: cited(false, MEASURED),
        own_origin_is_checked: cited(true, MEASURED),
        forced_preflight_permits_its_method: cited(false, CONTROLLER),
    },
    cache: CacheRules {
        shape: cited(CacheShape::Record, CACHE),
        origin_key: cited(OriginKey::TupleOnly, MEASURED),
        empty_fragment_counts: cited(true, MEASURED),
        max_age: MaxAgeRules {
            limit: cited(Some(7200), RESULT),
            default: cited(5, RESULT),
            empty_is_absent: cited(true, MEASURED),
            malformed: cited(BadMaxAge::Default, RESULT),
            negative_is_zero: cited(true, RESULT),
            overflow_is_malformed: cited(true, MEASURED),
        },
        stored_before_validation: cited(false, CONTROLLER),
        outlives_abortion: cited(true, MEASURED),
        wildcard: cited(WildcardOnLookup::ByRecord, RESULT),
        wildcard_covers_authorization: cited(false, RESULT),
        exempt_methods: cited(&["GET", "HEAD", "POST"], RESULT),
        forced_method_needs_entry: cited(false, MEASURED),
        url_length_limit: cited(Some(1024), CACHE),
        capacity: cited(Some(1024), CACHE),
        purge: cited(Purge::RandomRun { length: 10 }, CACHE),
        ends_with_address: cited(None, CACHE),
        cache_modes: CacheModeRules {
            skip_lookup: cited(&["no-store", "reload", "no-cache"], MEASURED),
            skip_store: cited(&["no-store"], MEASURED),
        },
        cleared_by: cited(ClearedBy::Nothing, MEASURED),
    },
    #[cfg(not(feature = "watch"))]
    http_cache: HttpCacheRules {
        serves_fresh_responses: cited(true, MEASURED),
        statuses_not_kept: cited(StatusesNotKept::These(&[204, 206, 304]), MEASURED),
        keeps_refused_responses: cited(false, MEASURED),
        answers_head: cited(true, MEASURED),
        invalidated_by: cited(&["POST"], MEASURED),
        split_by_credentials: cited(false, MEASURED),
        first_get_holds_others: cited(false, MEASURED),
    },
    redirects: RedirectRules {
        userinfo_fails_after_preflight: cited(false, LOADER),
        status_alone_redirects: cited(false, MEASURED),
        manual_reads_location: cited(true, MEASURED),
        empty_location: cited(EmptyLocation::NoRedirect, MEASURED),
        once_preflighted_always: cited(false, LOADER),
        asks_for: cited(AskedAfterRedirect::StillThere, LOADER),
        tainted_preflight_has_page_origin: cited(false, MEASURED),
        origin_header_stays: cited(false, MEASURED),
        opaque_origin_is_told_with_credentials: cited(true, MEASURED),
        opaque_origin_is_null_elsewhere: cited(true, "net/url_request/redirect_util.cc"),
        redirect_must_allow_credentials: cited(false, MEASURED),
    },
};
