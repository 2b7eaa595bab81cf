//! What the `Access-Control-Allow-*` and `-Max-Age` lines of a response say.

use alloc::string::String;
use alloc::vec::Vec;

use super::header_list::HeaderList;
use super::infra;

/// An element of a list that is not a token; it spoils the whole header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAToken {
    /// The element, as the server sent it.
    pub element: String,
}

/// The tokens that a header lists over all its lines; `None` if the header is absent.
///
/// [extract header list values](https://fetch.spec.whatwg.org/#extract-header-list-values) by the grammar
/// `#method` or `#field-name`: empty elements are skipped.
///
/// # Errors
///
/// [`NotAToken`] for the first element that is none.
pub fn extract_header_list_values(
    headers: &HeaderList,
    name: &str,
) -> Result<Option<Vec<String>>, NotAToken> {
    if !headers.contains(name) {
        return Ok(None);
    }
    let mut values = Vec::new();
    for line in headers.values(name) {
        for element in line.split(|&byte| byte == b',') {
            let element = infra::trim(element, infra::is_http_tab_or_space);
            if element.is_empty() {
                continue;
            }
            let text = infra::isomorphic_decode(element);
            if !infra::is_token(element) {
                return Err(NotAToken { element: text });
            }
            values.push(text);
        }
    }
    Ok(Some(values))
}

/// What `Access-Control-Max-Age` says. Seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MaxAge {
    /// The header is absent.
    Absent,
    /// The header is there, but not one line of digits.
    Unparsable,
    /// A number; `u64::MAX` stands for all that are larger.
    Seconds(u64),
}

/// The number of seconds in `Access-Control-Max-Age`.
///
/// [extract header list values](https://fetch.spec.whatwg.org/#extract-header-list-values) by the grammar
/// `delta-seconds`, of which there can be but one.
pub fn extract_max_age(headers: &HeaderList) -> MaxAge {
    let mut lines = headers.values("access-control-max-age");
    let Some(line) = lines.next() else {
        return MaxAge::Absent;
    };
    if lines.next().is_some() || line.is_empty() || !line.iter().all(u8::is_ascii_digit) {
        return MaxAge::Unparsable;
    }
    MaxAge::Seconds(line.iter().fold(0u64, |seconds, digit| {
        seconds
            .saturating_mul(10)
            .saturating_add(u64::from(digit - b'0'))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(lines: &[&str]) -> HeaderList {
        let mut list = HeaderList::default();
        for line in lines {
            list.append("X", line.as_bytes());
        }
        list
    }

    #[test]
    fn one_bad_element_spoils_all() {
        assert_eq!(extract_header_list_values(&list(&[]), "x"), Ok(None));
        assert_eq!(
            extract_header_list_values(&list(&[", a ,,b", "*"]), "x"),
            Ok(Some(vec!["a".into(), "b".into(), "*".into()]))
        );
        assert_eq!(
            extract_header_list_values(&list(&["a, b c"]), "x"),
            Err(NotAToken {
                element: "b c".into()
            })
        );
    }

    #[test]
    fn an_age_is_one_line_of_digits() {
        let age = |lines: &[&str]| {
            let mut list = HeaderList::default();
            for line in lines {
                list.append("Access-Control-Max-Age", line.as_bytes());
            }
            extract_max_age(&list)
        };
        assert_eq!(age(&[]), MaxAge::Absent);
        assert_eq!(age(&["005"]), MaxAge::Seconds(5));
        assert_eq!(age(&["99999999999999999999999"]), MaxAge::Seconds(u64::MAX));
        for bad in [&["-1"][..], &[""], &["5s"], &["5", "5"]] {
            assert_eq!(age(bad), MaxAge::Unparsable, "{bad:?}");
        }
    }
}
