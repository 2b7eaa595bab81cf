//! Times and durations as logs write them.

/// Reads times, and remembers the last one: many lines have the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Clock {
    text: [u8; 32],
    length: usize,
    value: Option<i64>,
}

impl Clock {
    /// Milliseconds since 1970 that `text` stands for.
    #[inline]
    pub fn read(&mut self, text: &[u8]) -> Option<i64> {
        if self.text.get(..self.length) == Some(text) && self.length > 0 {
            return self.value;
        }
        let value = time(text);
        if let Some(room) = self.text.get_mut(..text.len()) {
            room.copy_from_slice(text);
            self.length = text.len();
            self.value = value;
        }
        value
    }
}

fn time(text: &[u8]) -> Option<i64> {
    match text.get(2) {
        Some(b'/') => common(text),
        _ if matches!(text.get(4), Some(b'-' | b'/')) => iso(text),
        _ => epoch(text),
    }
}

/// `10/Oct/2000:13:55:36 -0700`
fn common(text: &[u8]) -> Option<i64> {
    let day = digits(text.get(..2)?)?;
    let month = match text.get(3..6)? {
        b"Jan" => 1,
        b"Feb" => 2,
        b"Mar" => 3,
        b"Apr" => 4,
        b"May" => 5,
        b"Jun" => 6,
        b"Jul" => 7,
        b"Aug" => 8,
        b"Sep" => 9,
        b"Oct" => 10,
        b"Nov" => 11,
        b"Dec" => 12,
        _ => return None,
    };
    let year = digits(text.get(7..11)?)?;
    let of_day = of_day(text.get(12..20)?)?;
    let (fraction, zone) = fraction(text.get(20..)?);
    let zone = zone.strip_prefix(b" ").unwrap_or(zone);
    Some(since_1970(year, month, day)? + of_day + fraction - offset(zone)?)
}

/// `2000-10-10T13:55:36.123-07:00`, as [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339) has it, or with a space, or slashes.
fn iso(text: &[u8]) -> Option<i64> {
    let (year, month) = (digits(text.get(..4)?)?, digits(text.get(5..7)?)?);
    let day = digits(text.get(8..10)?)?;
    let of_day = of_day(text.get(11..19)?)?;
    let (fraction, zone) = fraction(text.get(19..)?);
    Some(since_1970(year, month, day)? + of_day + fraction - offset(zone)?)
}

/// Seconds, milliseconds or microseconds since 1970; its size tells which.
fn epoch(text: &[u8]) -> Option<i64> {
    let thousandths = decimal(text, 3)?;
    let milliseconds = match thousandths {
        // Seconds until the year 5138, milliseconds from 1973.
        0..=99_999_999_999_999 => thousandths,
        100_000_000_000_000..=99_999_999_999_999_999 => thousandths / 1_000,
        _ => thousandths / 1_000_000,
    };
    i64::try_from(milliseconds).ok()
}

/// The milliseconds of `13:55:36`.
fn of_day(text: &[u8]) -> Option<i64> {
    let (hours, minutes) = (digits(text.get(..2)?)?, digits(text.get(3..5)?)?);
    let seconds = digits(text.get(6..8)?)?;
    let fits = text.get(2) == Some(&b':') && hours < 24 && minutes < 60 && seconds < 61;
    fits.then_some(((hours * 60 + minutes) * 60 + seconds) * 1_000)
}

/// The milliseconds of `.123456`, and what stands behind it.
fn fraction(text: &[u8]) -> (i64, &[u8]) {
    let Some(rest) = text.strip_prefix(b".").or_else(|| text.strip_prefix(b",")) else {
        return (0, text);
    };
    let end = rest.iter().position(|byte| !byte.is_ascii_digit());
    let (fraction, zone) = rest.split_at(end.unwrap_or(rest.len()));
    let places = [100, 10, 1].iter().zip(fraction);
    let value = places
        .map(|(place, digit)| place * i64::from(digit - b'0'))
        .sum();
    (value, zone)
}

/// The milliseconds of `-0700`, `-07:00`, `Z`; none at all means UTC.
fn offset(text: &[u8]) -> Option<i64> {
    let sign = match text.first() {
        None | Some(b'Z' | b'z') => return Some(0),
        Some(b'+') => 1,
        Some(b'-') => -1,
        Some(_) => return None,
    };
    let hours = digits(text.get(1..3)?)?;
    let minutes = text.get(3..)?;
    let minutes = minutes.strip_prefix(b":").unwrap_or(minutes);
    let minutes = match minutes {
        [] => 0,
        _ => digits(minutes.get(..2)?)?,
    };
    Some(sign * (hours * 60 + minutes) * 60_000)
}

