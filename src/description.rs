//! What a page is about to ask for, described without touching it.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::spec::body::BodyInit;
use crate::spec::request_init::RequestInit;

/// The API that the page calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Api {
    /// `fetch()`
    #[default]
    Fetch,
    /// `XMLHttpRequest`
    Xhr,
    /// `navigator.sendBeacon()`
    Beacon,
    /// `EventSource`
    EventSource,
}

/// Where the request is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Context {
    /// A document.
    #[default]
    Window,
    /// A worker of any kind.
    Worker,
    /// A frame or document with an opaque origin: sandboxed, or of a `data:` URL.
    Opaque,
}

/// The kind of a body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BodyKind {
    /// No body.
    #[default]
    None,
    /// A string.
    String,
    /// A `URLSearchParams`.
    UrlSearchParams,
    /// A `FormData`.
    FormData,
    /// A `Blob` or `File`.
    Blob,
    /// An `ArrayBuffer` or a view of one.
    Buffer,
    /// A `ReadableStream`.
    Stream,
    /// A `Document`.
    Document,
}

/// A body; never its content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BodyDescription {
    /// Its kind, which decides the Content-Type that it brings by itself.
    pub kind: BodyKind,
    /// Of a Blob, its `type`; of a Document, the type it was parsed as.
    pub r#type: Option<String>,
    /// Bytes, where known.
    pub length: Option<u64>,
}

/// A request as the page wrote it. What is `None` is what the page left out.
///
/// ```
/// use cors_forecast::RequestDescription;
/// let request = RequestDescription {
///     method: Some("PUT".into()),
///     headers: vec![("X-Request-Id".into(), "1".into())],
///     ..RequestDescription::new("https://api.example/items")
/// };
/// assert_eq!(request.url, "https://api.example/items");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RequestDescription {
    /// The API.
    pub api: Api,
    /// The URL; a relative one is resolved against the page's origin.
    pub url: String,
    /// The method.
    pub method: Option<String>,
    /// Header names and values, in the order in which the page added them.
    pub headers: Vec<(String, String)>,
    /// `RequestInit.mode`
    pub mode: Option<String>,
    /// `RequestInit.credentials`; `include` stands for `withCredentials`.
    pub credentials: Option<String>,
    /// `RequestInit.redirect`
    pub redirect: Option<String>,
    /// `RequestInit.cache`
    pub cache: Option<String>,
    /// `RequestInit.keepalive`
    pub keepalive: bool,
    /// `RequestInit.duplex`
    pub duplex: Option<String>,
    /// `RequestInit.integrity`
    pub integrity: Option<String>,
    /// `RequestInit.window` as text, where it is given and not `null`.
    pub window: Option<String>,
    /// When the request is aborted, in milliseconds from the call; 0 if its signal has fired already.
    pub abort_after: Option<f64>,
    /// XHR: whether a listener is registered on `upload` when `send()` is called.
    pub upload_listener: bool,
    /// XHR: whether `open()` was called with `async` false.
    pub sync: bool,
    /// Where the request is made.
    pub context: Context,
    /// The body.
    pub body: BodyDescription,
}

impl RequestDescription {
    /// `fetch(url)`.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            ..Self::default()
        }
    }

    /// What the API is given, in the standard's terms.
    pub(crate) fn init(&self) -> RequestInit<'_> {
        RequestInit {
            url: &self.url,
            method: self.method.as_deref(),
            headers: &self.headers,
            mode: self.mode.as_deref(),
            credentials: self.credentials.as_deref(),
            cache: self.cache.as_deref(),
            redirect: self.redirect.as_deref(),
            duplex: self.duplex.as_deref(),
            keepalive: self.keepalive,
            body: self.body.init(),
            body_length: self.body.length,
            // What watches a page has not looked at it.
            window: match cfg!(feature = "watch") {
                true => None,
                false => self.window.as_deref(),
            },
        }
    }
}

impl BodyDescription {
    fn init(&self) -> BodyInit<'_> {
        // A Blob whose type is not printable ASCII has none: its constructor sees to that.
        let printable = |r#type: &&str| r#type.bytes().all(|byte| (0x20..0x7f).contains(&byte));
        let r#type = self.r#type.as_deref().filter(printable).unwrap_or_default();
        match self.kind {
            BodyKind::None => BodyInit::None,
            BodyKind::String => BodyInit::String,
            BodyKind::UrlSearchParams => BodyInit::UrlSearchParams,
            BodyKind::FormData => BodyInit::FormData,
            BodyKind::Blob => BodyInit::Blob { r#type },
            BodyKind::Buffer => BodyInit::Buffer,
            BodyKind::Stream => BodyInit::Stream,
            BodyKind::Document => BodyInit::Document {
                html: r#type.is_empty() || r#type.eq_ignore_ascii_case("text/html"),
            },
        }
    }
}
