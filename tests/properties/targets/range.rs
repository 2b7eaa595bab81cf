//! `Range` by the standard's steps, written down one after the other.

use cors_forecast::spec::range::{parse_a_single_range_header_value, RangeValue};

pub fn check(data: &[u8]) {
    let (whitespace, value) = match data.split_first() {
        Some((first, rest)) => (first & 1 != 0, rest),
        None => return,
    };
    let value = match value.first().is_some_and(|byte| byte & 0x80 != 0) {
        // Most texts fail at the unit.
        true => [b"bytes=", &value[1..]].concat(),
        false => value.to_vec(),
    };
    let ours = parse_a_single_range_header_value(&value, whitespace).ok();
    let text = String::from_utf8_lossy(&value);
    assert_eq!(ours, by_the_letter(&value, whitespace), "{text:?}");
    if !whitespace && ours.is_some() {
        let lenient = parse_a_single_range_header_value(&value, true).ok();
        assert_eq!(ours, lenient, "{text:?}");
    }
}

fn by_the_letter(value: &[u8], allow_whitespace: bool) -> Option<RangeValue> {
    // 1.–3.
    let data: Vec<char> = value.iter().map(|&byte| char::from(byte)).collect();
    if data.len() < 5 || data[..5] != ['b', 'y', 't', 'e', 's'] {
        return None;
    }
    let mut position = 5;
    let collect = |position: &mut usize, accept: &dyn Fn(char) -> bool| -> String {
        let mut collected = String::new();
        while *position < data.len() && accept(data[*position]) {
            collected.push(data[*position]);
            *position += 1;
        }
        collected
    };
    let is_space = |c: char| c == '\t' || c == ' ';
    let is_digit = |c: char| c.is_ascii_digit();
    // 4.–7.
    if allow_whitespace {
        collect(&mut position, &is_space);
    }
    if data.get(position) != Some(&'=') {
        return None;
    }
    position += 1;
    if allow_whitespace {
        collect(&mut position, &is_space);
    }
    // 8.–9.
    let range_start = collect(&mut position, &is_digit);
    // 10.–13.
    if allow_whitespace {
        collect(&mut position, &is_space);
    }
    if data.get(position) != Some(&'-') {
        return None;
    }
    position += 1;
    if allow_whitespace {
        collect(&mut position, &is_space);
    }
    // 14.–16.
    let range_end = collect(&mut position, &is_digit);
    if position < data.len() {
        return None;
    }
    // 17.–19.
    let [start, end] = [range_start, range_end].map(number);
    match (&start, &end) {
        (None, None) => None,
        (Some(start), Some(end)) if larger(start, end) => None,
        _ => Some(RangeValue { start, end }),
    }
}

/// As a number is written.
fn number(digits: String) -> Option<String> {
    match digits.trim_start_matches('0') {
        _ if digits.is_empty() => None,
        "" => Some("0".to_owned()),
        significant => Some(significant.to_owned()),
    }
}

/// By subtraction on paper, from the last digit on.
fn larger(one: &str, other: &str) -> bool {
    let digit = |text: &str, at: usize| {
        let place = text.len().checked_sub(at + 1);
        place.map_or(0, |place| text.as_bytes()[place] - b'0')
    };
    let mut larger = false;
    for at in 0..one.len().max(other.len()) {
        match digit(one, at).cmp(&digit(other, at)) {
            std::cmp::Ordering::Equal => {}
            unequal => larger = unequal.is_gt(),
        }
    }
    larger
}
