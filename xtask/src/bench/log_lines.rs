//! Access logs as a busy API writes them, the same each time.

use std::io::{self, Write};

/// How the lines are written.
#[derive(Clone, Copy, Debug)]
pub enum Format {
    /// As Apache and nginx do by default.
    Combined,
    /// As nginx does if it is told to.
    Json,
    /// As Caddy does.
    Caddy,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Combined, Self::Json, Self::Caddy];

    /// Names the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Combined => "combined",
            Self::Json => "nginx-json",
            Self::Caddy => "caddy",
        }
    }
}

const AGENTS: [&str; 3] = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
];

/// Requests in a second.
const RATE: u64 = 200;

const CLIENTS: u64 = 5_000;

struct Request {
    client: u64,
    number: u64,
    method: &'static str,
    target: String,
    status: u16,
    bytes: u64,
}

/// Writes at least so many bytes of lines. One in eight requests is a preflight, as with an API on another origin and a short
/// `Access-Control-Max-Age`.
pub fn write(to: &mut impl Write, format: Format, bytes: u64) -> io::Result<()> {
    let (mut state, mut written, mut number) = (1_u64, 0, 0);
    let mut draw = |below: u64| {
        // <https://www.jstatsoft.org/article/view/v008i14>
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    while written < bytes {
        let client = draw(CLIENTS);
        let (kind, item, size) = (draw(100), draw(100_000), draw(20_000));
        let api = ("PUT", format!("/api/items/{item}?page={}", item % 9));
        let (method, target) = match kind {
            0..=13 => api.clone(),
            14..=59 => ("GET", format!("/api/users/{client}/orders?sort=asc")),
            _ => (
                "GET",
                format!("/static/js/chunk.{:08x}.js", item % 400 * 7_919),
            ),
        };
        let mut requests = Vec::with_capacity(2);
        if kind <= 13 {
            requests.push(("OPTIONS", api.1, 204, 0));
        }
        requests.push((method, target, 200, size));
        for (method, target, status, bytes) in requests {
            let request = Request {
                client,
                number,
                method,
                target,
                status,
                bytes,
            };
            let line = line(&request, format);
            to.write_all(line.as_bytes())?;
            written += line.len() as u64;
            number += 1;
        }
    }
    to.flush()
}

fn line(request: &Request, format: Format) -> String {
    let Request {
        client,
        number,
        method,
        target,
        status,
        bytes,
    } = request;
    let address = format!("10.{}.{}.7", client >> 8, client & 255);
    let agent = AGENTS[(client % 3) as usize];
    let second = number / RATE;
    let (day, hour) = (second / 86_400 % 28 + 1, second / 3_600 % 24);
    let (minute, of_minute) = (second / 60 % 60, second % 60);
    let millisecond = number % RATE * 1_000 / RATE;
    let asked = if *method == "OPTIONS" { "PUT" } else { "" };
    match format {
        Format::Combined => format!(
            "{address} - - [{day:02}/Nov/2026:{hour:02}:{minute:02}:{of_minute:02} +0000] \"{method} {target} HTTP/1.1\" {status} {bytes} \"https://app.example/home\" \"{agent}\"\n"
        ),
        Format::Json => format!(
            "{{\"time_iso8601\":\"2026-11-{day:02}T{hour:02}:{minute:02}:{of_minute:02}+00:00\",\"remote_addr\":\"{address}\",\"request_method\":\"{method}\",\"request_uri\":\"{target}\",\"status\":\"{status}\",\"body_bytes_sent\":\"{bytes}\",\"request_time\":\"0.0{:02}\",\"http_user_agent\":\"{agent}\",\"http_origin\":\"https://app.example\",\"http_access_control_request_method\":\"{asked}\"}}\n",
            number % 100
        ),
        Format::Caddy => {
            let asked = match asked {
                "" => String::new(),
                method => format!(",\"Access-Control-Request-Method\":[\"{method}\"]"),
            };
            format!(
                "{{\"level\":\"info\",\"ts\":{}.{millisecond:03},\"logger\":\"http.log.access.log0\",\"msg\":\"handled request\",\"request\":{{\"remote_ip\":\"{address}\",\"remote_port\":\"38846\",\"client_ip\":\"{address}\",\"proto\":\"HTTP/2.0\",\"method\":\"{method}\",\"host\":\"api.example\",\"uri\":\"{target}\",\"headers\":{{\"User-Agent\":[\"{agent}\"],\"Accept\":[\"*/*\"],\"Origin\":[\"https://app.example\"]{asked}}},\"tls\":{{\"resumed\":false,\"version\":772,\"cipher_suite\":4865,\"proto\":\"h2\",\"server_name\":\"api.example\"}}}},\"bytes_read\":0,\"user_id\":\"\",\"duration\":0.0000{number},\"size\":{bytes},\"status\":{status},\"resp_headers\":{{\"Server\":[\"Caddy\"],\"Access-Control-Allow-Origin\":[\"https://app.example\"],\"Content-Type\":[\"application/json\"]}}}}\n",
                1_793_491_200 + second
            )
        }
    }
}
