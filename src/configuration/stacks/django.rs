//! Django with `django-cors-headers`.

use alloc::string::String;

use super::super::template::{marks, render};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "Django, django-cors-headers",
    language: "python",
    file: "settings.py",
    install: Some("pip install django-cors-headers"),
    place: "At the end of settings.py, below `INSTALLED_APPS` and `MIDDLEWARE`.",
    pitfalls: &[
        "The middleware comes first: below CommonMiddleware, redirects have no header; below authentication, preflights are refused.",
        "Origins have no slash at the end, or Django does not start.",
        "Without `CORS_PREFLIGHT_MAX_AGE` a permission lasts a day; 0 leaves the header out.",
        "Pages that send cookies need `CSRF_TRUSTED_ORIGINS` as well for POST and the like. Don't switch the check off.",
    ],
    verified: Verified::With("Django 5.2.19, django-cors-headers 4.9.0"),
    write,
};

const TEMPLATE: &str = r#"
INSTALLED_APPS = [*INSTALLED_APPS, "corsheaders"]
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware", *MIDDLEWARE]  # first

CORS_URLS_REGEX = r"^@path-pattern@(/|$)"
CORS_ALLOWED_ORIGINS = [@origins@]
CORS_ALLOW_ALL_ORIGINS = True@any@
CORS_ALLOW_METHODS = [@methods@]
CORS_ALLOW_HEADERS = [@headers@]
CORS_EXPOSE_HEADERS = [@exposed@]
CORS_ALLOW_CREDENTIALS = True@credentials@
CORS_PREFLIGHT_MAX_AGE = @age@
CORS_PREFLIGHT_MAX_AGE = 0  # no header; the default is a day@no-age@
"#;

fn write(policy: &CorsPolicy) -> String {
    render(TEMPLATE, &marks(policy))
}
