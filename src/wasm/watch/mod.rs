//! The face of what watches a page: bytes in, a text out, and nothing kept. No glue, and nothing of wasm-bindgen's.
//!
//! `begin(length)` gives the address to which a call is written, `call(length, at)` makes its forecast, `learn` takes a
//! preflight's answer. Both give the address of two numbers: where the text is, and its length in bytes.

mod arena;
mod host;
mod input;
mod json;

use alloc::vec;
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};

use self::input::{Input, Page};
use self::json::Json;
use super::encode;
use super::sink::Sink;
use crate::basis::Basis;
use crate::forecaster::Forecaster;
use crate::spec::url::Url;

/// What is there once. A module has one thread.
struct Single<T>(T);
unsafe impl<T> Sync for Single<T> {}

/// Address and length of what the last call has made.
static OUTPUT: Single<Cell<[usize; 2]>> = Single(Cell::new([0; 2]));

/// What the host's URL parser has made of the URL at hand.
static URL: Single<RefCell<Option<Url>>> = Single(RefCell::new(None));

/// Address of the bytes that the host writes.
static INPUT: Single<Cell<*mut u8>> = Single(Cell::new(core::ptr::null_mut()));

/// Forgets the last call, and gives the address of so many bytes for the next one.
#[no_mangle]
pub extern "C" fn begin(length: usize) -> *mut u8 {
    // What it holds is taken back without being dropped.
    core::mem::forget(URL.0.take());
    arena::reset();
    let bytes = vec![0; length].leak().as_mut_ptr();
    INPUT.0.set(bytes);
    bytes
}

/// Forecasts the call that the host has written, and has it made in thought. Nothing is told of what can't be read.
#[no_mangle]
pub extern "C" fn call(length: usize, at: f64) -> *const usize {
    told(|json| {
        let (mut input, mut forecaster) = forecaster(length)?;
        let request = input.request()?;
        let (forecast, asks) = forecaster.foresee(&request, at);
        encode::forecast(json, &forecast);
        if let Some(asking) = asks {
            forecaster.ask(&asking.0, &asking.1, at);
        }
        Some(())
    })
}

/// Takes what a server has answered to the preflight of the call that the host has written; `basis`: 0 if somebody else
/// has asked, 1 if this browser has.
#[no_mangle]
pub extern "C" fn learn(length: usize, at: f64, basis: u32) {
    let hear = || {
        let (mut input, mut forecaster) = forecaster(length)?;
        let request = input.request()?;
        let answer = input.answer()?;
        let (basis, at) = match basis {
            1 => (Basis::Recorded, Some(at)),
            _ => (Basis::Probed, None),
        };
        forecaster.hear(&request, &answer, basis, at).ok()
    };
    let _ = hear();
}

fn forecaster(length: usize) -> Option<(Input<'static>, Forecaster)> {
    // `begin` has made as many, and nothing has been taken back since.
    let mut input = Input(unsafe { core::slice::from_raw_parts(INPUT.0.get(), length) });
    let Page { engine, origin } = input.page()?;
    URL.0.replace(input.url()?);
    let forecaster = Forecaster::of(origin, engine, |_, _| URL.0.borrow().clone(), &host::KEEPER);
    Some((input, forecaster))
}

fn told(tell: impl FnOnce(&mut Json) -> Option<()>) -> *const usize {
    let mut json = Json::default();
    json.open("");
    let done = tell(&mut json);
    json.close();
    let text: &[u8] = match done {
        Some(()) => Vec::leak(json.finish()),
        None => &[],
    };
    OUTPUT.0.set([text.as_ptr() as usize, text.len()]);
    OUTPUT.0.as_ptr().cast()
}