fn since_1970(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // <https://howardhinnant.github.io/date_algorithms.html#days_from_civil>
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    Some(days * 86_400_000)
}

fn digits(text: &[u8]) -> Option<i64> {
    text.iter().try_fold(0, |number, byte| {
        byte.is_ascii_digit()
            .then(|| number * 10 + i64::from(byte - b'0'))
    })
}

/// A decimal number without sign and exponent, times that power of ten; what is smaller than one then is cut off.
pub(super) fn decimal(text: &[u8], power: i32) -> Option<u64> {
    if power == 0 && (1..=18).contains(&text.len()) && text.iter().all(u8::is_ascii_digit) {
        let digits = text.iter().map(|digit| u64::from(digit - b'0'));
        return Some(digits.fold(0, |number, digit| number * 10 + digit));
    }
    let mut number: u64 = 0;
    let mut left = power;
    let mut in_fraction = false;
    let mut any = false;
    for byte in text {
        match byte {
            b'0'..=b'9' if in_fraction && left <= 0 => any = true,
            b'0'..=b'9' => {
                number = number
                    .checked_mul(10)?
                    .checked_add(u64::from(byte - b'0'))?;
                left -= i32::from(in_fraction);
                any = true;
            }
            b'.' if !in_fraction => in_fraction = true,
            // 4.5e-05: as rare as it is, the library reads it.
            b'e' | b'E' if any => return exponential(text, power),
            _ => return None,
        }
    }
    match left {
        0.. => number.checked_mul(10_u64.checked_pow(left.unsigned_abs())?),
        _ => Some(number / 10_u64.checked_pow(left.unsigned_abs())?),
    }
    .filter(|_| any)
}

fn exponential(text: &[u8], power: i32) -> Option<u64> {
    let number: f64 = core::str::from_utf8(text).ok()?.parse().ok()?;
    let mut scaled = number;
    for _ in 0..power.unsigned_abs() {
        scaled = if power > 0 {
            scaled * 10.0
        } else {
            scaled / 10.0
        };
    }
    (scaled >= 0.0 && scaled < u64::MAX as f64).then_some(scaled as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_every_form() {
        let noon = 1_795_867_200_000;
        for (text, right) in [
            ("28/Nov/2026:12:00:00 +0000", Some(noon)),
            ("28/Nov/2026:14:00:00 +0200", Some(noon)),
            ("28/Nov/2026:12:00:00.250 +0000", Some(noon + 250)),
            ("2026-11-28T12:00:00Z", Some(noon)),
            ("2026-11-28T05:00:00-07:00", Some(noon)),
            ("2026-11-28T12:00:00.123456789Z", Some(noon + 123)),
            ("2026-11-28 12:00:00,5", Some(noon + 500)),
            ("2026/11/28 12:00:00", Some(noon)),
            ("1795867200.004", Some(noon + 4)),
            ("1795867200", Some(noon)),
            ("1795867200004", Some(noon + 4)),
            ("1795867200004000", Some(noon + 4)),
            ("1.7958672e9", Some(noon)),
            ("29/Feb/2024:00:00:00 +0000", Some(1_709_164_800_000)),
            ("01/Jan/1970:00:00:00 +0000", Some(0)),
            ("28/Xyz/2026:12:00:00 +0000", None),
            ("28/Nov/2026:25:00:00 +0000", None),
            ("28/Nov/2026", None),
            ("", None),
            ("-", None),
        ] {
            let mut clock = Clock::default();
            assert_eq!(clock.read(text.as_bytes()), right, "{text}");
            assert_eq!(clock.read(text.as_bytes()), right, "{text} again");
        }
    }

    #[test]
    fn durations_are_scaled() {
        for (text, power, right) in [
            ("0.005", 6, Some(5_000)),
            ("12", 6, Some(12_000_000)),
            ("0.0000451", 6, Some(45)),
            ("4.51e-05", 6, Some(45)),
            ("1234567", -3, Some(1_234)),
            ("1.5", 0, Some(1)),
            ("-", 6, None),
            ("", 6, None),
            (".", 6, None),
            ("-0.1", 6, None),
            ("1,2", 6, None),
            ("99999999999999999999", 6, None),
        ] {
            assert_eq!(decimal(text.as_bytes(), power), right, "{text}");
        }
    }
}
