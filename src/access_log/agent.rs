//! Which user agents may be browsers.

use super::digest::digest;

/// What is written of user agents that ask whether a server is there.
const WATCHERS: [&[u8]; 12] = [
    b"bot",
    b"monitor",
    b"uptime",
    b"pingdom",
    b"statuscake",
    b"health",
    b"probe",
    b"crawler",
    b"spider",
    b"scanner",
    b"newrelic",
    b"datadog",
];

/// As many agents are remembered.
const REMEMBERED: usize = 64;

/// What a user agent is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agent {
    /// It may be a browser; only those send preflights.
    Browser,
    /// It says that it watches over the server, or walks through it.
    Watcher,
    /// It says something else, or nothing.
    Other,
}

/// What an agent is. Every browser's begins with `Mozilla/`
/// ([MDN](https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/User-Agent)).
fn tell(agent: &[u8]) -> Agent {
    let says = |word: &[u8]| {
        agent
            .windows(word.len())
            .any(|part| part.eq_ignore_ascii_case(word))
    };
    if WATCHERS.iter().any(|word| says(word)) {
        Agent::Watcher
    } else if agent.starts_with(b"Mozilla/") {
        Agent::Browser
    } else {
        Agent::Other
    }
}

/// Tells agents, and remembers the last ones: there are few, and looking at one takes longer than reading a line.
#[derive(Debug)]
pub(super) struct Agents([(u64, Agent); REMEMBERED]);

impl Default for Agents {
    fn default() -> Self {
        Self([(0, Agent::Other); REMEMBERED])
    }
}

impl Agents {
    pub fn tell(&mut self, agent: &[u8]) -> Agent {
        let hash = digest(0, agent);
        match self.0.get_mut(hash as usize % REMEMBERED) {
            Some(place) if place.0 == hash => place.1,
            Some(place) => {
                *place = (hash, tell(agent));
                place.1
            }
            None => tell(agent),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agents_are_told_apart() {
        let mut agents = Agents::default();
        for (text, right) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0",
                Agent::Browser,
            ),
            (
                "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
                Agent::Watcher,
            ),
            ("kube-probe/1.31", Agent::Watcher),
            ("ELB-HealthChecker/2.0", Agent::Watcher),
            ("curl/8.5.0", Agent::Other),
            ("", Agent::Other),
        ] {
            assert_eq!(agents.tell(text.as_bytes()), right, "{text}");
        }
    }
}
