//! What an exchange asks for.

use alloc::borrow::ToOwned;

use super::seen::SeenExchange;
use crate::description::RequestDescription;
use crate::wire::{WireKind, WireRequest};

/// What is asked for: the page's request, or what a preflight or the request itself tells of it.
pub(super) fn description(exchange: &SeenExchange) -> RequestDescription {
    if let Some(request) = &exchange.request {
        return request.clone();
    }
    let mut description = RequestDescription::default();
    let credentials = if exchange.credentials {
        "include"
    } else {
        "same-origin"
    };
    description.credentials = Some(credentials.to_owned());
    if let Some(call) = exchange
        .preflight
        .as_ref()
        .filter(|call| call.lacks().is_none())
    {
        description.url.clone_from(&call.request.url);
        description.method = call
            .request
            .header("access-control-request-method")
            .map(ToOwned::to_owned);
        let asked = asked_names(&call.request);
        description.headers = asked
            .map(|name| (name.to_owned(), unsafe_value(name).to_owned()))
            .collect();
    } else if let Some(call) = exchange.actual.as_ref().or(exchange.preflight.as_ref()) {
        description.url.clone_from(&call.request.url);
        // An OPTIONS that is no preflight asks for nothing.
        if call.request.kind == WireKind::Actual {
            description.method = Some(call.request.method.clone());
            description.headers.clone_from(&call.request.headers);
        }
    }
    description
}

/// The names that a preflight lists.
pub(super) fn asked_names(request: &WireRequest) -> impl Iterator<Item = &str> {
    let list = request.header("access-control-request-headers");
    let names = list.unwrap_or_default().split(',').map(str::trim);
    names.filter(|name| !name.is_empty())
}

/// A value with which a header needs permission.
fn unsafe_value(name: &str) -> &'static str {
    match name.eq_ignore_ascii_case("content-type") {
        true => "application/json",
        false => "\"",
    }
}
