//! The requests that are kept, made ready for being played again: endpoints, and what is asked for at each.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use hashbrown::HashMap;

use super::intern::Id;
use super::shape::{Fate, Shape};
use super::template::{Endpoint, Endpoints};
use super::{Journal, Kept, USER};
use crate::engine::profiles::profile;
use crate::engine::Engine;
use crate::spec::origin::Origin;
use crate::spec::url::Url;
use crate::table::Hashed;

/// The window of a journal, as a page of `page` has filled it.
#[derive(Debug)]
pub(crate) struct Window<'a> {
    journal: &'a Journal,
    pub page: &'a Origin,
    pub endpoints: Endpoints,
    /// For each endpoint, the places of its requests.
    places: Vec<Vec<u32>>,
    /// For each endpoint, its different kinds of requests, and how many there are of each.
    shapes: Vec<Vec<(Id, usize)>>,
}

/// A request of the window.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request {
    pub at: f64,
    pub url: Id,
    pub shape_id: Id,
    pub endpoint: usize,
}

impl<'a> Window<'a> {
    pub fn of(journal: &'a Journal, page: &'a Origin) -> Self {
        let end = journal.urls.end();
        let mut calls = alloc::vec![0u32; end];
        for kept in &journal.ring {
            calls[kept.url as usize] += 1;
        }
        let urls: Vec<(Id, &str, u32)> = (0..end as Id)
            .filter_map(|id| Some((id, &**journal.urls.get(id)?, calls[id as usize])))
            .collect();
        let endpoints = Endpoints::infer(&urls, end);
        let mut places = alloc::vec![Vec::new(); endpoints.all.len()];
        let mut shapes: Vec<Vec<(Id, usize)>> = alloc::vec![Vec::new(); endpoints.all.len()];
        let mut place_of: HashMap<(usize, Id), usize, Hashed> = HashMap::default();
        for (place, kept) in journal.ring.iter().enumerate() {
            let Some(endpoint) = endpoints.of(kept.url) else {
                continue;
            };
            places[endpoint].push(place as u32);
            let known = &mut shapes[endpoint];
            let at = *place_of
                .entry((endpoint, kept.shape))
                .or_insert(known.len());
            if at == known.len() {
                known.push((kept.shape, 0));
            }
            known[at].1 += 1;
        }
        Self {
            journal,
            page,
            endpoints,
            places,
            shapes,
        }
    }

    /// How many requests there are.
    pub fn len(&self) -> usize {
        self.journal.ring.len()
    }

    /// The request at a place.
    pub fn request(&self, place: usize) -> Option<Request> {
        let Kept { at, url, shape } = *self.journal.ring.get(place)?;
        Some(Request {
            at,
            url,
            shape_id: shape,
            endpoint: self.endpoints.of(url)?,
        })
    }

    /// The requests of an endpoint, or all.
    pub fn places(&self, endpoint: Option<usize>) -> Vec<u32> {
        match endpoint {
            Some(endpoint) => self.places.get(endpoint).cloned().unwrap_or_default(),
            None => (0..self.len() as u32).collect(),
        }
    }

    /// How often an endpoint was asked.
    pub fn calls(&self, endpoint: usize) -> usize {
        self.places.get(endpoint).map_or(0, Vec::len)
    }

    /// The kinds of an endpoint's requests.
    pub fn shapes(&self, endpoint: usize) -> impl Iterator<Item = (Id, &Shape, usize)> {
        let kinds = self.shapes.get(endpoint).into_iter().flatten();
        kinds.filter_map(|(id, count)| Some((*id, self.journal.shapes.get(*id)?, *count)))
    }

    pub fn endpoint(&self, endpoint: usize) -> Option<&Endpoint> {
        self.endpoints.all.get(endpoint)
    }

    /// A URL's text.
    pub fn url_text(&self, url: Id) -> &str {
        self.journal.urls.get(url).map_or("", |text| text)
    }

    /// The numbers of URLs are below it.
    pub fn urls_end(&self) -> usize {
        self.journal.urls.end()
    }

    /// How many different URLs are asked for permission in the engine at this place of all, whatever their answers.
    fn urls_asked(&self, engine: usize) -> usize {
        let mut asked = alloc::vec![false; self.urls_end()];
        for kept in &self.journal.ring {
            let shape = self.journal.shapes.get(kept.shape);
            if shape.is_some_and(|shape| matches!(shape.fate(engine), Fate::Asked(_))) {
                asked[kept.url as usize] = true;
            }
        }
        asked.into_iter().filter(|asked| *asked).count()
    }

    /// Whether the cache of the engine at this place of all may be too small for the window, so that endpoints take each
    /// other's place.
    pub fn is_crowded(&self, engine: usize) -> bool {
        let capacity = profile(Engine::ALL[engine].1).cache.capacity.value;
        // A URL may take two places, with credentials and without.
        capacity.is_some_and(|most| 2 * self.urls_asked(engine) > most)
    }

    /// The endpoints' names, as a change is meant for one: texts, and failing these, paths.
    pub fn endpoint_names(&self) -> BTreeMap<&str, usize> {
        let mut names = BTreeMap::new();
        let all = self.endpoints.all.iter().enumerate();
        let texts = all
            .clone()
            .map(|(at, endpoint)| (endpoint.text.as_str(), at));
        for (name, at) in texts.chain(all.map(|(at, endpoint)| (endpoint.path.as_str(), at))) {
            names.entry(name).or_insert(at);
        }
        names
    }

    /// The endpoint of this name, or the one that has this URL.
    pub fn endpoint_named(&self, name: &str) -> Option<usize> {
        let all = &self.endpoints.all;
        let by_text = all.iter().position(|endpoint| endpoint.text == name);
        by_text
            .or_else(|| all.iter().position(|endpoint| endpoint.path == name))
            .or_else(|| self.endpoint_of_url(name))
    }

    /// The endpoint of a URL that is kept.
    pub fn endpoint_of_url(&self, href: &str) -> Option<usize> {
        self.endpoints.of(self.journal.url_named(href)?)
    }

    /// From when to when the window reaches, in milliseconds of the caller's clock.
    pub fn times(&self) -> Option<(f64, f64)> {
        let first = self.journal.ring.front()?;
        let last = self.journal.ring.back()?;
        Some((first.at, last.at))
    }
}

/// A URL out of a text that once was one.
pub(crate) fn url_of(text: &str) -> Url {
    let host = text.find("://").map_or(0, |at| at + 3);
    let rest = &text[host..];
    let end = rest
        .find(['/', '?', '#'])
        .map_or(text.len(), |at| host + at);
    let origin = text[..end].replace(USER, "");
    let origin = Origin::from_serialization(&origin).unwrap_or(Origin::Opaque);
    let port = match &origin {
        Origin::Tuple { port, .. } => *port,
        Origin::Opaque => None,
    };
    Url {
        href: text.into(),
        origin,
        port,
    }
}
