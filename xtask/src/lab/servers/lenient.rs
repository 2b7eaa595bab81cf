//! Control bytes in header values: pages may send them, and the HTTP library refuses them.
//!
//! On the way in each is spelled by three bytes that the library lets pass, and back in what is recorded.
//! No scenario has one in a body, whose length would not be right any more.

use std::io;
use std::pin::Pin;
use std::task::{ready, Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// No page of a scenario says these two, `ÿþ`, in this order.
const MARK: [u8; 2] = [0xff, 0xfe];

/// Added to a control byte, which makes it a letter.
const SHIFT: u8 = 0x30;

/// So many bytes are read at a time.
const CHUNK: usize = 4096;

/// A stream in which control bytes come spelled.
pub struct Lenient<S> {
    stream: S,
    /// Spelled and not handed on yet.
    pending: Vec<u8>,
}

impl<S> Lenient<S> {
    /// Reads from a stream.
    pub fn new(stream: S) -> Self {
        Self {
            stream,
            pending: Vec::new(),
        }
    }

    /// The stream itself.
    pub fn inner(&self) -> &S {
        &self.stream
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Lenient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.pending.is_empty() {
            let mut chunk = [0; CHUNK];
            let mut chunk = ReadBuf::new(&mut chunk);
            ready!(Pin::new(&mut self.stream).poll_read(context, &mut chunk))?;
            self.pending = spelled(chunk.filled());
        }
        let count = self.pending.len().min(buffer.remaining());
        buffer.put_slice(&self.pending[..count]);
        self.pending.drain(..count);
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Lenient<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

fn spelled(bytes: &[u8]) -> Vec<u8> {
    let mut spelled = Vec::with_capacity(bytes.len());
    for &byte in bytes {
        let control = (byte < 0x20 && !matches!(byte, b'\t' | b'\r' | b'\n')) || byte == 0x7f;
        if control {
            spelled.extend(MARK);
            spelled.push(byte.wrapping_add(SHIFT));
        } else {
            spelled.push(byte);
        }
    }
    spelled
}

/// A header's value as it was sent.
pub fn plain(value: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(value.len());
    let mut rest = value;
    while let Some((&byte, after)) = rest.split_first() {
        match rest {
            [first, second, letter, after @ ..] if [*first, *second] == MARK => {
                plain.push(letter.wrapping_sub(SHIFT));
                rest = after;
            }
            _ => {
                plain.push(byte);
                rest = after;
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{plain, spelled};

    #[test]
    fn what_is_spelled_comes_back() {
        let all: Vec<u8> = (0..=255).collect();
        let way = spelled(&all);
        let refused = |byte: &u8| (*byte < 0x20 && !b"\t\r\n".contains(byte)) || *byte == 0x7f;
        assert!(!way.iter().any(refused));
        assert_eq!(plain(&way), all);
    }
}
