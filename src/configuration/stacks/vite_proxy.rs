//! Vite's development proxy.

use alloc::string::String;

use super::super::template::{marks, render};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "Vite, development proxy",
    language: "js",
    file: "vite.config.js",
    install: None,
    place: "In `defineConfig({ … })`, with the API's own address as `target`; the page then asks for paths without a host.",
    pitfalls: &[
        "Only while developing: what is built needs CORS of the API itself, or the same proxy in front of both.",
        "A page that names the API's host in its URLs goes past the proxy: leave host and scheme out.",
        "`server.cors: true` is not needed, and lets every site read what is behind the proxy.",
        "Cookies with a `Domain` are lost without `cookieDomainRewrite`; the API sees the page's Origin, which its CSRF check has to know.",
    ],
    verified: Verified::With("Vite 8.3.8"),
    write,
};

const TEMPLATE: &str = r#"
server: {
  proxy: {
    // The paths of the API: the page's own server has the others.@everywhere@
    "/api": {@everywhere@
    "@path@": {
      target: process.env.API_ORIGIN ?? "http://localhost:3000",
      changeOrigin: true, // the API sees its own name as Host
    },
  },
},
"#;

fn write(policy: &CorsPolicy) -> String {
    render(TEMPLATE, &marks(policy))
}
