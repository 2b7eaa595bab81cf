//! What consoles print when CORS keeps a page out: sentences with holes, and what each of them says and leaves unsaid.
//!
//! Recorded from real browsers (`tests/vectors/console/`) and completed from the sources that each list names. White space
//! and quotation marks are those of [`Wording::pattern`] once a text has been tidied: single spaces, `'` and `"`.

mod chromium;
mod firefox;
mod webkit;

use super::Engine;

/// All that an engine prints.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    /// `None`: what libraries throw in every engine.
    pub engine: Option<Engine>,
    /// Whether a sentence on a preflight's answer always says that it is on a preflight's.
    pub tells_preflights_apart: bool,
    /// Of two that match at the same place the first is meant.
    pub wordings: &'static [Wording],
    /// Where they were read.
    pub source: &'static str,
}

/// A sentence, or a part of one.
#[derive(Clone, Copy, Debug)]
pub struct Wording {
    /// A hole at the end reaches to the end of its word, `v` to that of its line. Holes are letters in braces: `u` a URL, `f` the URL that was redirected, `o` an origin, `k` a kind of request, `v` a
    /// header's value, `m` a method, `h` a header's name, `s` a status, `a` an address space, `n` a name of the engine's.
    pub pattern: &'static str,
    /// What it says.
    pub says: Says,
    /// What it does not say, though one might think so.
    pub unsaid: Option<Unsaid>,
}

/// The part that a sentence plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// That a request was blocked; the reason follows.
    Blocked,
    /// That a request was blocked; the reason stands before it.
    BlockedAfterReason,
    /// That something could not be loaded; a reason may follow.
    NotLoaded,
    /// That a redirect was not followed; the reason follows.
    NotFollowed,
    /// That the reason which follows is one of the preflight.
    OfPreflight,
    /// The reason.
    Reason(Complaint),
    /// The answer's status.
    Status,
    /// What is printed besides, once more and with less: of a request that has failed for a reason told elsewhere.
    Echo(Complaint),
    /// A link to the explanation of a reason, the same in all languages.
    Link(Complaint),
}

/// Why a request failed, as far as consoles tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Complaint {
    /// No `Access-Control-Allow-Origin`.
    AllowOriginMissing,
    /// None, or one that does not name the origin.
    OriginNotAllowed,
    /// `*` with credentials.
    AllowOriginWildcard,
    /// More than one.
    AllowOriginMultiple,
    /// Another one.
    AllowOriginMismatch,
    /// No `Access-Control-Allow-Credentials`, or not `true`.
    AllowCredentials,
    /// The preflight's status.
    PreflightStatus,
    /// The preflight is redirected.
    PreflightRedirect,
    /// `Access-Control-Allow-Methods` can't be read.
    MethodsUnparsable,
    /// `Access-Control-Allow-Headers` can't be read.
    HeadersUnparsable,
    /// The method is not listed.
    Method,
    /// A header is not listed.
    Header,
    /// `Authorization` is covered by `*` still; it will not be.
    AuthorizationByWildcard,
    /// A redirect to a URL with a user name or password.
    LocationCredentials,
    /// A redirect to a scheme that CORS is not for.
    RedirectScheme,
    /// A redirect, which the page did not want.
    RedirectMode,
    /// Too many redirects.
    TooManyRedirects,
    /// A scheme that CORS is not for.
    Scheme,
    /// Mode `same-origin`, and another origin.
    ModeSameOrigin,
    /// `http:` from a page of `https:`.
    MixedContent,
    /// A port that browsers refuse.
    BadPort,
    /// The user, or a policy, does not let the page into this network.
    LocalNetworkDenied,
    /// Only a secure page may ask this network.
    LocalNetworkNotSecure,
    /// The server is in another network than the page has said.
    LocalNetworkOther,
    /// No answer came.
    NotAnswered,
    /// No answer to the preflight came.
    PreflightNotAnswered,
    /// It failed, for any of these reasons or another.
    NotTold,
}

/// What a sentence does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// A header that is missing and one with another value are the same to it.
    MissingOrOther,
    /// That the headers, which are looked at later, may be wrong as well.
    HeadersLater,
    /// Whether it is the preflight's answer or the request's own.
    WhichAnswer,
    /// The status, or the value that was read.
    Detail,
    /// That the status, which is looked at later, may be wrong as well.
    StatusLater,
    /// Which method.
    WhichMethod,
    /// That other headers may be missing, too.
    OtherHeaders,
    /// Why there was no answer.
    WhyNoAnswer,
    /// Anything.
    Everything,
    /// Anything that could be read: it is in another language than English.
    Language,
}

const fn wording(pattern: &'static str, says: Says) -> Wording {
    Wording {
        pattern,
        says,
        unsaid: None,
    }
}

const fn reason(pattern: &'static str, complaint: Complaint) -> Wording {
    wording(pattern, Says::Reason(complaint))
}

const fn vague(pattern: &'static str, complaint: Complaint, unsaid: Unsaid) -> Wording {
    Wording {
        pattern,
        says: Says::Reason(complaint),
        unsaid: Some(unsaid),
    }
}

const fn echo(pattern: &'static str, complaint: Complaint) -> Wording {
    wording(pattern, Says::Echo(complaint))
}

/// What libraries throw.
const LIBRARIES: Console = Console {
    engine: None,
    tells_preflights_apart: false,
    wordings: &[echo("Error: Network Error", Complaint::NotTold)],
    source: "https://github.com/axios/axios/blob/v1.x/lib/adapters/xhr.js",
};

/// The only one that prints in the user's language.
pub const TRANSLATED: Option<Engine> = Some(Engine::Firefox);

/// All consoles.
pub const CONSOLES: [Console; 4] = [
    chromium::CONSOLE,
    firefox::CONSOLE,
    webkit::CONSOLE,
    LIBRARIES,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_tidy() {
        for wording in CONSOLES.iter().flat_map(|console| console.wordings) {
            let pattern = wording.pattern;
            assert!(
                !pattern.contains("  ") && !pattern.starts_with('{'),
                "{pattern}"
            );
            for hole in pattern.split('{').skip(1) {
                assert_eq!(hole.find('}'), Some(1), "{pattern}");
                assert!("ufokvmhsan".contains(&hole[..1]), "{pattern}");
            }
        }
    }
}
