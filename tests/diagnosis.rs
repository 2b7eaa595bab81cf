//! Real servers' answers, diagnosed: each hazard that was measured has its code, and what is well configured has none.

#[path = "support/servers.rs"]
mod servers;

use cors_forecast::{diagnose, Diagnosis, Gravity};
use servers::Servers;

#[test]
#[ignore]
fn dump() {
    let servers = Servers::read();
    for (stack, name, _) in servers.all() {
        let told = diagnose(&servers.exchange(&stack, &name, "pf_known")).unwrap();
        let worst: Vec<String> = told
            .findings
            .iter()
            .filter(|f| f.severity < Gravity::Info)
            .map(|f| format!("{}{}", f.code, if f.fails { "!" } else { "" }))
            .collect();
        let info: Vec<&str> = told
            .findings
            .iter()
            .filter(|f| f.severity == Gravity::Info)
            .map(|f| f.code)
            .collect();
        println!("{stack}/{name}: {} | {}", worst.join(" "), info.join(" "));
    }
}
