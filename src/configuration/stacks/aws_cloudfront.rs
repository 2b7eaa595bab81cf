//! AWS CloudFront's response headers policy, by CloudFormation.

use alloc::string::String;

use super::super::template::{listed, quoted, render_with, split_methods};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "AWS CloudFront, response headers policy",
    language: "yaml",
    file: "template.yaml",
    install: None,
    place: "The policy in `Resources`; the other lines in the cache behavior of the paths that it is for.",
    pitfalls: &[
        "It adds headers and answers nothing: what is behind has to answer OPTIONS with 2xx and without a login.",
        "A behavior's AllowedMethods are GET and HEAD unless it says more: OPTIONS gets 403.",
        "With `OriginOverride: false`, the origin's own headers win, and its cache key needs Origin: else one origin gets the answer for \
         another.",
        "Access-Control-Request-Method and -Headers reach the origin only by an origin request policy.",
        "AccessControlAllowCredentials refuses `*` anywhere.",
    ],
    verified: Verified::Not("a cloud service: written after its documentation, and taken by cfn-lint 1.58.0"),
    write,
};

const TEMPLATE: &str = r#"
CorsPolicy:
  Type: AWS::CloudFront::ResponseHeadersPolicy
  Properties:
    ResponseHeadersPolicyConfig:
      Name: !Sub "${AWS::StackName}-cors"
      CorsConfig:
        OriginOverride: true # what is behind may say something of its own
        AccessControlAllowOrigins:
          Items: [@origins@]
          Items: ["*"]@any@
        # CloudFront does not have @impossible@.
        AccessControlAllowMethods:
          Items: [@possible@]
        AccessControlAllowHeaders:
          Items: [@header-items@]
        AccessControlExposeHeaders:@exposes@
          Items: [@exposed@]
        AccessControlAllowCredentials: @with-credentials@
        AccessControlMaxAgeSec: @age@

# In the behavior@for-path@:
#   AllowedMethods: [GET, HEAD, OPTIONS, PUT, PATCH, POST, DELETE]
#   ResponseHeadersPolicyId: !Ref CorsPolicy
#   OriginRequestPolicyId: b689b0a8-53d0-40ab-baf2-68738e2966ac # AllViewerExceptHostHeader: what a preflight asks reaches the origin
"#;

fn write(policy: &CorsPolicy) -> String {
    let (possible, impossible) = split_methods(&policy.methods);
    let possible = if possible.is_empty() {
        quoted(&["GET"])
    } else {
        quoted(&possible)
    };
    // The list may not be empty, and this one needs no permission.
    let headers = if policy.headers.is_empty() {
        quoted(&["Accept"])
    } else {
        quoted(&policy.headers)
    };
    let path = policy.path.trim_end_matches('/');
    let for_path = if path.is_empty() {
        String::new()
    } else {
        [" for `", path, "/*`"].concat()
    };
    let exposes = !policy.expose_headers.is_empty();
    let credentials = if policy.credentials { "true" } else { "false" };
    let more = [
        ("possible", Some(possible)),
        (
            "impossible",
            (!impossible.is_empty()).then(|| listed(&impossible, ", ")),
        ),
        ("header-items", Some(headers)),
        ("exposes", exposes.then(String::new)),
        ("with-credentials", Some(String::from(credentials))),
        ("for-path", Some(for_path)),
    ];
    render_with(TEMPLATE, policy, &more)
}
