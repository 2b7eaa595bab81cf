//! Lists in header values, by the standard's words: splitting, extracting, getting, setting.

use cors_forecast::spec::header_list::{
    convert_header_names_to_a_sorted_lowercase_set, get_decode_and_split, HeaderList,
};
use cors_forecast::spec::header_list_values::{
    extract_header_list_values, extract_max_age, MaxAge,
};
use cors_forecast::spec::infra::isomorphic_decode;

use super::draw::Draw;

pub fn check(data: &[u8]) {
    assert_eq!(get_decode_and_split(data), split(data), "{data:?}");
    extracted(data);
    max_age(data);
    operations(data);
}

/// [get, decode, and split](https://fetch.spec.whatwg.org/#header-value-get-decode-and-split), step by step.
fn split(value: &[u8]) -> Vec<String> {
    let input: Vec<char> = isomorphic_decode(value).chars().collect();
    let mut position = 0;
    let mut values = Vec::new();
    let mut temporary = String::new();
    loop {
        while position < input.len() && !matches!(input[position], '"' | ',') {
            temporary.push(input[position]);
            position += 1;
        }
        if position < input.len() && input[position] == '"' {
            quoted(&input, &mut position, &mut temporary);
            if position < input.len() {
                continue;
            }
        }
        let value = std::mem::take(&mut temporary);
        values.push(value.trim_matches(['\t', ' ']).to_owned());
        if position >= input.len() {
            return values;
        }
        position += 1;
    }
}

/// [collect an HTTP quoted string](https://fetch.spec.whatwg.org/#collect-an-http-quoted-string), as it stands.
fn quoted(input: &[char], position: &mut usize, text: &mut String) {
    let start = *position;
    *position += 1;
    loop {
        while *position < input.len() && !matches!(input[*position], '"' | '\\') {
            *position += 1;
        }
        if *position >= input.len() {
            break;
        }
        let character = input[*position];
        *position += 1;
        if character == '"' {
            break;
        }
        if *position >= input.len() {
            break;
        }
        *position += 1;
    }
    text.extend(&input[start..*position]);
}

/// `#field-name` of RFC 9110: by splitting all lines joined.
fn extracted(data: &[u8]) {
    let mut list = HeaderList::default();
    for line in data.split(|&byte| byte == b'\n') {
        list.append("X-List", line);
    }
    let ours = extract_header_list_values(&list, "x-list");
    let joined = list.get("x-list").unwrap_or_default();
    let mut tokens = Vec::new();
    let mut spoilt = false;
    for element in isomorphic_decode(&joined).split(',') {
        let element = element.trim_matches([' ', '\t']);
        let is_token = http::Method::from_bytes(element.as_bytes()).is_ok();
        spoilt |= !is_token && !element.is_empty();
        tokens.extend(is_token.then(|| element.to_owned()));
    }
    match ours {
        Ok(ours) => assert_eq!((ours, spoilt), (Some(tokens), false), "{data:?}"),
        Err(_) => assert!(spoilt, "{data:?}"),
    }
    assert_eq!(extract_header_list_values(&list, "x-other"), Ok(None));
}

fn max_age(data: &[u8]) {
    let mut list = HeaderList::default();
    list.append("Access-Control-Max-Age", data);
    let digits = !data.is_empty() && data.iter().all(u8::is_ascii_digit);
    let number = std::str::from_utf8(data).ok().filter(|_| digits);
    let expected = number.map_or(MaxAge::Unparsable, |digits| {
        MaxAge::Seconds(digits.parse().unwrap_or(u64::MAX))
    });
    assert_eq!(extract_max_age(&list), expected, "{data:?}");
}

/// A list against a plain one of names in lower case and values.
fn operations(data: &[u8]) {
    let mut draw = Draw::new(data);
    let mut ours = HeaderList::default();
    let mut plain: Vec<(String, Vec<u8>)> = Vec::new();
    while !draw.is_over() {
        let name = draw.pick(&["A", "a", "B", "b", "C"]);
        let lower = name.to_lowercase();
        let value = [draw.byte()];
        let first = plain.iter().position(|(known, _)| *known == lower);
        match draw.below(4) {
            0 => {
                ours.append(name, &value);
                plain.push((lower.clone(), value.to_vec()));
            }
            1 => {
                ours.set(name, &value);
                let place = first.unwrap_or(plain.len());
                plain.retain(|(known, _)| *known != lower);
                plain.insert(place.min(plain.len()), (lower.clone(), value.to_vec()));
            }
            2 => {
                ours.delete(name);
                plain.retain(|(known, _)| *known != lower);
            }
            _ => {
                ours.combine(name, &value);
                match first {
                    Some(place) => plain[place].1 = [&plain[place].1, &b", "[..], &value].concat(),
                    None => plain.push((lower.clone(), value.to_vec())),
                }
            }
        }
        let of_name: Vec<&[u8]> = plain
            .iter()
            .filter(|(known, _)| *known == lower)
            .map(|(_, value)| value.as_slice())
            .collect();
        let joined = (!of_name.is_empty()).then(|| of_name.join(&b", "[..]));
        assert_eq!(ours.get(name), joined, "{data:?}");
        assert_eq!(ours.contains(name), !of_name.is_empty());
        let all = ours.0.iter();
        let all: Vec<_> = all
            .map(|header| (header.name.to_lowercase(), header.value.clone()))
            .collect();
        assert_eq!(all, plain, "{data:?}");
    }
    let names: Vec<&str> = ours.0.iter().map(|header| header.name.as_str()).collect();
    let set: std::collections::BTreeSet<String> =
        names.iter().map(|name| name.to_lowercase()).collect();
    let sorted = convert_header_names_to_a_sorted_lowercase_set(names);
    assert_eq!(sorted, set.into_iter().collect::<Vec<_>>());
}
