//! Bodies: never their content, only what they bring with them.

/// What a page hands over as a body.
///
/// [BodyInit](https://fetch.spec.whatwg.org/#bodyinit), and what XMLHttpRequest takes beyond it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum BodyInit {
    /// No body.
    #[default]
    None,
    /// A string.
    String,
    /// A `URLSearchParams`.
    UrlSearchParams,
    /// A `FormData`.
    FormData,
    /// A `Blob` or `File` with its type; empty if it has none.
    Blob {
        /// `Blob.type`.
        r#type: String,
    },
    /// An `ArrayBuffer` or a view of one.
    Buffer,
    /// A `ReadableStream`.
    Stream,
    /// A `Document`; XMLHttpRequest only.
    Document {
        /// Whether it is an HTML document (as opposed to an XML one).
        html: bool,
    },
}

/// A request's body.
///
/// [body](https://fetch.spec.whatwg.org/#concept-body)
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Whether it can be sent but once: a stream.
    pub source_is_null: bool,
    /// In bytes, where known.
    pub length: Option<u64>,
}

/// Stands for the boundary that a browser makes up. Browsers' own have at most 41 characters.
pub const FORM_DATA_CONTENT_TYPE: &str =
    "multipart/form-data; boundary=----form-data-boundary-of-the-browser";

/// The body, and the Content-Type that it brings by itself.
///
/// [extract](https://fetch.spec.whatwg.org/#concept-bodyinit-extract) a body with type. `length` is in bytes.
pub fn extract(init: &BodyInit, length: Option<u64>) -> Option<(Body, Option<String>)> {
    let r#type = match init {
        BodyInit::None => return None,
        BodyInit::String => Some("text/plain;charset=UTF-8".to_owned()),
        BodyInit::UrlSearchParams => {
            Some("application/x-www-form-urlencoded;charset=UTF-8".to_owned())
        }
        BodyInit::FormData => Some(FORM_DATA_CONTENT_TYPE.to_owned()),
        BodyInit::Blob { r#type } => Some(r#type.clone()).filter(|r#type| !r#type.is_empty()),
        BodyInit::Buffer | BodyInit::Stream => None,
        BodyInit::Document { html: true } => Some("text/html;charset=UTF-8".to_owned()),
        BodyInit::Document { html: false } => Some("application/xml;charset=UTF-8".to_owned()),
    };
    let body = Body {
        source_is_null: *init == BodyInit::Stream,
        length: length.filter(|_| *init != BodyInit::Stream),
    };
    Some((body, r#type))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blob_without_a_type_brings_none() {
        let of = |r#type: &str| {
            let r#type = r#type.to_owned();
            extract(&BodyInit::Blob { r#type }, Some(1)).and_then(|(_, r#type)| r#type)
        };
        assert_eq!(of(""), None);
        assert_eq!(of("application/json").as_deref(), Some("application/json"));
        assert_eq!(extract(&BodyInit::None, None), None);
    }
}
