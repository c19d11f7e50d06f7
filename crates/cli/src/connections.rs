//! Serving connections, with an end to patience.
//!
//! `axum::serve` waits for ever: whoever opens connections and sends one letter a minute would in time hold all that the
//! system gives out. Here the head of a request has to be there within [`HEAD_WITHIN`] (bodies have their own limit, in `web`),
//! a connection that asks nothing is closed after the same time, and no more than [`CONNECTIONS_AT_ONCE`] are served at once:
//! further ones wait in the queue of the system.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::serve::Listener;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::sync::Semaphore;

/// How long the head of a request may take, and how long a connection may ask nothing.
pub const HEAD_WITHIN: Duration = Duration::from_secs(30);
/// How many connections are served at once.
const CONNECTIONS_AT_ONCE: usize = 2_000;
/// The most headers of a request.
const MOST_HEADERS: usize = 100;
/// How many requests of one HTTP/2 connection are answered at once.
const STREAMS_AT_ONCE: u32 = 50;

/// Serves `pages` on `listener` until `stop` is done, and then answers what was asked already.
pub async fn serve<L: Listener>(
    mut listener: L,
    pages: Router,
    head_within: Duration,
    stop: impl Future<Output = ()>,
) {
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(head_within)
        .max_headers(MOST_HEADERS);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(head_within)
        .keep_alive_timeout(head_within)
        .max_concurrent_streams(STREAMS_AT_ONCE);
    let being_served = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(CONNECTIONS_AT_ONCE));
    let mut stop = std::pin::pin!(stop);
    loop {
        // The semaphore is never closed.
        let Ok(place) = room.clone().acquire_owned().await else {
            break;
        };
        let stream = tokio::select! {
            (stream, _) = listener.accept() => stream,
            () = &mut stop => break,
        };
        let service = TowerToHyperService::new(pages.clone());
        let connection = builder
            .serve_connection(TokioIo::new(stream), service)
            .into_owned();
        let connection = being_served.watch(connection);
        tokio::spawn(async move {
            // Whoever breaks off or speaks no HTTP is nobody's trouble.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    being_served.shutdown().await;
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::{TcpListener, TcpStream};

    use super::*;

    const SOON: Duration = Duration::from_millis(100);

    #[tokio::test]
    async fn half_a_request_is_not_waited_for_and_a_whole_one_is_answered_to_the_last() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let pages = Router::new().route("/", get(|| async { "pages" }));
        let (stop, asked) = tokio::sync::oneshot::channel::<()>();
        let served = tokio::spawn(serve(listener, pages, SOON, async {
            let _ = asked.await;
        }));

        let mut slow = TcpStream::connect(address).await.expect("a connection");
        let half = slow
            .write_all(b"GET / HTTP/1.1\r\nHost: here\r\nX-Slow: ")
            .await;
        half.expect("half a request is sent");
        let mut told = Vec::new();
        // Ends when the server closes; it may say so (408) or not.
        let _ = slow.read_to_end(&mut told).await;
        assert!(!String::from_utf8_lossy(&told).contains("pages"));

        let mut quick = TcpStream::connect(address).await.expect("a connection");
        let whole = quick
            .write_all(b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
            .await;
        whole.expect("a request is sent");
        let mut told = Vec::new();
        quick.read_to_end(&mut told).await.expect("an answer");
        assert!(String::from_utf8_lossy(&told).ends_with("pages"));

        stop.send(()).expect("it is still serving");
        served.await.expect("it stops when asked");
    }
}
