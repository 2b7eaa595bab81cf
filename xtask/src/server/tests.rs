//! The servers as a browser meets them: over TCP, byte by byte.

use std::error::Error;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{start, Options, Running};

type Outcome = Result<(), Box<dyn Error>>;

async fn servers() -> Result<Running, String> {
    start(Options {
        www: PathBuf::from("no-www"),
        pkg: PathBuf::from("no-pkg"),
        port: 0,
    })
    .await
}

fn authority(origin: &str) -> &str {
    origin.trim_start_matches("http://")
}

/// Sends `head` (lines joined by `\r\n`, without `Host`) and returns all that comes back.
async fn send(origin: &str, head: &str, body: &str) -> Result<String, Box<dyn Error>> {
    let mut stream = TcpStream::connect(authority(origin)).await?;
    let request = format!(
        "{head}\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
        authority(origin),
        body.len()
    );
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// The log from its beginning up to the next mark.
async fn log(running: &Running) -> Result<Vec<Value>, Box<dyn Error>> {
    send(&running.page, "POST /__demo/log/mark HTTP/1.1", "").await?;
    let mut stream = TcpStream::connect(authority(&running.page)).await?;
    let request = format!(
        "GET /__demo/log?after=0 HTTP/1.1\r\nHost: {}\r\n\r\n",
        authority(&running.page)
    );
    stream.write_all(request.as_bytes()).await?;
    let mut text = String::new();
    while !text.contains("event: mark") {
        let mut buffer = [0; 4096];
        let read = tokio::time::timeout(Duration::from_secs(5), stream.read(&mut buffer)).await??;
        text.push_str(&String::from_utf8_lossy(&buffer[..read]));
    }
    let lines = text.lines().filter_map(|line| line.strip_prefix("data: {"));
    Ok(lines
        .map(|line| serde_json::from_str(&format!("{{{line}")))
        .collect::<Result<_, _>>()?)
}

const PREFLIGHT: &str = "OPTIONS /lab/one/m?q=1 HTTP/1.1\r\nOrigin: http://localhost:1\r\n\
    Access-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: x-a,x-b";

#[tokio::test]
async fn without_a_policy_everything_is_allowed_and_logged() -> Outcome {
    let running = servers().await?;
    let answer = send(&running.api, PREFLIGHT, "").await?;
    assert!(answer.starts_with("HTTP/1.1 204 "), "{answer}");
    assert!(
        answer.contains("access-control-allow-headers: x-a,x-b\r\n"),
        "{answer}"
    );

    let log = log(&running).await?;
    assert_eq!(log.len(), 1);
    let entry = &log[0];
    assert_eq!(entry["seq"], 1);
    assert_eq!(entry["id"], "one");
    assert_eq!(entry["preflight"], true);
    assert_eq!(entry["method"], "OPTIONS");
    assert_eq!(entry["url"], format!("{}/lab/one/m?q=1", running.api));
    assert_eq!(entry["status"], 204);
    assert_eq!(
        entry["headers"][2],
        serde_json::json!(["access-control-request-headers", "x-a,x-b"])
    );
    Ok(())
}

#[tokio::test]
async fn a_policy_decides() -> Outcome {
    let running = servers().await?;
    let policy = r#"{"preflight":{"status":403},"actual":{"status":418,"headers":[["X-Method","{origin}!"]]}}"#;
    let stored = send(&running.page, "PUT /__demo/policy/one HTTP/1.1", policy).await?;
    assert!(stored.starts_with("HTTP/1.1 204 "), "{stored}");
    assert!(send(&running.api, PREFLIGHT, "")
        .await?
        .starts_with("HTTP/1.1 403 "));
    // By the third origin's name it is the same lab; custom methods and bodies are taken as they are.
    let answer = send(
        &running.other,
        "patch /lab/one/n HTTP/1.1\r\nOrigin: null",
        "a=b",
    )
    .await?;
    assert!(answer.starts_with("HTTP/1.1 418 "), "{answer}");
    assert!(answer.contains("x-method: null!\r\n"), "{answer}");

    let log = log(&running).await?;
    assert_eq!(log[1]["method"], "patch");
    assert_eq!(log[1]["preflight"], false);
    assert_eq!(log[1]["bodyLength"], 3);
    assert_eq!(log[1]["url"], format!("{}/lab/one/n", running.other));
    Ok(())
}

#[tokio::test]
async fn a_wrong_policy_is_answered_with_the_field() -> Outcome {
    let running = servers().await?;
    let answer = send(
        &running.page,
        "PUT /__demo/policy/one HTTP/1.1",
        r#"{"actual":{"status":"x"}}"#,
    )
    .await?;
    assert!(
        answer.starts_with("HTTP/1.1 422 ") && answer.contains("actual.status"),
        "{answer}"
    );
    let answer = send(&running.page, "PUT /__demo/policy/a%20b HTTP/1.1", "{}").await?;
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    Ok(())
}

#[tokio::test]
async fn a_cut_connection_gets_no_byte_and_is_logged() -> Outcome {
    let running = servers().await?;
    send(
        &running.page,
        "PUT /__demo/policy/one HTTP/1.1",
        r#"{"preflight":{"drop":true}}"#,
    )
    .await?;
    let answer = send(&running.api, PREFLIGHT, "").await.unwrap_or_default();
    assert_eq!(answer, "");
    let log = log(&running).await?;
    assert_eq!(log.len(), 1);
    assert_eq!(log[0]["status"], Value::Null);
    Ok(())
}

#[tokio::test]
async fn paths_outside_the_lab_are_logged_and_not_found() -> Outcome {
    let running = servers().await?;
    assert!(send(&running.api, "GET /lab/one HTTP/1.1", "")
        .await?
        .starts_with("HTTP/1.1 404 "));
    assert_eq!(log(&running).await?[0]["id"], Value::Null);
    Ok(())
}

#[tokio::test]
async fn the_page_knows_the_origins_and_answers_only_to_its_own_name() -> Outcome {
    let running = servers().await?;
    let config = send(&running.page, "GET /__demo/config.json HTTP/1.1", "").await?;
    assert!(
        config.contains(&format!(
            r#"{{"api":"{}","other":"{}"}}"#,
            running.api, running.other
        )),
        "{config}"
    );
    let blank = send(
        &running.page,
        "GET /__demo/blank?csp=script-src%20%27self%27 HTTP/1.1",
        "",
    )
    .await?;
    assert!(
        blank.contains("content-security-policy: script-src 'self'\r\n"),
        "{blank}"
    );

    let mut stream = TcpStream::connect(authority(&running.page)).await?;
    stream
        .write_all(
            b"GET /__demo/config.json HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        )
        .await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    assert!(answer.starts_with("HTTP/1.1 421 "), "{answer}");
    Ok(())
}

#[tokio::test]
async fn a_taken_port_is_named_with_the_option() -> Outcome {
    let running = servers().await?;
    let port: u16 = authority(&running.page)
        .trim_start_matches("localhost:")
        .parse()?;
    let options = Options {
        www: PathBuf::new(),
        pkg: PathBuf::new(),
        port,
    };
    let error = start(options).await.err().unwrap_or_default();
    assert!(
        error.contains(&format!("port {port}")) && error.contains("--port"),
        "{error}"
    );
    let options = Options {
        www: PathBuf::new(),
        pkg: PathBuf::new(),
        port: u16::MAX,
    };
    let error = start(options).await.err().unwrap_or_default();
    assert!(error.contains("lower one with --port"), "{error}");
    Ok(())
}

#[tokio::test]
async fn stopping_ends_open_log_streams() -> Outcome {
    let running = servers().await?;
    let mut stream = TcpStream::connect(authority(&running.page)).await?;
    let request = format!(
        "GET /__demo/log HTTP/1.1\r\nHost: {}\r\n\r\n",
        authority(&running.page)
    );
    stream.write_all(request.as_bytes()).await?;
    assert!(stream.read(&mut [0; 1024]).await? > 0);
    running.shutdown().await;
    let mut rest = Vec::new();
    tokio::time::timeout(Duration::from_secs(1), stream.read_to_end(&mut rest)).await??;
    Ok(())
}
