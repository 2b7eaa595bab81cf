//! Programs that run beside the bench, and end with it.

use std::io;
use std::process::Stdio;
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};

/// For so long it is waited until a driver listens.
const START: Duration = Duration::from_secs(20);

/// How often it is looked whether it does.
const GLANCE: Duration = Duration::from_millis(30);

/// A program with all that it starts; dropping it ends them.
pub struct Group(Child);

impl Group {
    /// Starts it in silence.
    pub fn start(command: &mut Command) -> Result<Self, String> {
        let name = command
            .as_std()
            .get_program()
            .to_string_lossy()
            .into_owned();
        command
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true);
        // A group of its own: a driver that is ended leaves its browser running.
        #[cfg(unix)]
        command.process_group(0);
        command
            .spawn()
            .map(Self)
            .map_err(|error| format!("`{name}` can't be started: {error}"))
    }

    /// The first line that it prints.
    pub async fn first_line(&mut self) -> Option<String> {
        let lines = BufReader::new(self.0.stdout.take()?)
            .lines()
            .next_line()
            .await;
        lines.ok().flatten()
    }

    /// Waits until it listens on a port.
    pub async fn listening(&mut self, port: u16) -> Result<(), String> {
        let start = Instant::now();
        while start.elapsed() < START {
            if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                return Ok(());
            }
            if let Ok(Some(status)) = self.0.try_wait() {
                return Err(format!("it ended at once: {status}"));
            }
            tokio::time::sleep(GLANCE).await;
        }
        Err(format!(
            "it does not listen on port {port} after {} s",
            START.as_secs()
        ))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Some(id) = self.0.id() {
            crate::process::succeeds(
                std::process::Command::new("kill").args(["--", &format!("-{id}")]),
            );
        }
    }
}

/// A port that was free a moment ago.
pub async fn free_port() -> io::Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    Ok(listener.local_addr()?.port())
}
