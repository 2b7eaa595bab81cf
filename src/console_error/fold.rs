//! Puts sentences together: which of them speak of the same request.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::kind;
use super::scan::{shortly_before, words_before, Found};
use crate::engine::console::{Complaint, Says, Unsaid, TRANSLATED};
use crate::engine::Engine;

/// More than these are not told of: nobody reads them, and each is compared with others.
const MOST: usize = 100;

/// What several sentences say of one request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    pub engine: Option<Engine>,
    pub complaint: Option<Complaint>,
    pub unsaid: Option<Unsaid>,
    /// The console would say so if it were the preflight's answer.
    pub tells_preflights_apart: bool,
    /// It says so.
    pub of_preflight: bool,
    /// Whether it is a redirect that was not followed.
    pub of_redirect: bool,
    /// The request has failed because another request for the same, before it, has.
    pub repeated: bool,
    pub kind: Option<&'static str>,
    pub url: Option<String>,
    pub redirected_from: Option<String>,
    pub origin: Option<String>,
    pub value: Option<String>,
    pub method: Option<String>,
    pub header: Option<String>,
    pub status: Option<u16>,
    pub address_space: Option<String>,
}

impl Draft {
    /// Takes what a sentence says besides what it is there for; what is known already stays.
    fn take(&mut self, text: &str, sentence: &Found<'_>) {
        let fill = |known: &mut Option<String>, letter: u8| {
            if known.is_none() {
                *known = sentence.hole(letter).map(ToOwned::to_owned);
            }
        };
        fill(&mut self.origin, b'o');
        fill(&mut self.value, b'v');
        fill(&mut self.method, b'm');
        fill(&mut self.header, b'h');
        fill(&mut self.address_space, b'a');
        self.url = self
            .url
            .take()
            .or_else(|| sentence.hole(b'u').map(without_user));
        self.redirected_from =
            (self.redirected_from.take()).or_else(|| sentence.hole(b'f').map(without_user));
        self.status = self.status.or_else(|| sentence.hole(b's')?.parse().ok());
        let said = sentence
            .hole(b'k')
            .or_else(|| text.get(sentence.at..sentence.end));
        self.kind = self.kind.or_else(|| kind::of(said?));
    }

    /// Takes a reason, and the engine from it: others may print what came before.
    fn blame(&mut self, sentence: &Found<'_>, complaint: Complaint) {
        self.complaint = Some(complaint);
        self.unsaid = sentence.unsaid;
        self.engine = sentence.engine;
        self.tells_preflights_apart = sentence.tells_preflights_apart;
    }

    /// Whether what failed may be what a redirect has led to. A host that is taken for a scheme has no slashes.
    fn may_be_redirected(&self) -> bool {
        let url = self.url.as_deref().unwrap_or_default();
        let is_local = url.starts_with("file:");
        self.redirected_from.is_none()
            && !is_local
            && (url.contains("://") || self.complaint == Some(Complaint::RedirectScheme))
    }

    fn is_of(&self, url: Option<&String>) -> bool {
        url.is_some() && self.url.as_ref() == url
    }
}

/// A URL without the user name and password that it may have: those are secrets.
pub(super) fn without_user(url: &str) -> String {
    let Some(start) = url.find("://").map(|at| at + 3) else {
        return url.to_owned();
    };
    let (scheme, rest) = url.split_at(start);
    let authority = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest[..authority].rfind('@').map_or(0, |at| at + 1);
    [scheme, &rest[host..]].concat()
}

/// Requests, in the order in which they were told of.
pub(super) fn drafts(text: &str, sentences: &[Found<'_>]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut echoes: Vec<Draft> = Vec::new();
    for sentence in sentences {
        if drafts.len() >= MOST {
            break;
        }
        let mut new = Draft {
            engine: sentence.engine,
            ..Draft::default()
        };
        new.take(text, sentence);
        match sentence.says {
            Says::Blocked | Says::NotLoaded => drafts.push(new),
            Says::NotFollowed => drafts.push(Draft {
                of_redirect: true,
                ..new
            }),
            Says::OfPreflight => open(&mut drafts, new).of_preflight = true,
            Says::Reason(complaint) => {
                if words_before(text, sentence.at).next() == Some("resource:") && !drafts.is_empty()
                {
                    continue;
                }
                let draft = open(&mut drafts, new);
                draft.take(text, sentence);
                draft.blame(sentence, complaint);
                settle(&mut drafts);
            }
            Says::Link(complaint) => {
                let told =
                    |draft: &Draft| draft.engine == sentence.engine && draft.complaint.is_some();
                if !drafts.last().is_some_and(told) {
                    new.url = url_before(text, sentence.at);
                    let draft = open(&mut drafts, new);
                    draft.blame(sentence, complaint);
                }
            }
            Says::Status => {
                if let Some(last) = drafts.last_mut() {
                    last.take(text, sentence);
                }
                settle(&mut drafts);
            }
            Says::BlockedAfterReason => close(&mut drafts, new),
            Says::Echo(complaint) => {
                let mut words = words_before(text, sentence.at);
                let url = words.next().filter(|word| word.contains("://"));
                if let Some(url) = url {
                    new.url = Some(without_user(url));
                    let is_method = |word: &&str| {
                        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_uppercase())
                    };
                    new.method = words.next().filter(is_method).map(ToOwned::to_owned);
                }
                new.blame(sentence, complaint);
                let known = drafts
                    .iter_mut()
                    .rev()
                    .find(|draft| draft.is_of(new.url.as_ref()));
                match known {
                    Some(known) => {
                        known.status = known.status.or(new.status);
                        known.method = known.method.take().or(new.method);
                    }
                    None if complaint == Complaint::NotTold && new.url.is_none() => {
                        // All of an engine say the same.
                        if !echoes.iter().any(|echo| echo.engine == new.engine) {
                            echoes.push(new);
                        }
                    }
                    None => drafts.push(new),
                }
            }
        }
    }
    for echo in echoes {
        let told = |draft: &Draft| echo.engine.is_none() || draft.engine == echo.engine;
        if !drafts.iter().any(told) {
            drafts.push(echo);
        }
    }
    if drafts.is_empty() {
        drafts.extend(text.split('\n').find_map(in_another_language));
    }
    drafts.dedup();
    drafts
}

