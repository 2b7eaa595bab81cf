//! MIME types as Servo reads them: both parse what the other does, into the same parts.

use cors_forecast::spec::infra::isomorphic_decode;
use cors_forecast::spec::mime_type::parse_a_mime_type;
use data_url::mime::Mime;

pub fn check(data: &[u8]) {
    let text = isomorphic_decode(data);
    let ours = parse_a_mime_type(data);
    let theirs = text.parse::<Mime>();
    match (&ours, &theirs) {
        (Ok(ours), Ok(theirs)) => {
            assert_eq!(ours.r#type, theirs.type_, "{text:?}");
            assert_eq!(ours.subtype, theirs.subtype, "{text:?}");
            // Of what stands behind a quoted value Servo wants it to be a legal value, too; the standard passes it over.
            let controls = text.chars().any(|c| c < ' ' && c != '\t' || c == '\u{7f}');
            if !controls {
                let theirs = first_of_each(&theirs.parameters);
                assert_eq!(ours.parameters, theirs, "{text:?}");
            }
        }
        (Err(_), Err(_)) => {}
        _ => panic!("{text:?}: {ours:?}, Servo: {theirs:?}"),
    }
    // What is written is read as the same.
    if let Ok(mime) = ours {
        let written = mime.serialize();
        let bytes: Vec<u8> = written.chars().map(|c| c as u32 as u8).collect();
        assert_eq!(parse_a_mime_type(&bytes), Ok(mime), "{written:?}");
    }
}

/// `a=1;A=2` is one parameter to the standard, and two to Servo, which looks for the name before it is in lower case.
fn first_of_each(parameters: &[(String, String)]) -> Vec<(String, String)> {
    let mut first: Vec<(String, String)> = Vec::new();
    for (name, value) in parameters {
        if first.iter().all(|(known, _)| known != name) {
            first.push((name.clone(), value.clone()));
        }
    }
    first
}
