//! Whatever is pasted as a console's error: nothing of a user's name and password is told, and advice is safe.

use cors_forecast::decode_console_error;

use super::draw::Draw;
use super::scene::PAGE;

const PARTS: &[&str] = &[
    "Access to fetch at 'https://u:hunter2@api.example/items' from origin 'https://app.example' has been blocked by CORS policy: ",
    "Access to XMLHttpRequest at 'https://api.example/a' (redirected from 'https://u:hunter2@b.example/') from origin 'null' has been blocked by CORS policy: ",
    "Response to preflight request doesn't pass access control check: ",
    "No 'Access-Control-Allow-Origin' header is present on the requested resource. ",
    "The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the request's credentials mode is 'include'. ",
    "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'. ",
    "The 'Access-Control-Allow-Origin' header has a value 'https://other.example' that is not equal to the supplied origin. ",
    "Method PUT is not allowed by Access-Control-Allow-Methods in preflight response. ",
    "Request header field x-id is not allowed by Access-Control-Allow-Headers in preflight response. ",
    "It does not have HTTP ok status. ",
    "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://u:hunter2@api.example/x. ",
    "(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 401. ",
    "(Reason: Did not find method in CORS header ‘Access-Control-Allow-Methods’). ",
    "(Reason: CORS request did not succeed). Status code: (null). ",
    "Origin https://app.example is not allowed by Access-Control-Allow-Origin. Status code: 200 ",
    "Preflight response is not successful. Status code: 401 ",
    "Request header field X-Id is not allowed by Access-Control-Allow-Headers. ",
    "Fetch API cannot load https://u:hunter2@api.example/x due to access control checks. ",
    "XMLHttpRequest cannot load https://api.example/x due to access control checks. ",
    "TypeError: Failed to fetch\n",
    "TypeError: NetworkError when attempting to fetch resource.\n",
    "Load failed ",
    "app.js:17 ",
    "[Error] ",
    "'", "‘", "’", "\"", "(", ")", ".", "\n", "\r\n", "\t", "\u{a0}",
];

pub fn check(data: &[u8]) {
    let mut draw = Draw::new(data);
    let mut text = String::new();
    match draw.one_in(4) {
        true => text.push_str(&String::from_utf8_lossy(draw.rest())),
        false => (0..=draw.below(8)).for_each(|_| text.push_str(&draw.text(PARTS))),
    }
    let decoded = decode_console_error(&text);
    assert_eq!(decoded, decode_console_error(&text), "{text:?}");
    for error in &decoded {
        let told = || format!("{text:?}: {error:?}");
        assert!(
            !error.code.is_empty() && !error.meaning.is_empty(),
            "{}",
            told()
        );
        assert!(
            error.meaning.ends_with('.') && error.fix.text.ends_with('.'),
            "{}",
            told()
        );
        assert!(!error.also_possible.contains(&error.code), "{}", told());
        if text.matches("hunter2@").count() == text.matches("://u:hunter2@").count() {
            for url in [&error.url, &error.redirected_from].into_iter().flatten() {
                assert!(!url.contains("hunter2@"), "{}", told());
            }
        }
        safe(&error.fix.headers, &told);
    }
    // What stands on lines of its own around it does not hide it; but with a hyphen at its end, a line goes on in the next.
    let sentence = [PARTS[0], PARTS[3]].concat();
    let before = text.replace('\n', " ");
    let before = before.trim_end_matches(|c: char| c == '-' || c.is_whitespace() || c.is_control());
    let around = format!("{before}\n{sentence}\n");
    let known = decode_console_error(&around);
    let found = known
        .iter()
        .any(|error| error.origin.as_deref() == Some(PAGE));
    assert!(found, "{around:?}: {known:?}");
}

/// Lines that can be sent, and that let nobody in with credentials who is not named.
fn safe(lines: &[(&'static str, String)], told: &dyn Fn() -> String) {
    let has = |name: &str, value: &str| {
        let mut lines = lines.iter();
        lines.any(|(known, given)| known.eq_ignore_ascii_case(name) && given == value)
    };
    let credentials = has("Access-Control-Allow-Credentials", "true");
    for anybody in ["*", "null"] {
        let open = has("Access-Control-Allow-Origin", anybody);
        assert!(!(open && credentials), "{}", told());
    }
    for (name, value) in lines {
        assert!(
            http::HeaderName::from_bytes(name.as_bytes()).is_ok(),
            "{}",
            told()
        );
        assert!(!value.contains(['\r', '\n', '\0']), "{}", told());
    }
}
