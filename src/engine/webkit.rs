//! WebKit.

use super::{
    cited, AskedAfterRedirect, BadMaxAge, BlobType, BlobTypeGrammar, CacheModeRules, CacheRules,
    CacheShape, ClearedBy, EmptyLocation, Engine, EngineProfile, MaxAgeRules, MixedContent,
    OriginKey, Purge, RangeRule, RedirectRules, RepeatedHeaders, RequestRules, ResponseRules,
    SafelistRules, StreamBodies, WildcardOnLookup, XhrContentType,
};
#[cfg(not(feature = "watch"))]
use super::{HttpCacheRules, StatusesNotKept};

const MEASURED: &str = "measured in WebKitGTK 2.50 on Linux";
const CACHE: &str = "Source/WebCore/loader/CrossOriginPreflightResultCache.cpp";
const ACCESS: &str = "Source/WebCore/loader/CrossOriginAccessControl.cpp";
const CHECKER: &str = "Source/WebKit/NetworkProcess/NetworkLoadChecker.cpp";

/// Safari, and every browser on iOS.
pub const WEBKIT: EngineProfile = EngineProfile {
    engine: Engine::WebKit,
    requests: RequestRules {
        repeated_headers: cited(RepeatedHeaders::Combined, MEASURED),
        sends_last_content_type: cited(false, MEASURED),
        ignored_headers: cited(&[], MEASURED),
        blob_type: cited(
            BlobType::DroppedByXhr(BlobTypeGrammar::MimeSniffing),
            MEASURED,
        ),
        stream_bodies: cited(StreamBodies::Refused, MEASURED),
        upload_listener_needs_body: cited(false, MEASURED),
        upload_listener_counts_if_sync: cited(false, MEASURED),
        xhr_judged_content_type: cited(XhrContentType::Rewritten, MEASURED),
        xhr_rewrites_for_url_search_params: cited(true, MEASURED),
        xhr_limits_type_of_body: cited(true, MEASURED),
        keepalive_is_measured_first: cited(true, MEASURED),
        beacons_are_measured: cited(true, MEASURED),
        beacon_limits_type_of_body: cited(true, MEASURED),
        mixed_content: cited(MixedContent::HttpsPagesFromThisMachineToo, MEASURED),
        only_if_cached_stays_local: cited(false, MEASURED),
        window_must_be_null: cited(true, MEASURED),
    },
    safelist: SafelistRules {
        extra_names: cited(&[], MEASURED),
        total_limit: cited(None, ACCESS),
        non_ascii_is_unsafe: cited(false, MEASURED),
        strict_content_type_parameters: cited(false, MEASURED),
        range: cited(
            RangeRule {
                ignores_case: true,
                allows_plus: true,
                largest: Some(u64::MAX),
            },
            MEASURED,
        ),
    },
    responses: ResponseRules {
        wildcard_covers_authorization: cited(true, CACHE),
        status_is_checked_first: cited(true, ACCESS),
        empty_lines_are_absent: cited(false, MEASURED),
        own_origin_is_checked: cited(true, MEASURED),
        forced_preflight_permits_its_method: cited(false, CACHE),
    },
    cache: CacheRules {
        shape: cited(CacheShape::Record, CACHE),
        origin_key: cited(OriginKey::UntaintedPage, MEASURED),
        empty_fragment_counts: cited(true, MEASURED),
        max_age: MaxAgeRules {
            limit: cited(Some(600), CACHE),
            default: cited(5, CACHE),
            empty_is_absent: cited(true, MEASURED),
            malformed: cited(BadMaxAge::Default, CACHE),
            negative_is_zero: cited(true, CACHE),
            overflow_is_malformed: cited(true, MEASURED),
        },
        stored_before_validation: cited(true, CACHE),
        outlives_abortion: cited(false, MEASURED),
        wildcard: cited(WildcardOnLookup::ByRequest, CACHE),
        wildcard_covers_authorization: cited(true, CACHE),
        exempt_methods: cited(&["GET", "HEAD", "POST"], CACHE),
        forced_method_needs_entry: cited(false, MEASURED),
        url_length_limit: cited(None, CACHE),
        capacity: cited(None, CACHE),
        purge: cited(Purge::LeastRecentlyUsed, CACHE),
        ends_with_address: cited(None, CACHE),
        cache_modes: CacheModeRules {
            skip_lookup: cited(&[], MEASURED),
            skip_store: cited(&[], MEASURED),
        },
        cleared_by: cited(ClearedBy::Nothing, MEASURED),
    },
    #[cfg(not(feature = "watch"))]
    http_cache: HttpCacheRules {
        serves_fresh_responses: cited(false, MEASURED),
        statuses_not_kept: cited(StatusesNotKept::AllBut(&[]), MEASURED),
        keeps_refused_responses: cited(false, MEASURED),
        answers_head: cited(false, MEASURED),
        invalidated_by: cited(&["DELETE", "PATCH", "POST", "PUT"], MEASURED),
        split_by_credentials: cited(false, MEASURED),
        first_get_holds_others: cited(false, MEASURED),
    },
    redirects: RedirectRules {
        userinfo_fails_after_preflight: cited(true, MEASURED),
        status_alone_redirects: cited(false, MEASURED),
        manual_reads_location: cited(false, MEASURED),
        empty_location: cited(EmptyLocation::Refused, MEASURED),
        once_preflighted_always: cited(true, CHECKER),
        asks_for: cited(AskedAfterRedirect::First, CHECKER),
        tainted_preflight_has_page_origin: cited(false, MEASURED),
        origin_header_stays: cited(true, MEASURED),
        opaque_origin_is_told_with_credentials: cited(false, MEASURED),
        opaque_origin_is_null_elsewhere: cited(false, MEASURED),
        redirect_must_allow_credentials: cited(true, MEASURED),
    },
};
