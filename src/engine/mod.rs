//! Browsers do so. Data with a source beside each value, and no logic: what may differ between engines, and how it does.
//!
//! A mechanism is named here and carried out elsewhere in the crate; an engine is a choice among mechanisms. The
//! [`STANDARD`](standard::STANDARD) is one of them, so that everything else asks the same questions of all.

pub mod chromium;
pub mod firefox;
pub mod profiles;
pub mod standard;
pub mod webkit;

use serde::{Deserialize, Serialize};

/// Who judges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    /// Chrome, Edge, Opera and the like.
    Chromium,
    /// Firefox.
    Firefox,
    /// Safari, and every browser on iOS.
    WebKit,
    /// The Fetch Standard by the letter.
    #[default]
    Standard,
}

impl Engine {
    /// All of them, with their names.
    pub const ALL: [(&'static str, Engine); 4] = [
        ("chromium", Self::Chromium),
        ("firefox", Self::Firefox),
        ("webkit", Self::WebKit),
        ("standard", Self::Standard),
    ];

    /// The one of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, engine)| *engine)
    }
}

/// A value and where it was read or measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cited<T> {
    /// The value.
    pub value: T,
    /// A standard's anchor, a source file of the engine, or a measurement in a browser of the version named.
    pub source: &'static str,
}

/// A value with its source.
pub const fn cited<T>(value: T, source: &'static str) -> Cited<T> {
    Cited { value, source }
}

/// How an engine departs from the standard, or does not.
#[derive(Debug)]
pub struct EngineProfile {
    /// Whose profile it is.
    pub engine: Engine,
    /// Making requests out of what a script hands over.
    pub requests: RequestRules,
    /// Which headers need no permission.
    pub safelist: SafelistRules,
    /// Judging a preflight's response.
    pub responses: ResponseRules,
    /// Remembering it.
    pub cache: CacheRules,
    /// Following redirects.
    pub redirects: RedirectRules,
}

/// What becomes of a header name that a `fetch()` header list has more than once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepeatedHeaders {
    /// Each is judged by itself; the name is asked for once.
    JudgedApart,
    /// Each is judged by itself; the name is asked for as often as it is unsafe.
    JudgedApartAskedRepeatedly,
    /// They are joined to one header before they are judged.
    Combined,
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

/// What a secure page may not fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MixedContent {
    /// A potentially trustworthy page: `http:` from another machine.
    TrustworthyPages,
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
    /// Whether XMLHttpRequest judges the Content-Type that the page has set before it puts UTF-8 in it.
    pub xhr_judges_content_type_as_set: Cited<bool>,
    /// Whether XMLHttpRequest counts the bytes of the Content-Type that a body brings.
    pub xhr_limits_type_of_body: Cited<bool>,
    /// What a secure page may not fetch.
    pub mixed_content: Cited<MixedContent>,
    /// Whether `only-if-cached` is kept from the network.
    pub only_if_cached_stays_local: Cited<bool>,
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
    /// Whether a forced preflight without `Access-Control-Allow-Methods` permits its method, whatever it is.
    pub forced_preflight_permits_its_method: Cited<bool>,
}

/// How the cache keeps what a server permits to an origin at a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CacheShape {
    /// A row for each method and header name, with or without credentials.
    Rows,
    /// One record, which the next preflight replaces; a request that it does not cover erases it.
    Record,
    /// Two records, with and without credentials, of methods and header names that each expire by themselves.
    Tokens,
}

/// Whose entry serves a request without credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WildcardOnLookup {
    /// `*` is a name like any other.
    Literal,
    /// `*` covers all if the preflight that brought it had no credentials.
    ByRecord,
    /// `*` covers all if the request has no credentials.
    ByRequest,
    /// `*` covers all.
    Always,
}

/// Under which origin a permission is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OriginKey {
    /// What the `Origin` header says; `null` like any other.
    Serialized,
    /// The page's, whatever redirects have made of it.
    Page,
    /// The page's; nothing is kept once redirects have made it `null`.
    UntaintedPage,
    /// The page's; nothing is kept where it is `null`.
    TupleOnly,
}

