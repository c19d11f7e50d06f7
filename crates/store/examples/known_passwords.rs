//! Makes `crates/store/src/password/known_passwords.bin` out of a list of passwords, one a line, on the input.

use std::{
    collections::BTreeSet,
    io::{self, Read as _, Write as _},
};

use store::{account::PASSWORD_LETTERS, password::known_digest};

fn main() -> io::Result<()> {
    let mut list = Vec::new();
    io::stdin().read_to_end(&mut list)?;
    let digests: BTreeSet<_> = String::from_utf8_lossy(&list)
        .lines()
        .filter(|password| password.chars().count() >= PASSWORD_LETTERS)
        .map(known_digest)
        .collect();
    let mut out = io::stdout().lock();
    for digest in digests {
        out.write_all(&digest)?;
    }
    out.flush()
}
