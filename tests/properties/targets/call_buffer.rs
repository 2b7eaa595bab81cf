//! The bytes in which the wrapper hands a call to the module: what is written is read, and what is cut off is no call.

// The very file that the shipped module reads with, which else is built for WebAssembly only.
#[path = "../../../src/wasm/watch/input.rs"]
#[allow(unsafe_code)]
mod input;

use cors_forecast::{Api, BodyKind, Context, Engine, RequestDescription};

use super::draw::Draw;
use super::scene;
use input::Input;

pub fn check(data: &[u8]) {
    let mut draw = Draw::new(data);
    let engine = draw.below(6);
    let request = scene::request(&mut draw);
    let status = draw.number();
    let lines = scene::lines(&mut draw);
    let cut = draw.number();

    let mut packed = Packed::default();
    packed.number(engine as u32);
    packed.text(Some(scene::PAGE));
    packed.text(Some("8080"));
    packed.text(Some("http://api.example:8080"));
    packed.text(Some("http://api.example:8080/x"));
    packed.request(&request);
    packed.number(status);
    packed.pairs(&lines);

    let read = read(&packed.0);
    let known = engine < Engine::ALL.len();
    assert_eq!(read.is_some(), known && u16::try_from(status).is_ok());
    if let Some((told, told_status, told_lines)) = read {
        assert_eq!(told, as_packed(request));
        assert_eq!((u32::from(told_status), told_lines), (status, lines));
        // An end that is missing, anywhere: all that was written before is whole, so no text ends within a character.
        let cut = cut as usize % packed.0.len();
        assert!(
            self::read(&packed.0[..cut]).is_none(),
            "{cut} of {}",
            packed.0.len()
        );
    }
    // Lengths that lie. In ASCII every part of it is a text.
    let ascii: Vec<u8> = data.iter().map(|byte| byte & 0x7f).collect();
    let _ = self::read(&ascii);
    let mut bent = ascii;
    for at in (0..bent.len()).step_by(4) {
        bent[at..]
            .iter_mut()
            .skip(1)
            .take(3)
            .for_each(|byte| *byte = 0);
    }
    let _ = self::read(&bent);
}

type Told = (RequestDescription, u16, Vec<(String, String)>);

fn read(bytes: &[u8]) -> Option<Told> {
    let mut input = Input(bytes);
    let page = input.page()?;
    assert!(Engine::ALL.iter().any(|(_, engine)| *engine == page.engine));
    let _ = page.origin.serialize();
    if let Some(url) = input.url()? {
        assert_eq!(url.fragment().is_some(), url.href.contains('#'));
    }
    let request = input.request()?;
    let answer = input.answer()?;
    Some((request, answer.status, answer.headers))
}

/// A request less what the wrapper does not tell, and a length that stands for none.
fn as_packed(mut request: RequestDescription) -> RequestDescription {
    request.body.length = request
        .body
        .length
        .filter(|length| *length < u64::from(u32::MAX));
    RequestDescription {
        url: String::new(),
        window: None,
        abort_after: None,
        ..request
    }
}

#[derive(Default)]
struct Packed(Vec<u8>);

impl Packed {
    fn number(&mut self, number: u32) {
        self.0.extend(number.to_le_bytes());
    }

    fn text(&mut self, text: Option<&str>) {
        match text {
            Some(text) => {
                self.number(text.len() as u32);
                self.0.extend(text.bytes());
            }
            None => self.number(u32::MAX),
        }
    }

    fn pairs(&mut self, pairs: &[(String, String)]) {
        self.number(pairs.len() as u32);
        for (name, value) in pairs {
            self.text(Some(name));
            self.text(Some(value));
        }
    }

    fn request(&mut self, request: &RequestDescription) {
        self.number(match request.api {
            Api::Fetch => 0,
            Api::Xhr => 1,
            Api::Beacon => 2,
            Api::EventSource => 3,
        });
        self.number(match request.context {
            Context::Window => 0,
            Context::Worker => 1,
            Context::Opaque => 2,
        });
        self.number(match request.body.kind {
            BodyKind::None => 0,
            BodyKind::String => 1,
            BodyKind::UrlSearchParams => 2,
            BodyKind::FormData => 3,
            BodyKind::Blob => 4,
            BodyKind::Buffer => 5,
            BodyKind::Stream => 6,
            BodyKind::Document => 7,
        });
        let flag = |set: bool, bit: u32| u32::from(set) * bit;
        self.number(
            flag(request.keepalive, 1) | flag(request.upload_listener, 2) | flag(request.sync, 4),
        );
        let length = request
            .body
            .length
            .filter(|length| *length < u64::from(u32::MAX));
        self.number(length.map_or(u32::MAX, |length| length as u32));
        for text in [
            &request.body.r#type,
            &request.method,
            &request.mode,
            &request.credentials,
            &request.redirect,
            &request.cache,
            &request.duplex,
            &request.integrity,
        ] {
            self.text(text.as_deref());
        }
        self.pairs(&request.headers);
    }
}
