//! Requests that are under way at the same time: each goes on when its answer is there, in the order of time.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;

use super::Play;
use crate::description::RequestDescription;
use crate::exchange::Exchange;
use crate::forecast::Simulation;
use crate::forecaster::Forecaster;
use crate::wire::{WireRequest, WireResponse};

/// A time, in order.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Time(f64);

impl Eq for Time {}

impl PartialOrd for Time {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Time {
    fn cmp(&self, other: &Self) -> Ordering {
        // Both zeros are the same time.
        (self.0 + 0.0).total_cmp(&(other.0 + 0.0))
    }
}

/// What is due.
#[derive(Debug)]
enum Due {
    /// A request starts.
    Start(usize),
    /// These, which have waited until the first request for this URL was answered, start one after the other.
    Release { url: String, held: BTreeSet<usize> },
    /// A request's answer arrives.
    Answer {
        index: usize,
        wire: WireRequest,
        response: Option<WireResponse>,
    },
}

#[derive(Debug)]
struct Under {
    play: Box<Play>,
    started: bool,
}

/// Simulations under way. Only of these more is kept than what has become of them, however many calls there are.
#[derive(Debug)]
pub(crate) struct Together<'a> {
    /// When each is due.
    calls: Vec<(f64, &'a RequestDescription)>,
    under: BTreeMap<usize, Under>,
    over: BTreeMap<usize, Simulation>,
    /// By time and turn, which counts up with each thing that becomes due: of two at the same time, the earlier comes first.
    due: BTreeMap<(Time, usize), Due>,
    turns: usize,
    /// How many that have started get a URL.
    getting: BTreeMap<String, usize>,
    /// Those that wait until the first request for a URL has been answered.
    held: BTreeMap<String, BTreeSet<usize>>,
}

impl<'a> Together<'a> {
    /// All are due at their time.
    pub fn new(calls: impl Iterator<Item = (f64, &'a RequestDescription)>) -> Self {
        let mut together = Self {
            calls: calls.collect(),
            under: BTreeMap::new(),
            over: BTreeMap::new(),
            due: BTreeMap::new(),
            turns: 0,
            getting: BTreeMap::new(),
            held: BTreeMap::new(),
        };
        for index in 0..together.calls.len() {
            together.is_due(together.calls[index].0, Due::Start(index));
        }
        together
    }

    /// The next request that goes out, and which of the calls it is for. `None` if all is over, or as long as the server
    /// owes an answer to all that is under way.
    pub fn next(&mut self, forecaster: &mut Forecaster) -> Option<(usize, WireRequest)> {
        while let Some(((time, turn), due)) = self.due.pop_first() {
            let Time(now) = time;
            let index = match due {
                Due::Start(index) => {
                    let play = Box::new(Play::new(forecaster, self.calls[index].1, now));
                    let started = false;
                    self.under.insert(index, Under { play, started });
                    if let Some(url) = self.waits_for(index, forecaster) {
                        self.held.entry(url).or_default().insert(index);
                        continue;
                    }
                    self.play(index, |play| play.start(forecaster, now));
                    index
                }
                Due::Release { url, mut held } => {
                    let Some(index) = held.first().copied() else {
                        continue;
                    };
                    if self.waits_for(index, forecaster).is_some() {
                        let others = self.held.entry(url).or_default();
                        // The few to the many.
                        if others.len() < held.len() {
                            core::mem::swap(others, &mut held);
                        }
                        others.append(&mut held);
                        continue;
                    }
                    held.remove(&index);
                    self.due
                        .insert((time, turn + 1), Due::Release { url, held });
                    self.play(index, |play| play.start(forecaster, now));
                    index
                }
                Due::Answer {
                    index,
                    wire,
                    response,
                } => {
                    let url = self.gets(index);
                    self.play(index, |play| {
                        play.answer(forecaster, wire, response.as_ref())
                    });
                    if let Some((url, held)) = url.and_then(|url| self.held.remove_entry(&url)) {
                        let many = held.len();
                        self.is_due(now, Due::Release { url, held });
                        self.turns += many;
                    }
                    index
                }
            };
            match self.under.get_mut(&index).and_then(|one| one.play.next()) {
                Some(wire) => return Some((index, wire)),
                None => {
                    let over = self.under.remove(&index);
                    self.over.extend(over.map(|one| (index, one.play.finish())));
                }
            }
        }
        None
    }

    /// What the server answers to a request that [`Together::next`] has given.
    pub fn answer(&mut self, index: usize, wire: WireRequest, response: Option<WireResponse>) {
        if let Some(under) = self.under.get(&index) {
            let at = under.play.arrival(response.as_ref());
            let due = Due::Answer {
                index,
                wire,
                response,
            };
            self.is_due(at, due);
        }
    }

    /// What has become of all of them, in the order of the calls.
    pub fn finish(self) -> Vec<Simulation> {
        self.over.into_values().collect()
    }

    fn is_due(&mut self, at: f64, due: Due) {
        self.turns += 1;
        self.due.insert((Time(at), self.turns), due);
    }

    /// Goes on with one, and counts what it gets.
    fn play(&mut self, index: usize, go_on: impl FnOnce(&mut Play)) {
        let started = |one: &Under| one.started;
        let started = self.under.get(&index).is_some_and(started);
        if let Some(url) = self.gets(index).filter(|_| started) {
            if let Some(count) = self.getting.get_mut(&url) {
                *count -= 1;
                if *count == 0 {
                    self.getting.remove(&url);
                }
            }
        }
        if let Some(one) = self.under.get_mut(&index) {
            one.started = true;
            go_on(&mut one.play);
        }
        if let Some(url) = self.gets(index) {
            *self.getting.entry(url).or_default() += 1;
        }
    }

    /// The URL that one gets.
    fn gets(&self, index: usize) -> Option<String> {
        let under_way = self.under.get(&index)?.play.under_way();
        under_way.and_then(Exchange::gets).map(ToOwned::to_owned)
    }

    /// The URL whose first request has to be answered before this one starts.
    fn waits_for(&self, index: usize, forecaster: &Forecaster) -> Option<String> {
        let rule = forecaster.profile.http_cache.first_get_holds_others.value;
        let url = self.gets(index).filter(|_| rule)?;
        let waits = !forecaster.caches.http.knows(&url) && self.getting.contains_key(&url);
        waits.then_some(url)
    }
}
