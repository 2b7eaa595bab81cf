//! The least that would have to change so that the cache spares a preflight.

use alloc::string::String;
use alloc::vec::Vec;

use super::Case;
use crate::cache::{MissReason, Missing, UrlDifference};
use crate::journal::change::Action;
use crate::journal::LONG;
use crate::minimal::route::Route;
use crate::miss_text::of_miss_reason;
use crate::recipes::{of_endpoints, of_requests, Brief};
use crate::say::{fill, join};

impl Case<'_> {
    pub(super) fn to_hit(&self, reason: &MissReason, missing: &Missing) -> Route {
        let (answers, _, _) = of_miss_reason(reason);
        let list = missing.method.iter().chain(&missing.names);
        let list: Vec<&str> = list.map(String::as_str).collect();
        let list = join(&list, ", ");
        let mut steps = Vec::new();
        let mut add = |recipe: &Brief, subject: &str, action: Action| {
            let text = fill(recipe.parts().1, &[subject]);
            let mut step = self.step(answers, recipe, text, [action].into_iter());
            step.saves = self.saves(&step.changes);
            steps.push(step);
        };
        let long = Action::MaxAge { seconds: LONG };
        match reason {
            MissReason::CacheModeBypasses { .. } => {
                add(
                    &of_requests::DEFAULT_CACHE_MODE,
                    "",
                    Action::CacheModeDefault,
                );
            }
            MissReason::UrlTooLong { .. } => {
                add(&of_endpoints::ONE_URL, &self.name, Action::OneUrl)
            }
            MissReason::UrlDiffers(UrlDifference::Origin { .. }) => {
                add(&of_endpoints::ONE_ORIGIN, &self.name, Action::SameOrigin);
            }
            // That it would be a hit without the fragment is said with the reason; nobody else needs to change.
            MissReason::UrlDiffers(UrlDifference::Fragment) => {}
            MissReason::NothingKept
            | MissReason::UrlDiffers(UrlDifference::Path { .. } | UrlDifference::Query { .. }) => {
                let near = *reason != MissReason::NothingKept;
                let endpoint = self.known.as_ref().map(|(endpoint, _)| endpoint);
                let several = endpoint.filter(|endpoint| endpoint.urls > 1);
                let busters = several.iter().flat_map(|endpoint| &endpoint.keys);
                let mut busted = false;
                for key in busters.filter(|key| key.busts) {
                    busted = true;
                    let drop = Action::DropQueryKey {
                        key: key.name.clone(),
                    };
                    add(&of_endpoints::LEAVE_THE_BUSTER_OUT, &key.name, drop);
                }
                if (near || several.is_some()) && !busted {
                    add(&of_endpoints::ONE_URL, &self.name, Action::OneUrl);
                }
                if !near {
                    add(&of_endpoints::CACHE_THE_PREFLIGHT, &list, long);
                }
            }
            MissReason::Expired { .. } => add(&of_endpoints::CACHE_THE_PREFLIGHT, &list, long),
            MissReason::OtherCredentials => {
                let include = true;
                let one = Action::OneCredentialsMode { include };
                add(&of_endpoints::ONE_CREDENTIALS_MODE, &self.name, one);
            }
            MissReason::WildcardDoesNotCount { name } if name == "authorization" => {
                add(
                    &of_endpoints::LIST_AUTHORIZATION_BY_NAME,
                    name,
                    Action::ListByName,
                );
            }
            MissReason::WildcardDoesNotCount { .. }
            | MissReason::MethodNotListed { .. }
            | MissReason::HeaderNotListed { .. } => {
                add(&of_endpoints::LIST_BY_NAME, &list, Action::ListByName)
            }
            MissReason::OriginNeverKept => {}
        }
        self.route(steps)
    }
}
