//! Bodies: never their content, only what they bring with them.

/// What a page hands over as a body.
///
/// [BodyInit](https://fetch.spec.whatwg.org/#bodyinit), and what XMLHttpRequest takes beyond it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BodyInit<'a> {
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
        r#type: &'a str,
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
pub fn extract<'a>(init: BodyInit<'a>, length: Option<u64>) -> Option<(Body, Option<&'a str>)> {
    let r#type = match init {
        BodyInit::None => return None,
        BodyInit::String => "text/plain;charset=UTF-8",
        BodyInit::UrlSearchParams => "application/x-www-form-urlencoded;charset=UTF-8",
        BodyInit::FormData => FORM_DATA_CONTENT_TYPE,
        BodyInit::Blob { r#type } => r#type,
        BodyInit::Buffer | BodyInit::Stream => "",
        BodyInit::Document { html: true } => "text/html;charset=UTF-8",
        BodyInit::Document { html: false } => "application/xml;charset=UTF-8",
    };
    let source_is_null = init == BodyInit::Stream;
    let body = Body {
        source_is_null,
        length: length.filter(|_| !source_is_null),
    };
    Some((body, Some(r#type).filter(|r#type| !r#type.is_empty())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blob_without_a_type_brings_none() {
        let of = |r#type: &str| {
            extract(BodyInit::Blob { r#type }, Some(1))
                .and_then(|(_, r#type)| r#type.map(str::to_owned))
        };
        assert_eq!(of(""), None);
        assert_eq!(of("application/json").as_deref(), Some("application/json"));
        assert_eq!(extract(BodyInit::None, None), None);
    }
}
