//! What tools print of requests and answers, read.

use cors_forecast::{read_pasted, PastedMessage, PastedRequest, PastedResponse};

fn answers(text: &str) -> Vec<PastedResponse> {
    let answers = read_pasted(text).into_iter();
    answers
        .filter_map(|message| match message {
            PastedMessage::Response(answer) => Some(answer),
            PastedMessage::Request(_) => None,
        })
        .collect()
}

fn requests(text: &str) -> Vec<PastedRequest> {
    let requests = read_pasted(text).into_iter();
    requests
        .filter_map(|message| match message {
            PastedMessage::Request(request) => Some(request),
            PastedMessage::Response(_) => None,
        })
        .collect()
}

fn header<'a>(headers: &'a [(String, String)], name: &str) -> Vec<&'a str> {
    let named = headers.iter().filter(|(known, _)| known == name);
    named.map(|(_, value)| value.as_str()).collect()
}

const VERBOSE: &str = "\
$ curl -v -X OPTIONS https://api.example/items
* Host api.example:443 was resolved.
* using HTTP/1.x
> OPTIONS /items?token=secret HTTP/1.1
> Host: api.example
> User-Agent: curl/8.5.0
> Origin: https://app.example
> Access-Control-Request-Method: PUT
> Authorization: Bearer secret
>
{ [5 bytes data]
< HTTP/1.1 204 No Content
< Access-Control-Allow-Origin: https://app.example
< Set-Cookie: session=secret
< Vary: Origin
<
* Connection #0 to host api.example left intact
> PUT /items HTTP/1.1
> Host: api.example
>
< HTTP/1.1 100 Continue
<
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<p>HTTP is fun</p>
Name: value
";

#[test]
fn curl_v_gives_both_sides() {
    let messages = read_pasted(VERBOSE);
    assert_eq!(messages.len(), 4);
    let asked = &requests(VERBOSE)[0];
    assert_eq!(
        (asked.method.as_str(), header(&asked.headers, "Origin")),
        ("OPTIONS", vec!["https://app.example"])
    );
    assert_eq!(
        header(&asked.headers, "Access-Control-Request-Method"),
        ["PUT"]
    );
    let read = answers(VERBOSE);
    assert_eq!(read.len(), 2);
    let (preflight, actual) = (&read[0], &read[1]);
    assert_eq!((preflight.status, preflight.body.as_str()), (Some(204), ""));
    assert_eq!(header(&preflight.headers, "Vary"), ["Origin"]);
    assert_eq!(actual.status, Some(200));
    assert_eq!(actual.body, "<p>HTTP is fun</p>\nName: value\n");
}

#[test]
fn values_that_may_be_secret_are_left_out() {
    let messages = read_pasted(VERBOSE);
    let headers = format!(
        "{:?}",
        messages
            .iter()
            .map(|message| match message {
                PastedMessage::Request(request) => &request.headers,
                PastedMessage::Response(answer) => &answer.headers,
            })
            .collect::<Vec<_>>()
    );
    assert!(!headers.contains("secret"), "{headers}");
    assert!(headers.contains("Authorization") && headers.contains("Set-Cookie"));
}

#[test]
fn curl_i_gives_answers() {
    let text = "HTTP/1.1 301 Moved Permanently\r\nLocation: /b\r\n\r\nHTTP/2 404 \r\nserver: nginx\r\nvary: a\r\nvary: b\r\n\r\n<h1>Not Found</h1>\r\n\r\nHTTP is fun: yes";
    let read = answers(text);
    assert_eq!(read.len(), 2);
    let (moved, missing) = (&read[0], &read[1]);
    assert_eq!(
        (moved.status, header(&moved.headers, "Location")),
        (Some(301), vec!["/b"])
    );
    assert_eq!(missing.status, Some(404));
    assert_eq!(header(&missing.headers, "vary"), ["a", "b"]);
    assert_eq!(missing.body, "<h1>Not Found</h1>\n\nHTTP is fun: yes");
}

#[test]
fn header_lines_alone_are_an_answer_without_a_status() {
    let read = answers("access-control-allow-origin: *\ncontent-type: text/plain");
    assert_eq!(read.len(), 1);
    let answer = &read[0];
    assert_eq!((answer.status, answer.headers.len()), (None, 2));
}

#[test]
fn other_texts_have_no_message() {
    for text in [
        "",
        "\n\n",
        "hello",
        "GET /items",
        "HTTP",
        "HTTP/1.1",
        "HTTP/1.1 abc",
        "curl: (7) Failed",
    ] {
        let messages = read_pasted(text);
        let none = messages.is_empty()
            || matches!(&messages[..], [PastedMessage::Response(answer)] if answer.status.is_none());
        assert!(none, "{text}: {messages:?}");
    }
}

#[test]
fn a_body_is_cut_between_characters() {
    let text = format!(
        "HTTP/1.1 200 OK\n\n{}",
        "ä".repeat(3000).replacen('ä', "a", 1)
    );
    let body = &answers(&text)[0].body;
    assert!(body.len() <= 2048 && body.len() > 2040);
}
