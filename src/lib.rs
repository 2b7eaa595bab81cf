//! Forecasts CORS preflights: which requests of a page send one, why, what it says, and whether the browser's
//! preflight cache spares it.
//!
//! Folders say whose authority speaks: [`spec`] the standards, [`engine`] the browsers, everything else ourselves.
//! Time is an argument, and nothing here opens a connection.

#![cfg_attr(not(test), no_std)]
// What watches a page uses a part of it.
#![cfg_attr(feature = "watch", allow(dead_code))]

extern crate alloc;

pub mod engine;
pub mod spec;

#[cfg(not(feature = "watch"))]
mod access_log;
mod advice;
mod basis;
mod cache;
#[cfg(not(feature = "watch"))]
mod configuration;
#[cfg(not(feature = "watch"))]
mod console_error;
#[cfg(not(feature = "watch"))]
mod curl;
mod description;
#[cfg(not(feature = "watch"))]
mod diagnosis;
mod error;
#[cfg(not(feature = "watch"))]
mod exchange;
mod failure;
mod failure_text;
#[cfg(not(feature = "watch"))]
mod fingerprint;
mod forecast;
mod forecaster;
mod guard;
#[cfg(not(feature = "watch"))]
mod journal;
mod judge;
mod known_headers;
#[cfg(not(feature = "watch"))]
mod minimal;
mod miss_text;
#[cfg(not(target_arch = "wasm32"))]
mod native_url;
#[cfg(not(feature = "watch"))]
mod pasted;
mod pieces;
mod policy;
mod preflight;
mod prepare;
mod recipes;
mod response;
mod rfc_2045;
mod safelist;
mod say;
#[cfg(not(feature = "watch"))]
mod seen_answer;
mod shelf;
#[cfg(not(feature = "watch"))]
mod simulation;
#[cfg(not(feature = "watch"))]
mod synthesis;
#[cfg(not(feature = "watch"))]
mod table;
mod trigger;
mod trigger_text;
#[cfg(any(feature = "wasm", feature = "server", feature = "watch"))]
#[doc(hidden)]
pub mod wasm;
mod way;
mod wire;

#[cfg(not(feature = "watch"))]
pub use access_log::{
    AccessLog, BadLines, FormatLines, Lasting, LogEndpoint, LogFinding, LogFormat, LogLatency,
    LogOptions, LogReport, LogShare, LogTimeUnit, OptionsCounts, StatusCount, UnlistedEndpoints,
};
pub use basis::Basis;
#[cfg(not(feature = "watch"))]
pub use configuration::{
    configure, Configuration, CorsPolicy, PermittedOrigins, PolicyProblem, Stack, StackSummary,
    Star, Verified,
};
#[cfg(not(feature = "watch"))]
pub use console_error::{decode_console_error, DecodedError, ErrorFix, ErrorStage};
#[cfg(not(feature = "watch"))]
pub use curl::{curl, curl_for, Shell};
pub use description::{Api, BodyDescription, BodyKind, Context, RequestDescription};
#[cfg(all(not(feature = "watch"), not(target_arch = "wasm32")))]
pub use diagnosis::diagnose;
#[cfg(not(feature = "watch"))]
pub use diagnosis::{
    diagnose_with, look_alike_origins, Diagnosis, EngineVerdict, Gravity, Likeness, LookAlike,
    SeenCall, SeenExchange, SeenVerdict, ServerFinding,
};
pub use engine::Engine;
pub use error::Error;
#[cfg(not(feature = "watch"))]
pub use fingerprint::{fingerprint, Certainty, Fingerprint};
pub use forecast::{
    Advice, AnswerForecast, CacheForecast, CacheState, EntryReport, ErrorReport, Forecast, Learned,
    MaxAgeReport, MaxAgeVerdict, MissReport, MissingPermission, Outcome, Part, PossibleReport,
    PreflightReport, Simulation, TriggerKind, TriggerReport, Verdict,
};
pub use forecaster::{Forecaster, ForecasterOptions};
#[cfg(not(feature = "watch"))]
pub use journal::change::{Action, Change};
#[cfg(not(feature = "watch"))]
pub use journal::report::{
    Difference, EndpointCost, EndpointReport, Finding, FindingCost, JournalReport, JournalWindow,
    Severity,
};
pub use known_headers::KnownHeader;
#[cfg(not(feature = "module"))]
pub use known_headers::KNOWN as KNOWN_HEADERS;
#[cfg(not(feature = "watch"))]
pub use minimal::route::{MinimalSet, Route, RouteState, RouteStep, Withheld};
#[cfg(not(target_arch = "wasm32"))]
pub use native_url::parse_url;
#[cfg(not(feature = "watch"))]
pub use pasted::{read_pasted, PastedMessage, PastedRequest, PastedResponse};
pub use policy::{Allowed, Echo, Policy};
pub use recipes::{recipe, recipes, Recipe};
#[cfg(not(feature = "watch"))]
pub use seen_answer::SeenAnswer;
#[cfg(all(not(feature = "watch"), not(target_arch = "wasm32")))]
pub use synthesis::synthesize;
#[cfg(not(feature = "watch"))]
pub use synthesis::{
    existing_answers, merge, policy_lines, synthesize_with, Barrier, Changes, Edit, ExistingAnswer,
    Failing, HeaderChange, HiddenHeader, Hole, HoleReport, Kept, KeptFor, NotPermitted,
    PageRequest, Part as PolicyPart, Reason, SeenWildcard, ServerPolicy, Simpler, SimplerStep,
    StandIn, Synthesis, SynthesisOptions, SynthesisProblem, Verification, Why,
};
pub use trigger::HeaderSource;
pub use wire::{WireKind, WireRequest, WireResponse};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
