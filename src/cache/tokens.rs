//! Methods and header names that are permitted, each until it ends.

use alloc::string::String;
use alloc::vec::Vec;

use super::entries::Given;
#[cfg(not(feature = "watch"))]
use super::renewal::Renewal;
use crate::engine::{CacheRules, CacheShape};
use crate::spec::header::is_cors_non_wildcard_request_header_name;

/// So many are looked at one by one.
#[cfg(not(feature = "watch"))]
const FEW: usize = 16;

/// So many are kept for an origin and a URL; then the first that was added goes. Names that change with each request would take
/// more and more.
pub(super) const MOST: usize = 10_000;

/// A method, or a header name in lower case, that is permitted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    pub text: String,
    pub given: Given,
}

/// Tokens in which several are looked for.
pub(super) struct Tokens<'a> {
    list: &'a [Token],
    #[cfg(not(feature = "watch"))]
    sorted: Vec<(&'a str, usize)>,
}

impl<'a> Tokens<'a> {
    /// What is in `list`, if so many are looked for: to sort it takes longer than to look through it for a few.
    pub fn of(list: &'a [Token], wanted: usize) -> Self {
        #[cfg(feature = "watch")]
        let _ = wanted;
        Self {
            list,
            #[cfg(not(feature = "watch"))]
            sorted: match list.len() < FEW || wanted < FEW {
                true => Vec::new(),
                false => {
                    let places = list.iter().enumerate();
                    let mut sorted: Vec<_> = places
                        .map(|(at, token)| (token.text.as_str(), at))
                        .collect();
                    sorted.sort_unstable();
                    sorted
                }
            },
        }
    }

    /// The first that is `text` or, with `star`, `*`, and counts: `counts` hears whether it is the text itself.
    pub fn first(
        &self,
        text: &str,
        star: bool,
        counts: impl Fn(&Given, bool) -> bool,
    ) -> Option<&Given> {
        #[cfg(not(feature = "watch"))]
        if !self.sorted.is_empty() {
            let of = |sought: &str| {
                let start = self.sorted.partition_point(|(known, _)| *known < sought);
                let same = self.sorted.get(start..)?.iter();
                let same = same.take_while(|(known, _)| *known == sought);
                let mut same = same.map(|(_, at)| *at);
                same.find(|at| counts(&self.list[*at].given, sought == text))
            };
            let star = if star { of("*") } else { None };
            let first = [of(text), star].into_iter().flatten().min()?;
            return Some(&self.list[first].given);
        }
        for token in self.list {
            let exact = token.text == text;
            if (exact || star && token.text == "*") && counts(&token.given, exact) {
                return Some(&token.given);
            }
        }
        None
    }
}

/// Renews tokens or adds them, one after the other.
pub(super) fn keep_all(
    tokens: &mut Vec<Token>,
    texts: impl ExactSizeIterator<Item = String>,
    given: Given,
    rules: &CacheRules,
) {
    #[cfg(not(feature = "watch"))]
    if texts.len() > FEW {
        return Renewal::of(tokens, given, rules).all(texts, tokens);
    }
    for text in texts {
        keep(tokens, text, given, rules);
    }
}

/// Renews a token or adds it.
#[inline(never)]
fn keep(tokens: &mut Vec<Token>, text: String, given: Given, rules: &CacheRules) {
    let rows = rules.shape.value == CacheShape::Rows;
    let now = given.stored_at;
    let excepted = is_excepted(&text, rules);
    for token in tokens.iter_mut() {
        // A row serves and is served by others: what matches is renewed, be it a wildcard.
        let matches = token.text == text || rows && token.text == "*" && !excepted;
        if !matches || rows && !token.given.serves(given.credentials, now) {
            continue;
        }
        return renew(token, given, rows);
    }
    tokens.retain(|token| now < token.given.expires_at());
    if tokens.len() >= MOST {
        #[cfg(not(feature = "watch"))]
        tokens.remove(0);
        // All shelves that are full start anew there.
        #[cfg(feature = "watch")]
        tokens.clear();
    }
    tokens.push(Token { text, given });
}

pub(super) fn is_excepted(text: &str, rules: &CacheRules) -> bool {
    is_cors_non_wildcard_request_header_name(text) && !rules.wildcard_covers_authorization.value
}

pub(super) fn renew(token: &mut Token, given: Given, rows: bool) {
    if rows {
        // Its max-age is set; by the letter, its clock goes on.
        token.given.seconds = given.seconds;
    } else {
        token.given = given;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::basis::Basis;
    use crate::engine::profiles::profile;
    use crate::engine::Engine;

    /// Numbers, the same each time.
    struct Numbers(u64);

    impl Numbers {
        fn below(&mut self, limit: u64) -> u64 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            self.0 % limit
        }
    }

    #[test]
    fn many_are_kept_as_one_after_the_other() {
        let mut numbers = Numbers(7);
        for (_, engine) in Engine::ALL {
            let rules = &profile(engine).cache;
            for _ in 0..200 {
                let (mut one, mut all) = (Vec::new(), Vec::new());
                for time in 0..6 {
                    let given = Given {
                        stored_at: time as f64 * 1_000.0,
                        seconds: [0, 1, 2, 600][numbers.below(4) as usize],
                        credentials: numbers.below(2) == 0,
                        basis: Basis::Recorded,
                    };
                    let text = |numbers: &mut Numbers| match numbers.below(12) {
                        0 => String::from("*"),
                        1 => String::from("authorization"),
                        _ => alloc::format!("x-{}", numbers.below(20)),
                    };
                    let texts: Vec<String> = (0..40).map(|_| text(&mut numbers)).collect();
                    for text in &texts {
                        keep(&mut one, text.clone(), given, rules);
                    }
                    keep_all(&mut all, texts.into_iter(), given, rules);
                    assert_eq!(one, all, "{engine:?}");
                }
                let tokens = Tokens::of(&one, FEW);
                for at in 0..20 {
                    let text = alloc::format!("x-{at}");
                    let mut each = one.iter();
                    let first = each.find(|token| {
                        (token.text == text || token.text == "*") && token.given.credentials
                    });
                    let counts = |given: &Given, _| given.credentials;
                    let given = first.map(|token| &token.given);
                    assert_eq!(tokens.first(&text, true, counts), given);
                    // The text itself, by however many it stands behind.
                    let mut each = one.iter();
                    let given = each.find(|token| token.text == text);
                    let given = given.map(|token| &token.given);
                    assert_eq!(tokens.first(&text, true, |_, exact| exact), given);
                }
            }
        }
    }

    #[test]
    fn of_too_many_the_first_goes() {
        let rules = &profile(Engine::Firefox).cache;
        let given = Given {
            stored_at: 0.0,
            seconds: 600,
            credentials: false,
            basis: Basis::Recorded,
        };
        let mut tokens = Vec::new();
        let texts = (0..MOST + 3).map(|at| alloc::format!("x-{at}"));
        let texts: Vec<String> = texts.collect();
        keep_all(&mut tokens, texts.into_iter(), given, rules);
        keep(&mut tokens, String::from("last"), given, rules);
        assert_eq!((tokens.len(), tokens[0].text.as_str()), (MOST, "x-4"));
    }
}
