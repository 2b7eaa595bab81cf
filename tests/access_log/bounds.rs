//! Many are made few, and nothing personal is told.

use super::{line, pair, read};

#[test]
fn names_in_one_place_are_one_endpoint() {
    let text: String = (0..200_u8)
        .map(|at| {
            let name = [
                b'a' + at / 20,
                b'e',
                b'k' + at % 15,
                b'o',
                b'n',
                b'a' + at % 20,
            ];
            pair(
                "192.0.2.1",
                0,
                "PUT",
                &format!("/users/{}/orders", String::from_utf8_lossy(&name)),
            )
        })
        .collect();
    let report = read(text);
    assert_eq!(report.endpoints.len(), 1, "{:?}", report.endpoints);
    assert_eq!(report.endpoints[0].endpoint, "/users/:name/orders");
    assert_eq!(
        (
            report.endpoints[0].options.all,
            report.endpoints[0].requests
        ),
        (200, 200)
    );
}

#[test]
fn options_that_are_forgotten_too_early_are_counted() {
    let asked = (0..200_000).map(|at| line("192.0.2.1", 0, &format!("OPTIONS /{at}"), 204));
    let report = read(asked.collect::<String>());
    assert!(report.forgotten > 60_000, "{}", report.forgotten);
}

#[test]
fn no_address_agent_or_query_is_told() {
    let secrets = [
        "192.0.2.77",
        "2001:db8::77",
        "Sneaky/9.9",
        "hunter2",
        "ann",
        "SESSION",
        "app.example",
    ];
    let log = pair("192.0.2.77", 0, "PUT", "/a?password=hunter2")
        + &pair("2001:db8::77", 0, "PUT", "/b;SESSION=1?x").replace("Firefox", "Sneaky/9.9 Firefox")
        + &line("192.0.2.77", 1, "OPTIONS /c?password=hunter2", 401)
        + &line("192.0.2.77", 1, "OPTIONS /?hunter2", 204).replace("- - [", "- ann [")
        + "192.0.2.77 hunter2 is no line\n"
        + "192.0.2.77 - - [28/Nov/2026:12:00:00 +0000] \"GET /?hunter2\n"
        + "{\"client\":\"192.0.2.77\",\"method\":\"OPTIONS\",\"uri\":\"/d?hunter2\",\"status\":204,\"agent\":\"Mozilla/5.0 Sneaky/9.9\",\"ts\":1795867200}\n";
    let report = read(&log);
    assert_eq!((report.options.all, report.bad_lines), (5, 2));
    let told = serde_json::to_string(&report).unwrap();
    for secret in secrets {
        assert!(log.contains(secret), "{secret} is not in the log");
        assert!(!told.contains(secret), "{secret} is in {told}");
    }
}
