//! Errors that carry what was given.

use cors_forecast::{Engine, Forecaster, Policy};

use super::{case, Case};

pub fn cases() -> Vec<Case> {
    vec![
        case(
            &["Error::code"],
            "an origin that is none",
            |n| "https://a@/".repeat(n),
            |origin: &String| {
                Forecaster::new(origin, Engine::Chromium)
                    .err()
                    .map(|error| (error.code(), error.to_string()))
            },
        ),
        case(
            &["Error::code", "Forecaster::with_policies"],
            "policies of which the last is none",
            |n| {
                let mut policies = vec![Policy::new("*"); n];
                policies.push(Policy::new("a"));
                policies
            },
            |policies: &Vec<Policy>| {
                let forecaster = Forecaster::new("null", Engine::Chromium).ok()?;
                forecaster
                    .with_policies(policies.clone())
                    .err()
                    .map(|error| (error.code(), error.to_string()))
            },
        ),
    ]
}
