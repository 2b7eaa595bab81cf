//! Pages, requests and answers, drawn.

use cors_forecast::{
    Api, BodyDescription, BodyKind, Context, Engine, Forecaster, RequestDescription, WireKind,
    WireRequest, WireResponse,
};

use super::draw::Draw;

pub const PAGE: &str = "https://app.example";

const URLS: &[&str] = &[
    "https://api.example/items",
    "https://api.example/items?_=1700000000001",
    "https://api.example/items#part",
    "https://u:p@api.example/items",
    "http://api.example:8080/items/17",
    "https://app.example/own",
    "/own",
    "//api.example/x",
    "data:text/plain,x",
    "blob:https://app.example/1",
    "https://192.0.2.1/",
    "http://localhost:3000/",
    "https://api.example:6000/",
    "https://[::1]/",
    "ftp://api.example/",
    "https://",
];

const METHODS: &[&str] = &[
    "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "patch", "get", "TRACE", "QUERY",
    "",
];

const NAMES: &[&str] = &[
    "X-Request-Id",
    "Content-Type",
    "Accept",
    "Accept-Language",
    "Content-Language",
    "Range",
    "Authorization",
    "X-CSRF-Token",
    "X-Requested-With",
    "Cache-Control",
    "Cookie",
    "Sec-Fetch-Mode",
    "Proxy-Authorization",
    "X-HTTP-Method-Override",
    "Last-Event-ID",
    "X-A",
    "X-B",
    "Save-Data",
    "Priority",
    "",
];

const VALUES: &[&str] = &[
    "1",
    "application/json",
    "text/plain",
    "text/plain;charset=utf-8",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded",
    "de;q=0.5, en",
    "bytes=0-9",
    "bytes=-5",
    "TRACE",
    "a(b)",
    " spaces ",
    "\u{ff}",
    "\u{100}",
    "",
];

/// A header's value; now and then one that is near a limit.
pub fn value(draw: &mut Draw<'_>) -> String {
    match draw.below(12) {
        0 => "a".repeat(120 + draw.below(20)),
        1 => format!("text/plain;{}", "b".repeat(110 + draw.below(20))),
        _ => draw.text(VALUES),
    }
}

pub fn headers(draw: &mut Draw<'_>) -> Vec<(String, String)> {
    let many = match draw.below(16) {
        15 => 12,
        few => few % 5,
    };
    let one = |_| (draw.text(NAMES), value(draw));
    (0..many).map(one).collect()
}

fn body(draw: &mut Draw<'_>) -> BodyDescription {
    use BodyKind::{Blob, Buffer, Document, FormData, None, Stream, String, UrlSearchParams};
    let kinds = [
        None,
        String,
        UrlSearchParams,
        FormData,
        Blob,
        Buffer,
        Stream,
        Document,
    ];
    BodyDescription {
        kind: draw.pick(&kinds),
        r#type: draw.maybe(3, |draw| draw.text(VALUES)),
        length: draw.maybe(3, |draw| {
            u64::from(draw.pick(&[0, 1, 65_536, 65_537, u32::MAX]))
        }),
    }
}

/// A request in which anything may be odd.
pub fn request(draw: &mut Draw<'_>) -> RequestDescription {
    let text = |draw: &mut Draw<'_>, usual| draw.maybe(2, |draw| draw.text(usual));
    RequestDescription {
        url: draw.text(URLS),
        method: text(draw, METHODS),
        headers: headers(draw),
        api: draw.pick(&[
            Api::Fetch,
            Api::Fetch,
            Api::Fetch,
            Api::Xhr,
            Api::Xhr,
            Api::Beacon,
            Api::EventSource,
        ]),
        credentials: text(draw, &["omit", "include", "same-origin"]),
        mode: draw.maybe(4, |draw| {
            draw.text(&["cors", "no-cors", "same-origin", "navigate"])
        }),
        redirect: draw.maybe(6, |draw| draw.text(&["follow", "error", "manual"])),
        cache: draw.maybe(6, |draw| {
            draw.text(&[
                "default",
                "no-store",
                "reload",
                "no-cache",
                "force-cache",
                "only-if-cached",
            ])
        }),
        keepalive: draw.one_in(8),
        duplex: draw.maybe(8, |draw| draw.text(&["half", "full"])),
        integrity: draw.maybe(12, |draw| draw.text(&["sha256-x", ""])),
        window: draw.maybe(16, |draw| draw.text(&["x", ""])),
        abort_after: draw.maybe(12, |draw| f64::from(draw.pick(&[0, 1, 500]))),
        upload_listener: draw.one_in(4),
        sync: draw.one_in(8),
        context: draw.pick(&[
            Context::Window,
            Context::Window,
            Context::Worker,
            Context::Opaque,
        ]),
        body: match draw.one_in(2) {
            true => body(draw),
            false => BodyDescription::default(),
        },
    }
}

