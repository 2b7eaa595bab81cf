//! What is read off a URL's text, as the `url` crate's own parts have it; and origins there and back.

use cors_forecast::parse_url;
use cors_forecast::spec::infra::isomorphic_decode;
use cors_forecast::spec::origin::{port, Origin};

const BASES: &[Option<&str>] = &[
    None,
    Some("https://app.example/"),
    Some("http://u:p@a.example:8080/x/y?z#f"),
    Some("data:text/plain,x"),
];

pub fn check(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let base = BASES[usize::from(*first) % BASES.len()];
    let input = match std::str::from_utf8(rest) {
        Ok(text) => text.to_owned(),
        Err(_) => isomorphic_decode(rest),
    };
    origins(&input);
    let theirs = match base {
        Some(base) => url::Url::parse(base).and_then(|base| base.join(&input)),
        None => url::Url::parse(&input),
    };
    let (ours, mut theirs) = match (parse_url(&input, base), theirs) {
        (None, Err(_)) => return,
        (Some(ours), Ok(theirs)) => (ours, theirs),
        (ours, theirs) => panic!("{input:?} to {base:?}: {ours:?}, {theirs:?}"),
    };
    assert_eq!(ours.href, theirs.as_str());
    assert_eq!(ours.scheme(), theirs.scheme(), "{ours:?}");
    assert_eq!(ours.fragment(), theirs.fragment(), "{ours:?}");
    assert_eq!(ours.port, theirs.port(), "{ours:?}");
    assert_eq!(
        ours.origin.to_string(),
        theirs.origin().ascii_serialization()
    );
    let http = matches!(theirs.scheme(), "http" | "https");
    assert_eq!(ours.is_http_scheme(), http);
    if http {
        let credentials = !theirs.username().is_empty() || theirs.password().is_some();
        assert_eq!(ours.includes_credentials(), credentials, "{ours:?}");
        theirs.set_username("").expect("it has a host");
        theirs.set_password(None).expect("it has a host");
        assert_eq!(ours.without_userinfo(), theirs.as_str(), "{ours:?}");
        theirs.set_fragment(None);
        assert_eq!(ours.as_sent(), theirs.as_str(), "{ours:?}");
        // Again: nothing is left to be changed.
        let again = parse_url(&ours.as_sent(), None).expect("a URL");
        assert_eq!(again.href, theirs.as_str());
        assert!(again.origin.same_origin(&ours.origin));
    }
}

fn origins(text: &str) {
    if let Some(origin) = Origin::from_serialization(text) {
        assert_eq!(origin.serialize(), text);
        assert_eq!(origin.same_origin(&origin), text != "null");
    }
    let number = text.parse::<u16>().ok();
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    assert_eq!(port(text), number.filter(|_| digits), "{text:?}");
    if let Ok(url) = url::Url::parse(text) {
        let serialized = url.origin().ascii_serialization();
        let origin = Origin::from_serialization(&serialized);
        let back = origin.map(|origin| origin.serialize());
        assert_eq!(back.as_deref(), Some(&*serialized), "{text:?}");
    }
}
