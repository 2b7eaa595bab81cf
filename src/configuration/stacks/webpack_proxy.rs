//! webpack's development proxy.

use alloc::string::String;

use super::super::template::{marks, render};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "webpack, development proxy",
    language: "js",
    file: "webpack.config.js",
    install: Some("npm install --save-dev webpack-dev-server"),
    place: "In what webpack.config.js exports, with the API's own address as `target`; the page then asks for paths without a host.",
    pitfalls: &[
        "Only while developing: what is built needs CORS of the API itself, or the same proxy in front of both.",
        "A page that names the API's host in its URLs goes past the proxy: leave host and scheme out.",
        "`proxy` is a list since webpack-dev-server 5; as an object it does not start.",
        "`headers: { \"Access-Control-Allow-Origin\": \"*\" }` of `devServer` is not needed, and lets every site read what is behind it.",
    ],
    verified: Verified::With("webpack 5.113.0, webpack-dev-server 5.2.7"),
    write,
};

const TEMPLATE: &str = r#"
devServer: {
  proxy: [
    {
      // The paths of the API: the page's own server has the others.@everywhere@
      context: ["/api"],@everywhere@
      context: ["@path@"],
      target: process.env.API_ORIGIN ?? "http://localhost:3000",
      changeOrigin: true, // the API sees its own name as Host
    },
  ],
},
"#;

fn write(policy: &CorsPolicy) -> String {
    render(TEMPLATE, &marks(policy))
}