/// A request that most often needs permission, and where others of it may have given it.
pub fn likely(draw: &mut Draw<'_>) -> RequestDescription {
    if draw.one_in(4) {
        return request(draw);
    }
    let url = draw.pick(&URLS[..3]);
    RequestDescription {
        method: Some(draw.pick(&["GET", "PUT", "DELETE", "POST"]).to_owned()),
        credentials: Some(draw.pick(&["omit", "include"]).to_owned()),
        headers: ["X-A", "X-B", "Authorization", "Content-Type"]
            .into_iter()
            .filter(|_| draw.one_in(3))
            .map(|name| (name.to_owned(), "application/json".to_owned()))
            .collect(),
        ..RequestDescription::new(url)
    }
}

const LINES: &[(&str, &[&str])] = &[
    (
        "Access-Control-Allow-Origin",
        &[PAGE, "*", "null", "https://other.example", ""],
    ),
    (
        "Access-Control-Allow-Credentials",
        &["true", "True", "false"],
    ),
    (
        "Access-Control-Allow-Methods",
        &["PUT, DELETE", "*", "PUT", "put", "PUT DELETE", ",,PUT,"],
    ),
    (
        "Access-Control-Allow-Headers",
        &[
            "*",
            "x-a, x-b, authorization, content-type",
            "X-A",
            "x-a x-b",
            "*, authorization",
        ],
    ),
    ("Access-Control-Expose-Headers", &["*", "etag"]),
    (
        "Access-Control-Max-Age",
        &[
            "600",
            "0",
            "-1",
            "5, 6",
            "1.5",
            "86400",
            "99999999999999999999999",
            "x",
        ],
    ),
    ("Vary", &["Origin", "*", "Accept"]),
    ("Content-Type", &["text/event-stream", "text/html"]),
    ("Location", &["/elsewhere", "https://other.example/", "::"]),
    ("Server", &["nginx", "Apache"]),
];

/// Lines of an answer, each as it should be, odd, doubled or not there.
pub fn lines(draw: &mut Draw<'_>) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for (name, values) in LINES {
        let times = draw.pick(&[1, 1, 1, 1, 1, 0, 0, 2]);
        for _ in 0..times {
            lines.push(((*name).to_owned(), draw.text(values)));
        }
    }
    lines
}

/// An answer, or that nothing comes. Nothing of it is kept but permissions: what else a browser keeps is not foretold.
pub fn answer(draw: &mut Draw<'_>) -> Option<WireResponse> {
    if draw.one_in(16) {
        return None;
    }
    let mut headers = lines(draw);
    headers.push(("Cache-Control".to_owned(), "no-store".to_owned()));
    Some(WireResponse {
        status: draw.pick(&[204, 200, 200, 204, 301, 307, 401, 404, 500, 299]),
        headers,
        after: f64::from(draw.pick(&[0, 0, 100, 700])),
        protocol: draw.maybe(6, |draw| draw.pick(&["http/1.1", "h2", "h3"]).to_owned()),
    })
}

/// The answer of a server that permits what is asked for, and says nothing of how long.
pub fn permission(request: &WireRequest) -> WireResponse {
    let asked = |name: &str| request.header(name).unwrap_or_default().to_owned();
    let pair = |name: &str, value: String| (name.to_owned(), value);
    let mut headers = vec![
        pair("Access-Control-Allow-Origin", asked("Origin")),
        pair("Access-Control-Allow-Credentials", "true".to_owned()),
        pair("Content-Type", "text/event-stream".to_owned()),
    ];
    if request.kind == WireKind::Preflight {
        let method = asked("Access-Control-Request-Method");
        headers.push(pair("Access-Control-Allow-Methods", method));
        let names = asked("Access-Control-Request-Headers");
        if !names.is_empty() {
            headers.push(pair("Access-Control-Allow-Headers", names));
        }
    }
    WireResponse {
        status: 200,
        headers,
        ..WireResponse::default()
    }
}

/// A forecaster for each engine, all on the same page.
pub fn forecasters(draw: &mut Draw<'_>) -> Vec<Forecaster> {
    let page = draw.pick(&[PAGE, PAGE, PAGE, "http://app.example:8080", "null"]);
    let new = |(_, engine)| Forecaster::new(page, engine).expect("an origin");
    Engine::ALL.into_iter().map(new).collect()
}
