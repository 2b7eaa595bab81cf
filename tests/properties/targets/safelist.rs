//! What is safelisted, by the standard's words and Servo's MIME types.

use cors_forecast::spec::cors_safelist::{
    cors_safelisted_request_header, cors_unsafe_request_header_names,
};
use cors_forecast::spec::header::Header;
use cors_forecast::spec::header_list::HeaderList;
use cors_forecast::spec::infra::isomorphic_decode;
use data_url::mime::Mime;

use super::draw::Draw;

const NAMES: &[&str] = &[
    "accept",
    "Accept-Language",
    "content-language",
    "Content-Type",
    "range",
    "X-A",
];

pub fn check(data: &[u8]) {
    let mut draw = Draw::new(data);
    let name = draw.pick(NAMES);
    // Different names, or this one until its values have just 1,024 bytes, or one more.
    let (repeated, same) = match draw.byte() {
        many @ 0x80.. => ([7, 8, 15, 31][usize::from(many) % 4], true),
        many => ([0, 0, 0, 8, 9, 11, 100][usize::from(many) % 7], false),
    };
    let value = draw.rest();
    let ours = cors_safelisted_request_header(&Header::new(name, value));
    let text = isomorphic_decode(value);
    assert_eq!(ours.is_ok(), is_safelisted(name, &text), "{name}: {text:?}");

    let mut list = HeaderList::default();
    let mut total = 0;
    let mut unsafe_names = Vec::new();
    for at in 0..=repeated {
        let name = match same {
            true => name,
            false => NAMES[(at + usize::from(value.len() as u8)) % NAMES.len()],
        };
        list.append(name, value);
        match is_safelisted(name, &text) {
            true => total += value.len(),
            false => unsafe_names.push(name.to_lowercase()),
        }
    }
    if total > 1024 {
        unsafe_names = list.0.iter().map(|one| one.name.to_lowercase()).collect();
    }
    unsafe_names.sort();
    unsafe_names.dedup();
    assert_eq!(cors_unsafe_request_header_names(&list), unsafe_names);
}

fn is_safelisted(name: &str, value: &str) -> bool {
    let plain = value.chars().all(|c| {
        let unsafe_byte = c < ' ' && c != '\t' || "\"():<>?@[\\]{}\u{7f}".contains(c);
        !unsafe_byte
    });
    let language = |c: char| c.is_ascii_alphanumeric() || " *,-.;=".contains(c);
    value.chars().count() <= 128
        && match name.to_lowercase().as_str() {
            "accept" => plain,
            "accept-language" | "content-language" => value.chars().all(language),
            "content-type" => plain && value.parse::<Mime>().is_ok_and(|mime| is_form(&mime)),
            "range" => is_range(value),
            _ => false,
        }
}

fn is_form(mime: &Mime) -> bool {
    let essence = format!("{}/{}", mime.type_, mime.subtype);
    let forms = [
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "text/plain",
    ];
    forms.contains(&essence.as_str())
}

/// `bytes=FIRST-` or `bytes=FIRST-LAST`. 128 characters have numbers that no integer holds.
fn is_range(value: &str) -> bool {
    let Some((first, last)) = value
        .strip_prefix("bytes=")
        .and_then(|range| range.split_once('-'))
    else {
        return false;
    };
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let padded = |text: &str| format!("{text:0>130}");
    !first.is_empty()
        && digits(first)
        && digits(last)
        && (last.is_empty() || padded(first) <= padded(last))
}
