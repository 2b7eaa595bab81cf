//! What to do: header lines filled in with what the console has told, and never a weaker rule than is needed.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::fold::Draft;
use super::text::is_error;
use super::verdict::untold;
use super::{ErrorFix, ErrorStage};
use crate::engine::console::Complaint;
use crate::say::fill;

const ALLOW_ORIGIN: &str = "Access-Control-Allow-Origin";

const ECHO_RISK: &str = "Send an origin back only if it is on a list: to echo any, together with credentials, lets every site read as the user.";
const NULL_RISK: &str =
    "Never allow the origin null: every sandboxed frame and every local file has it.";
const DELETE_RISK: &str = "What is listed here any page of that origin may do as its user: list what the endpoint really has.";
const STAR_RISK: &str = "In the place of the origin, * would let every site read the answer: that is right for public data only, and does not count with credentials.";

pub(super) fn of(complaint: Complaint, stage: ErrorStage, draft: &Draft) -> ErrorFix {
    let (risk, headers) = (risk(complaint, draft), headers(complaint, draft));
    let mut text = fill(sentence(complaint, draft), &[&filling(complaint, draft)]);
    if is_error(draft)
        && matches!(
            complaint,
            Complaint::AllowOriginMissing | Complaint::OriginNotAllowed
        )
    {
        text.push_str(" Mend the error first; and let errors be answered with these lines, too.");
    }
    if let Some(difference) = difference(complaint, draft) {
        text.push(' ');
        text.push_str(difference);
    }
    let is_checked = headers.iter().any(|(name, _)| *name == ALLOW_ORIGIN);
    if is_checked {
        text.push_str(match stage {
            ErrorStage::Preflight => {
                " The answer to OPTIONS needs them, and the answer to the request itself as well."
            }
            ErrorStage::Redirect => {
                " The redirect needs them, and the answer that it leads to as well."
            }
            _ => "",
        });
    }
    ErrorFix {
        text,
        headers,
        risk,
    }
}

/// The request's `Origin`, if it is one that can be allowed.
fn origin(draft: &Draft) -> Option<&str> {
    draft
        .origin
        .as_deref()
        .filter(|origin| !is_null(draft) && !origin.is_empty())
}

/// Whether the request says `Origin: null`: the page has no other, or a redirect has taken it away.
fn is_null(draft: &Draft) -> bool {
    let of = |url: &str| url.split('/').nth(2).map(ToOwned::to_owned);
    let page = draft.origin.as_deref().unwrap_or_default();
    let first = draft.redirected_from.as_deref().and_then(of);
    let crossed =
        first.is_some() && first != of(page) && first != draft.url.as_deref().and_then(of);
    page == "null" || crossed
}

#[rustfmt::skip]
fn sentence(complaint: Complaint, draft: &Draft) -> &'static str {
    use Complaint as C;
    match complaint {
        C::AllowOriginMissing | C::OriginNotAllowed | C::AllowOriginMismatch if is_null(draft) =>
            "The request says Origin: null. That comes of a redirect to another origin (ask the last URL at once), of a sandboxed frame \
            (give it allow-same-origin if its content is yours), or of a page that is opened from a file (serve it).",
        C::AllowOriginMissing | C::OriginNotAllowed => "Have the server answer with these lines.",
        C::AllowOriginWildcard => "Name the origin in place of *, or make the request without credentials (credentials: \"same-origin\", withCredentials = false).",
        C::AllowOriginMultiple => "Send the header once, with one origin. Often the application and a proxy in front of it add one each: leave it to one of them.",
        C::AllowOriginMismatch => "Have the server send the request's own Origin, to the byte, if it is one of those that may read.",
        C::AllowCredentials => "Have the server answer with these lines, or make the request without credentials.",
        C::PreflightStatus => "Have OPTIONS answered with 204 before anything else sees it: preflights carry no cookies and no Authorization, so neither log-in nor routing may refuse them.",
        C::PreflightRedirect => "Ask the URL that the redirect leads to (https:, the slash at the end, the host's full name), or have OPTIONS answered with 204 before the redirect.",
        C::MethodsUnparsable => "Send methods with commas between them, without quotes, semicolons and spaces within a name.",
        C::HeadersUnparsable => "Send header names with commas between them, without quotes, semicolons and spaces within a name.",
        C::Method if is_lower_case(draft) => "Methods are compared to the byte: write it in upper case in the call, as the server lists it ({}).",
        C::Method => "Have the answer to OPTIONS list the method, besides those that it lists already. With credentials * is a method of that name.",
        C::Header => "Have the answer to OPTIONS list the header, besides those that it lists already; or leave it away in the call. With credentials * is a header of that name.",
        C::AuthorizationByWildcard => "List Authorization by name, besides the others.",
        C::LocationCredentials => "Redirect to a URL without user name and password, and send those in a header.",
        C::RedirectScheme => "Redirect to http: or https:.",
        C::RedirectMode => "Ask the URL that the redirect leads to, or leave redirect: \"error\" away.",
        C::TooManyRedirects => "Follow the redirects by hand (curl -v): one of them leads back, often between http: and https:, or because a cookie is not kept.",
        C::Scheme => "Ask http: or https:. A host without either (localhost:3000/…) is a scheme of that name; a page from file: has to be served.",
        C::ModeSameOrigin => "Leave mode: \"same-origin\" away in the call (its default is cors), or ask a URL of the page's own origin.",
        C::MixedContent => "Ask the server by https:.",
        C::BadPort => "Have the server listen on another port: browsers refuse those of other protocols.",
        C::LocalNetworkDenied => "Let the user permit it when the browser asks. A frame needs allow=\"local-network-access\" (or loopback-network, local-network), too.",
        C::LocalNetworkNotSecure => "Serve the page by https:.",
        C::LocalNetworkOther => "Name the network {} by targetAddressSpace, or leave it away.",
        C::NotAnswered | C::PreflightNotAnswered => "See whether the server is there at all: open the URL in a tab, or ask it by curl. If it is, look for its certificate, for extensions, \
            and for a redirect in the network panel.",
        C::NotTold => "Look in the console for the lines around this one, or ask the server: npx cors-forecast probe {}.",
    }
}

