//! TLS in the process: rustls over ring, HTTP/1.1 and HTTP/2 by what the browser offers.
//!
//! A certificate is read once, when the program starts: whoever renews it starts the program again.

use std::error::Error;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::serve::Listener;
use clap::Args;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::{self, PemObject};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{self, ServerConfig};
use tokio_rustls::server::TlsStream;

/// How long a browser may take to agree on keys.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// How many may be agreeing at once; the others wait in the queue of the system.
const HANDSHAKES_AT_ONCE: usize = 256;
/// Connections that wait to be served.
const READY: usize = 64;
/// How long to wait when the system gives out no connections (too many open files).
const AFTER_TROUBLE: Duration = Duration::from_millis(200);

/// The certificate and its key.
#[derive(Args)]
pub struct Tls {
    /// The certificate of this server and those between it and its authority, in PEM: the pages are then served over https by the
    /// program itself
    #[arg(
        long = "tls-cert",
        value_name = "FILE",
        env = "TIREK_TLS_CERT",
        requires = "tls_key"
    )]
    tls_cert: Option<PathBuf>,
    /// The private key of the certificate, in PEM
    #[arg(
        long = "tls-key",
        value_name = "FILE",
        env = "TIREK_TLS_KEY",
        requires = "tls_cert"
    )]
    tls_key: Option<PathBuf>,
}

impl Tls {
    /// What accepts connections, when a certificate was given.
    ///
    /// # Errors
    /// A sentence that names the file which cannot be read or does not fit.
    pub fn acceptor(&self) -> Result<Option<TlsAcceptor>, Box<dyn Error>> {
        let (Some(certificate), Some(key)) = (&self.tls_cert, &self.tls_key) else {
            return Ok(None);
        };
        Ok(Some(acceptor(certificate, key)?))
    }
}

fn acceptor(certificate: &Path, key: &Path) -> Result<TlsAcceptor, Box<dyn Error>> {
    let chain = CertificateDer::pem_file_iter(certificate)
        .and_then(|items| items.collect::<Result<Vec<_>, _>>())
        .map_err(|error| unreadable("certificate", certificate, &error))?;
    if chain.is_empty() {
        return Err(unreadable("certificate", certificate, &pem::Error::NoItemsFound).into());
    }
    let private = PrivateKeyDer::from_pem_file(key)
        .map_err(|error| unreadable("private key", key, &error))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, private)
        .map_err(|error| match error {
            rustls::Error::InconsistentKeys(_) => format!(
                "the key in {} is not that of the certificate in {}",
                key.display(),
                certificate.display()
            ),
            other => format!(
                "the certificate in {} with the key in {} cannot be used: {other}",
                certificate.display(),
                key.display()
            ),
        })?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

fn unreadable(what: &str, file: &Path, error: &pem::Error) -> String {
    match error {
        pem::Error::NoItemsFound => {
            format!("there is no {what} in PEM in {}", file.display())
        }
        pem::Error::Io(error) => format!("the {what} {}: {error}", file.display()),
        error => format!("the {what} in {} does not read: {error}", file.display()),
    }
}

/// Connections over TLS. Keys are agreed on beside each other, so that whoever is slow at it holds up nobody.
pub struct TlsListener {
    address: SocketAddr,
    ready: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
}

impl TlsListener {
    /// Accepts on `listener` from now on.
    ///
    /// # Errors
    /// The address of the listener is not known.
    pub fn new(listener: TcpListener, acceptor: TlsAcceptor) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let (sender, ready) = mpsc::channel(READY);
        tokio::spawn(accept(listener, acceptor, sender));
        Ok(TlsListener { address, ready })
    }
}

async fn accept(
    listener: TcpListener,
    acceptor: TlsAcceptor,
    ready: mpsc::Sender<(TlsStream<TcpStream>, SocketAddr)>,
) {
    let room = Arc::new(Semaphore::new(HANDSHAKES_AT_ONCE));
    loop {
        // The semaphore is never closed; when the server has ended, nobody takes connections any more.
        let Ok(place) = room.clone().acquire_owned().await else {
            return;
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = ready.closed() => return,
        };
        let (stream, from) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(AFTER_TROUBLE).await;
                continue;
            }
        };
        let (acceptor, ready) = (acceptor.clone(), ready.clone());
        tokio::spawn(async move {
            let _place = place;
            // Whoever speaks no TLS, or gives up, is nobody's trouble.
            if let Ok(Ok(stream)) = timeout(HANDSHAKE, acceptor.accept(stream)).await {
                let _ = ready.send((stream, from)).await;
            }
        });
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(accepted) => accepted,
            // The task that accepts ends only after this listener.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        Ok(self.address)
    }
}
