//! What of a policy is for one call: the rest makes no difference to it, and is long.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use super::call::Call;
use super::report::Part;
use crate::configuration::{CorsPolicy, PermittedOrigins};

/// A policy in which much is looked for.
pub(super) struct Permitted<'a> {
    policy: &'a CorsPolicy,
    origins: Option<BTreeSet<&'a str>>,
    methods: BTreeSet<&'a str>,
    headers: BTreeSet<&'a str>,
}

fn set(list: &[String]) -> BTreeSet<&str> {
    list.iter().map(String::as_str).collect()
}

impl<'a> Permitted<'a> {
    /// By this policy.
    pub fn by(policy: &'a CorsPolicy) -> Self {
        Self {
            policy,
            origins: policy.origins.listed().map(set),
            methods: set(&policy.methods),
            headers: set(&policy.headers),
        }
    }

    /// As much of it as a call can need, less a part.
    pub fn to(&self, call: &Call<'_>, less: Option<&Part>) -> CorsPolicy {
        let kept = |part: Part| less != Some(&part);
        let (mut methods, mut headers) = (BTreeSet::new(), BTreeSet::new());
        for (method, names, _) in call.demands() {
            methods.insert(method);
            headers.extend(names.iter().map(String::as_str));
        }
        let methods = methods.intersection(&self.methods).filter(|method| {
            kept(Part::Method {
                method: (**method).to_owned(),
            })
        });
        let headers = headers.intersection(&self.headers).filter(|header| {
            kept(Part::Header {
                header: (**header).to_owned(),
            })
        });
        let owned = |text: &&str| (*text).to_owned();
        let origin = Part::Origin {
            origin: call.listed.clone(),
        };
        CorsPolicy {
            origins: match &self.origins {
                None => PermittedOrigins::ANY,
                Some(origins) if origins.contains(call.listed.as_str()) && kept(origin) => {
                    PermittedOrigins::Listed(Vec::from([call.listed.clone()]))
                }
                Some(_) => PermittedOrigins::Listed(Vec::new()),
            },
            path: self.policy.path.clone(),
            methods: methods.map(owned).collect(),
            headers: headers.map(owned).collect(),
            expose_headers: Vec::new(),
            credentials: self.policy.credentials && kept(Part::Credentials),
            max_age: self.policy.max_age,
        }
    }
}
