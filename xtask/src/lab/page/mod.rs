//! The page that sends the requests, and what it loads, by path.

const PAGE: &str = "<!doctype html><meta charset=utf-8><title>lab</title><body>\
    <script src=/__lab/runner.js></script><script src=/__lab/driver.js></script>";
const FRAME: &str = "<!doctype html><meta charset=utf-8>\
    <script src=/__lab/runner.js></script><script src=/__lab/frame.js></script>";

/// Where the page is, on each origin.
pub const PATH: &str = "/__lab/page.html";

/// The media type and the content of a file.
pub fn file(path: &str) -> Option<(&'static str, &'static str)> {
    const HTML: &str = "text/html;charset=utf-8";
    const SCRIPT: &str = "text/javascript;charset=utf-8";
    Some(match path {
        PATH => (HTML, PAGE),
        "/__lab/frame.html" => (HTML, FRAME),
        "/__lab/runner.js" => (SCRIPT, include_str!("runner.js")),
        "/__lab/driver.js" => (SCRIPT, include_str!("driver.js")),
        "/__lab/frame.js" => (SCRIPT, include_str!("frame.js")),
        "/__lab/worker.js" => (SCRIPT, include_str!("worker.js")),
        _ => return None,
    })
}
