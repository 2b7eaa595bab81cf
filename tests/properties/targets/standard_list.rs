//! The standard's [CORS-preflight cache](https://fetch.spec.whatwg.org/#cors-preflight-cache) as a list, and what goes into it,
//! by the letter. Nothing of the crate is asked.

/// What the cache needs to know of a request.
pub struct Asked<'a> {
    pub url: &'a str,
    pub method: &'a str,
    /// Its CORS-unsafe request-header names, in lower case.
    pub names: Vec<String>,
    pub credentials: bool,
}

/// What a server says to whatever it is asked.
pub struct Answer<'a> {
    pub status: u16,
    /// Whether the CORS check passes.
    pub permits: bool,
    pub methods: Option<&'a str>,
    pub names: Option<&'a str>,
    pub max_age: Option<&'a str>,
}

struct Entry {
    url: String,
    credentials: bool,
    what: What,
    stored_at: f64,
    max_age: f64,
}

#[derive(PartialEq)]
enum What {
    Method(String),
    Name(String),
}

#[derive(Default)]
pub struct List(Vec<Entry>);

impl List {
    /// Whether the request is preceded by a preflight: [HTTP fetch](https://fetch.spec.whatwg.org/#concept-http-fetch).
    pub fn misses(&mut self, asked: &Asked<'_>, now: f64) -> bool {
        self.end(now);
        let method = !is_safelisted(asked.method) && self.method(asked.method, asked).is_none();
        method
            || asked
                .names
                .iter()
                .any(|name| self.name(name, asked).is_none())
    }

    /// What becomes of the list when this is what the request is answered, a preflight before it or not.
    pub fn answered(&mut self, asked: &Asked<'_>, answer: &Answer<'_>, preflight: bool, now: f64) {
        let lists = match preflight {
            true => granted(asked, answer),
            false => answer.permits.then(|| (Vec::new(), Vec::new())),
        };
        // Main fetch: clear cache entries.
        let Some((methods, names)) = lists else {
            self.0.retain(|entry| entry.url != asked.url);
            return;
        };
        let max_age = seconds(answer.max_age);
        for method in methods {
            let known = self.method(&method, asked);
            self.put(known, What::Method(method), asked, max_age, now);
        }
        for name in names {
            let known = self.name(&name, asked);
            self.put(known, What::Name(name), asked, max_age, now);
        }
    }

    /// Removes what has ended.
    fn end(&mut self, now: f64) {
        self.0
            .retain(|entry| now < entry.stored_at + entry.max_age * 1000.0);
    }

    fn put(&mut self, known: Option<usize>, what: What, asked: &Asked<'_>, max_age: f64, now: f64) {
        match known {
            // Since it was stored, as before.
            Some(known) => self.0[known].max_age = max_age,
            None => self.0.push(Entry {
                url: asked.url.to_owned(),
                credentials: asked.credentials,
                what,
                stored_at: now,
                max_age,
            }),
        }
        // One that is older than that has ended by it.
        self.end(now);
    }

    fn matching(&self, asked: &Asked<'_>, fits: impl Fn(&What) -> bool) -> Option<usize> {
        self.0.iter().position(|entry| {
            entry.url == asked.url && (entry.credentials || !asked.credentials) && fits(&entry.what)
        })
    }

    fn method(&self, method: &str, asked: &Asked<'_>) -> Option<usize> {
        self.matching(
            asked,
            |what| matches!(what, What::Method(known) if known == method || known == "*"),
        )
    }

    fn name(&self, name: &str, asked: &Asked<'_>) -> Option<usize> {
        let name = name.to_lowercase();
        self.matching(asked, |what| {
            matches!(what, What::Name(known)
                if known.to_lowercase() == name || known == "*" && name != "authorization")
        })
    }
}

/// Methods and names that the answer to a preflight permits, unless it is a network error:
/// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch), step 7.
fn granted(asked: &Asked<'_>, answer: &Answer<'_>) -> Option<(Vec<String>, Vec<String>)> {
    let methods = listed(answer.methods)?;
    let names = listed(answer.names)?;
    let any = |list: &[String]| !asked.credentials && list.iter().any(|one| one == "*");
    let by_name = |name: &String| names.iter().any(|known| known.to_lowercase() == *name);
    let method = methods.iter().any(|known| known == asked.method)
        || is_safelisted(asked.method)
        || any(&methods);
    let authorization = asked
        .names
        .iter()
        .all(|name| name != "authorization" || by_name(name));
    let all = asked.names.iter().all(|name| by_name(name) || any(&names));
    let granted =
        answer.permits && (200..300).contains(&answer.status) && method && authorization && all;
    granted.then_some((methods, names))
}

fn is_safelisted(method: &str) -> bool {
    ["GET", "HEAD", "POST"].contains(&method)
}

/// `None` if it is no list of tokens.
fn listed(value: Option<&str>) -> Option<Vec<String>> {
    let members = value.unwrap_or_default().split(',').map(str::trim);
    let members: Vec<String> = members
        .filter(|member| !member.is_empty())
        .map(str::to_owned)
        .collect();
    let is_token = |member: &String| !member.contains([' ', '"', '/']);
    members.iter().all(is_token).then_some(members)
}

/// Five, unless there are digits and nothing else.
fn seconds(value: Option<&str>) -> f64 {
    let digits =
        value.filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()));
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(5.0)
}
