//! What the recordings' tests know: how a scenario reads, how the model plays it. There is no second opinion on that.

#[path = "../../../tests/truth/corpus.rs"]
#[allow(
    dead_code,
    clippy::panic,
    reason = "the recordings' own files are read by the tests alone"
)]
pub mod corpus;

#[path = "../../../tests/truth/describe.rs"]
#[allow(
    clippy::expect_used,
    clippy::panic,
    reason = "what the generator and the shrinker make is well-formed, and a file to replay is checked as it is read"
)]
pub mod describe;

#[path = "../../../tests/truth/play.rs"]
#[allow(
    clippy::expect_used,
    reason = "the origins are constants, and what the generator makes is well-formed"
)]
pub mod play;
