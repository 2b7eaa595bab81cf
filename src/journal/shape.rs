//! What a request has in common with others like it: all that decides about preflights but URL and time. Never a
//! header's value.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::hash::{Hash, Hasher};

use crate::description::RequestDescription;
use crate::engine::profiles::profile;
use crate::engine::{Engine, EngineProfile};
use crate::prepare::{Maker, Prepared};
use crate::spec::main_fetch::Branch;
use crate::spec::method::is_cors_safelisted_method;
use crate::spec::origin::Origin;
use crate::spec::request::{CacheMode, CredentialsMode, Request, RequestMode, ResponseTainting};
use crate::spec::request_init::Client;
use crate::spec::url::Url;
use crate::table::Fnv;
use crate::trigger::Trigger;
use crate::way::way;

/// How many engines there are.
pub(crate) const ENGINES: usize = Engine::ALL.len();

/// What asks for permission whatever method and headers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Forced {
    /// A listener on `XMLHttpRequest.upload`.
    UploadListener,
    /// A stream as a body.
    Stream,
}

/// What a request asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Asked {
    pub names: Vec<String>,
    pub forced: Option<Forced>,
    /// The engine does not send the request itself, permitted or not.
    pub unsendable: bool,
}

/// What becomes of a request in an engine.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Fate {
    /// Rejected, blocked, or nothing that goes over the network.
    NotSent,
    /// Of the page's own origin.
    SameOrigin,
    /// Sent to another origin at once.
    Unasked,
    /// Needs permission.
    Asked(Asked),
}

/// A kind of requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    pub method: Box<str>,
    /// Made in a frame of an opaque origin.
    pub opaque: bool,
    pub include: bool,
    pub cache_mode: CacheMode,
    /// Different fates, mostly one.
    fates: Vec<Fate>,
    /// For each engine, which of them.
    of_engine: [u8; ENGINES],
}

impl Hash for Shape {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.method.hash(state);
        (self.opaque, self.include, self.cache_mode as u8).hash(state);
        self.fates.hash(state);
        self.of_engine.hash(state);
    }
}

impl Shape {
    /// The shape of a request and its URL; `None` if every engine refuses to make it.
    pub fn of(description: &RequestDescription, client: &Client) -> Option<(Self, Url)> {
        let mut maker = Maker::new(description, client);
        let mut made: Option<(Self, Url)> = None;
        let mut fates: Vec<Fate> = Vec::with_capacity(1);
        let mut of_engine = [0; ENGINES];
        for (at, (_, engine)) in Engine::ALL.into_iter().enumerate() {
            let profile = profile(engine);
            let fate = match maker.prepare(profile) {
                Err(_) => Fate::NotSent,
                Ok(prepared) => {
                    let fate = fate(&prepared, profile);
                    made.get_or_insert_with(|| first(prepared.request));
                    fate
                }
            };
            let known = fates.iter().position(|known| *known == fate);
            of_engine[at] = known.unwrap_or(fates.len()) as u8;
            if known.is_none() {
                fates.push(fate);
            }
        }
        let (mut shape, url) = made?;
        shape.fates = fates;
        shape.of_engine = of_engine;
        Some((shape, url))
    }

    /// What becomes of it in the engine that stands at this place of [`Engine::ALL`].
    pub fn fate(&self, engine: usize) -> &Fate {
        &self.fates[usize::from(self.of_engine[engine])]
    }

    /// Whether some engine has it go to another origin by the CORS protocol.
    pub fn crosses(&self) -> bool {
        let crosses = |fate: &Fate| matches!(fate, Fate::Unasked | Fate::Asked(_));
        self.fates.iter().any(crosses)
    }

    /// Whether it goes to the page's own origin.
    pub fn is_same_origin(&self) -> bool {
        self.fates.contains(&Fate::SameOrigin)
    }

    /// By what it is found.
    pub fn digest(&self) -> u64 {
        let mut hasher = Fnv::default();
        self.hash(&mut hasher);
        hasher.finish()
    }

    /// What it allocates, in bytes.
    pub fn bytes(&self) -> usize {
        let of_names = |names: &[String]| -> usize {
            let texts: usize = names.iter().map(String::capacity).sum();
            texts + size_of_val(names)
        };
        let of_fates = self.fates.iter().map(|fate| match fate {
            Fate::Asked(asked) => of_names(&asked.names),
            Fate::NotSent | Fate::SameOrigin | Fate::Unasked => 0,
        });
        self.method.len() + size_of_val(self.fates.as_slice()) + of_fates.sum::<usize>()
    }

    /// The request again, for `url`: as much of it as decides about preflights.
    pub fn request(&self, url: Url, page: &Origin) -> Request {
        let origin = if self.opaque {
            Origin::Opaque
        } else {
            page.clone()
        };
        let mut request = Request::new(url, origin);
        request.method = String::from(&*self.method);
        request.unsafe_request_flag = true;
        request.mode = RequestMode::Cors;
        request.response_tainting = ResponseTainting::Cors;
        request.cache_mode = self.cache_mode;
        if self.include {
            request.credentials_mode = CredentialsMode::Include;
        }
        request
    }
}

impl Asked {
    /// Whether anything is left that asks for permission.
    pub fn asks(&self, method: &str) -> bool {
        self.forced.is_some() || !self.names.is_empty() || !is_cors_safelisted_method(method)
    }
}

fn first(request: Request) -> (Shape, Url) {
    let url = request.current_url().clone();
    let shape = Shape {
        method: request.method.clone().into_boxed_str(),
        opaque: request.origin == Origin::Opaque,
        include: request.includes_credentials(),
        cache_mode: request.cache_mode,
        fates: Vec::new(),
        of_engine: [0; ENGINES],
    };
    (shape, url)
}

fn fate(prepared: &Prepared, profile: &EngineProfile) -> Fate {
    if prepared.stillborn(profile).is_some() {
        return Fate::NotSent;
    }
    let Ok((branch, asked)) = way(prepared, profile) else {
        return Fate::NotSent;
    };
    let unsendable = prepared.unsendable(profile, false).is_some();
    let http = prepared.request.current_url().is_http_scheme();
    match branch {
        Branch::SchemeFetch if http => Fate::SameOrigin,
        Branch::SchemeFetch | Branch::NoCors => Fate::NotSent,
        Branch::Cors if unsendable => Fate::NotSent,
        Branch::Cors => Fate::Unasked,
        Branch::CorsWithPreflight(_) => Fate::Asked(Asked {
            names: asked.names,
            forced: asked.triggers.iter().find_map(|trigger| match trigger {
                Trigger::UploadListener => Some(Forced::UploadListener),
                Trigger::StreamBody => Some(Forced::Stream),
                Trigger::Method { .. } | Trigger::Header { .. } | Trigger::PreflightedBefore => {
                    None
                }
            }),
            unsendable,
        }),
    }
}
