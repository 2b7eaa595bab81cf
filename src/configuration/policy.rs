//! What a server is to permit, in no server's words.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::problem::{problem_of, PolicyProblem};
use crate::spec::method::is_cors_safelisted_method;

/// What a server permits pages of other origins. Found by looking at requests, or written by hand.
///
/// ```
/// use cors_forecast::{CorsPolicy, PermittedOrigins};
/// let policy = CorsPolicy {
///     methods: vec!["PUT".into()],
///     headers: vec!["authorization".into(), "content-type".into()],
///     max_age: Some(7200),
///     ..CorsPolicy::new(["https://app.example"])
/// };
/// assert!(policy.check().is_ok());
/// let open = CorsPolicy {
///     origins: PermittedOrigins::ANY,
///     credentials: true,
///     ..policy
/// };
/// assert_eq!(open.check().unwrap_err().code(), "any-origin-with-credentials");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorsPolicy {
    /// Who may ask.
    pub origins: PermittedOrigins,
    /// Which paths it is for: this one and those below it. `/` is all.
    #[serde(default = "everything")]
    pub path: String,
    /// The methods of their requests, GET and POST included: some frameworks refuse what is not among them.
    #[serde(default)]
    pub methods: Vec<String>,
    /// The names of the headers that preflights ask for, in lower case.
    #[serde(default)]
    pub headers: Vec<String>,
    /// The names of the answers' headers that scripts may read beyond those that they may read anyway, in lower case.
    #[serde(default)]
    pub expose_headers: Vec<String>,
    /// Whether requests may carry cookies and the like.
    #[serde(default)]
    pub credentials: bool,
    /// How long a permission is to last, in seconds; `None`: the header is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_age: Option<u32>,
}

/// Who may ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum PermittedOrigins {
    /// Everybody, but without credentials. As data `"*"`.
    Any(Star),
    /// These, to the byte.
    Listed(Vec<String>),
}

/// The word for everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Star {
    /// `*`
    #[serde(rename = "*")]
    Star,
}

impl PermittedOrigins {
    /// Everybody.
    pub const ANY: Self = Self::Any(Star::Star);

    /// Those that are listed; `None` is everybody.
    pub fn listed(&self) -> Option<&[String]> {
        match self {
            Self::Any(_) => None,
            Self::Listed(list) => Some(list),
        }
    }
}

fn everything() -> String {
    String::from("/")
}

impl CorsPolicy {
    /// One that lets these origins make requests that need no preflight.
    pub fn new<Text: Into<String>>(origins: impl IntoIterator<Item = Text>) -> Self {
        Self {
            origins: PermittedOrigins::Listed(origins.into_iter().map(Into::into).collect()),
            path: everything(),
            methods: Vec::new(),
            headers: Vec::new(),
            expose_headers: Vec::new(),
            credentials: false,
            max_age: None,
        }
    }

    /// Whether it can be written, and should be.
    ///
    /// # Errors
    ///
    /// The first [`PolicyProblem`], with what to write instead.
    pub fn check(&self) -> Result<(), PolicyProblem> {
        problem_of(self).map_or(Ok(()), Err)
    }

    /// The methods that `Access-Control-Allow-Methods` has to list: GET, HEAD and POST need no permission.
    ///
    /// [CORS-safelisted method](https://fetch.spec.whatwg.org/#cors-safelisted-method)
    pub fn methods_to_list(&self) -> Vec<&str> {
        let methods = self.methods.iter().map(String::as_str);
        methods
            .filter(|method| !is_cors_safelisted_method(method))
            .collect()
    }

    /// Whether any preflight is to be expected.
    pub fn has_preflights(&self) -> bool {
        !self.headers.is_empty() || !self.methods_to_list().is_empty()
    }
}
