//! AWS API Gateway's HTTP APIs, by CloudFormation.

use alloc::string::{String, ToString};

use super::super::template::{listed, quoted_if_any, render_with, split_methods};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "AWS API Gateway, HTTP API",
    language: "yaml",
    file: "template.yaml",
    install: None,
    place: "In the properties of `AWS::ApiGatewayV2::Api`; under `AWS::Serverless::HttpApi` the same names go below `CorsConfiguration`.",
    pitfalls: &[
        "It is for the whole API: paths can't be told apart.",
        "The integration's own CORS headers are ignored once this is there.",
        "Preflights are answered before any route, but a `$default` or `ANY` route with an authorizer still asks them for a login: \
         give them an `OPTIONS /{proxy+}` route without one.",
        "AllowCredentials refuses `*` anywhere; MaxAge ends at 86400.",
        "REST APIs (`AWS::ApiGateway::RestApi`) don't know it: they need OPTIONS methods, and headers on `DEFAULT_4XX` and `DEFAULT_5XX`.",
    ],
    verified: Verified::Not("a cloud service: written after its documentation, and taken by cfn-lint 1.58.0"),
    write,
};

const TEMPLATE: &str = r#"
CorsConfiguration:
  AllowOrigins: [@origins@]
  AllowOrigins: ["*"]@any@
  # API Gateway does not have @impossible@.
  AllowMethods: [@possible@]
  AllowHeaders: [@some-headers@]
  ExposeHeaders: [@exposed@]
  AllowCredentials: true@credentials@
  MaxAge: @limited-age@
"#;

fn write(policy: &CorsPolicy) -> String {
    let (possible, impossible) = split_methods(&policy.methods);
    let more = [
        ("possible", quoted_if_any(&possible)),
        (
            "impossible",
            (!impossible.is_empty()).then(|| listed(&impossible, ", ")),
        ),
        (
            "limited-age",
            policy.max_age.map(|age| age.min(86_400).to_string()),
        ),
    ];
    render_with(TEMPLATE, policy, &more)
}
