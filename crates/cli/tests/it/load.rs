//! Many who sign in at once: each password takes 128 MiB for a moment, so few are tried at a time. `e2e/sign-in-load.mjs` does it with a
//! hundred and a clock.

use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::atomic::{AtomicUsize, Ordering},
};

use crate::program::Served;

/// So many at once would take 1.5 GiB, were they all tried together.
const AT_ONCE: usize = 12;
const MOST_KIB: u64 = 1024 * 1024;

#[test]
fn many_sign_ins_at_once_stay_within_memory_and_others_are_served_meanwhile() {
    let home = tempfile::tempdir().unwrap();
    let served = Served::start(home.path(), &[]);
    let left = AtomicUsize::new(AT_ONCE);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let (left, served) = (&left, &served);
        let tries: Vec<_> = (0..AT_ONCE)
            .map(|number| {
                scope.spawn(move || {
                    let status = sign_in(&served.address, number);
                    left.fetch_sub(1, Ordering::Relaxed);
                    status
                })
            })
            .collect();
        while left.load(Ordering::Relaxed) > 0 {
            assert_eq!(served.get("/health").0, 200);
        }
        tries.into_iter().map(|each| each.join().unwrap()).collect()
    });
    assert_eq!(statuses, [401; AT_ONCE], "each was tried");
    let most = served.most_memory_kib();
    assert!(most < MOST_KIB, "{most} KiB");
    assert!(
        most > 128 * 1024,
        "{most} KiB: no password was tried at its full cost"
    );
    assert_eq!(served.stop().exit, 0);
}

/// Somebody who does not exist costs as much as somebody who does.
fn sign_in(address: &str, number: usize) -> u16 {
    let body = format!(r#"{{"login":"nobody-{number}","password":"not the password at all"}}"#);
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "POST /api/sessions HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.split_whitespace().nth(1).unwrap().parse().unwrap()
}