/// A line that names a URL, then CORS and one of its headers in quotation marks: all that a translation leaves.
fn in_another_language(line: &str) -> Option<Draft> {
    let url = line.find("://")?;
    let rest = line.get(url..)?;
    let cors = rest.find("CORS")?;
    let header = rest.find("Access-Control-Allow-")?;
    let quoted = rest
        .get(..header)?
        .trim_end()
        .chars()
        .next_back()
        .is_some_and(|mark| !mark.is_alphanumeric());
    (quoted && cors > 0).then(|| Draft {
        engine: TRANSLATED,
        complaint: Some(Complaint::NotTold),
        unsaid: Some(Unsaid::Language),
        url: url_before(line, line.len()),
        ..Draft::default()
    })
}

/// The last draft if its reason is still to come, else a new one.
fn open(drafts: &mut Vec<Draft>, new: Draft) -> &mut Draft {
    let is_open = |draft: &Draft| draft.complaint.is_none();
    if !drafts.last().is_some_and(is_open) {
        drafts.push(new);
    }
    let last = drafts.len() - 1;
    &mut drafts[last]
}

/// The URL of a reason that was told before it.
fn close(drafts: &mut Vec<Draft>, new: Draft) {
    let mut same = drafts
        .iter_mut()
        .filter(|draft| draft.engine == new.engine && draft.complaint.is_some());
    let found = match same.by_ref().find(|draft| draft.url.is_none()) {
        Some(found) => Some(found),
        None => drafts
            .iter_mut()
            .rev()
            .find(|draft| draft.is_of(new.url.as_ref())),
    };
    match found {
        Some(found) => {
            found.url = found.url.take().or(new.url);
            found.kind = found.kind.or(new.kind);
        }
        None => drafts.push(new),
    }
}

/// Takes the last draft into the one before it, if they are of the same request.
fn settle(drafts: &mut Vec<Draft>) {
    use Complaint as C;
    let Some((last, before)) = drafts.split_last_mut() else {
        return;
    };
    // The same reason, once without the URL and once with it.
    if let Some(previous) = before.last() {
        let same = previous.url.is_none()
            && previous.complaint == last.complaint
            && previous.header == last.header;
        if same && last.url.is_some() && previous.engine == last.engine {
            let at = before.len() - 1;
            drafts.remove(at);
            return;
        }
    }
    let is_other = |draft: &Draft| draft.engine == last.engine;
    let same = before
        .iter()
        .rposition(|draft| is_other(draft) && draft.is_of(last.url.as_ref()));
    let Some(earlier) = same.or_else(|| before.iter().rposition(is_other)) else {
        return;
    };
    let earlier = &mut before[earlier];
    let same_url = earlier.is_of(last.url.as_ref());
    match (earlier.complaint, last.complaint) {
        // A preflight that has failed, and then the request that it was for.
        (Some(C::Scheme | C::RedirectScheme), Some(C::NotAnswered))
            if !same_url && earlier.may_be_redirected() =>
        {
            earlier.complaint = Some(C::RedirectScheme);
            earlier.redirected_from = last.url.take();
        }
        (Some(C::NotAnswered), Some(C::NotAnswered)) if same_url => {
            earlier.complaint = Some(C::PreflightNotAnswered)
        }
        (Some(_), Some(C::NotAnswered)) if same_url => {}
        (Some(C::PreflightRedirect), Some(C::PreflightStatus)) if same_url => {
            earlier.status = earlier.status.or(last.status);
            // Its status may still come.
            if last.status.is_none() {
                return;
            }
        }
        _ => return,
    }
    earlier.repeated = true;
    drafts.pop();
}

/// The last URL before an offset that is not the link's own.
fn url_before(text: &str, at: usize) -> Option<String> {
    let before = shortly_before(text, at);
    let urls = before.split(|c: char| c.is_whitespace() || (!c.is_ascii() && c != '\u{2026}'));
    let urls = urls.map(|word| word.trim_matches(['\'', '"', '(', ')', '[', ']', '.', ',']));
    let mut urls =
        urls.filter(|word| word.contains("://") && !word.contains("developer.mozilla.org"));
    urls.next_back().map(without_user)
}
