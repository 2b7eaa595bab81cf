//! Requests that pages make, drawn from a seed.

use cors_forecast::{Api, BodyDescription, BodyKind, PageRequest, RequestDescription};

/// The page's origin.
pub const PAGE: &str = "https://app.example";
/// The server's.
pub const API: &str = "https://api.example";

const PAGES: [&str; 3] = [PAGE, "https://admin.example:8443", "http://localhost:5173"];
const SERVERS: [&str; 2] = [API, "https://files.example"];
const METHODS: [&str; 8] = [
    "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "patch", "get",
];
const HEADERS: [(&str, &str); 11] = [
    ("Accept", "application/json"),
    ("Authorization", "Bearer 1"),
    ("Content-Type", "application/json"),
    ("Content-Type", "text/plain"),
    ("X-Request-Id", "1"),
    ("x-requested-with", "XMLHttpRequest"),
    ("Accept-Language", "de"),
    ("Accept-Language", "a(b)"),
    ("Range", "bytes=0-9"),
    ("Range", "bytes=-5"),
    ("Cache-Control", "no-cache"),
];

/// Numbers that follow from a seed.
pub struct Random(pub u64);

impl Random {
    /// One below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// A name and a value.
pub fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// A request to another origin.
pub fn request(method: &str, headers: &[(&str, &str)], credentials: &str) -> RequestDescription {
    RequestDescription {
        method: Some(method.to_owned()),
        headers: headers
            .iter()
            .map(|(name, value)| pair(name, value))
            .collect(),
        credentials: Some(credentials.to_owned()),
        ..RequestDescription::new(format!("{API}/items"))
    }
}

/// One whose answers were not seen.
pub fn seen(origin: &str, request: RequestDescription) -> PageRequest {
    PageRequest::new(origin, request)
}

/// Requests of several pages to several servers, by fetch and XHR.
pub fn traffic(random: &mut Random, length: usize) -> Vec<PageRequest> {
    (0..length).map(|_| one(random)).collect()
}

fn one(random: &mut Random) -> PageRequest {
    let mut headers: Vec<(&str, &str)> = Vec::new();
    for _ in 0..random.below(4) {
        let header = random.pick(&HEADERS);
        if headers.iter().all(|(name, _)| *name != header.0) {
            headers.push(header);
        }
    }
    let method = random.pick(&METHODS);
    let mut request = request(
        method,
        &headers,
        random.pick(&["omit", "same-origin", "include"]),
    );
    let server = random.pick(&SERVERS);
    request.url = format!("{server}/api/items/{}", random.below(3));
    if random.below(4) == 0 {
        request.api = Api::Xhr;
        request.upload_listener = random.below(3) == 0;
    }
    if !method.eq_ignore_ascii_case("GET") && method != "HEAD" {
        let kind = random.pick(&[
            BodyKind::None,
            BodyKind::String,
            BodyKind::UrlSearchParams,
            BodyKind::Buffer,
        ]);
        request.body = BodyDescription {
            kind,
            ..BodyDescription::default()
        };
    }
    PageRequest {
        count: 1 + random.below(5) as u32,
        ..seen(random.pick(&PAGES), request)
    }
}
