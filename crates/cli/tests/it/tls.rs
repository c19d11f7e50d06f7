//! `tirek serve --tls-cert --tls-key`: https by the program itself. The certificate and the keys here are for these tests alone.

use std::{
    io::{Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    sync::Arc,
};

use tokio_rustls::rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned,
    crypto::ring::default_provider,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};

use crate::program::{Served, tirek};

fn fixture(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/tls");
    folder.join(name).display().to_string()
}

fn served(folder: &Path) -> Served {
    let (certificate, key) = (fixture("certificate.pem"), fixture("key.pem"));
    Served::start(folder, &["--tls-cert", &certificate, "--tls-key", &key])
}

/// A connection by somebody who trusts the certificate and speaks these protocols.
fn connect(served: &Served, protocols: &[&str]) -> StreamOwned<ClientConnection, TcpStream> {
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_file(fixture("certificate.pem")).unwrap())
        .unwrap();
    let mut config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = protocols
        .iter()
        .map(|name| name.as_bytes().to_vec())
        .collect();
    let name = ServerName::try_from("localhost").unwrap();
    let client = ClientConnection::new(Arc::new(config), name).unwrap();
    StreamOwned::new(client, TcpStream::connect(&served.address).unwrap())
}

#[test]
fn pages_come_over_https_with_secure_cookies_and_nothing_else_afterwards() {
    let home = tempfile::tempdir().unwrap();
    let served = served(home.path());
    let mut stream = connect(&served, &["http/1.1"]);
    write!(
        stream,
        "GET /set-up HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = Vec::new();
    // The end may come without a farewell.
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer).to_lowercase();
    assert!(answer.starts_with("http/1.1 200"), "{answer}");
    assert!(
        answer.contains("strict-transport-security: max-age=31536000"),
        "{answer}"
    );
    let cookie = answer
        .lines()
        .find(|line| line.starts_with("set-cookie: __host-tirek-form="));
    let cookie = cookie.unwrap_or_else(|| panic!("{answer}"));
    assert!(
        cookie.contains("secure") && cookie.contains("httponly"),
        "{cookie}"
    );
    assert_eq!(stream.conn.alpn_protocol(), Some(b"http/1.1".as_slice()));
    assert_eq!(served.stop().exit, 0);
}

#[test]
fn whoever_speaks_http_2_gets_it_and_whoever_speaks_no_tls_holds_up_nobody() {
    let home = tempfile::tempdir().unwrap();
    let served = served(home.path());
    let silent = TcpStream::connect(&served.address).unwrap();
    let mut plain = TcpStream::connect(&served.address).unwrap();
    plain
        .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .unwrap();
    let mut said = Vec::new();
    let _ = plain.read_to_end(&mut said);
    assert!(!said.starts_with(b"HTTP"), "nothing is served in plain");

    let mut stream = connect(&served, &["h2", "http/1.1"]);
    // The preface and empty settings; the server answers with its own settings first (RFC 9113, section 3.4).
    stream
        .write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0")
        .unwrap();
    let mut frame = [0; 9];
    stream.read_exact(&mut frame).unwrap();
    assert_eq!(frame[3], 4, "settings");
    assert_eq!(stream.conn.alpn_protocol(), Some(b"h2".as_slice()));
    drop((silent, stream));
    assert_eq!(served.stop().exit, 0);
}

#[test]
fn a_certificate_that_cannot_be_used_is_told_before_anything_is_made() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let nothing = home.path().join("nothing.pem");
    let empty = home.path().join("empty.pem");
    std::fs::write(&empty, "").unwrap();
    let mangled = home.path().join("mangled.pem");
    std::fs::write(
        &mangled,
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    )
    .unwrap();
    let path = |file: &PathBuf| file.display().to_string();
    let (certificate, key) = (fixture("certificate.pem"), fixture("key.pem"));
    let cases = [
        (path(&nothing), key.clone(), "the certificate "),
        (
            path(&empty),
            key.clone(),
            "there is no certificate in PEM in ",
        ),
        (path(&mangled), key.clone(), "cannot be used"),
        (
            certificate.clone(),
            path(&empty),
            "there is no private key in PEM in ",
        ),
        (
            certificate.clone(),
            certificate.clone(),
            "there is no private key in PEM in ",
        ),
        (
            certificate.clone(),
            fixture("other_key.pem"),
            "is not that of the certificate",
        ),
    ];
    for (certificate, key, said) in cases {
        let folder = data.display().to_string();
        let answer = tirek([
            "serve",
            "--data",
            &folder,
            "--tls-cert",
            &certificate,
            "--tls-key",
            &key,
        ]);
        assert_eq!(answer.exit, 2, "{said}");
        assert!(answer.trouble.contains(said), "{said}: {}", answer.trouble);
    }
    assert!(!data.exists());
    let alone = tirek(["serve", "--tls-cert", &certificate]);
    assert_eq!(alone.exit, 2);
    assert!(alone.trouble.contains("--tls-key"), "{}", alone.trouble);
}
