//! What is said of each complaint. Exhaustive matches, a row a variant; a `{}` stands for the variant's data.

use alloc::string::String;

use super::fold::Draft;
use super::ErrorStage;
use crate::engine::console::{Complaint, Unsaid};
use crate::say::{fill, number};

/// The code of what the standard has no step for.
pub(super) fn code(complaint: Complaint) -> &'static str {
    use Complaint as C;
    match complaint {
        C::LocalNetworkDenied | C::LocalNetworkNotSecure | C::LocalNetworkOther => {
            "local-network-access"
        }
        C::AuthorizationByWildcard => "authorization-by-wildcard",
        _ => "reason-not-told",
    }
}

/// What it means: as forecasts say it (`standard`) if the console has told as much, and what follows from it.
#[rustfmt::skip]
pub(super) fn meaning(complaint: Complaint, stage: ErrorStage, draft: &Draft, standard: String) -> String {
    use Complaint as C;
    let space = draft.address_space.as_deref().unwrap_or("local");
    let origin = draft.origin.as_deref().unwrap_or("the page's origin");
    let own = match complaint {
        C::OriginNotAllowed => "The answer has no Access-Control-Allow-Origin, or one that does not name {}.",
        C::AllowCredentials if draft.unsaid.is_some() =>
            "The answer has no Access-Control-Allow-Credentials: true, in lower case, and the request includes credentials.",
        C::AllowOriginMultiple if draft.value.is_none() =>
            "The answer has more than one Access-Control-Allow-Origin, or a list in it; it takes one origin.",
        C::AllowOriginMismatch if draft.value.is_none() => "The answer's Access-Control-Allow-Origin names another origin than {}.",
        C::PreflightStatus if draft.status.is_none() => "The preflight's response has a status that is not 200 to 299.",
        C::PreflightRedirect => "The preflight is answered by a redirect, and a preflight's redirects are not followed.",
        C::MethodsUnparsable if draft.value.is_none() => "Access-Control-Allow-Methods has something in it that is no method.",
        C::HeadersUnparsable if draft.value.is_none() => "Access-Control-Allow-Headers has something in it that is no header name.",
        C::Header if draft.header.is_none() => "Access-Control-Allow-Headers does not list a header of the request.",
        C::AuthorizationByWildcard => "Access-Control-Allow-Headers: * has let Authorization pass; by the standard it does not, and the browser says that it won't.",
        C::LocalNetworkDenied => "The page may not ask a server in the {} network: the user, or a policy of the page or of the browser, has not permitted it.",
        C::LocalNetworkNotSecure => "A page that is not from https: may not ask a server in the {} network.",
        C::LocalNetworkOther => "The server is in the {} network, which is not the one that the call has named by targetAddressSpace.",
        C::NotAnswered | C::PreflightNotAnswered | C::NotTold | C::AllowOriginMissing | C::AllowOriginWildcard | C::AllowOriginMultiple
        | C::AllowOriginMismatch | C::AllowCredentials | C::PreflightStatus | C::MethodsUnparsable | C::HeadersUnparsable | C::Method
        | C::Header | C::LocationCredentials | C::RedirectScheme | C::RedirectMode | C::TooManyRedirects | C::Scheme | C::ModeSameOrigin
        | C::MixedContent | C::BadPort => "",
    };
    let filling = match complaint {
        C::OriginNotAllowed | C::AllowOriginMismatch => origin,
        _ => space,
    };
    let mut text = if own.is_empty() { standard } else { fill(own, &[filling]) };
    if complaint == C::NotTold {
        text.push_str("The request has failed, and no script is told why: for CORS, an unreachable server and a blocked request the error is the same.");
    }
    text.push_str(match stage {
        ErrorStage::Preflight if complaint != C::AuthorizationByWildcard => " The request itself was not sent.",
        ErrorStage::Actual => " The server has had the request; only the page may not see the answer.",
        _ => "",
    });
    if is_error(draft) && matches!(complaint, C::AllowOriginMissing | C::OriginNotAllowed) {
        let status = number(draft.status.unwrap_or_default().into());
        text.push_str(&fill(" The status {} is an error of its own, which often is answered by something in front of the application that knows of no CORS.", &[&status]));
    }
    text
}

/// Whether the answer was an error in any case.
pub(super) fn is_error(draft: &Draft) -> bool {
    draft.status.is_some_and(|status| status >= 400)
}

/// What the console does not tell.
#[rustfmt::skip]
pub(super) fn unsaid(unsaid: Unsaid, repeated: bool) -> &'static str {
    match unsaid {
        Unsaid::MissingOrOther => "A header that is missing and one with a wrong value read the same here, and so do the preflight's answer and the request's own. \
            The network panel has the answer's headers.",
        Unsaid::HeadersLater => "The status is looked at first: the CORS headers of this answer may be missing as well.",
        Unsaid::StatusLater => "The status is looked at later: an OPTIONS that is answered by 404, 405 or a redirect without CORS headers reads the same.",
        Unsaid::WhichAnswer if repeated => "That the request is said to have failed once more means that this was the preflight's answer, or a redirect's.",
        Unsaid::WhichAnswer => "It does not say whether this was the preflight's answer or the request's own. The network panel does: the former is to OPTIONS.",
        Unsaid::Detail => "It does not say what the server has sent instead. The network panel does, in the answer to OPTIONS.",
        Unsaid::WhichMethod => "It does not name the method. The network panel does: Access-Control-Request-Method of the OPTIONS.",
        Unsaid::OtherHeaders => "It names one header; others may be missing, too. Access-Control-Request-Headers of the OPTIONS lists all that are asked for.",
        Unsaid::WhyNoAnswer => "A server that is not there, an unknown host, a certificate that is not trusted, a redirect that is not followed, \
            and what an extension has blocked all read the same.",
        Unsaid::Language => "Its sentences are read in English only. Paste the address behind its \u{201c}learn more\u{201d}, too, which is the same in all languages.",
        Unsaid::Everything => "Only the console and the network panel say more than this. Look there for the line that names the URL, and paste that.",
    }
}
