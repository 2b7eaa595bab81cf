//! Every point at which an exchange fails: unlike a browser, a diagnosis goes on behind the first.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::asked::asked_names;
use super::seen::{SeenExchange, View};
use crate::description::RequestDescription;
use crate::engine::EngineProfile;
use crate::error::Error;
use crate::failure::{refusal_report, Failure};
use crate::forecast::ErrorReport;
use crate::forecaster::Forecaster;
use crate::preflight::judge_preflight;
use crate::prepare::{prepare, Prepared};
use crate::response::headers_as_read;
use crate::spec::cors_check::{cors_check_for, CorsCheckFailure};
use crate::spec::cors_preflight_fetch::{
    is_ok_status, method_allowed, non_wildcard_headers_listed, Grant, PreflightFailure,
};
use crate::spec::header_list::HeaderList;
use crate::spec::header_list_values::{extract_header_list_values, MaxAge};
use crate::spec::names::Listed;
use crate::spec::request::{RequestMode, ResponseTainting};
use crate::trigger::demand;
use crate::wire::{WireKind, WireRequest, WireResponse};

/// Of so many headers that are not listed it is told; what is mended for one of them lists the others, too.
const MOST_HEADERS: usize = 100;

/// Who judges what.
pub(super) struct Judge {
    pub profile: &'static EngineProfile,
    forecaster: Forecaster,
    description: RequestDescription,
    prepared: Prepared,
    /// The header names that the preflight asks for.
    pub names: Vec<String>,
}

impl Judge {
    pub fn new(
        forecaster: Forecaster,
        exchange: &SeenExchange,
        description: &RequestDescription,
    ) -> Result<Self, Error> {
        let profile = forecaster.profile;
        let client = forecaster.client_of(description);
        let refused = |refusal| Error::RequestRefused {
            why: refusal_report(&refusal, description.api).message,
        };
        let mut prepared = prepare(description, &client, profile).map_err(refused)?;
        prepared.request.response_tainting = ResponseTainting::Cors;
        let asked = exchange
            .preflight
            .as_ref()
            .filter(|_| exchange.request.is_none());
        let names = match asked {
            Some(call) => asked_names(&call.request).map(ToOwned::to_owned).collect(),
            None => demand(&prepared, profile).names,
        };
        Ok(Self {
            profile,
            forecaster,
            description: description.clone(),
            prepared,
            names,
        })
    }

    pub fn includes_credentials(&self) -> bool {
        self.prepared.request.includes_credentials()
    }

    /// The request's origin: the page's, or `null` in a frame that has none.
    pub fn origin(&self) -> String {
        self.prepared.request.byte_serialized_origin()
    }

    pub fn method(&self) -> &str {
        &self.prepared.request.method
    }

    /// Whether the standard's CORS has anything to say.
    pub fn is_cross_origin(&self) -> bool {
        let request = &self.prepared.request;
        request.mode == RequestMode::Cors
            && !request.origin.same_origin(&request.current_url().origin)
    }

    pub fn report(&self, failure: &Failure) -> ErrorReport {
        failure.report(self.description.api, self.description.sync)
    }

    /// What the engine itself says of a preflight's answer.
    pub fn first_of_preflight(&self, view: &View<'_>) -> Option<PreflightFailure> {
        let headers = headers_as_read(&view.answer.response, self.profile);
        let request = &self.prepared.request;
        let judged = judge_preflight(request, &self.names, view.status(), &headers, self.profile);
        judged.verdict.err()
    }

    /// Every point at which a preflight's answer fails, in the order of the standard.
    pub fn points_of_preflight(&self, view: &View<'_>) -> Vec<PreflightFailure> {
        let headers = headers_as_read(&view.answer.response, self.profile);
        let status = view.status();
        let mut points: Vec<_> = self.points_of_check(&headers);
        if !is_ok_status(status) {
            points.push(PreflightFailure::StatusNotOk { status });
        }
        let methods = extract_header_list_values(&headers, "access-control-allow-methods");
        let names = extract_header_list_values(&headers, "access-control-allow-headers");
        let (readable, listed) = (methods.is_ok(), names.is_ok());
        let mut grant = Grant {
            methods: None,
            header_names: None,
            max_age: MaxAge::Absent,
        };
        match methods {
            Ok(methods) => grant.methods = methods,
            Err(fault) => points.push(PreflightFailure::AllowMethodsUnparsable(fault)),
        }
        match names {
            Ok(names) => grant.header_names = names,
            Err(fault) => points.push(PreflightFailure::AllowHeadersUnparsable(fault)),
        }
        if readable {
            points.extend(self.method_point(&grant));
        }
        if listed {
            points.extend(self.header_points(&grant));
        }
        points
    }

