//! A request as each engine makes it: whose it is, where it goes, what it asks for.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::answer::response;
use super::permitted::Permitted;
use super::report::{Barrier, Part};
use super::seen::PageRequest;
use crate::cache::origin_and_path;
use crate::description::RequestDescription;
use crate::engine::Engine;
use crate::error::Error;
use crate::failure::{refusal_report, Failure};
use crate::forecast::{ErrorReport, Outcome};
use crate::forecaster::Forecaster;
use crate::pieces::{before, behind_last};
use crate::prepare::prepare;
use crate::say::join;
use crate::spec::main_fetch::{Blocked, Branch};
use crate::spec::mixed_content::is_loopback;
use crate::spec::origin::Origin;
use crate::spec::url::ParseUrl;
use crate::trigger::Trigger;
use crate::way::way;

/// How many engines there are.
pub(super) const ENGINES: usize = Engine::ALL.len();

/// What an engine makes of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// It stays at home.
    SameOrigin,
    /// Nobody is asked.
    NoCors,
    /// The answer has to let the page read it.
    Answer { method: String, credentials: bool },
    /// Permission comes first.
    Permission {
        method: String,
        names: Vec<String>,
        /// Why, so that what would spare it is the same.
        triggers: Vec<Trigger>,
        credentials: bool,
    },
    /// Mixed content.
    Mixed,
    /// It is not made.
    Refused { code: &'static str, message: String },
}

/// A request by a page, as each engine makes it.
#[derive(Clone, Debug)]
pub(super) struct Call<'a> {
    pub seen: &'a PageRequest,
    /// Which page makes it; it may be another one than the one that was seen.
    pub page: String,
    /// Which of the permitted origins the page counts as.
    pub listed: String,
    /// The server's origin.
    pub server: String,
    pub path: String,
    /// Method and URL, without its query.
    pub example: String,
    pub asks: [Ask; ENGINES],
    /// The description without URL and headers.
    pub rest: RequestDescription,
}

impl Call<'_> {
    /// Whether any engine needs a server's permission.
    pub fn crosses(&self) -> bool {
        let needs = |ask: &Ask| matches!(ask, Ask::Answer { .. } | Ask::Permission { .. });
        self.asks.iter().any(needs)
    }

    pub fn is_preflighted(&self) -> bool {
        let asks_first = |ask: &Ask| matches!(ask, Ask::Permission { .. });
        self.asks.iter().any(asks_first)
    }

    /// Its last segment decides about what may protect it.
    pub fn is_graphql(&self) -> bool {
        let path = self.path.trim_end_matches('/');
        behind_last(path, b'/').eq_ignore_ascii_case("graphql")
    }

    pub fn has(&self, ask: &Ask) -> bool {
        self.asks.contains(ask)
    }

    /// What the first engine says that does not make it.
    pub fn barrier(&self) -> Option<Barrier> {
        if self.has(&Ask::Mixed) {
            return Some(Barrier::MixedContent {
                origin: self.page.clone(),
                server: self.server.clone(),
            });
        }
        self.asks.iter().find_map(|ask| match ask {
            Ask::Refused { code, message } => Some(Barrier::NotMade {
                reason: (*code).to_owned(),
                message: message.clone(),
            }),
            _ => None,
        })
    }

    /// Methods and header names that are asked for, and whether credentials go along; in all engines together.
    pub fn demands(&self) -> impl Iterator<Item = (&str, &[String], bool)> {
        self.asks.iter().filter_map(|ask| match ask {
            Ask::Answer {
                method,
                credentials,
            } => Some((method.as_str(), [].as_slice(), *credentials)),
            Ask::Permission {
                method,
                names,
                credentials,
                triggers: _,
            } => Some((method.as_str(), names.as_slice(), *credentials)),
            _ => None,
        })
    }
}

/// Whether an origin is a developer's machine.
pub(super) fn is_developers(origin: &str) -> bool {
    matches!(Origin::from_serialization(origin), Some(Origin::Tuple { host, .. }) if is_loopback(&host))
}

/// All pages, in all engines.
pub(super) struct Stage {
    parse_url: ParseUrl,
    pages: BTreeMap<String, [Forecaster; ENGINES]>,
}

impl Stage {
    pub fn new(parse_url: ParseUrl) -> Self {
        Self {
            parse_url,
            pages: BTreeMap::new(),
        }
    }

