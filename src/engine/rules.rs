//! What may differ between engines in making requests, judging headers and answers, and following redirects.

use super::Cited;

/// What becomes of a header name that a `fetch()` header list has more than once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepeatedHeaders {
    /// Each is judged by itself; the name is asked for once.
    JudgedApart,
    /// Each is judged by itself; the name is asked for as often as it is unsafe.
    JudgedApartAskedRepeatedly,
    /// They are joined to one header before they are judged.
    Combined,
    /// They are joined, and white space at the end is taken off.
    CombinedAndTrimmed,
}

/// What becomes of a Blob's type that is no MIME type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlobType {
    /// It is sent.
    Sent,
    /// XMLHttpRequest sends no Content-Type.
    DroppedByXhr(BlobTypeGrammar),
    /// XMLHttpRequest and beacons send no Content-Type.
    DroppedByXhrAndBeacon(BlobTypeGrammar),
}

/// What counts as a MIME type for [`BlobType`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlobTypeGrammar {
    /// MIME Sniffing's parser; parameters never fail.
    MimeSniffing,
    /// RFC 2045: each parameter must have a name, `=` and a token or quoted string.
    Rfc2045,
}

/// What becomes of a `ReadableStream` as a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamBodies {
    /// It is streamed.
    Streamed,
    /// It is a string, `[object ReadableStream]`.
    Stringified,
    /// `fetch()` rejects with a `NotSupportedError`.
    Refused,
}

/// Which Content-Type counts where XMLHttpRequest puts UTF-8 into the one that the page has set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum XhrContentType {
    /// The one that is sent: written anew, UTF-8 in it.
    Rewritten,
    /// Both: neither may need permission.
    AsSetAndRewritten,
    /// As the page has set it, but for the characters of the charset.
    CharsetReplaced,
}

/// What a secure page may not fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MixedContent {
    /// An `https:` page: `http:` from another machine.
    HttpsPages,
    /// An `https:` page: `http:`, from this very machine too.
    HttpsPagesFromThisMachineToo,
}

/// Making requests out of what a script hands over.
#[derive(Debug)]
pub struct RequestRules {
    /// A name given more than once.
    pub repeated_headers: Cited<RepeatedHeaders>,
    /// Whether the last Content-Type is sent where there are several.
    pub sends_last_content_type: Cited<bool>,
    /// Headers that scripts set in vain; lower-case.
    pub ignored_headers: Cited<&'static [&'static str]>,
    /// A Blob's type.
    pub blob_type: Cited<BlobType>,
    /// Streams.
    pub stream_bodies: Cited<StreamBodies>,
    /// Whether an upload listener counts only where there is a body.
    pub upload_listener_needs_body: Cited<bool>,
    /// Whether an upload listener counts in a synchronous XMLHttpRequest.
    pub upload_listener_counts_if_sync: Cited<bool>,
    /// Which Content-Type XMLHttpRequest judges where it puts UTF-8 into the one that the page has set.
    pub xhr_judged_content_type: Cited<XhrContentType>,
    /// Whether XMLHttpRequest puts UTF-8 into the Content-Type of a `URLSearchParams`, too.
    pub xhr_rewrites_for_url_search_params: Cited<bool>,
    /// Whether XMLHttpRequest counts the bytes of the Content-Type that a body brings.
    pub xhr_limits_type_of_body: Cited<bool>,
    /// Whether a `keepalive` body that is too long fails the request before its preflight.
    pub keepalive_is_measured_first: Cited<bool>,
    /// Whether a beacon's body may be too long.
    pub beacons_are_measured: Cited<bool>,
    /// Whether beacons count the bytes of the Content-Type that a body brings.
    pub beacon_limits_type_of_body: Cited<bool>,
    /// What a secure page may not fetch.
    pub mixed_content: Cited<MixedContent>,
    /// Whether `only-if-cached` is kept from the network.
    pub only_if_cached_stays_local: Cited<bool>,
    /// Whether `fetch()` refuses a `window` that is not null.
    pub window_must_be_null: Cited<bool>,
}

/// Which responses HTTP's own cache does not keep, by their status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusesNotKept {
    /// These.
    These(&'static [u16]),
    /// All but these.
    AllBut(&'static [u16]),
}

/// HTTP's own cache, as far as it keeps requests from the network.
#[derive(Debug)]
pub struct HttpCacheRules {
    /// Whether a response that is fresh by its `Cache-Control` answers the next GET of its URL.
    pub serves_fresh_responses: Cited<bool>,
    /// Statuses of responses that are not kept, however fresh.
    pub statuses_not_kept: Cited<StatusesNotKept>,
    /// Whether a response that fails the CORS check is kept.
    pub keeps_refused_responses: Cited<bool>,
    /// Whether a response to GET answers HEAD, too.
    pub answers_head: Cited<bool>,
    /// Methods whose success makes what is kept stale.
    pub invalidated_by: Cited<&'static [&'static str]>,
    /// Whether responses to requests with credentials are kept apart from others.
    pub split_by_credentials: Cited<bool>,
    /// Whether a GET waits while the same URL is being got for the first time.
    pub first_get_holds_others: Cited<bool>,
}

