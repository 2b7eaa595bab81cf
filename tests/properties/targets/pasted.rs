//! What is pasted of `curl` and DevTools: how lines end does not matter, and no secret of a request is kept.

use cors_forecast::{existing_answers, read_pasted, PastedMessage};

use super::draw::Draw;
use super::scene;

const LINES: &[&str] = &[
    "HTTP/1.1 200 OK",
    "HTTP/2 401 ",
    "HTTP/1.1 100 Continue",
    "GET /items HTTP/1.1",
    "OPTIONS https://api.example/ HTTP/2",
    "> PUT /items HTTP/1.1",
    "< HTTP/1.1 204 No Content",
    "* Connected to api.example",
    "> Authorization: Bearer hunter2",
    "Cookie: a=hunter2",
    "< Set-Cookie: a=hunter2",
    "Set-Cookie: a=hunter2; Secure",
    "Proxy-Authorization: hunter2",
    "X-Api-Key: hunter2",
    "> Origin: https://app.example",
    "access-control-allow-origin: *",
    "< Access-Control-Allow-Methods: PUT, DELETE",
    ":status: 200",
    ":method: GET",
    "$ curl -i https://api.example/",
    ">",
    "<",
    "",
    "",
    "{\"a\":1}",
    "no line at all",
];

const SECRETS: &[&str] = &[
    "Authorization",
    "Cookie",
    "Proxy-Authorization",
    "X-Api-Key",
];

pub fn check(data: &[u8]) {
    let mut draw = Draw::new(data);
    let mut text = String::new();
    for _ in 0..draw.below(20) {
        text.push_str(&draw.text(LINES));
        text.push('\n');
    }
    if draw.one_in(4) {
        text.push_str(&String::from_utf8_lossy(draw.rest()));
    }
    let messages = read_pasted(&text);
    if !text.contains('\r') {
        assert_eq!(
            messages,
            read_pasted(&text.replace('\n', "\r\n")),
            "{text:?}"
        );
    }
    for message in &messages {
        let told = || format!("{text:?}: {message:?}");
        match message {
            PastedMessage::Request(request) => {
                assert!(!request.method.is_empty(), "{}", told());
                for (name, value) in &request.headers {
                    let secret = SECRETS
                        .iter()
                        .any(|secret| name.eq_ignore_ascii_case(secret));
                    assert!(!secret || value.is_empty(), "{}", told());
                }
            }
            PastedMessage::Response(answer) => {
                assert!(answer.body.len() <= 2048, "{}", told());
                assert!(
                    answer.status.is_none_or(|status| status >= 200),
                    "{}",
                    told()
                );
                for (name, value) in &answer.headers {
                    let cookie = name.eq_ignore_ascii_case("set-cookie");
                    assert!(!cookie || value.is_empty(), "{}", told());
                }
            }
        }
    }
    let _ = existing_answers(&text, scene::PAGE);
}