    /// Makes a page of this origin known.
    pub fn open(&mut self, origin: &str) -> Result<(), Error> {
        if self.pages.contains_key(origin) {
            return Ok(());
        }
        let page = Engine::ALL
            .map(|(_, engine)| Forecaster::with_url_parser(origin, engine, self.parse_url));
        let [first, second, third, fourth] = page;
        let page = [first?, second?, third?, fourth?];
        self.pages.insert(origin.to_owned(), page);
        Ok(())
    }

    /// The page in each engine, with empty caches.
    pub fn page(&self, origin: &str) -> &[Forecaster] {
        self.pages.get(origin).map_or(&[], |page| page.as_slice())
    }

    /// The request, made by the page of an origin that is known.
    pub fn call<'a>(&self, seen: &'a PageRequest, page: &str, listed: &str) -> Call<'a> {
        let mut asks = Engine::ALL.map(|_| Ask::SameOrigin);
        let mut method = seen
            .request
            .method
            .clone()
            .unwrap_or_else(|| "GET".to_owned());
        for (ask, forecaster) in asks.iter_mut().zip(self.page(page)) {
            (*ask, method) = ask_of(forecaster, &seen.request, method);
        }
        let base = join(&[page, "/"], "");
        let base = (page != "null").then_some(base.as_str());
        let url = (self.parse_url)(&seen.request.url, base);
        let sent = url.as_ref().map(|url| url.as_sent()).unwrap_or_default();
        let place = before(&sent, b'?');
        let server = url.map(|url| url.origin.serialize()).unwrap_or_default();
        Call {
            seen,
            page: page.to_owned(),
            listed: listed.to_owned(),
            server,
            path: origin_and_path(place).1.to_owned(),
            example: join(&[&method, place], " "),
            asks,
            rest: RequestDescription {
                url: String::new(),
                headers: Vec::new(),
                ..seen.request.clone()
            },
        }
    }

    /// Why the page gets no answer in the engine of this number, from a server that does what the policy says.
    pub fn refusal(
        &self,
        call: &Call<'_>,
        engine: usize,
        permitted: &Permitted<'_>,
        less: Option<&Part>,
    ) -> Option<ErrorReport> {
        let policy = permitted.to(call, less);
        let mut forecaster = self.page(&call.page).get(engine)?.clone();
        let mut server = |wire: &_| Some(response(&policy, wire, &call.listed, &call.path));
        let played = forecaster.simulate(&call.seen.request, &mut server, 0.0);
        let lost = || Failure::NotAnswered.report(call.seen.request.api, false);
        let answered = played.outcome == Outcome::Response;
        played.error.or_else(|| (!answered).then(lost))
    }
}

/// What the engine makes of the request, and the method as it sends it.
fn ask_of(forecaster: &Forecaster, request: &RequestDescription, method: String) -> (Ask, String) {
    let refused = |report: ErrorReport| Ask::Refused {
        code: report.code,
        message: report.message,
    };
    let told = |failure: Failure| refused(failure.report(request.api, request.sync));
    if request.abort_after.is_some_and(|after| after <= 0.0) {
        return (told(Failure::Aborted), method);
    }
    let profile = forecaster.profile;
    let prepared = match prepare(request, &forecaster.client_of(request), profile) {
        Ok(prepared) => prepared,
        Err(refusal) => return (refused(refusal_report(&refusal, request.api)), method),
    };
    let method = prepared.request.method.clone();
    let credentials = prepared.request.includes_credentials();
    let way = way(&prepared, profile);
    let failure = prepared
        .stillborn(profile)
        .or_else(|| prepared.unsendable(profile, false));
    let ask = match way {
        Err(Blocked::MixedContent) => Ask::Mixed,
        Err(blocked) => told(Failure::Blocked(blocked)),
        Ok((Branch::SchemeFetch, _)) => Ask::SameOrigin,
        Ok((Branch::NoCors, _)) => Ask::NoCors,
        Ok((Branch::Cors | Branch::CorsWithPreflight(_), _)) if failure.is_some() => {
            failure.map_or(Ask::NoCors, told)
        }
        Ok((Branch::Cors, _)) => Ask::Answer {
            method: method.clone(),
            credentials,
        },
        Ok((Branch::CorsWithPreflight(_), demand)) => Ask::Permission {
            method: method.clone(),
            names: demand.names,
            triggers: demand.triggers,
            credentials,
        },
    };
    (ask, method)
}