/// What the value of a header that an engine safelists must look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueRule {
    /// Digits.
    Digits,
    /// Digits, and perhaps a dot and more digits.
    Decimal,
    /// One of these, to the byte.
    OneOf(&'static [&'static str]),
    /// This, in any case.
    IgnoringCase(&'static str),
    /// Anything.
    Any,
}

/// Which `Range` values are safelisted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RangeRule {
    /// Whether the unit may be in capitals.
    pub ignores_case: bool,
    /// Whether a number may start with `+`.
    pub allows_plus: bool,
    /// The largest number.
    pub largest: Option<u64>,
}

/// Which headers need no permission.
#[derive(Debug)]
pub struct SafelistRules {
    /// Names beyond the standard's, lower-case, with the rule for their values.
    pub extra_names: Cited<&'static [(&'static str, ValueRule)]>,
    /// The most that all safelisted values may have together, in bytes.
    pub total_limit: Cited<Option<usize>>,
    /// Whether bytes from 0x80 make an `Accept` or `Content-Type` unsafe.
    pub non_ascii_is_unsafe: Cited<bool>,
    /// Whether a Content-Type with an empty parameter, or a comma in one, is unsafe.
    pub strict_content_type_parameters: Cited<bool>,
    /// `Range`.
    pub range: Cited<RangeRule>,
}

/// Judging a preflight's response.
#[derive(Debug)]
pub struct ResponseRules {
    /// Whether `*` in `Access-Control-Allow-Headers` covers `Authorization`.
    pub wildcard_covers_authorization: Cited<bool>,
    /// Whether the status is looked at before the CORS check: which failure is named where both fail.
    pub status_is_checked_first: Cited<bool>,
    /// Whether a header line without a value counts as one that is not there; but for `Location`, and for
    /// `Access-Control-Allow-Origin` if no line of it has one.
    pub empty_lines_are_absent: Cited<bool>,
    /// Whether the preflight of a redirect's target at the page's own origin must pass the CORS check.
    pub own_origin_is_checked: Cited<bool>,
    /// Whether a forced preflight without `Access-Control-Allow-Methods` permits its method, whatever it is.
    pub forced_preflight_permits_its_method: Cited<bool>,
}

/// Which headers the preflight of a redirect's target asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedAfterRedirect {
    /// Those that the request still has.
    StillThere,
    /// Those that the page set at first, less what this very redirect takes away, and a Content-Type that is still
    /// there; if nothing needs permission any more, those that were asked for last.
    AuthorsLessTakenNow,
    /// Those that it had at first.
    First,
}

/// What a redirect with an empty `Location` leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyLocation {
    /// The same URL once more.
    SameUrl,
    /// Nowhere: the response is the answer.
    NoRedirect,
    /// A network error.
    Refused,
}

/// Following redirects.
#[derive(Debug)]
pub struct RedirectRules {
    /// Whether a user name or password in the `Location` that leads away from the page's own origin fails only the
    /// request itself, after its preflight.
    pub userinfo_fails_after_preflight: Cited<bool>,
    /// Whether the status alone makes a redirect for redirect mode `error`; if not, a `Location` does.
    pub status_alone_redirects: Cited<bool>,
    /// Whether a `Location` that can't be parsed fails a request in redirect mode `manual`, too.
    pub manual_reads_location: Cited<bool>,
    /// What an empty `Location` is.
    pub empty_location: Cited<EmptyLocation>,
    /// Whether every cross-origin hop of a request that was not simple at first is preflighted.
    pub once_preflighted_always: Cited<bool>,
    /// What the preflight of such a hop asks for.
    pub asks_for: Cited<AskedAfterRedirect>,
    /// Whether the preflight of a hop whose origin is tainted carries the page's origin.
    pub tainted_preflight_has_page_origin: Cited<bool>,
    /// Whether a request that had an `Origin` header keeps it within an origin, though its method would not need one any
    /// more.
    pub origin_header_stays: Cited<bool>,
    /// Whether a request without CORS, but with credentials, says `Origin: null` where its page has no origin.
    pub opaque_origin_is_told_with_credentials: Cited<bool>,
    /// Whether the `Origin` of a request that CORS does not apply to is `null` once it has left its first origin.
    pub opaque_origin_is_null_elsewhere: Cited<bool>,
    /// Whether another origin's redirect of a request that started at the page's own, where cookies went along, must pass
    /// the CORS check of a request with credentials; the failure shows after the next preflight.
    pub redirect_must_allow_credentials: Cited<bool>,
}
