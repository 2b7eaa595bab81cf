//! What may differ between engines in remembering what preflights permit.

use super::Cited;

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

/// Which entries go when there are too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purge {
    /// What has ended, or else the one that was not used for longest.
    LeastRecentlyUsed,
    /// Some that stand beside each other, by chance.
    RandomRun {
        /// How many.
        length: usize,
    },
}

/// What empties a URL's part of the cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClearedBy {
    /// A network error of any request that is preflighted, cached permission or not.
    FailureOfPreflighted,
    /// Nothing; but see [`CacheShape::Record`].
    Nothing,
    /// A failed preflight, an aborted request, none or a response that fails the CORS check, or a redirect that is not
    /// followed, of simple requests too.
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
    /// Whether a preflight whose request is aborted meanwhile goes on, and is kept.
    pub outlives_abortion: Cited<bool>,
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
    /// Which ones go when there are as many.
    pub purge: Cited<Purge>,
    /// For how many seconds a host's address is taken as known: a permission may go when it is asked for anew.
    pub ends_with_address: Cited<Option<u64>>,
    /// Cache modes.
    pub cache_modes: CacheModeRules,
    /// What empties it.
    pub cleared_by: Cited<ClearedBy>,
}
