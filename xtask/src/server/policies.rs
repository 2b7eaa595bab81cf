//! The policies of all ids, of which the page makes a new one for each thing it tries.

use std::collections::{HashMap, VecDeque};

use super::policy::{Carried, Policy, Reply};

/// How many policies are kept; the oldest goes first.
const CAPACITY: usize = 4096;

/// Policies by id, as many as [`CAPACITY`].
#[derive(Default)]
pub struct Policies {
    by_id: HashMap<String, Policy>,
    /// The ids, oldest first.
    order: VecDeque<String>,
}

impl Policies {
    /// Keeps a policy; one of the same id is replaced.
    pub fn put(&mut self, id: String, policy: Policy) {
        if self.by_id.insert(id.clone(), policy).is_some() {
            return;
        }
        self.order.push_back(id);
        if self.order.len() > CAPACITY {
            if let Some(oldest) = self.order.pop_front() {
                self.by_id.remove(&oldest);
            }
        }
    }

    /// The answer for an id; the permissive one if it has no policy.
    pub fn reply(&self, id: &str, path: &str, is_preflight: bool, carried: &Carried) -> Reply {
        match self.by_id.get(id) {
            Some(policy) => policy.reply(path, is_preflight, carried),
            None => Policy::default().reply(path, is_preflight, carried),
        }
    }
}

/// Whether a text can be an id: letters, digits, `-` and `_`, at most 64.
pub fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::super::policy::Policy;
    use super::{is_id, Policies, CAPACITY};

    #[test]
    fn the_oldest_policy_goes_first() {
        let mut policies = Policies::default();
        for number in 0..=CAPACITY {
            policies.put(number.to_string(), Policy::default());
        }
        assert_eq!(policies.by_id.len(), CAPACITY);
        assert!(!policies.by_id.contains_key("0"));
        assert!(policies.by_id.contains_key("1"));
    }

    #[test]
    fn ids_are_short_and_plain() {
        assert!(is_id("a-1_B"));
        assert!(is_id(&"a".repeat(64)));
        for text in ["", "a b", "a/b", "é", &"a".repeat(65)] {
            assert!(!is_id(text), "{text}");
        }
    }
}
