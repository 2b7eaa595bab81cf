//! What is handed out: a policy for each server, why each part of it is there, and what is left outside.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::merge::Changes;
use crate::configuration::CorsPolicy;
use crate::engine::Engine;
use crate::forecast::MaxAgeReport;

/// The least that lets what was seen through.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Synthesis {
    /// For each server, ascending by origin.
    pub servers: Vec<ServerPolicy>,
    /// What no policy lets through, or should.
    pub not_permitted: Vec<NotPermitted>,
    /// How many requests went to their page's own origin, which needs no permission.
    pub same_origin: u32,
    /// How many were made in mode `no-cors` or the like, which nobody is asked for.
    pub no_cors: u32,
}

/// The least policy of a server.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ServerPolicy {
    /// The server's origin.
    pub server: String,
    /// What it is to permit.
    pub policy: CorsPolicy,
    /// The path that all requests are at or below; what looks like an id ends it.
    pub narrowest_path: String,
    /// How many requests need permission first, in the engine where most do.
    pub preflighted: u32,
    /// Why each part of the policy is there, in its order.
    pub reasons: Vec<Reason>,
    /// What each engine makes of the Max-Age; empty without one.
    pub kept_for: Vec<KeptFor>,
    /// What would make requests need no permission at all, the most first.
    pub simpler: Vec<Simpler>,
    /// What is not advised to that end, and why.
    pub withheld: Vec<Kept>,
    /// Where the answers that were seen have a `*`.
    pub wildcards: Vec<SeenWildcard>,
    /// Headers of the answers that scripts can't read, ascending: name them if yours do.
    pub hidden: Vec<HiddenHeader>,
    /// Pages whose requests stand for those of the permitted ones.
    pub stand_ins: Vec<StandIn>,
    /// What it takes so that the answers that were seen permit it; `None` if none was seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes>,
    /// Whether it is enough.
    pub verified: Verification,
}

/// A part of a policy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "part", rename_all = "kebab-case")]
pub enum Part {
    /// An origin that may ask.
    Origin {
        /// Which.
        origin: String,
    },
    /// A method.
    Method {
        /// Which.
        method: String,
    },
    /// A request's header.
    Header {
        /// In lower case.
        header: String,
    },
    /// Credentials.
    Credentials,
    /// An answer's header.
    ExposeHeader {
        /// In lower case.
        header: String,
    },
    /// The time that permissions last.
    MaxAge {
        /// Seconds.
        seconds: u32,
    },
}

/// Why a part is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum Why {
    /// Requests fail without it.
    Refused {
        /// How many.
        requests: u32,
        /// In which engines.
        engines: Vec<Engine>,
        /// One of them: method and URL, without its query.
        example: String,
        /// What these engines say then, stable, kebab-case.
        code: &'static str,
        /// The same as a sentence.
        message: String,
    },
    /// Browsers don't ask for it; servers refuse what is not among their methods.
    Used {
        /// How many requests use it.
        requests: u32,
        /// One of them.
        example: String,
    },
    /// Scripts could read it so far, and it was there.
    ReadSoFar {
        /// In how many answers.
        requests: u32,
    },
    /// It spares preflights.
    Spares {
        /// How many requests need permission.
        requests: u32,
    },
    /// It was asked for.
    Wanted,
}

/// Why a part of a policy is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// Which part.
    #[serde(flatten)]
    pub part: Part,
    /// Why.
    #[serde(flatten)]
    pub why: Why,
    /// The same for people.
    pub text: String,
}

/// What an engine makes of the Max-Age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KeptFor {
    /// Which.
    pub engine: Engine,
    /// For how long it keeps a permission.
    pub max_age: MaxAgeReport,
}

/// What would make requests need no permission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Simpler {
    /// How many.
    pub requests: u32,
    /// One of them.
    pub example: String,
    /// What is to be done, all of it.
    pub steps: Vec<SimplerStep>,
}

/// A step to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SimplerStep {
    /// The code of the trigger that it answers.
    pub answers: &'static str,
    /// The code of the recipe.
    pub recipe: &'static str,
    /// What to do.
    pub text: String,
    /// What may go wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk: Option<&'static str>,
}

/// What keeps a preflight because it may protect the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Why, kebab-case.
    pub code: &'static str,
    /// The header's name or the method.
    pub name: String,
    /// How many requests.
    pub requests: u32,
    /// A sentence or two.
    pub text: String,
    /// Where it is described.
    pub source: &'static str,
}

/// A `*` in answers that were seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeenWildcard {
    /// The header, as `access-control-allow-headers`.
    pub header: &'static str,
    /// In the answers to how many requests.
    pub requests: u32,
    /// To how many of them with credentials, for which it does not count.
    pub credentials: u32,
    /// What to make of it.
    pub text: String,
}

/// A header of answers that scripts can't read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HiddenHeader {
    /// In lower case.
    pub header: String,
    /// In the answers to how many requests.
    pub requests: u32,
}

/// A page whose requests stand for those of the permitted ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StandIn {
    /// The page's origin; it is not let in.
    pub origin: String,
    /// How many requests.
    pub requests: u32,
    /// The same for people.
    pub text: String,
}

/// Why a request is not let through.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Barrier {
    /// Its page is called `null`, as anybody's can be.
    OpaqueOrigin,
    /// Its page is not among those that are to be let in.
    OriginNotListed {
        /// The page's origin.
        origin: String,
    },
    /// A secure page asks for `http:`, and the browser does not send it.
    MixedContent {
        /// The page's origin.
        origin: String,
        /// The server's origin.
        server: String,
    },
    /// No engine makes such a request.
    NotMade {
        /// What it says, kebab-case.
        reason: String,
        /// The same as a sentence.
        message: String,
    },
    /// Servers' configurations don't take such a name.
    NameNotWritable {
        /// The method or header.
        name: String,
    },
}

/// Requests that are not let through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotPermitted {
    /// Why.
    #[serde(flatten)]
    pub barrier: Barrier,
    /// How many.
    pub requests: u32,
    /// One of them: method and URL, without its query.
    pub example: String,
    /// Why, and what to do instead.
    pub text: String,
}

/// Every request against the policy in every engine, each with an empty cache. Of those that differ in nothing that decides,
/// one is played.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// How often a page got its answer.
    pub passed: u32,
    /// Requests times engines.
    pub total: u32,
    /// Who did not, and why: no policy helps there.
    pub failures: Vec<Failing>,
}

/// Requests that fail whatever the policy is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failing {
    /// One of them: method and URL, without its query.
    pub example: String,
    /// How many.
    pub requests: u32,
    /// In which engines.
    pub engines: Vec<Engine>,
    /// Stable, kebab-case.
    pub code: &'static str,
    /// A sentence.
    pub message: String,
}
