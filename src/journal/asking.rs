//! What a request of a window would ask for after changes.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use super::change::Action;
use super::shape::{Asked, Fate, Forced, Shape};
use super::window::{url_of, Window};
use crate::spec::header::Header;
use crate::spec::header_list::HeaderList;
use crate::spec::request::{CacheMode, CredentialsMode, Request};

/// A request that asks, as it would be after the changes; its URL is put in for each use.
#[derive(Clone, Debug)]
pub(crate) struct Asking {
    pub request: Request,
    pub names: Vec<String>,
    pub unsendable: bool,
}

/// A request of this kind after the actions; `None` if it does not ask, or not any more.
pub(super) fn asking(
    window: &Window,
    shape: &Shape,
    engine: usize,
    actions: &[&Action],
) -> Option<Asking> {
    let Fate::Asked(asked) = shape.fate(engine) else {
        return None;
    };
    let Asked {
        mut names,
        mut forced,
        unsendable,
    } = asked.clone();
    let mut request = shape.request(url_of(""), window.page);
    let dropped: BTreeSet<&String> = (actions.iter())
        .filter_map(|action| match action {
            Action::DropHeader { name } => Some(name),
            _ => None,
        })
        .collect();
    names.retain(|name| !dropped.contains(name));
    for action in actions {
        match action {
            Action::MakeSimple | Action::SameOrigin => return None,
            Action::OneCredentialsMode { include } => {
                request.credentials_mode = match include {
                    true => CredentialsMode::Include,
                    false => CredentialsMode::Omit,
                };
            }
            Action::Method { from, to } if request.method == *from => {
                request.method.clone_from(to);
            }
            Action::DropUploadListener if forced == Some(Forced::UploadListener) => forced = None,
            Action::DropStream if forced == Some(Forced::Stream) => forced = None,
            Action::CacheModeDefault => request.cache_mode = CacheMode::Default,
            Action::DropHeader { .. }
            | Action::MaxAge { .. }
            | Action::ListByName
            | Action::DropQueryKey { .. }
            | Action::OneUrl
            | Action::Method { .. }
            | Action::DropUploadListener
            | Action::DropStream => {}
        }
    }
    let asked = Asked {
        names,
        forced,
        unsendable,
    };
    if !asked.asks(&request.method) {
        return None;
    }
    request.use_cors_preflight_flag = forced.is_some();
    let headers = asked
        .names
        .iter()
        .map(|name| Header::new(name.as_str(), ""));
    request.header_list = HeaderList(headers.collect());
    Some(Asking {
        request,
        names: asked.names,
        unsendable: asked.unsendable,
    })
}
