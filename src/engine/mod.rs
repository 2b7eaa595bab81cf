//! Browsers do so. Data with a source beside each value, and no logic: what may differ between engines, and how it does.
//!
//! A mechanism is named here and carried out elsewhere in the crate; an engine is a choice among mechanisms. The
//! [`STANDARD`](standard::STANDARD) is one of them, so that everything else asks the same questions of all.

mod cache_rules;
pub mod chromium;
#[cfg(not(feature = "watch"))]
pub mod console;
pub mod firefox;
pub mod profiles;
mod rules;
pub mod standard;
pub mod webkit;

use serde::{Deserialize, Serialize};

pub use cache_rules::{
    BadMaxAge, CacheModeRules, CacheRules, CacheShape, ClearedBy, MaxAgeRules, OriginKey, Purge,
    WildcardOnLookup,
};
pub use rules::{
    AskedAfterRedirect, BlobType, BlobTypeGrammar, EmptyLocation, HttpCacheRules, MixedContent,
    RangeRule, RedirectRules, RepeatedHeaders, RequestRules, ResponseRules, SafelistRules,
    StatusesNotKept, StreamBodies, ValueRule, XhrContentType,
};

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

    /// Whether people browse with it, so that what it does not mind passes today.
    pub fn is_a_browser(self) -> bool {
        self != Self::Standard
    }

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
    /// A standard's anchor, a source file of the engine, or a measurement in a browser of the version named. What ships
    /// is without: nobody asks there.
    #[cfg(not(feature = "module"))]
    pub source: &'static str,
}

/// A value with its source.
#[cfg(not(feature = "module"))]
pub const fn cited<T>(value: T, source: &'static str) -> Cited<T> {
    Cited { value, source }
}

/// A value; its source is left behind.
#[cfg(feature = "module")]
pub const fn cited<T: Copy>(value: T, _: &'static str) -> Cited<T> {
    Cited { value }
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
    /// HTTP's own cache. What watches a page does not ask there.
    #[cfg(not(feature = "watch"))]
    pub http_cache: HttpCacheRules,
    /// Following redirects.
    pub redirects: RedirectRules,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_is_found_by_its_name() {
        for (name, engine) in Engine::ALL {
            assert_eq!(Engine::parse(name), Some(engine));
        }
        for other in ["", "Firefox", "safari", "firefox "] {
            assert_eq!(Engine::parse(other), None, "{other}");
        }
    }

    #[test]
    fn nobody_browses_with_the_standard() {
        let browsers = Engine::ALL.map(|(_, engine)| engine.is_a_browser());
        assert_eq!(browsers, [true, true, true, false]);
    }
}
