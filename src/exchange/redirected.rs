//! Redirects: what an engine makes of them beyond the standard.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Caches, Exchange, Next};
use crate::description::Api;
use crate::engine::{AskedAfterRedirect, EngineProfile};
use crate::failure::Failure;
use crate::prepare::Prepared;
use crate::spec::cors_check::cors_check_for;
use crate::spec::header::{is_cors_non_wildcard_request_header_name, is_request_body_header_name};
use crate::spec::header_list::HeaderList;
use crate::spec::infra;
use crate::spec::redirect::{http_redirect_fetch, RedirectFailure};
use crate::spec::request::{CredentialsMode, RequestMode, ResponseTainting};
use crate::spec::url::Url;
use crate::trigger::{demand, Demand, Trigger};

const CONTENT_TYPE: &str = "content-type";

/// The header names that the engine goes on to ask for, whatever redirects take away.
pub(super) fn lasting(prepared: &Prepared, profile: &EngineProfile) -> Vec<String> {
    let mut names = match profile.redirects.asks_for.value {
        AskedAfterRedirect::StillThere => Vec::new(),
        AskedAfterRedirect::First | AskedAfterRedirect::AuthorsLessTakenNow => {
            demand(prepared, profile).names
        }
    };
    let authors_alone = profile.redirects.asks_for.value == AskedAfterRedirect::AuthorsLessTakenNow;
    // Of the APIs, only fetch() takes a body's type for a header like the others.
    if authors_alone && prepared.content_type_from_body && prepared.api != Api::Fetch {
        names.retain(|name| name != CONTENT_TYPE);
    }
    names
}

impl Exchange {
    /// Whether the engine preflights this hop just because the request was not simple at first.
    pub(super) fn preflights_again(&self) -> bool {
        self.profile.redirects.once_preflighted_always.value
            && self.prepared.request.redirect_count > 0
            && (self.preflighted || !self.lasting.is_empty())
    }

    /// What the preflight of a redirect's target asks for.
    pub(super) fn ask_as_redirected(&self, asked: &mut Demand) {
        let nothing_needed = asked.triggers.is_empty();
        if nothing_needed {
            asked.triggers.push(Trigger::PreflightedBefore);
        }
        match self.profile.redirects.asks_for.value {
            AskedAfterRedirect::StillThere => {}
            AskedAfterRedirect::First => asked.names.clone_from(&self.lasting),
            AskedAfterRedirect::AuthorsLessTakenNow
                if nothing_needed && self.lasting.is_empty() =>
            {
                asked.names.clone_from(&self.asked_last);
            }
            AskedAfterRedirect::AuthorsLessTakenNow => {
                let has_type = asked.names.iter().any(|name| name == CONTENT_TYPE)
                    && !self.lasting.iter().any(|name| name == CONTENT_TYPE);
                asked.names = self.less_taken_now();
                if has_type {
                    asked.names.push(CONTENT_TYPE.to_owned());
                    asked.names.sort();
                }
            }
        }
    }

    /// What lasts, less what the last redirect has taken away.
    fn less_taken_now(&self) -> Vec<String> {
        let is_left = |name: &&String| {
            !(self.became_get && is_request_body_header_name(name)
                || self.crossed && is_cors_non_wildcard_request_header_name(name))
        };
        self.lasting.iter().filter(is_left).cloned().collect()
    }

    /// Whether the engine wants this redirect to allow credentials, and it does not.
    pub(super) fn must_allow_credentials(&self, headers: &HeaderList) -> bool {
        let request = &self.prepared.request;
        self.profile.redirects.redirect_must_allow_credentials.value
            && request.response_tainting == ResponseTainting::Cors
            && request.credentials_mode == CredentialsMode::SameOrigin
            && request.url_list[0].origin.same_origin(&request.origin)
            && cors_check_for(&request.byte_serialized_origin(), true, headers).is_err()
    }

    /// Whether a `Location` is a URL.
    pub(super) fn leads_somewhere(&self, location: &[u8]) -> bool {
        self.location(location).is_some()
    }

    fn location(&self, location: &[u8]) -> Option<Url> {
        let text = infra::isomorphic_decode(location);
        let current = self.prepared.request.current_url();
        (self.client.parse_url)(&text, Some(current.without_fragment()))
    }

    pub(super) fn redirect(
        &mut self,
        status: u16,
        location: Option<&[u8]>,
        caches: &mut Caches,
    ) -> Next {
        let current = self.prepared.request.current_url();
        let parsed = location.and_then(|location| self.location(location));
        let Some(mut location) = parsed else {
            let failure = RedirectFailure::LocationUnparsable;
            return self.fail(caches, Failure::Redirect(failure));
        };
        location.inherit_fragment(current.fragment());
        let request = &self.prepared.request;
        let late = self.profile.redirects.userinfo_fails_after_preflight.value
            && request.response_tainting == ResponseTainting::Basic
            && request.mode == RequestMode::Cors
            && !location.origin.same_origin(&request.origin);
        if late && location.includes_credentials() {
            if let Some(url) = (self.client.parse_url)(&location.without_userinfo(), None) {
                location = url;
                let failure = RedirectFailure::LocationIncludesCredentials;
                self.doomed = Some(Failure::Redirect(failure));
            }
        }
        let method = self.prepared.request.method.clone();
        match http_redirect_fetch(&mut self.prepared.request, status, location) {
            Ok(()) => {
                let request = &self.prepared.request;
                self.became_get = request.method != method;
                let last = request.url_list.windows(2).last();
                self.crossed = last.is_some_and(|hop| !hop[0].origin.same_origin(&hop[1].origin));
                self.left_unnamed |=
                    self.crossed && request.response_tainting != ResponseTainting::Cors;
                self.start(caches)
            }
            Err(failure) => self.fail(caches, Failure::Redirect(failure)),
        }
    }
}
