//! The forecaster: a page's origin, an engine's rules, a preflight cache.

mod cache_report;
#[cfg(not(feature = "watch"))]
mod journal;
mod learn;
mod options;
mod predict;

#[cfg(not(feature = "watch"))]
use alloc::borrow::ToOwned;

pub use self::options::ForecasterOptions;

use crate::cache::PreflightCache;
use crate::description::{Context, RequestDescription};
use crate::engine::profiles::profile;
use crate::engine::{Engine, EngineProfile};
#[cfg(not(feature = "watch"))]
use crate::error::Error;
#[cfg(not(feature = "watch"))]
use crate::exchange::{Caches, HttpCache};
#[cfg(not(feature = "watch"))]
use crate::journal::Journal;
use crate::policy::Knowledge;
#[cfg(feature = "watch")]
use crate::shelf::Keeper;
use crate::spec::origin::Origin;
use crate::spec::request_init::Client;
use crate::spec::url::ParseUrl;

/// What is remembered between requests.
#[cfg(feature = "watch")]
#[derive(Clone, Debug)]
pub(crate) struct Caches {
    pub preflights: PreflightCache,
}

/// Says what will happen to a page's requests.
///
/// ```
/// use cors_forecast::{Engine, Forecaster, RequestDescription, Verdict};
///
/// let forecaster = Forecaster::new("https://app.example", Engine::Chromium)?;
/// let request = RequestDescription {
///     headers: vec![("X-Request-Id".into(), "1".into())],
///     ..RequestDescription::new("https://api.example/items")
/// };
/// let forecast = forecaster.predict(&request, 0.0);
/// assert_eq!(forecast.verdict, Verdict::Preflight);
/// assert_eq!(forecast.triggers[0].code, "header-not-safelisted");
/// # Ok::<(), cors_forecast::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Forecaster {
    client: Client,
    pub(crate) profile: &'static EngineProfile,
    pub(crate) caches: Caches,
    pub(crate) knowledge: Knowledge,
    #[cfg(not(feature = "watch"))]
    pub(crate) journal: Journal,
}

impl Forecaster {
    /// For a page of `origin` (`null` for an opaque one), as `engine` judges.
    ///
    /// ```
    /// use cors_forecast::{Engine, Error, Forecaster};
    /// let error = Forecaster::new("https://app.example/", Engine::Standard).unwrap_err();
    /// assert_eq!(error.code(), "invalid-origin");
    /// assert!(error.to_string().ends_with("; write \"https://app.example\""));
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidOrigin`].
    #[cfg(not(any(target_arch = "wasm32", feature = "watch")))]
    pub fn new(origin: &str, engine: Engine) -> Result<Self, Error> {
        Self::with_url_parser(origin, engine, crate::native_url::parse_url)
    }

    /// As [`Forecaster::new`], with a URL parser of the caller's.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidOrigin`].
    #[cfg(not(feature = "watch"))]
    pub fn with_url_parser(
        origin: &str,
        engine: Engine,
        parse_url: ParseUrl,
    ) -> Result<Self, Error> {
        let meant = parse_url(origin, None).map(|url| url.origin.serialize());
        let legal = origin == "null" || meant.as_deref() == Some(origin);
        let parsed = Origin::from_serialization(origin)
            .filter(|_| legal)
            .ok_or_else(|| Error::InvalidOrigin {
                // A password may stand before an @.
                given: origin.rsplit('@').next().unwrap_or_default().to_owned(),
                meant: meant.filter(|meant| meant != "null"),
            })?;
        Ok(Self::of(parsed, profile(engine), parse_url))
    }

    #[cfg(not(feature = "watch"))]
    fn of(page: Origin, profile: &'static EngineProfile, parse_url: ParseUrl) -> Self {
        Self {
            client: client(page, parse_url),
            profile,
            caches: Caches {
                preflights: PreflightCache::new(profile),
                http: HttpCache::default(),
            },
            knowledge: Knowledge::default(),
            journal: Journal::default(),
        }
    }

    /// One that keeps nothing itself, for the page of an origin that is known to be one.
    #[cfg(feature = "watch")]
    pub(crate) fn of(
        page: Origin,
        engine: Engine,
        parse_url: ParseUrl,
        keeper: &'static Keeper,
    ) -> Self {
        let profile = profile(engine);
        Self {
            client: client(page, parse_url),
            profile,
            caches: Caches {
                preflights: PreflightCache::new(profile, keeper),
            },
            knowledge: Knowledge::of(keeper),
        }
    }

    /// Who judges.
    pub fn engine(&self) -> Engine {
        self.profile.engine
    }

    /// Empties the preflight cache.
    ///
    /// ```
    /// # use cors_forecast::{Engine, Forecaster};
    /// let mut forecaster = Forecaster::new("null", Engine::Chromium)?;
    /// forecaster.clear();
    /// # Ok::<(), cors_forecast::Error>(())
    /// ```
    #[cfg(not(feature = "watch"))]
    pub fn clear(&mut self) {
        self.caches.preflights.clear();
    }

    /// The page's origin.
    pub(crate) fn page(&self) -> &Origin {
        &self.client.origin
    }

    /// The page, or the frame of an opaque origin within it.
    pub(crate) fn client_of(&self, request: &RequestDescription) -> Client {
        let mut client = self.client.clone();
        if request.context == Context::Opaque {
            client.origin = Origin::Opaque;
        }
        client
    }
}

fn client(page: Origin, parse_url: ParseUrl) -> Client {
    Client {
        base_url: matches!(page, Origin::Tuple { .. }).then(|| page.serialize() + "/"),
        origin: page,
        parse_url,
    }
}
