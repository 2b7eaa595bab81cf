//! What engines make of `RequestInit.duplex`.

use cors_forecast::{BodyDescription, BodyKind, Engine, Forecaster, RequestDescription};

/// Seen in all three: Chromium alone knows the member.
#[test]
fn who_streams_nothing_reads_no_duplex() {
    let code = |engine, kind, duplex: Option<&str>| {
        let forecaster = Forecaster::new("https://app.example", engine).ok()?;
        let request = RequestDescription {
            method: Some("POST".into()),
            duplex: duplex.map(Into::into),
            body: BodyDescription {
                kind,
                ..BodyDescription::default()
            },
            ..RequestDescription::new("https://api.example/a")
        };
        Some(forecaster.predict(&request, 0.0).error?.code)
    };
    use BodyKind::{Stream, String};
    for (engine, expected) in [
        (Engine::Firefox, [None; 4]),
        (
            Engine::WebKit,
            [
                Some("streams-not-supported"),
                Some("streams-not-supported"),
                Some("streams-not-supported"),
                None,
            ],
        ),
        (
            Engine::Chromium,
            [
                None,
                Some("stream-without-duplex"),
                Some("not-in-enumeration"),
                Some("not-in-enumeration"),
            ],
        ),
    ] {
        let told = [
            code(engine, Stream, Some("half")),
            code(engine, Stream, None),
            code(engine, Stream, Some("full")),
            code(engine, String, Some("full")),
        ];
        assert_eq!(told, expected, "{engine:?}");
    }
}
