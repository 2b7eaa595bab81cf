//! The requests that are kept, described again. Values are not kept: one that always needs permission stands for them.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use super::shape::{Asked, Fate, Forced, Shape, ENGINES};
use super::{Journal, USER};
use crate::description::{Api, BodyDescription, BodyKind, Context, RequestDescription};

/// Needs permission as the value of any header.
const UNKNOWN: &str = "\"";

impl Journal {
    /// Each URL and kind of request once, and how often it was made.
    pub fn described(&self) -> Vec<(RequestDescription, u32)> {
        let mut counts: BTreeMap<_, u32> = BTreeMap::new();
        for kept in &self.ring {
            *counts.entry((kept.url, kept.shape)).or_default() += 1;
        }
        let described = counts.into_iter().filter_map(|((url, shape), count)| {
            let (url, shape) = (self.urls.get(url)?, self.shapes.get(shape)?);
            Some((described(url, shape), count))
        });
        described.collect()
    }
}

fn described(url: &str, shape: &Shape) -> RequestDescription {
    let fates = (0..ENGINES).map(|engine| shape.fate(engine));
    let asked: Vec<&Asked> = fates
        .filter_map(|fate| match fate {
            Fate::Asked(asked) => Some(asked),
            Fate::NotSent | Fate::SameOrigin | Fate::Unasked => None,
        })
        .collect();
    let names: BTreeSet<&String> = asked.iter().flat_map(|asked| &asked.names).collect();
    let headers = names
        .into_iter()
        .map(|name| (name.clone(), String::from(UNKNOWN)));
    let credentials = if shape.include {
        "include"
    } else {
        "same-origin"
    };
    let body = |kind| BodyDescription {
        kind,
        ..BodyDescription::default()
    };
    let plain = RequestDescription {
        method: Some(String::from(&*shape.method)),
        headers: headers.collect(),
        credentials: Some(String::from(credentials)),
        context: if shape.opaque {
            Context::Opaque
        } else {
            Context::Window
        },
        ..RequestDescription::new(url.replacen(USER, "", 1))
    };
    match asked.iter().find_map(|asked| asked.forced) {
        None => plain,
        Some(Forced::UploadListener) => RequestDescription {
            api: Api::Xhr,
            upload_listener: true,
            body: body(BodyKind::String),
            ..plain
        },
        Some(Forced::Stream) => RequestDescription {
            duplex: Some(String::from("half")),
            body: body(BodyKind::Stream),
            ..plain
        },
    }
}
