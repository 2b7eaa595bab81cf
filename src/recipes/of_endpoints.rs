//! What can be done about an endpoint: its URLs, its server, its place.

use super::of_requests::ASKED_ONCE;
use super::{Brief, Recipe};

const MAX_AGE: &str = "https://fetch.spec.whatwg.org/#http-access-control-max-age";
const ALLOW_HEADERS: &str = "https://fetch.spec.whatwg.org/#http-access-control-allow-headers";

catalogue! {
    ASK_FOR_THE_FINAL_URL: Recipe {
        code: "ask-for-the-final-url",
        title: "No redirect",
        when: "A redirect leads to another origin.",
        text: "Ask for the URL that the redirect leads to.",
        effect: "One preflight less, and one request.",
        cost: "The URL must be known.",
        risk: None,
        sources: &["https://fetch.spec.whatwg.org/#http-redirect-fetch"],
    },
    LEAVE_THE_BUSTER_OUT: Recipe {
        code: "leave-the-buster-out",
        title: "No cache-buster",
        when: "A time or a random number in the query makes each URL new.",
        text: "Leave {} out of the query, and let the server's Cache-Control say what is not to be kept.",
        effect: "All such requests have one URL, and one permission serves them.",
        cost: "The server's Cache-Control must be right.",
        risk: None,
        sources: &["https://github.com/discourse/message_bus/issues/245"],
    },
    ONE_URL: Recipe {
        code: "one-url",
        title: "One URL for many operations",
        when: "What differs between URLs (ids, cursors, filters) could be in a body.",
        text: "Send all requests of {} to one URL, as POST, with what differs in the body.",
        effect: "One permission serves them all.",
        cost: "Another API; responses to POST are not cached by HTTP.",
        risk: None,
        sources: &["https://github.com/JakeChampion/fetch/issues/342"],
    },
    ONE_CREDENTIALS_MODE: Recipe {
        code: "one-credentials-mode",
        title: "One credentials mode",
        when: "Requests to one URL are made with credentials and without.",
        text: "Make all requests to {} in one credentials mode.",
        effect: "One permission serves them all.",
        cost: "An option in the client; with credentials, the server must not answer with *.",
        risk: Some("With credentials, cookies go along where they did not before."),
        sources: &["https://fetch.spec.whatwg.org/#concept-cache-match"],
    },
    ONE_ORIGIN: Recipe {
        code: "one-origin",
        title: "A path on the page's own origin",
        when: "The page's server, or a CDN before both, can pass requests on.",
        text: "Let the page's own origin pass requests for {} on, or serve both from one origin.",
        effect: "Nothing is cross-origin any more: there are no preflights.",
        cost: "A proxy, its latency and its bill; a same-site origin alone is not enough, as it is another origin.",
        risk: Some("Cookies of the page's origin then go to that path, and what it answers counts as the page's own."),
        sources: &["https://fetch.spec.whatwg.org/#http-cors-protocol"],
    },
    CACHE_THE_PREFLIGHT: Recipe {
        code: "cache-the-preflight",
        title: "A Max-Age, and lists",
        when: "A request needs permission, and shall.",
        text: "Let the server answer the preflight with {} in its Access-Control-Allow list and an Access-Control-Max-Age, so that it is asked once.",
        effect: ASKED_ONCE,
        cost: "Two lines at the server. Engines keep it for ten minutes to a day at most, for each URL by itself.",
        risk: None,
        sources: &[MAX_AGE, "https://github.com/HSLdevcom/digitransit-ui/issues/782"],
    },
    LIST_BY_NAME: Recipe {
        code: "list-by-name",
        title: "Names in the place of *",
        when: "The server answers with *, or lists only what this one preflight asks for.",
        text: "Let the server list all methods and header names that the page uses, {} among them, in each answer.",
        effect: "One permission serves requests that differ, in every engine.",
        cost: "The list must be kept up to date.",
        risk: None,
        sources: &[ALLOW_HEADERS, "https://github.com/readest/readest/pull/5444"],
    },
    LIST_AUTHORIZATION_BY_NAME: Recipe {
        code: "list-authorization-by-name",
        title: "Authorization by name",
        when: "Authorization is sent.",
        text: "Keep {}, and let the server answer the preflight with Access-Control-Allow-Headers: Authorization (by name, beside * or in its place) and an Access-Control-Max-Age.",
        effect: ASKED_ONCE,
        cost: "Two lines at the server.",
        risk: None,
        sources: &[
            "https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name",
            "https://github.com/whatwg/fetch/issues/1919",
        ],
    },
}
