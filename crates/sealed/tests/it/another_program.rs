//! What is sealed opens to another program, written from `SECURITY.md` with other people's libraries.

use std::{env, path::Path, process::Command};

use sealed::{Key, Place, seal};

use crate::{PLACE, random};

/// Names a Python in which `cryptography` and `nacl` can be imported.
const PYTHON: &str = "TIREK_OPENER_PYTHON";

/// What the script says, or how it failed.
fn ask(arguments: &[&str]) -> Result<Vec<u8>, String> {
    let python = env::var(PYTHON).unwrap_or_else(|_| {
        panic!(
            "{PYTHON} is not set: it names a Python in which `cryptography` and `nacl` can be imported"
        )
    });
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let answer = Command::new(&python)
        .arg(tests.join("open_envelope.py"))
        .args(arguments)
        .current_dir(tests)
        .output()
        .unwrap_or_else(|error| panic!("{PYTHON} names {python}, which does not start: {error}"));
    if answer.status.success() {
        Ok(answer.stdout)
    } else {
        Err(String::from_utf8_lossy(&answer.stderr).into_owned())
    }
}

#[test]
fn everything_in_the_fixture_opens_to_another_program() {
    let said = String::from_utf8(ask(&["check", "fixture/written_format.json"]).unwrap()).unwrap();
    assert!(said.lines().count() > 20, "{said}");
    assert!(said.lines().all(|line| line.ends_with(": as expected")));
}

#[test]
fn an_envelope_of_today_opens_to_another_program_at_its_place_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("envelope");
    let path = path.to_str().unwrap();
    let key = Key::from_secret_bytes([7; 32]);
    let opened = |place: &Place<'_>| {
        let sequence = place.sequence.to_string();
        let key = "07".repeat(32);
        ask(&[
            "open",
            &key,
            place.body,
            place.file,
            place.compartment,
            place.stream,
            &sequence,
            place.kind,
            path,
        ])
    };
    for (start, length) in [
        (1, 0),
        (2, 1),
        (3, 247),
        (4, 248),
        (5, 70_000),
        (6, 131_072),
    ] {
        let content: Vec<u8> = (0..length).map(|at| (at % 241) as u8).collect();
        let envelope = seal(&key, key.id(), &PLACE, &content, &mut random(start));
        std::fs::write(path, envelope.as_bytes()).unwrap();
        assert_eq!(opened(&PLACE).unwrap(), content);
    }
    for place in crate::other_places() {
        assert!(opened(&place).is_err(), "{place:?}");
    }
}