/// What is done with a number of seconds that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadMaxAge {
    /// The default is taken.
    Default,
    /// The permission is not kept.
    NotCached,
}

/// `Access-Control-Max-Age`.
#[derive(Debug)]
pub struct MaxAgeRules {
    /// The imposed limit on max-age, in seconds.
    pub limit: Cited<Option<u64>>,
    /// What counts where the header is absent, in seconds.
    pub default: Cited<u64>,
    /// An empty value is an absent header.
    pub empty_is_absent: Cited<bool>,
    /// What can't be read as a number.
    pub malformed: Cited<BadMaxAge>,
    /// Whether a number with a minus sign counts as 0; if not, it is malformed.
    pub negative_is_zero: Cited<bool>,
    /// Whether a number too large for 64 bits is malformed; if not, it is just large.
    pub overflow_is_malformed: Cited<bool>,
}

/// Which cache modes of a request keep it from using, and its preflight from filling, the preflight cache.
#[derive(Debug)]
pub struct CacheModeRules {
    /// Modes that don't look into it.
    pub skip_lookup: Cited<&'static [&'static str]>,
    /// Modes that don't put anything into it.
    pub skip_store: Cited<&'static [&'static str]>,
}

/// What empties a URL's part of the cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClearedBy {
    /// A network error of any request that is preflighted, cached permission or not.
    FailureOfPreflighted,
    /// Nothing; but see [`CacheShape::Record`].
    Nothing,
    /// A failed preflight, or a response that fails the CORS check, of simple requests too.
    FailureOfCorsCheck,
}

/// Remembering what preflights permit.
#[derive(Debug)]
pub struct CacheRules {
    /// How it is kept.
    pub shape: Cited<CacheShape>,
    /// Under which origin.
    pub origin_key: Cited<OriginKey>,
    /// Whether an empty fragment makes another URL.
    pub empty_fragment_counts: Cited<bool>,
    /// For how long.
    pub max_age: MaxAgeRules,
    /// Whether it is kept although it does not cover the request that asked.
    pub stored_before_validation: Cited<bool>,
    /// `*` on lookup.
    pub wildcard: Cited<WildcardOnLookup>,
    /// Whether a `*` that counts on lookup covers `Authorization`.
    pub wildcard_covers_authorization: Cited<bool>,
    /// Methods that need no entry.
    pub exempt_methods: Cited<&'static [&'static str]>,
    /// Whether a forced preflight's method needs an entry; if not, any live one serves.
    pub forced_method_needs_entry: Cited<bool>,
    /// URLs of this many bytes and more are not kept.
    pub url_length_limit: Cited<Option<usize>>,
    /// How many entries there can be.
    pub capacity: Cited<Option<usize>>,
    /// Cache modes.
    pub cache_modes: CacheModeRules,
    /// What empties it.
    pub cleared_by: Cited<ClearedBy>,
}

/// Which headers the preflight of a redirect's target asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedAfterRedirect {
    /// Those that the request still has.
    StillThere,
    /// Those that it had at first, less what this very redirect takes away.
    FirstLessTakenNow,
    /// Those that it had at first.
    First,
}

/// Following redirects.
#[derive(Debug)]
pub struct RedirectRules {
    /// Whether every cross-origin hop of a request that was not simple at first is preflighted.
    pub once_preflighted_always: Cited<bool>,
    /// What the preflight of such a hop asks for.
    pub asks_for: Cited<AskedAfterRedirect>,
    /// Whether the preflight of a hop whose origin is tainted carries the page's origin.
    pub tainted_preflight_has_page_origin: Cited<bool>,
    /// Whether a request that had an `Origin` header keeps it, though its method would not need one any more.
    pub origin_header_stays: Cited<bool>,
    /// Whether another origin's redirect of a request that started at the page's own, where cookies went along, must
    /// allow credentials; the failure shows after the next preflight.
    pub redirect_must_allow_credentials: Cited<bool>,
}
