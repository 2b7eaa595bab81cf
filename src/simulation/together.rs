//! Requests that are under way at the same time: each goes on when its answer is there, in the order of time.

use alloc::vec::Vec;

use super::Play;
use crate::description::RequestDescription;
use crate::exchange::Exchange;
use crate::forecast::Simulation;
use crate::forecaster::Forecaster;
use crate::wire::{WireRequest, WireResponse};

/// What is due for a request, and when.
#[derive(Debug)]
enum Due {
    /// It starts.
    Start { at: f64 },
    /// It waits until the first request for its URL has been answered.
    Held,
    /// Its answer arrives.
    Answer {
        at: f64,
        wire: WireRequest,
        response: Option<WireResponse>,
    },
    /// Nothing: the server is asked, or all is over.
    Nothing,
}

#[derive(Debug)]
struct Under {
    play: Play,
    due: Due,
    started: bool,
    /// Counts up with each thing that becomes due: of two at the same time, the earlier comes first.
    turn: usize,
}

/// Simulations under way.
#[derive(Debug)]
pub(crate) struct Together {
    under: Vec<Under>,
    turns: usize,
}

impl Together {
    pub fn new<'a>(
        forecaster: &Forecaster,
        calls: impl Iterator<Item = (f64, &'a RequestDescription)>,
    ) -> Self {
        let under: Vec<Under> = calls
            .enumerate()
            .map(|(turn, (at, request))| Under {
                play: Play::new(forecaster, request, at),
                due: Due::Start { at },
                started: false,
                turn,
            })
            .collect();
        Self {
            turns: under.len(),
            under,
        }
    }

    /// The next request that the server is to answer, and whose it is.
    pub fn next(&mut self, forecaster: &mut Forecaster) -> Option<(usize, WireRequest)> {
        while let Some((index, now)) = self.first_due() {
            let due = core::mem::replace(&mut self.under[index].due, Due::Nothing);
            match due {
                Due::Start { .. } if self.is_held(index, forecaster) => {
                    self.under[index].due = Due::Held;
                    continue;
                }
                Due::Start { .. } => {
                    self.under[index].started = true;
                    self.under[index].play.start(forecaster, now);
                }
                Due::Answer { wire, response, .. } => {
                    let play = &mut self.under[index].play;
                    play.answer(forecaster, wire, response.as_ref());
                    self.release(now);
                }
                Due::Held | Due::Nothing => {}
            }
            if let Some(wire) = self.under[index].play.next() {
                return Some((index, wire));
            }
        }
        None
    }

    /// What the server answered to the request that [`Together::next`] gave.
    pub fn answer(&mut self, index: usize, wire: WireRequest, response: Option<WireResponse>) {
        self.turns += 1;
        let turn = self.turns;
        if let Some(under) = self.under.get_mut(index) {
            under.due = Due::Answer {
                at: under.play.arrival(response.as_ref()),
                wire,
                response,
            };
            under.turn = turn;
        }
    }

    pub fn finish(self) -> Vec<Simulation> {
        let plays = self.under.into_iter().map(|under| under.play);
        plays.map(Play::finish).collect()
    }

    /// The one whose turn it is, and the time.
    fn first_due(&self) -> Option<(usize, f64)> {
        let mut first: Option<(usize, f64, usize)> = None;
        for (index, under) in self.under.iter().enumerate() {
            let (Due::Start { at } | Due::Answer { at, .. }) = under.due else {
                continue;
            };
            if first.is_none_or(|(_, time, turn)| (at, under.turn) < (time, turn)) {
                first = Some((index, at, under.turn));
            }
        }
        first.map(|(index, at, _)| (index, at))
    }

    /// Whether the engine lets this GET wait for another one of the same URL.
    fn is_held(&self, index: usize, forecaster: &Forecaster) -> bool {
        let rule = forecaster.profile.http_cache.first_get_holds_others.value;
        let gets = |under: &Under| {
            let url = under.play.under_way().and_then(Exchange::gets);
            url.map(alloc::borrow::ToOwned::to_owned)
        };
        let Some(url) = gets(&self.under[index]).filter(|_| rule) else {
            return false;
        };
        !forecaster.caches.http.knows(&url)
            && self
                .under
                .iter()
                .any(|other| other.started && gets(other).as_ref() == Some(&url))
    }

    /// Lets those that are held try again.
    fn release(&mut self, now: f64) {
        for under in &mut self.under {
            if matches!(under.due, Due::Held) {
                self.turns += 1;
                under.due = Due::Start { at: now };
                under.turn = self.turns;
            }
        }
    }
}
