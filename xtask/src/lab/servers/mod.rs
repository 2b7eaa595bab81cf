//! The loopback origins that scenarios are sent to.

mod answer;
mod cases;
mod lenient;
mod script;
mod tls;

use std::io;
use std::net::SocketAddr;

use axum::extract::connect_info::Connected;
use axum::routing::{any, get};
use axum::serve::{IncomingStream, Listener};
use axum::Router;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

use super::origins::{Origins, NOBODY, PORTS, SECURE};
use crate::server::connection::{Connection, Cuttable};
use crate::server::listen_on_both;
use answer::Port;
pub use cases::Cases;
use lenient::Lenient;

/// How often other ports are tried.
const ATTEMPTS: u16 = 200;

/// Ports are looked for from here on: above those that browsers refuse, below those that systems hand out.
const LOWEST: u16 = 20_000;

/// How many connections may wait to be served.
const WAITING: usize = 64;

/// Servers that are up. Dropping it stops them.
pub struct Servers {
    pub origins: Origins,
    pub cases: Cases,
    _running: JoinSet<io::Result<()>>,
}

/// Starts all of them on neighbouring free ports.
pub async fn start() -> Result<Servers, String> {
    let (first, ports) = free_ports().await?;
    let origins = Origins { first };
    let cases = Cases::default();
    let acceptor = tls::acceptor()?;
    let mut running = JoinSet::new();
    for (above, listeners) in (0..PORTS).zip(ports) {
        let secure = above == SECURE;
        let routes = routes(Port {
            origins,
            scheme: if secure { "https" } else { "http" },
            cases: cases.clone(),
        });
        for listener in listeners {
            let service = routes
                .clone()
                .into_make_service_with_connect_info::<Connection>();
            let secure = secure.then(|| acceptor.clone());
            let listener = Incoming::new(listener, secure)
                .map_err(|error| format!("the origins can't be served: {error}"))?;
            running.spawn(async move { axum::serve(listener, service).await });
        }
    }
    Ok(Servers {
        origins,
        cases,
        _running: running,
    })
}

fn routes(port: Port) -> Router {
    Router::new()
        .route("/__lab/step", get(answer::step))
        .route("/__lab/{file}", get(answer::file))
        .fallback(any(answer::scenario))
        .with_state(port)
}

/// The first port, and the listeners of each up to the one where nobody is to listen.
async fn free_ports() -> Result<(u16, Vec<Vec<TcpListener>>), String> {
    // Runs side by side begin their search in different places.
    let start = u16::try_from(std::process::id() % 1000).unwrap_or_default();
    'other: for attempt in 0..ATTEMPTS {
        let first = LOWEST + (start * 10 + attempt * 10) % 12_000;
        let mut ports = Vec::new();
        for above in 0..=NOBODY {
            match listen_on_both(first + above).await {
                Ok(port) => ports.push(port.listeners),
                Err(_) => continue 'other,
            }
        }
        // The last was taken to see that it is free.
        ports.pop();
        return Ok((first, ports));
    }
    Err(format!(
        "no {} neighbouring free ports were found on loopback above {LOWEST}",
        NOBODY + 1
    ))
}

/// A connection, secure or not.
trait Duplex: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Duplex for S {}

type Stream = Lenient<Cuttable<Box<dyn Duplex>>>;

/// Connections, each handed out when its handshake is done, so that a slow one keeps nobody waiting.
struct Incoming {
    ready: mpsc::Receiver<(Stream, SocketAddr)>,
    address: SocketAddr,
}

impl Incoming {
    fn new(listener: TcpListener, secure: Option<TlsAcceptor>) -> io::Result<Self> {
        let (sender, ready) = mpsc::channel(WAITING);
        let address = listener.local_addr()?;
        tokio::spawn(async move {
            while !sender.is_closed() {
                let Ok((stream, peer)) = listener.accept().await else {
                    continue;
                };
                let (secure, sender) = (secure.clone(), sender.clone());
                tokio::spawn(async move {
                    // A short answer is not to wait for a longer one to join it.
                    let _ = stream.set_nodelay(true);
                    let stream: Box<dyn Duplex> = match secure {
                        Some(acceptor) => match acceptor.accept(stream).await {
                            Ok(stream) => Box::new(stream),
                            Err(_) => return,
                        },
                        None => Box::new(stream),
                    };
                    // An error means that the server is gone.
                    let _ = sender
                        .send((Lenient::new(Cuttable::new(stream)), peer))
                        .await;
                });
            }
        });
        Ok(Self { ready, address })
    }
}

impl Listener for Incoming {
    type Io = Stream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(connection) => connection,
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        Ok(self.address)
    }
}

impl Connected<IncomingStream<'_, Incoming>> for Connection {
    fn connect_info(incoming: IncomingStream<'_, Incoming>) -> Self {
        incoming.io().inner().connection()
    }
}
