//! What could be done otherwise, by the page or by a server.

use alloc::string::String;

use serde::{Deserialize, Serialize};

/// Something done otherwise, everywhere or at one endpoint.
///
/// ```
/// use cors_forecast::{Action, Change};
/// let change = Change::everywhere(Action::MaxAge { seconds: 7200 });
/// assert_eq!(change.endpoint, None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What is done.
    #[serde(flatten)]
    pub action: Action,
    /// Where: an endpoint as a report names it, with its query or without, or one of its URLs. `None`: everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
}

/// What is done otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Action {
    /// The server answers each preflight with this `Access-Control-Max-Age`.
    MaxAge {
        /// Seconds.
        seconds: u64,
    },
    /// The server names in each answer all methods and headers that the page uses at the endpoint, in the place of `*`
    /// or of what this one preflight asks for.
    ListByName,
    /// The page leaves a header out, or gives it a value that needs no permission.
    DropHeader {
        /// In lower case.
        name: String,
    },
    /// The page leaves out everything that needs permission.
    MakeSimple,
    /// All requests are made with credentials, or all without.
    OneCredentialsMode {
        /// Which of the two.
        include: bool,
    },
    /// A key of the query is left out; `:key` stands for those that no one has chosen.
    DropQueryKey {
        /// As the URLs have it.
        key: String,
    },
    /// All requests of an endpoint go to one URL; what differs goes into the body.
    OneUrl,
    /// A method in the place of another.
    Method {
        /// As it is sent now.
        from: String,
        /// As it is to be sent.
        to: String,
    },
    /// No listener on `XMLHttpRequest.upload`.
    DropUploadListener,
    /// A Blob or a buffer in the place of a stream.
    DropStream,
    /// The cache mode is left at its default.
    CacheModeDefault,
    /// The page's own server passes requests on, so that they do not leave its origin.
    SameOrigin,
}

impl Action {
    /// Stable, kebab-case.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::MaxAge { .. } => "max-age",
            Self::ListByName => "list-by-name",
            Self::DropHeader { .. } => "drop-header",
            Self::MakeSimple => "make-simple",
            Self::OneCredentialsMode { .. } => "one-credentials-mode",
            Self::DropQueryKey { .. } => "drop-query-key",
            Self::OneUrl => "one-url",
            Self::Method { .. } => "method",
            Self::DropUploadListener => "drop-upload-listener",
            Self::DropStream => "drop-stream",
            Self::CacheModeDefault => "cache-mode-default",
            Self::SameOrigin => "same-origin",
        }
    }
}

impl Change {
    /// A change for all requests.
    pub fn everywhere(action: Action) -> Self {
        Self {
            action,
            endpoint: None,
        }
    }

    /// A change for the requests of one endpoint.
    pub fn at(endpoint: impl Into<String>, action: Action) -> Self {
        Self {
            action,
            endpoint: Some(endpoint.into()),
        }
    }
}
