//! A call's description out of the bytes in which the wrapper has written it: numbers of four bytes, and texts behind
//! their lengths. What is not there is no text at all.

use alloc::borrow::ToOwned;
use alloc::string::String;

use crate::description::{Api, BodyKind, Context, RequestDescription};
use crate::engine::Engine;
use crate::spec::origin::{port, Origin};
use crate::spec::url::Url;
use crate::wire::WireResponse;

const APIS: [Api; 4] = [Api::Fetch, Api::Xhr, Api::Beacon, Api::EventSource];
const CONTEXTS: [Context; 3] = [Context::Window, Context::Worker, Context::Opaque];
const BODIES: [BodyKind; 8] = [
    BodyKind::None,
    BodyKind::String,
    BodyKind::UrlSearchParams,
    BodyKind::FormData,
    BodyKind::Blob,
    BodyKind::Buffer,
    BodyKind::Stream,
    BodyKind::Document,
];

/// The length that stands for no text.
const ABSENT: u32 = u32::MAX;

/// Who asks, and who judges.
pub(super) struct Page {
    pub engine: Engine,
    pub origin: Origin,
}

/// Reads from the front.
pub(super) struct Input<'a>(pub &'a [u8]);

impl<'a> Input<'a> {
    fn number(&mut self) -> Option<u32> {
        let (bytes, rest) = self.0.split_first_chunk::<4>()?;
        self.0 = rest;
        Some(u32::from_le_bytes(*bytes))
    }

    fn one_of<T: Copy>(&mut self, known: &[T]) -> Option<T> {
        known.get(self.number()? as usize).copied()
    }

    fn slice(&mut self) -> Option<&'a str> {
        let length = self.number().filter(|length| *length != ABSENT)?;
        let (bytes, rest) = self.0.split_at_checked(length as usize)?;
        self.0 = rest;
        // `TextEncoder` has written it.
        Some(unsafe { core::str::from_utf8_unchecked(bytes) })
    }

    fn text(&mut self) -> Option<String> {
        self.slice().map(str::to_owned)
    }

    /// The page: number of the engine, origin.
    pub fn page(&mut self) -> Option<Page> {
        let engine = self.number()? as usize;
        let (_, engine) = *Engine::ALL.get(engine)?;
        let origin = Origin::from_trusted_serialization(self.slice()?)?;
        Some(Page { engine, origin })
    }

    /// What the host's parser made of the URL: port, origin, serialization; `None` if it is not one.
    pub fn url(&mut self) -> Option<Option<Url>> {
        let (given, origin, href) = (self.slice(), self.slice(), self.text()?);
        Some(origin.and_then(|origin| {
            Some(Url {
                href,
                origin: Origin::from_trusted_serialization(origin)?,
                port: port(given.unwrap_or_default()),
            })
        }))
    }

    /// The request. Its URL is the host's.
    pub fn request(&mut self) -> Option<RequestDescription> {
        let api = self.one_of(&APIS)?;
        let context = self.one_of(&CONTEXTS)?;
        let kind = self.one_of(&BODIES)?;
        let flags = self.number()?;
        let length = self.number().filter(|length| *length != ABSENT);
        let mut request = RequestDescription {
            api,
            context,
            keepalive: flags & 1 != 0,
            upload_listener: flags & 2 != 0,
            sync: flags & 4 != 0,
            ..RequestDescription::default()
        };
        request.body.kind = kind;
        request.body.length = length.map(u64::from);
        for member in [
            &mut request.body.r#type,
            &mut request.method,
            &mut request.mode,
            &mut request.credentials,
            &mut request.redirect,
            &mut request.cache,
            &mut request.duplex,
            &mut request.integrity,
        ] {
            *member = self.text();
        }
        request.headers = self.pairs()?;
        Some(request)
    }

    fn pairs(&mut self) -> Option<alloc::vec::Vec<(String, String)>> {
        let mut pairs = alloc::vec::Vec::new();
        for _ in 0..self.number()? {
            pairs.push((self.text()?, self.text()?));
        }
        Some(pairs)
    }

    /// A preflight's answer: status, headers.
    pub fn answer(&mut self) -> Option<WireResponse> {
        Some(WireResponse {
            status: u16::try_from(self.number()?).ok()?,
            headers: self.pairs()?,
            ..WireResponse::default()
        })
    }
}