/// What stands in a sentence.
fn filling(complaint: Complaint, draft: &Draft) -> String {
    match complaint {
        Complaint::Method => draft
            .method
            .as_deref()
            .unwrap_or_default()
            .to_ascii_uppercase(),
        Complaint::NotTold => draft.url.clone().unwrap_or_else(|| "URL".to_owned()),
        _ => draft.address_space.clone().unwrap_or_default(),
    }
}

fn is_lower_case(draft: &Draft) -> bool {
    let method = draft.method.as_deref().unwrap_or_default();
    method.bytes().any(|byte| byte.is_ascii_lowercase())
}

fn headers(complaint: Complaint, draft: &Draft) -> Vec<(&'static str, String)> {
    use Complaint as C;
    let mut lines = Vec::new();
    let credentials = matches!(complaint, C::AllowOriginWildcard | C::AllowCredentials);
    match complaint {
        // Nothing that a server could send is right.
        C::AllowOriginMissing | C::OriginNotAllowed | C::AllowOriginMismatch if is_null(draft) => {}
        C::AllowOriginMissing
        | C::OriginNotAllowed
        | C::AllowOriginWildcard
        | C::AllowOriginMultiple
        | C::AllowOriginMismatch
        | C::AllowCredentials => {
            lines.push((
                ALLOW_ORIGIN,
                origin(draft).unwrap_or(untold::ORIGIN).to_owned(),
            ));
            if credentials {
                lines.push(("Access-Control-Allow-Credentials", "true".to_owned()));
            }
            lines.push(("Vary", "Origin".to_owned()));
        }
        C::Method if !is_lower_case(draft) => {
            lines.push((
                "Access-Control-Allow-Methods",
                draft
                    .method
                    .clone()
                    .unwrap_or_else(|| "<the method>".to_owned()),
            ));
        }
        C::Header => lines.push((
            "Access-Control-Allow-Headers",
            draft
                .header
                .clone()
                .unwrap_or_else(|| "<the header>".to_owned()),
        )),
        C::AuthorizationByWildcard => {
            lines.push(("Access-Control-Allow-Headers", "Authorization".to_owned()))
        }
        _ => {}
    }
    lines
}

fn risk(complaint: Complaint, draft: &Draft) -> Option<&'static str> {
    use Complaint as C;
    match complaint {
        C::AllowOriginMissing | C::OriginNotAllowed | C::AllowOriginMismatch if is_null(draft) => {
            Some(NULL_RISK)
        }
        C::AllowOriginMissing | C::OriginNotAllowed => Some(STAR_RISK),
        C::AllowOriginWildcard | C::AllowOriginMismatch | C::AllowCredentials => Some(ECHO_RISK),
        C::Method => Some(DELETE_RISK),
        _ => None,
    }
}

/// What the two origins differ in, where eyes may miss it.
fn difference(complaint: Complaint, draft: &Draft) -> Option<&'static str> {
    let (sent, wanted) = (draft.value.as_deref()?, origin(draft)?);
    if complaint != Complaint::AllowOriginMismatch {
        return None;
    }
    let host = |origin: &str| origin.split("://").nth(1).map(ToOwned::to_owned);
    let bare = sent.trim_matches(['\'', '"']);
    let sent_host = host(sent);
    let port_apart = |host: &str| {
        host.rsplit_once(':')
            .map_or(host, |(name, _)| name)
            .to_owned()
    };
    Some(if sent.is_empty() {
        "The header is there, but empty: a variable behind it may not be set."
    } else if bare.len() < sent.len() {
        "The value has quotes in it."
    } else if sent.trim_end_matches('/') == wanted {
        "The value ends in a slash; an origin has none."
    } else if sent
        .strip_prefix(wanted)
        .is_some_and(|rest| rest.starts_with('/'))
    {
        "The value goes on with a path; an origin has none."
    } else if sent_host.is_none() && sent != "null" {
        "The value has no scheme; an origin begins with http:// or https://."
    } else if sent.contains('*') {
        "A * counts only alone: there is no wildcard for subdomains."
    } else if sent_host == host(wanted) {
        "The two differ in http: and https:."
    } else if sent.eq_ignore_ascii_case(wanted) {
        "The two differ in upper and lower case; browsers write origins in lower case."
    } else if sent_host.as_deref().map(port_apart) == host(wanted).as_deref().map(port_apart) {
        "The two differ in the port."
    } else {
        return None;
    })
}
