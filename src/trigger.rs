//! Why a request is preflighted: one variant for each "no" that leads there.

use alloc::string::String;
use alloc::vec::Vec;

use crate::engine::{EngineProfile, XhrContentType};
use crate::prepare::Prepared;
use crate::safelist::{names_asked_for, unsafe_headers, HeaderReason, UnsafeHeader};
use crate::spec::method::is_cors_safelisted_method;

/// Who put a header on the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeaderSource {
    /// The page.
    Author,
    /// The body brought it.
    Body,
    /// The browser.
    UserAgent,
}

/// One reason for a preflight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// The method is not GET, HEAD or POST.
    Method {
        /// Normalized.
        method: String,
    },
    /// A header is not safelisted.
    Header {
        /// Lower-case.
        name: String,
        /// Who put it there.
        source: HeaderSource,
        /// Why it is not.
        reason: HeaderReason,
    },
    /// A listener is registered on `XMLHttpRequest.upload`.
    UploadListener,
    /// The body is a stream.
    StreamBody,
    /// The engine preflights each hop of a request that was preflighted before.
    #[cfg(not(feature = "watch"))]
    PreflightedBefore,
}

/// Everything that a preflight asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Demand {
    /// In the order of the standard; empty if no preflight is due.
    pub triggers: Vec<Trigger>,
    /// The header names to ask for.
    pub names: Vec<String>,
}

/// What the request, cross-origin and in mode `cors`, has to ask for.
pub(crate) fn demand(prepared: &Prepared, profile: &EngineProfile) -> Demand {
    let request = &prepared.request;
    let mut triggers = Vec::new();
    if request.use_cors_preflight_flag {
        let stream = request
            .body
            .as_ref()
            .is_some_and(|body| body.source_is_null);
        triggers.push(if stream {
            Trigger::StreamBody
        } else {
            Trigger::UploadListener
        });
    }
    if !request.unsafe_request_flag {
        return Demand {
            triggers,
            names: Vec::new(),
        };
    }
    if !is_cors_safelisted_method(&request.method) {
        triggers.push(Trigger::Method {
            method: request.method.clone(),
        });
    }
    let mut headers = unsafe_headers(
        &request.header_list,
        prepared.content_type_unlimited,
        profile,
    );
    // A redirect may have taken it away.
    let judged = prepared.judged_content_type.as_ref();
    if let Some(judged) = judged.filter(|_| request.header_list.contains("content-type")) {
        let mut list = request.header_list.clone();
        list.set("content-type", judged.as_slice());
        let others = unsafe_headers(&list, false, profile);
        let both =
            profile.requests.xhr_judged_content_type.value == XhrContentType::AsSetAndRewritten;
        let asks =
            |headers: &[UnsafeHeader]| headers.iter().any(|header| header.name == "content-type");
        if !both || asks(&others) || !asks(&headers) {
            headers = others;
        }
    }
    let names = names_asked_for(&headers, profile);
    triggers.extend(headers.into_iter().map(|header| Trigger::Header {
        source: match header.name.as_str() {
            "content-type" if prepared.content_type_from_body => HeaderSource::Body,
            "accept" if prepared.accept_from_user_agent => HeaderSource::UserAgent,
            _ => HeaderSource::Author,
        },
        name: header.name,
        reason: header.reason,
    }));
    Demand { triggers, names }
}
