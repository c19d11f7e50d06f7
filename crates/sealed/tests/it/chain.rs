//! The record: nothing in an entry, a signature or a checkpoint can be changed unnoticed.

use sealed::chain::{
    BEGINNING, Checkpoint, ServerKey, ServerPublic, SignedCheckpoint, digest, entry_hash,
    signed_message,
};

use crate::random;

type Fields<'a> = [(&'a str, Option<&'a [u8]>)];

const FIELDS: &Fields<'static> = &[
    ("body", Some(b"centre-1")),
    ("class", Some(b"act")),
    ("file", None),
    ("digest", Some(&[7; 32])),
];

#[test]
fn any_change_of_an_entry_changes_its_hash() {
    let hash = entry_hash(&BEGINNING, 1, FIELDS);
    assert_eq!(hash, entry_hash(&BEGINNING, 1, FIELDS));
    let changed: &[&Fields<'_>] = &[
        &[("body", Some(b"centre-2")), FIELDS[1], FIELDS[2], FIELDS[3]],
        &[
            ("body", Some(b"centre-")),
            ("class", Some(b"1act")),
            FIELDS[2],
            FIELDS[3],
        ],
        &[FIELDS[0], FIELDS[1], ("file", Some(b"")), FIELDS[3]],
        &[FIELDS[0], FIELDS[1], FIELDS[3]],
        &[FIELDS[1], FIELDS[0], FIELDS[2], FIELDS[3]],
        &[FIELDS[0], FIELDS[1], ("exchange", None), FIELDS[3]],
        &[FIELDS[0], FIELDS[1], FIELDS[2], FIELDS[3], ("more", None)],
    ];
    for fields in changed {
        assert_ne!(entry_hash(&BEGINNING, 1, fields), hash, "{fields:?}");
    }
    assert_ne!(entry_hash(&BEGINNING, 2, FIELDS), hash);
    assert_ne!(entry_hash(&hash, 1, FIELDS), hash);
}

#[test]
fn any_change_of_what_is_signed_is_another_message() {
    let digest = digest(b"sealed body");
    let message = signed_message("7f3k", 4, &[1; 16], &digest);
    assert_ne!(signed_message("7f3m", 4, &[1; 16], &digest), message);
    assert_ne!(signed_message("7f3k", 5, &[1; 16], &digest), message);
    assert_ne!(signed_message("7f3k", 4, &[2; 16], &digest), message);
    assert_ne!(
        signed_message("7f3k", 4, &[1; 16], &self::digest(b"another")),
        message
    );
}

#[test]
fn a_signature_over_an_entry_is_not_one_over_a_checkpoint() {
    let key = ServerKey::generate(&mut random(1));
    let checkpoint = checkpoint().sign(&key);
    let message = signed_message("centre-1", 17, &[0; 16], &checkpoint.checkpoint.hash);
    assert!(!key.public().verify(&message, &checkpoint.signature));
    let as_entry = SignedCheckpoint {
        signature: key.sign(&message),
        ..checkpoint
    };
    assert!(!as_entry.verify(&key.public()));
}

fn checkpoint() -> Checkpoint {
    Checkpoint {
        body: "centre 1, Алматы".to_owned(),
        number: 17,
        hash: entry_hash(&BEGINNING, 17, FIELDS),
        instant: "2022-10-21T09:30:00Z".to_owned(),
    }
}

#[test]
fn a_checkpoint_survives_paper_and_shows_every_change() {
    let key = ServerKey::from_secret_bytes(
        ServerKey::generate(&mut random(1))
            .to_secret_bytes()
            .as_slice(),
    )
    .unwrap();
    let public = ServerPublic::from_bytes(&key.public().to_bytes()).unwrap();
    let signed = checkpoint().sign(&key);
    let read = SignedCheckpoint::from_text(&signed.to_text()).unwrap();
    assert_eq!(read, signed);
    assert!(read.verify(&public));

    let another = ServerKey::generate(&mut random(2));
    assert!(!read.verify(&another.public()));
    let changes: [fn(&mut SignedCheckpoint); 5] = [
        |signed| signed.checkpoint.body.push('x'),
        |signed| signed.checkpoint.number += 1,
        |signed| signed.checkpoint.hash[0] ^= 1,
        |signed| signed.checkpoint.instant = "2022-10-21T09:30:01Z".to_owned(),
        |signed| signed.signature[63] ^= 1,
    ];
    for change in changes {
        let mut changed = signed.clone();
        change(&mut changed);
        assert!(!changed.verify(&public), "{changed:?}");
    }
    let text = signed.to_text();
    for end in 0..text.find("centre").unwrap() {
        assert!(SignedCheckpoint::from_text(&text[..end]).is_err());
    }
}
