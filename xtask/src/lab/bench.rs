//! Scenarios sent to one browser, and what came of it.

use std::fmt::Write as _;

use serde_json::json;

use super::browser::{Session, Start};
use super::engine::Engine;
use super::row::{Ending, Request, Row, Step};
use super::scenario::Scenario;
use super::servers::{self, Servers};
use crate::layout::Layout;

/// So many connections to an origin a browser keeps open.
const CONNECTIONS: usize = 6;

/// A browser and the servers that it talks to.
pub struct Bench<'a> {
    pub engine: Engine,
    layout: &'a Layout,
    start: Start<'a>,
    servers: Servers,
    session: Session,
    runs: u64,
}

impl<'a> Bench<'a> {
    /// Starts both.
    pub async fn start(
        layout: &'a Layout,
        engine: Engine,
        start: Start<'a>,
    ) -> Result<Self, String> {
        let servers = servers::start().await?;
        let session = Session::start(layout, engine, servers.origins, start).await?;
        let mut bench = Self {
            engine,
            layout,
            start,
            servers,
            session,
            runs: 0,
        };
        bench.warm_up().await?;
        Ok(bench)
    }

    /// Opens as many connections to every origin as a browser keeps, and makes it look into its preflight cache.
    ///
    /// Firefox trusts no entry for a host that it has looked up since, or not at all, and it looks up `127.0.0.1` for
    /// each new connection and when there is an entry to trust. Later requests are to find all that done.
    async fn warm_up(&mut self) -> Result<(), String> {
        let preflight = json!({
            "delayMs": 60,
            "headers": [
                ["Access-Control-Allow-Origin", "{origin}"], ["Access-Control-Allow-Credentials", "true"],
                ["Access-Control-Allow-Methods", "PUT"], ["Access-Control-Max-Age", "600"],
            ],
        });
        let actual = json!({ "delayMs": 60 });
        // Connections with credentials are others than those without.
        let step = |(letter, credentials): (&str, &str)| {
            json!({
                "api": "fetch", "url": format!("{{{letter}}}{{base}}/main"), "method": "PUT",
                "credentials": credentials, "parallel": CONNECTIONS,
                "server": { "preflight": preflight, "actual": actual },
            })
        };
        let both = |letter| [(letter, "omit"), (letter, "include")];
        let letters = ["B", "D", "C", "E", "H", "I"].into_iter();
        let once: Vec<_> = letters.flat_map(both).map(step).collect();
        let steps = [once.clone(), once].concat();
        let all = Scenario(json!({ "id": "warm", "category": "", "sub": "", "steps": steps }));
        self.attempt(&[all], 1).await.map(|_| ())
    }

    /// What the browser calls itself.
    pub fn version(&self) -> &str {
        &self.session.version
    }

    /// Runs scenarios of one page, so many side by side. A browser that breaks is started again, once.
    pub async fn observe(
        &mut self,
        scenarios: &[Scenario],
        lanes: usize,
    ) -> Result<Vec<Row>, String> {
        match self.attempt(scenarios, lanes).await {
            Ok(rows) => Ok(rows),
            Err(first) => {
                self.session =
                    Session::start(self.layout, self.engine, self.servers.origins, self.start)
                        .await
                        .map_err(|error| format!("{first}; started again, {error}"))?;
                self.warm_up().await?;
                self.attempt(scenarios, lanes).await.map_err(|error| {
                    let mut ids = String::new();
                    for scenario in scenarios {
                        // Writing to a String does not fail.
                        let _ = write!(ids, " {}", scenario.id());
                    }
                    format!("{error}, twice, while it ran{ids}")
                })
            }
        }
    }

    /// Runs a scenario where the last one of that name has left something in the caches.
    pub async fn observe_again(&mut self, scenario: &Scenario) -> Result<Row, String> {
        let mut rows = self
            .attempt_as(0, std::slice::from_ref(scenario), 1)
            .await?;
        rows.pop().ok_or_else(|| "nothing was run".to_owned())
    }

    async fn attempt(&mut self, scenarios: &[Scenario], lanes: usize) -> Result<Vec<Row>, String> {
        // URLs of their own each time: nothing is left from before in any cache.
        self.runs += 1;
        self.attempt_as(self.runs, scenarios, lanes).await
    }

    async fn attempt_as(
        &mut self,
        run: u64,
        scenarios: &[Scenario],
        lanes: usize,
    ) -> Result<Vec<Row>, String> {
        let base = |scenario: &Scenario| format!("/s/r{run}/{}", scenario.id());
        let Some(page) = scenarios.first().map(Scenario::page) else {
            return Ok(Vec::new());
        };
        for scenario in scenarios {
            self.servers.cases.begin(&base(scenario), scenario);
        }
        let told = scenarios
            .iter()
            .map(|scenario| scenario.for_page(self.servers.origins, &base(scenario)))
            .collect();
        let endings = self
            .session
            .run(page, told, lanes.min(scenarios.len()))
            .await;
        let mut rows = Vec::new();
        for (at, scenario) in scenarios.iter().enumerate() {
            let requests = self.servers.cases.end(&base(scenario)).await;
            if let Ok(endings) = &endings {
                let endings = endings.get(at).cloned().unwrap_or_default();
                rows.push(row(self.engine, scenario, endings, requests));
            }
        }
        endings.map(|_| rows)
    }

    /// Ends the browser.
    pub async fn end(self) {
        self.session.end().await;
    }
}

fn row(
    engine: Engine,
    scenario: &Scenario,
    endings: Vec<Ending>,
    requests: Vec<Vec<Request>>,
) -> Row {
    let steps = endings
        .into_iter()
        .zip(requests)
        .map(|(ending, requests)| Step {
            preflighted: requests.iter().any(|request| request.k == "P"),
            ending,
            requests,
        });
    Row {
        id: scenario.id().to_owned(),
        engine: engine.name().to_owned(),
        steps: steps.collect(),
    }
}