    /// The CORS check, each header by itself.
    fn points_of_check(&self, headers: &HeaderList) -> Vec<PreflightFailure> {
        let failures = self.failures_of_check(headers);
        failures
            .into_iter()
            .map(PreflightFailure::CorsCheck)
            .collect()
    }

    fn failures_of_check(&self, headers: &HeaderList) -> Vec<CorsCheckFailure> {
        let request = &self.prepared.request;
        let origin = request.byte_serialized_origin();
        let credentials = request.includes_credentials();
        let mut failures = Vec::new();
        if let Err(failure) = cors_check_for(&origin, credentials, headers) {
            let by_origin = !matches!(
                failure,
                CorsCheckFailure::AllowCredentialsMissing
                    | CorsCheckFailure::AllowCredentialsNotTrue { .. }
            );
            failures.push(failure);
            if by_origin {
                // As if the origin were right.
                let mut mended = headers.clone();
                mended.set("Access-Control-Allow-Origin", origin.as_bytes());
                failures.extend(cors_check_for(&origin, credentials, &mended).err());
            }
        }
        failures
    }

    fn method_point(&self, grant: &Grant) -> Option<PreflightFailure> {
        let request = &self.prepared.request;
        let own = self
            .profile
            .responses
            .forced_preflight_permits_its_method
            .value;
        if grant.methods.is_none() && request.use_cors_preflight_flag && own {
            return None;
        }
        method_allowed(request, grant).err()
    }

    fn header_points(&self, grant: &Grant) -> Vec<PreflightFailure> {
        let request = &self.prepared.request;
        let lenient = self.profile.responses.wildcard_covers_authorization.value;
        let unnamed = match lenient {
            true => None,
            false => non_wildcard_headers_listed(request, grant).err(),
        };
        let covered = !request.includes_credentials() && grant.lists_header_name("*");
        let listed = Listed::of(grant.header_names.as_deref().unwrap_or_default());
        let missing = |name: &&String| !covered && !listed.has(name);
        let missing = self.names.iter().filter(missing).take(MOST_HEADERS);
        let others = missing.map(|name| PreflightFailure::HeaderNotAllowed { name: name.clone() });
        unnamed.into_iter().chain(others).collect()
    }

    /// Every point of the CORS check at which the request's own answer fails.
    pub fn points_of_actual(&self, view: &View<'_>) -> Vec<CorsCheckFailure> {
        self.failures_of_check(&headers_as_read(&view.answer.response, self.profile))
    }

    /// Why the engine sends nothing at all.
    pub fn error_before(&mut self) -> Option<ErrorReport> {
        let mut sent = false;
        let mut server = |_: &WireRequest| {
            sent = true;
            None
        };
        let error = self
            .forecaster
            .simulate(&self.description, &mut server, 0.0)
            .error;
        self.forecaster.clear();
        error.filter(|_| !sent)
    }

    /// What the engine says of the request's own answer (`None`: there was none), if the preflight permits it. What a
    /// redirect leads to was not seen.
    pub fn first_of_actual(&mut self, response: Option<&WireResponse>) -> Option<ErrorReport> {
        let (mut answered, mut beyond) = (false, false);
        let origin = self.prepared.request.byte_serialized_origin();
        let mut server = |wire: &WireRequest| {
            if wire.kind == WireKind::Preflight && !answered {
                return Some(permission(wire, &origin));
            }
            beyond |= answered;
            let first = !core::mem::replace(&mut answered, true);
            response.filter(|_| first).cloned()
        };
        let error = self
            .forecaster
            .simulate(&self.description, &mut server, 0.0)
            .error;
        self.forecaster.clear();
        error.filter(|_| answered && !beyond)
    }
}

/// An answer that permits what a preflight asks for.
fn permission(wire: &WireRequest, origin: &str) -> WireResponse {
    let mut headers = Vec::from([
        ("Access-Control-Allow-Origin".to_owned(), origin.to_owned()),
        (
            "Access-Control-Allow-Credentials".to_owned(),
            "true".to_owned(),
        ),
    ]);
    for (asked, allowed) in [
        (
            "access-control-request-method",
            "Access-Control-Allow-Methods",
        ),
        (
            "access-control-request-headers",
            "Access-Control-Allow-Headers",
        ),
    ] {
        let value = wire.header(asked).map(ToOwned::to_owned);
        headers.extend(value.map(|value| (allowed.to_owned(), value)));
    }
    WireResponse {
        status: 204,
        headers,
        ..WireResponse::default()
    }
}
