//! Requests and answers as tools print them, read: `curl -i`, `curl -v`, and what DevTools copy.

mod line;

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;

use self::line::{Line, Side};

/// How much of a body is kept, in bytes: who answered is told by its beginning.
const BODY: usize = 2048;

/// A request or an answer that stood in a text, in the text's order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum PastedMessage {
    /// What was sent.
    Request(PastedRequest),
    /// What came back.
    Response(PastedResponse),
}

/// A request that stood in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PastedRequest {
    /// The method.
    pub method: String,
    /// The path with its query, or a whole URL, as it stood there.
    pub target: String,
    /// Header lines. Of those that may hold a secret the value is left out: only what CORS, and where it goes, hangs on is
    /// kept.
    pub headers: Vec<(String, String)>,
}

/// An answer that stood in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PastedResponse {
    /// HTTP status code; `None` where only header lines were pasted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Header lines in order; a repeated name is a repeated line. The values of cookies are left out.
    pub headers: Vec<(String, String)>,
    /// The beginning of the body, 2,048 bytes at most.
    pub body: String,
}

/// Reads what was pasted. Lines that belong to no message, as a shell's prompt or `curl`'s own remarks, are passed over.
/// Interim answers (`100 Continue`) are left out. Empty if there is no message in it.
///
/// ```
/// use cors_forecast::{read_pasted, PastedMessage};
/// let messages = read_pasted("HTTP/2 401 \r\nserver: nginx\r\n\r\nUnauthorized");
/// let [PastedMessage::Response(answer)] = messages.as_slice() else { panic!() };
/// assert_eq!((answer.status, answer.body.as_str()), (Some(401), "Unauthorized"));
/// ```
pub fn read_pasted(text: &str) -> Vec<PastedMessage> {
    let mut reader = Reader {
        verbose: line::is_verbose(text),
        ..Reader::default()
    };
    for line in text.split('\n') {
        reader.take(line.strip_suffix('\r').unwrap_or(line));
    }
    reader.close();
    reader.done
}

#[derive(Default)]
struct Reader {
    done: Vec<PastedMessage>,
    open: Option<PastedMessage>,
    /// Lines of the open answer's body; `None` while its head is read.
    body: Option<String>,
    /// Whether lines are marked by who has sent them.
    verbose: bool,
}

impl Reader {
    fn take(&mut self, text: &str) {
        let (side, text) = line::side(text, self.verbose);
        match line::read(text) {
            _ if side == Side::Remark => {}
            Line::Status(status) if side != Side::Sent => {
                self.close();
                self.open = Some(PastedMessage::Response(PastedResponse {
                    status: Some(status),
                    ..PastedResponse::default()
                }));
            }
            Line::Request(method, target) if side != Side::Received => {
                self.close();
                self.open = Some(PastedMessage::Request(PastedRequest {
                    method: method.to_owned(),
                    target: target.to_owned(),
                    headers: Vec::new(),
                }));
            }
            read => self.within(side, text, &read),
        }
    }

    /// A line that begins no message.
    fn within(&mut self, side: Side, text: &str, read: &Line<'_>) {
        if let Some(body) = self.body.as_mut().filter(|_| side == Side::Unmarked) {
            // Of which no more is told than its beginning.
            if body.len() <= BODY {
                body.push_str(text);
                body.push('\n');
            }
            return;
        }
        match read {
            Line::Empty => match self.open {
                Some(PastedMessage::Request(_)) => self.close(),
                Some(PastedMessage::Response(_)) => self.body = Some(String::new()),
                None => {}
            },
            Line::Header(name, value) => self.header(name, value),
            // The body of an answer whose head stands elsewhere.
            _ if side == Side::Unmarked && self.verbose => {
                if let Some(PastedMessage::Response(_)) = self.open {
                    self.body = Some([text, "\n"].concat());
                }
            }
            _ => {}
        }
    }

    fn header(&mut self, name: &str, value: &str) {
        // DevTools copy header lines without a status.
        let open = self
            .open
            .get_or_insert_with(|| PastedMessage::Response(PastedResponse::default()));
        let line = |kept: bool| (name.to_owned(), if kept { value } else { "" }.to_owned());
        match open {
            PastedMessage::Request(request) => request.headers.push(line(line::is_told(name))),
            PastedMessage::Response(answer) => answer.headers.push(line(!line::is_cookie(name))),
        }
    }

    fn close(&mut self) {
        let body = self.body.take().unwrap_or_default();
        let Some(mut message) = self.open.take() else {
            return;
        };
        if let PastedMessage::Response(answer) = &mut message {
            if answer.status.is_some_and(|status| status < 200) {
                return;
            }
            answer.body = beginning(body.strip_suffix('\n').unwrap_or(&body)).to_owned();
        }
        self.done.push(message);
    }
}

/// The beginning, cut between characters.
fn beginning(text: &str) -> &str {
    let mut end = text.len().min(BODY);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
