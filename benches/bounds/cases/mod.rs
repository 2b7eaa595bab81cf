//! Inputs of any size for each public function of the crate. `benches/bounds` times them at n and at 10n, `tests/bounds.rs`
//! counts what they allocate, and holds that no function is left out.

#![allow(
    clippy::expect_used,
    clippy::ptr_arg,
    clippy::type_complexity,
    reason = "inputs that can't be made are to be told"
)]

mod answers;
mod exempt;
mod forecasts;
mod headers;
mod journals;
mod logs;
mod merges;
mod policies;
mod preflights;
mod requests;
mod servers;
mod texts;
mod told;
mod traffic;
mod urls;

use std::any::Any;
use std::hint::black_box;
use std::rc::Rc;

pub use exempt::EXEMPT;

/// Something to be done again and again, and what comes of it.
pub type Work = Box<dyn FnMut() -> Box<dyn Any>>;

/// Functions, and an input of theirs that grows.
#[allow(dead_code, reason = "the bench and the test ask for some of it each")]
pub struct Case {
    /// By their paths, as a user of the crate writes them.
    pub of: &'static [&'static str],
    /// What grows, and how it looks.
    pub input: String,
    /// The smallest and the largest n that is asked for.
    pub least: usize,
    pub most: usize,
    /// Whether much is done for each of the n.
    pub costly: bool,
    /// What is to be done with an input of size n, which is made before.
    pub make: Rc<dyn Fn(usize) -> Work>,
}

/// One function, or some that are used together, on what `make` makes of a size.
pub fn case<Input: 'static, Output: 'static>(
    of: &'static [&'static str],
    input: impl Into<String>,
    make: impl Fn(usize) -> Input + 'static,
    run: impl Fn(&Input) -> Output + Clone + 'static,
) -> Case {
    Case {
        of,
        input: input.into(),
        least: 32,
        most: 400,
        costly: false,
        make: Rc::new(move |n| {
            let (input, run) = (make(n), run.clone());
            Box::new(move || Box::new(black_box(run(black_box(&input)))))
        }),
    }
}

impl Case {
    /// Of which much is done for each of the n.
    pub fn costly(self) -> Self {
        Self {
            costly: true,
            ..self
        }
    }

    /// With no n below that: what is full behaves otherwise than what is not.
    pub fn from(self, least: usize) -> Self {
        Self { least, ..self }
    }

    /// With no n above that.
    pub fn up_to(self, most: usize) -> Self {
        Self { most, ..self }
    }
}

/// All of them.
pub fn all() -> Vec<Case> {
    let parts = [
        texts::cases(),
        urls::cases(),
        headers::cases(),
        preflights::cases(),
        requests::cases(),
        answers::cases(),
        merges::cases(),
        told::cases(),
        forecasts::cases(),
        policies::cases(),
        journals::cases(),
        servers::cases(),
        traffic::cases(),
        logs::cases(),
    ];
    parts.into_iter().flatten().collect()
}

/// `n` headers, each of another name.
pub fn names(n: usize) -> Vec<(String, String)> {
    (0..n)
        .map(|at| (format!("X-Name-{at:06}"), "1".to_owned()))
        .collect()
}

/// The names of [`names`], in lower case.
pub fn listed(n: usize) -> Vec<String> {
    (0..n).map(|at| format!("x-name-{at:06}")).collect()
}

/// [`listed`] backwards, so that each is found last.
pub fn reversed(n: usize) -> Vec<String> {
    let mut list = listed(n);
    list.reverse();
    list
}
