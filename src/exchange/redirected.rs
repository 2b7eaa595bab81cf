//! Redirects: what an engine makes of them beyond the standard.

use super::{Caches, Exchange, Next};
use crate::engine::AskedAfterRedirect;
use crate::failure::Failure;
use crate::spec::header::{is_cors_non_wildcard_request_header_name, is_request_body_header_name};
use crate::spec::header_list::HeaderList;
use crate::spec::infra;
use crate::spec::redirect::{http_redirect_fetch, RedirectFailure};
use crate::spec::request::{CredentialsMode, ResponseTainting};
use crate::trigger::{Demand, Trigger};

impl Exchange {
    /// Whether the engine preflights this hop just because the request was not simple at first.
    pub(super) fn preflights_again(&self) -> bool {
        self.profile.redirects.once_preflighted_always.value
            && self.prepared.request.redirect_count > 0
            && (self.preflighted || !self.first.names.is_empty())
    }

    /// What the preflight of a redirect's target asks for.
    pub(super) fn ask_as_redirected(&self, asked: &mut Demand) {
        if asked.triggers.is_empty() {
            asked.triggers.push(Trigger::PreflightedBefore);
        }
        let rule = self.profile.redirects.asks_for.value;
        if rule == AskedAfterRedirect::StillThere {
            return;
        }
        asked.names.clone_from(&self.first.names);
        if rule == AskedAfterRedirect::FirstLessTakenNow {
            let urls = &self.prepared.request.url_list;
            let crossed = urls.len() > 1
                && !urls[urls.len() - 1]
                    .origin
                    .same_origin(&urls[urls.len() - 2].origin);
            asked.names.retain(|name| {
                !(self.became_get && is_request_body_header_name(name)
                    || crossed && is_cors_non_wildcard_request_header_name(name))
            });
        }
    }

    /// Whether the engine wants this redirect to allow credentials, and it does not.
    pub(super) fn must_allow_credentials(&self, headers: &HeaderList) -> bool {
        let request = &self.prepared.request;
        self.profile.redirects.redirect_must_allow_credentials.value
            && request.response_tainting == ResponseTainting::Cors
            && request.credentials_mode == CredentialsMode::SameOrigin
            && request.url_list[0].origin.same_origin(&request.origin)
            && headers.get("access-control-allow-credentials").as_deref() != Some(b"true")
    }

    pub(super) fn redirect(
        &mut self,
        status: u16,
        location: Option<&[u8]>,
        caches: &mut Caches,
    ) -> Next {
        let current = self.prepared.request.current_url();
        let parsed = location.and_then(|location| {
            let text = infra::isomorphic_decode(location);
            (self.client.parse_url)(&text, Some(current.without_fragment()))
        });
        let Some(mut location) = parsed else {
            let failure = RedirectFailure::LocationUnparsable;
            return self.fail(caches, Failure::Redirect(failure));
        };
        location.inherit_fragment(current.fragment());
        let method = self.prepared.request.method.clone();
        match http_redirect_fetch(&mut self.prepared.request, status, location) {
            Ok(()) => {
                self.became_get = self.prepared.request.method != method;
                self.start(caches)
            }
            Err(failure) => self.fail(caches, Failure::Redirect(failure)),
        }
    }
}
