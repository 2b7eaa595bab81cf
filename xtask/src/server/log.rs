//! The log: every request that reached a lab path, in order, kept in a bounded list and streamed to pages.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;
use tokio::sync::broadcast;

/// How many events are kept, and how far a reader of the stream may fall behind.
const CAPACITY: usize = 4096;

/// A request as it was received, and what became of it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Counts up from 1 in order of arrival.
    pub seq: u64,
    /// When it arrived, in milliseconds since the epoch.
    pub time: u64,
    /// The id in the path; `null` for a path that has none.
    pub id: Option<String>,
    /// Whether it is `OPTIONS` with `Origin` and `Access-Control-Request-Method`.
    pub preflight: bool,
    /// The method, as on the wire.
    pub method: String,
    /// The absolute URL, from `Host` and the request line.
    pub url: String,
    /// All headers, names in lower case and values byte by byte.
    pub headers: Vec<(String, String)>,
    /// How many bytes of body came; `null` if it was cut off or too long to be read.
    pub body_length: Option<usize>,
    /// The status answered; `null` if the connection closed without an answer.
    pub status: Option<u16>,
}

/// What the stream carries.
#[derive(Clone, Debug)]
pub struct Event {
    /// Counts up from 1 in order of completion.
    pub number: u64,
    pub payload: Payload,
}

#[derive(Clone, Debug)]
pub enum Payload {
    Request(Arc<Entry>),
    /// A reader asked for it: what came before has all been streamed.
    Mark,
}

/// The log itself; shared by reference.
pub struct Log {
    held: Mutex<Held>,
    sender: broadcast::Sender<Event>,
}

#[derive(Default)]
struct Held {
    last_seq: u64,
    last_number: u64,
    events: VecDeque<Event>,
}

impl Log {
    pub fn new() -> Arc<Log> {
        Arc::new(Log {
            held: Mutex::default(),
            sender: broadcast::Sender::new(CAPACITY),
        })
    }

    /// Notes that a request arrived. It is published when it is answered, or when what is returned is
    /// dropped because the client went away.
    pub fn arrived(self: &Arc<Self>, mut entry: Entry) -> Arrival {
        let mut held = self.held();
        held.last_seq += 1;
        entry.seq = held.last_seq;
        entry.time = now();
        Arrival {
            log: Arc::clone(self),
            entry: Some(entry),
        }
    }

    /// Puts a mark into the stream and returns its number.
    pub fn mark(&self) -> u64 {
        self.publish(Payload::Mark)
    }

    /// Events after the one of that number which are still held, and all that are to come.
    /// Without a number only the latter.
    pub fn subscribe(&self, after: Option<u64>) -> (Vec<Event>, broadcast::Receiver<Event>) {
        // Under the lock nothing can be published between the two halves.
        let held = self.held();
        let past = match after {
            Some(after) => held
                .events
                .iter()
                .filter(|event| event.number > after)
                .cloned()
                .collect(),
            None => Vec::new(),
        };
        (past, self.sender.subscribe())
    }

    fn publish(&self, payload: Payload) -> u64 {
        let mut held = self.held();
        held.last_number += 1;
        let event = Event {
            number: held.last_number,
            payload,
        };
        if held.events.len() == CAPACITY {
            held.events.pop_front();
        }
        held.events.push_back(event.clone());
        // Fails only if no one listens.
        let _ = self.sender.send(event);
        held.last_number
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request that has arrived and is not answered yet.
#[must_use]
pub struct Arrival {
    log: Arc<Log>,
    entry: Option<Entry>,
}

impl Arrival {
    /// The body has been read, or could not be.
    pub fn read(&mut self, body_length: Option<usize>) {
        if let Some(entry) = &mut self.entry {
            entry.body_length = body_length;
        }
    }

    /// The answer is about to be sent.
    pub fn answered(mut self, status: u16) {
        if let Some(entry) = &mut self.entry {
            entry.status = Some(status);
        }
    }
}

impl Drop for Arrival {
    fn drop(&mut self) {
        if let Some(entry) = self.entry.take() {
            self.log.publish(Payload::Request(Arc::new(entry)));
        }
    }
}

fn now() -> u64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}
