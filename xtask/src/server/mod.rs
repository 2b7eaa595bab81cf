//! The demo's servers: the page's origin, and a second one that answers by a policy which the page chooses
//! and tells the page about every request that it received. Loopback only.

pub mod connection;
mod lab;
pub mod latin1;
mod log;
mod page;
mod policies;
mod policy;
#[cfg(test)]
mod tests;

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use connection::{Connection, CuttableListener};
use lab::Lab;

/// How long open connections may take to end when the servers are told to stop.
const GRACE: Duration = Duration::from_secs(2);

/// How often a free port is looked for when none was asked for.
const ATTEMPTS: usize = 16;

/// What to serve, and where.
pub struct Options {
    /// The built demo page (`dist/www`).
    pub www: PathBuf,
    /// The built npm package (`dist/pkg`), served below `/pkg/`.
    pub pkg: PathBuf,
    /// The page's port; the second origin listens on the next one. 0 takes any free ones.
    pub port: u16,
}

/// Servers that are up. Dropping it stops them.
pub struct Running {
    /// The page's origin, for example `http://localhost:8080`.
    pub page: String,
    /// The cross-origin API, same-site with the page: `http://localhost:8081`.
    pub api: String,
    /// The same listener by another name, and so a third, cross-site origin: `http://127.0.0.1:8081`.
    pub other: String,
    stop: watch::Sender<bool>,
    servers: JoinSet<io::Result<()>>,
}

impl Running {
    /// Waits until a server ends by itself, which happens only when something is wrong.
    pub async fn wait(&mut self) -> Result<(), String> {
        match self.servers.join_next().await {
            None | Some(Ok(Ok(()))) => Ok(()),
            Some(Ok(Err(error))) => Err(format!("the demo's server stopped: {error}")),
            Some(Err(error)) => Err(format!("the demo's server failed: {error}")),
        }
    }

    /// Ends the log streams, lets answers under way finish for a moment, and stops.
    pub async fn shutdown(mut self) {
        // Fails only if no server is left to be told.
        let _ = self.stop.send(true);
        let ended = async { while self.servers.join_next().await.is_some() {} };
        let _ = tokio::time::timeout(GRACE, ended).await;
    }
}

/// Starts both servers and returns when they listen.
///
/// # Errors
///
/// A sentence that names the port and the option that changes it.
pub async fn start(options: Options) -> Result<Running, String> {
    let page_port = listen(options.port, "the demo page").await?;
    let wanted = match options.port {
        0 => 0,
        port => port.checked_add(1).ok_or_else(|| {
            format!("port {port} leaves no port above it for the demo's second origin; choose a lower one with --port")
        })?,
    };
    let api_port = listen(wanted, "the demo's second origin").await?;

    let page = format!("http://localhost:{}", page_port.number);
    let api = format!("http://localhost:{}", api_port.number);
    let other = format!("http://127.0.0.1:{}", api_port.number);

    let (stop, stopped) = watch::channel(false);
    let lab = Lab::new(stopped.clone());
    let page_routes = page::routes(
        &options,
        page_port.number,
        &page::Origins {
            api: api.clone(),
            other: other.clone(),
        },
        lab.clone(),
    )?;
    let api_routes = Router::new().fallback(lab::answer).with_state(lab);

    let mut servers = JoinSet::new();
    for (port, routes) in [(page_port, page_routes), (api_port, api_routes)] {
        for listener in port.listeners {
            servers.spawn(serve(listener, routes.clone(), stopped.clone()));
        }
    }
    Ok(Running {
        page,
        api,
        other,
        stop,
        servers,
    })
}

async fn serve(
    listener: TcpListener,
    routes: Router,
    mut stopped: watch::Receiver<bool>,
) -> io::Result<()> {
    let service = routes.into_make_service_with_connect_info::<Connection>();
    axum::serve(CuttableListener(listener), service)
        .with_graceful_shutdown(async move {
            // An error means that the sender is gone, which is a stop as well.
            let _ = stopped.wait_for(|stopped| *stopped).await;
        })
        .await
}

/// One port number on both loopback addresses.
pub struct Port {
    number: u16,
    pub listeners: Vec<TcpListener>,
}

/// Browsers resolve `localhost` to `::1` or to `127.0.0.1`: a port counts as ours only if both are.
async fn listen(port: u16, what: &str) -> Result<Port, String> {
    let mut last = io::Error::from(ErrorKind::AddrInUse);
    for _ in 0..ATTEMPTS {
        match listen_on_both(port).await {
            Ok(port) => return Ok(port),
            Err(error) if port == 0 && error.kind() == ErrorKind::AddrInUse => last = error,
            Err(error) => {
                last = error;
                break;
            }
        }
    }
    Err(match (last.kind(), port) {
        (ErrorKind::AddrInUse, 0) => format!("no free port was found for {what}; name one with --port"),
        (ErrorKind::AddrInUse, _) => format!(
            "port {port}, which {what} needs, is taken; end the program that listens there, or choose another with --port"
        ),
        (ErrorKind::PermissionDenied, _) => format!(
            "port {port}, which {what} needs, may not be used by this user; choose one above 1023 with --port"
        ),
        _ => format!("{what} can't listen on port {port}: {last}; choose another with --port"),
    })
}

/// Listens on a port of both loopback addresses; 0 takes any.
pub async fn listen_on_both(port: u16) -> io::Result<Port> {
    let first = TcpListener::bind(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port)).await?;
    let number = first.local_addr()?.port();
    let mut listeners = vec![first];
    match TcpListener::bind(SocketAddr::new(IpAddr::V6(Ipv6Addr::LOCALHOST), number)).await {
        Ok(second) => listeners.push(second),
        Err(error) if error.kind() == ErrorKind::AddrInUse => return Err(error),
        // A machine without IPv6 resolves `localhost` to 127.0.0.1 alone.
        Err(_) => {}
    }
    Ok(Port { number, listeners })
}
