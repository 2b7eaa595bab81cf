//! The journal of a session's requests: what was asked of whom and when, and what it cost in preflights.
//!
//! Bounded: of each request 16 bytes are kept, of each URL and each kind of requests one copy. Recording takes the same
//! time however much is kept. What it all means is worked out only when it is asked for.

mod asking;
mod cause;
pub(crate) mod change;
mod evidence;
mod findings;
mod intern;
mod plan;
mod replay;
pub(crate) mod report;
mod seen;
mod shape;
mod summary;
mod suspicions;
mod template;
mod window;

use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::string::String;
use core::hash::Hasher;

pub(crate) use self::findings::LONG;
use self::intern::{Id, Interner};
use self::shape::Shape;
pub(crate) use self::summary::AtEndpoint;
pub(crate) use self::template::{of_path, Endpoint, Endpoints};
pub(crate) use self::window::Window;
use crate::description::RequestDescription;
use crate::spec::request_init::Client;
use crate::spec::url::Url;
use crate::table::Fnv;

/// How many requests are kept if nothing is said.
pub(crate) const DEFAULT_CAPACITY: usize = 10_000;

/// How many bytes of a URL are kept; a longer one keeps its first bytes and a digest.
const URL_BYTES: usize = 2_048;

/// How many different kinds of requests are kept.
const SHAPES: usize = 4_096;

/// How many bytes URLs and kinds may take together, for each request that may be kept.
const BYTES_PER_REQUEST: usize = 512;

/// A request that is kept.
#[derive(Clone, Copy, Debug)]
struct Kept {
    at: f64,
    url: Id,
    shape: Id,
}

/// The last requests of a session, and how many others there were.
#[derive(Clone, Debug)]
pub(crate) struct Journal {
    ring: VecDeque<Kept>,
    capacity: usize,
    urls: Interner<Box<str>>,
    shapes: Interner<Shape>,
    pub counts: Counts,
}

/// How many requests there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// To the page's own origin; nothing else is kept of them.
    pub same_origin: u64,
    /// Refused, blocked, or without CORS; nothing else is kept of them.
    pub other: u64,
    /// To other origins, and not kept any more.
    pub dropped: u64,
}

impl Default for Journal {
    fn default() -> Self {
        Self::with_capacity(DEFAULT_CAPACITY)
    }
}

impl Journal {
    /// For the last `capacity` requests, of which URLs and kinds take up to 512 bytes each on average.
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            ring: VecDeque::new(),
            capacity: capacity.max(1),
            urls: Interner::default(),
            shapes: Interner::default(),
            counts: Counts::default(),
        }
    }

    /// Keeps a request of `client`, made at `at`.
    pub fn record(&mut self, description: &RequestDescription, client: &Client, at: f64) {
        let Some((shape, url)) = Shape::of(description, client) else {
            self.counts.other += 1;
            return;
        };
        if !shape.crosses() {
            *(if shape.is_same_origin() {
                &mut self.counts.same_origin
            } else {
                &mut self.counts.other
            }) += 1;
            return;
        }
        if shape.bytes() > BYTES_PER_REQUEST * self.capacity / 4 {
            self.counts.dropped += 1;
            return;
        }
        let url = self.intern_url(&url);
        self.urls.take(url);
        let shape = self.intern_shape(shape);
        self.shapes.take(shape);
        self.ring.push_back(Kept { at, url, shape });
        while self.is_too_full() {
            self.drop_oldest();
        }
    }

    /// The number of a URL that is kept.
    fn url_named(&self, href: &str) -> Option<Id> {
        self.urls
            .find(digest(href.as_bytes()), |known| **known == *href)
    }

    /// What is allocated, in bytes. At most 16 for each request that may be kept, [`BYTES_PER_REQUEST`] for the texts,
    /// and what tables of their number take.
    pub fn memory(&self) -> usize {
        self.ring.capacity() * size_of::<Kept>() + self.urls.memory() + self.shapes.memory()
    }

    fn is_too_full(&self) -> bool {
        let bytes = self.urls.bytes() + self.shapes.bytes();
        self.ring.len() > self.capacity
            || self.shapes.len() > SHAPES
            || (bytes > BYTES_PER_REQUEST * self.capacity && self.ring.len() > 1)
    }

    fn drop_oldest(&mut self) {
        if let Some(oldest) = self.ring.pop_front() {
            self.urls.give_back(oldest.url);
            self.shapes.give_back(oldest.shape);
            self.counts.dropped += 1;
        }
    }

    fn intern_url(&mut self, url: &Url) -> Id {
        let text = kept_text(url);
        match self.url_named(&text) {
            Some(id) => id,
            None => {
                let bytes = text.len();
                self.urls.add(digest(text.as_bytes()), text, bytes)
            }
        }
    }

    fn intern_shape(&mut self, shape: Shape) -> Id {
        let hash = shape.digest();
        match self.shapes.find(hash, |known| *known == shape) {
            Some(id) => id,
            None => {
                let bytes = shape.bytes();
                self.shapes.add(hash, shape, bytes)
            }
        }
    }
}

/// The endpoint of this URL in the window; or how it would be named by itself, if the window does not have it.
pub(crate) fn endpoint_of<'a>(
    window: &'a Window,
    url: &Url,
) -> Result<(usize, &'a Endpoint), String> {
    let text = kept_text(url);
    let alone = Endpoints::infer(&[(0, &text, 1)], 1).all.pop();
    let known = window.endpoint_of_url(&text).or_else(|| {
        // A URL that is new may be one more of an endpoint's.
        let alone = alone.as_ref()?;
        let by_text = window.endpoint_named(&alone.text);
        by_text.or_else(|| window.endpoint_named(&alone.path))
    });
    match known.and_then(|at| Some((at, window.endpoint(at)?))) {
        Some(known) => Ok(known),
        None => Err(alone.map_or_else(String::new, |endpoint| endpoint.text)),
    }
}

fn digest(bytes: &[u8]) -> u64 {
    let mut hasher = Fnv::default();
    hasher.write(bytes);
    hasher.finish()
}

/// Stands for a user name and a password, which are not kept; that they were there is, as such a URL is another one.
const USER: &str = "-@";

/// The URL as it is kept: without user name and password, and of bounded length.
fn kept_text(url: &Url) -> Box<str> {
    let mut text = url.as_sent();
    if url.includes_credentials() {
        text.insert_str(url.scheme().len() + "://".len(), USER);
    }
    if let Some(fragment) = url.fragment() {
        text.push('#');
        text.push_str(fragment);
    }
    if text.len() > URL_BYTES {
        let mut digest = digest(text.as_bytes());
        let mut at = URL_BYTES - 16;
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        text.truncate(at);
        for _ in 0..16 {
            text.push(char::from(b"0123456789abcdef"[(digest >> 60) as usize]));
            digest <<= 4;
        }
    }
    text.into_boxed_str()
}

#[cfg(test)]
mod tests;
