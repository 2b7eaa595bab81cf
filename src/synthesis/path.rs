//! The narrowest path that has all requests.

use alloc::string::String;
use alloc::vec::Vec;

use crate::pieces::pieces;

/// The path that `paths` are at or below. Whole segments only; it ends before what looks like an id, as others will have
/// other ids, and before what configurations don't take as it is.
pub(super) fn narrowest<'a>(paths: impl IntoIterator<Item = &'a str>) -> String {
    let mut common: Option<Vec<&str>> = None;
    for path in paths {
        let mut segments: Vec<&str> = pieces(path, b'/').skip(1).collect();
        if let Some(known) = &common {
            let same = known
                .iter()
                .zip(&segments)
                .take_while(|(one, other)| one == other);
            let length = same.count();
            segments.truncate(length);
        }
        common = Some(segments);
    }
    let mut path = String::new();
    for segment in common.unwrap_or_default() {
        if !is_lasting(segment) {
            break;
        }
        path.push('/');
        path.push_str(segment);
    }
    if path.is_empty() {
        path.push('/');
    }
    path
}

/// Whether a segment is one that the server's author has named: a word, or a version.
fn is_lasting(segment: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    let has_digit = segment.bytes().any(|byte| byte.is_ascii_digit());
    let version = segment.strip_prefix('v').is_some_and(|rest| {
        !rest.is_empty()
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.')
    });
    let dots = segment.bytes().all(|byte| byte == b'.');
    segment.bytes().all(is_plain) && segment.len() <= 20 && !dots && (!has_digit || version)
}

#[cfg(test)]
mod tests {
    use super::narrowest;

    #[test]
    fn it_ends_where_the_author_has_named_nothing() {
        for (paths, common) in [
            (&["/api/users/1", "/api/items"][..], "/api"),
            (&["/api/users/1"], "/api/users"),
            (&["/v2/users", "/v2/users/ab"], "/v2/users"),
            (&["/graphql"], "/graphql"),
            (&["/a%20b/c"], "/"),
            (&["/users", "/usersettings"], "/"),
            (&["/api/", "/api/x"], "/api"),
            (&["/"], "/"),
            (&[], "/"),
        ] {
            assert_eq!(narrowest(paths.iter().copied()), common, "{paths:?}");
        }
    }
}
