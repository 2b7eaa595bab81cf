//! Names that are looked for again and again, without looking at all that are there each time. Where there are few, and in what
//! watches a page, which leaves requests with many headers alone, looking at all of them is quicker, and less code.

use alloc::string::String;
use alloc::vec::Vec;

#[cfg(not(feature = "watch"))]
use core::hash::BuildHasherDefault;
use core::hash::Hasher;

#[cfg(not(feature = "watch"))]
use hashbrown::HashMap;

/// So many are looked at one by one.
const FEW: usize = 16;

/// Where names stand first in a list that grows, compared without case.
#[derive(Debug, Default)]
pub(crate) struct Names {
    #[cfg(not(feature = "watch"))]
    places: HashMap<String, usize, BuildHasherDefault<Fnv>>,
}

impl Names {
    /// The place of `name` among `known`; `None` if it is not there, and then it is to be the next.
    pub fn place<'a>(
        &mut self,
        name: &str,
        mut known: impl ExactSizeIterator<Item = &'a String>,
    ) -> Option<usize> {
        #[cfg(not(feature = "watch"))]
        if known.len() >= FEW {
            let next = known.len();
            if self.places.is_empty() {
                for (at, name) in known.enumerate() {
                    self.places.entry(name.to_ascii_lowercase()).or_insert(at);
                }
            }
            let place = *self.places.entry(name.to_ascii_lowercase()).or_insert(next);
            return (place < next).then_some(place);
        }
        known.position(|known| known.eq_ignore_ascii_case(name))
    }
}

/// A list in which many are looked for, compared without case.
#[derive(Debug)]
pub(crate) struct Listed<'a> {
    list: &'a [String],
    /// Hashes, in order, and the places of the names that have them.
    sorted: Vec<(u64, usize)>,
}

impl<'a> Listed<'a> {
    /// What is in `list`.
    pub fn of(list: &'a [String]) -> Self {
        Self {
            list,
            sorted: match list.len() < FEW {
                true => Vec::new(),
                false => {
                    let hashes = list.iter().map(|name| hash(name)).zip(0..);
                    let mut sorted: Vec<(u64, usize)> = hashes.collect();
                    sorted.sort_unstable();
                    sorted
                }
            },
        }
    }

    /// Whether `name` is.
    pub fn has(&self, name: &str) -> bool {
        if !self.sorted.is_empty() {
            let hash = hash(name);
            let start = self.sorted.partition_point(|(known, _)| *known < hash);
            let same = self.sorted.get(start..).unwrap_or_default().iter();
            let mut same = same.take_while(|(known, _)| *known == hash);
            return same.any(|(_, at)| self.list[*at].eq_ignore_ascii_case(name));
        }
        self.list
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name))
    }
}

/// FNV-1a, 64 bits. Keys are a page's own URLs and names, so nobody else can choose colliding ones; names come by the hundreds at
/// most where anybody else has a say in them.
///
/// [FNV](https://www.rfc-editor.org/rfc/rfc9923)
#[derive(Debug)]
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        // The map looks at the highest bits apart from the lowest ones; FNV's are the weaker ones.
        self.0 ^ (self.0 >> 32)
    }
}

/// Of a name in lower case.
fn hash(name: &str) -> u64 {
    let mut hash = Fnv::default();
    for byte in name.bytes() {
        hash.write(&[byte.to_ascii_lowercase()]);
    }
    hash.finish()
}

/// Puts a name where it stands in ascending order by byte; `once`: unless it is there.
#[cfg(feature = "watch")]
pub(crate) fn insert(list: &mut Vec<String>, name: String, once: bool) {
    let place = list.partition_point(|known| *known <= name);
    let last = list.get(place.wrapping_sub(1));
    if !once || last.is_none_or(|last| *last != name) {
        list.insert(place, name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_are_found_as_few_are() {
        let list: Vec<String> = (0..100).map(|at| alloc::format!("X-{}", at % 40)).collect();
        let mut names = Names::default();
        let mut known: Vec<String> = Vec::new();
        for name in &list {
            let expected = known
                .iter()
                .position(|known| known.eq_ignore_ascii_case(name));
            assert_eq!(names.place(&name.to_lowercase(), known.iter()), expected);
            if expected.is_none() {
                known.push(name.clone());
            }
        }
        assert_eq!(known.len(), 40);
        for many in [&list[..3], &list] {
            let listed = Listed::of(many);
            assert!(listed.has("x-2") && !listed.has("x-40"));
        }
    }
}
