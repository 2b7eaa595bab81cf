//! A page, and what it asks for.

use cors_forecast::{BodyDescription, BodyKind, Engine, Forecaster, RequestDescription};

/// The page's origin.
pub const PAGE: &str = "https://app.example";

/// Of the page.
pub fn forecaster(engine: Engine) -> Forecaster {
    Forecaster::new(PAGE, engine).expect("an origin")
}

/// A name and a value.
pub fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// A request to another origin; POST and PUT have a body.
pub fn request(method: &str, headers: &[(&str, &str)], credentials: &str) -> RequestDescription {
    let body = match method {
        "POST" | "PUT" => BodyKind::String,
        _ => BodyKind::None,
    };
    RequestDescription {
        method: Some(method.to_owned()),
        headers: headers
            .iter()
            .map(|(name, value)| pair(name, value))
            .collect(),
        credentials: Some(credentials.to_owned()),
        body: BodyDescription {
            kind: body,
            ..BodyDescription::default()
        },
        ..RequestDescription::new("https://api.example/items")
    }
}
