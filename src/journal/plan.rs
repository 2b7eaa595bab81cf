//! Changes, carried out on the requests of a window and on the answers to them.

use alloc::borrow::ToOwned;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;
use core::mem::replace;

use hashbrown::HashMap;

use super::asking::{asking, Asking};
use super::change::{Action, Change};
use super::intern::Id;
use super::template::{key_name, pairs, Endpoint, RANDOM_KEY};
use super::window::{url_of, Window};
use crate::say::{join, number};
use crate::spec::url::Url;
use crate::table::Hashed;
use crate::wire::WireResponse;

/// What the server of an endpoint does otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct ServerSide {
    max_age: Option<u64>,
    /// Methods and header names that it lists.
    lists: Option<(Vec<String>, Vec<String>)>,
}

/// An action, and the endpoint where it is taken; `None`: everywhere.
pub(crate) type Meant = (Option<usize>, Action);

/// What the changes mean in a window; one for an endpoint that is not there means nothing.
pub(crate) fn meant(window: &Window, changes: &[Change]) -> Vec<Meant> {
    // Several changes are often of one endpoint.
    let mut known: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    let names = window.endpoint_names();
    let meant = changes.iter().filter_map(|change| {
        let at = match change.endpoint.as_deref() {
            None => None,
            Some(name) => Some(
                (*known.entry(name).or_insert_with(|| {
                    let by_name = names.get(name).copied();
                    by_name.or_else(|| window.endpoint_of_url(name))
                }))?,
            ),
        };
        Some((at, change.action.clone()))
    });
    meant.collect()
}

/// What actions make of a window, in one engine.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    asking: HashMap<(u32, Id), Option<Asking>, Hashed>,
    urls: HashMap<Id, Url, Hashed>,
    servers: HashMap<usize, ServerSide, Hashed>,
}

impl Plan {
    /// For the engine at this place of all; `only`: nothing else will be asked for.
    pub fn new(window: &Window, engine: usize, actions: &[Meant], only: Option<usize>) -> Self {
        let mut plan = Self::default();
        let all = match only {
            Some(endpoint) => endpoint..endpoint + 1,
            None => 0..window.endpoints.all.len(),
        };
        // What is meant for one endpoint is not looked at for the others.
        let mut own: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut everywhere = Vec::new();
        for (place, (at, _)) in actions.iter().enumerate() {
            match at {
                Some(at) => own.entry(*at).or_default().push(place),
                None => everywhere.push(place),
            }
        }
        for endpoint in all {
            let mut here = everywhere.clone();
            here.extend(own.get(&endpoint).into_iter().flatten());
            here.sort_unstable();
            let here: Vec<&Action> = here.into_iter().map(|place| &actions[place].1).collect();
            plan.prepare(window, engine, endpoint, &here);
        }
        plan
    }

    /// The request of this kind at this endpoint, if it asks.
    pub fn asking(&mut self, endpoint: usize, shape: Id) -> Option<&mut Asking> {
        self.asking.get_mut(&(endpoint as u32, shape))?.as_mut()
    }

    /// As [`Self::asking`], for reading.
    pub fn asked(&self, endpoint: usize, shape: Id) -> Option<&Asking> {
        self.asking.get(&(endpoint as u32, shape))?.as_ref()
    }

    /// The URL of this number, as it would be; taken out, to be put back.
    pub fn take_url(&mut self, window: &Window, id: Id) -> Url {
        let kept = self.urls.get_mut(&id);
        // One that was never there is made; the hole that stays is filled by `put_url`.
        kept.map_or_else(
            || url_of(window.url_text(id)),
            |url| replace(url, url_of("")),
        )
    }

    pub fn put_url(&mut self, id: Id, url: Url) {
        self.urls.insert(id, url);
    }

    /// What the server would answer.
    pub fn answered(&self, endpoint: usize, response: &mut WireResponse) {
        let Some(server) = self.servers.get(&endpoint) else {
            return;
        };
        let mut set = |name: &str, value: String| {
            let headers = &mut response.headers;
            headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
            if !value.is_empty() {
                headers.push((name.to_owned(), value));
            }
        };
        if let Some(seconds) = server.max_age {
            set(
                "Access-Control-Max-Age",
                number(usize::try_from(seconds).unwrap_or(usize::MAX)),
            );
        }
        if let Some((methods, names)) = &server.lists {
            set("Access-Control-Allow-Methods", listed(methods));
            set("Access-Control-Allow-Headers", listed(names));
        }
    }

    fn prepare(&mut self, window: &Window, engine: usize, endpoint: usize, actions: &[&Action]) {
        let mut server = ServerSide::default();
        let (mut methods, mut names) = (Once::default(), Once::default());
        for (id, shape, _) in window.shapes(endpoint) {
            let asking = asking(window, shape, engine, actions);
            if let Some(asking) = &asking {
                methods.add(&asking.request.method);
                asking.names.iter().for_each(|name| names.add(name));
            }
            self.asking.insert((endpoint as u32, id), asking);
        }
        for action in actions {
            match action {
                Action::MaxAge { seconds } => server.max_age = Some(*seconds),
                Action::ListByName => {
                    server.lists = Some((methods.list.clone(), names.list.clone()));
                }
                _ => {}
            }
        }
        if server != ServerSide::default() {
            self.servers.insert(endpoint, server);
        }
        let dropped: Vec<&str> = actions
            .iter()
            .filter_map(|action| match action {
                Action::DropQueryKey { key } => Some(key.as_str()),
                _ => None,
            })
            .collect();
        let one = actions.contains(&&Action::OneUrl);
        if !one && dropped.is_empty() {
            return;
        }
        let Some(known) = window.endpoint(endpoint) else {
            return;
        };
        for place in window.places(Some(endpoint)) {
            let Some(request) = window.request(place as usize) else {
                continue;
            };
            let text = window.url_text(request.url);
            self.urls.entry(request.url).or_insert_with(|| match one {
                true => url_of(&known.path),
                false => url_of(&without_keys(text, &dropped, known)),
            });
        }
    }
}

/// Texts in the order in which they came, each once.
#[derive(Default)]
struct Once {
    list: Vec<String>,
    known: BTreeSet<String>,
}

impl Once {
    fn add(&mut self, text: &str) {
        if !self.known.contains(text) {
            self.known.insert(text.to_owned());
            self.list.push(text.to_owned());
        }
    }
}

fn listed(list: &[String]) -> String {
    let list: Vec<&str> = list.iter().map(String::as_str).collect();
    join(&list, ", ")
}

/// A URL less these keys of its query.
fn without_keys(text: &str, dropped: &[&str], endpoint: &Endpoint) -> String {
    let is_dropped = |key: &str| {
        let name = key_name(key);
        let chosen = endpoint.keys.iter().any(|known| known.name == name);
        let name = if chosen { &*name } else { RANDOM_KEY };
        dropped.contains(&name) || dropped.contains(&key)
    };
    let text_as_it_is = text;
    let (text, fragment) = match text.split_once('#') {
        Some((text, fragment)) => (text, Some(fragment)),
        None => (text, None),
    };
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    if !pairs(query).any(|(key, _)| is_dropped(key)) {
        return text_as_it_is.to_owned();
    }
    let mut url = String::from(path);
    let mut separator = '?';
    for (key, value) in pairs(query) {
        if is_dropped(key) {
            continue;
        }
        url.push(separator);
        separator = '&';
        url.push_str(key);
        if let Some(value) = value {
            url.push('=');
            url.push_str(value);
        }
    }
    if let Some(fragment) = fragment {
        url.push('#');
        url.push_str(fragment);
    }
    url
}
