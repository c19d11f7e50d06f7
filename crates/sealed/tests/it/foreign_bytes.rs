//! Whatever bytes come from outside, valid samples changed a little among them: nothing panics, and nothing that was changed is taken.

use assurance::{Dice, mutated};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sealed::archive::{ArchiveKind, ArchiveReader, ArchiveWriter};
use sealed::chain::{Checkpoint, ServerKey, ServerPublic, SignedCheckpoint};
use sealed::{
    BackupKit, CustodianKit, InvitationCode, Key, PasswordLock, PersonKeys, PersonPublic, Sealed,
    Seed, SeedPublic, SessionToken, ShredKey, open, seal,
};
use serde_json::Value;

use crate::{PLACE, random};

/// One of everything of version 1.
fn fixture() -> Value {
    serde_json::from_str(include_str!("../fixture/written_format.json")).unwrap()
}

fn checkpoint(key: &ServerKey) -> SignedCheckpoint {
    Checkpoint {
        body: "centre 1".to_owned(),
        number: 17,
        hash: [9; 32],
        instant: "2022-10-03T04:05:06Z".to_owned(),
    }
    .sign(key)
}

#[test]
fn long_no_changed_envelope_opens_and_none_breaks_its_reader() {
    let check = assurance::long("no changed envelope opens", "envelopes", 2_000_000);
    let key = Key::from_secret_bytes([7; 32]);
    let person = PersonKeys::from_secret_bytes(&[5; 64]).unwrap();
    let seed = Seed::from_secret_bytes(&[6; 32]).unwrap();
    let by_key = |start, content: &[u8]| {
        seal(&key, key.id(), &PLACE, content, &mut random(start)).into_bytes()
    };
    let samples = [
        by_key(1, b"a short note"),
        by_key(2, &[1; 5000]),
        seed.public()
            .seal_to(&PLACE, b"to a compartment", &mut random(3))
            .into_bytes(),
        person
            .public()
            .seal_to(&PLACE, b"to a person", &mut random(4))
            .into_bytes(),
    ];
    let all: Vec<&[u8]> = samples.iter().map(Vec::as_slice).collect();
    let mut tried = 0;
    while tried < check.size() {
        let mut dice = Dice::new((check.seed() << 32) + tried);
        // Sealing to a public key costs an agreement at each try: mostly the others.
        let which = [0, 0, 0, 1, 0, 0, 2, 3][dice.below(8)];
        let bytes = mutated(&mut dice, &samples[which], &all);
        tried += 1;
        if samples.contains(&bytes) {
            continue;
        }
        let Ok(envelope) = Sealed::from_stored(bytes) else {
            continue;
        };
        assert!(open(&key, &PLACE, &envelope).is_err(), "{tried}");
        assert!(seed.open_from(&PLACE, &envelope).is_err(), "{tried}");
        assert!(person.open_from(&PLACE, &envelope).is_err(), "{tried}");
    }
    check.held(tried);
}

#[test]
fn long_keys_locks_codes_and_lines_on_paper_are_read_as_they_were_written_or_not_at_all() {
    let check = assurance::long(
        "keys, locks, codes and checkpoints are read as written or not at all",
        "texts and byte strings",
        1_000_000,
    );
    let fixture = fixture();
    let text = |name: &str| fixture[name].as_str().unwrap().to_owned();
    let bytes = |name: &str| STANDARD.decode(text(name)).unwrap();
    let server = ServerKey::from_secret_bytes(&[8; 32]).unwrap();
    let line = checkpoint(&server).to_text();
    let samples: Vec<Vec<u8>> = vec![
        bytes("password_lock"),
        bytes("person_public"),
        bytes("seed_public"),
        bytes("person"),
        bytes("server_public"),
        text("session_token").into_bytes(),
        text("invitation_code").into_bytes(),
        CustodianKit::generate(&mut random(1))
            .to_text()
            .as_bytes()
            .to_vec(),
        BackupKit::generate(&mut random(2))
            .to_text()
            .as_bytes()
            .to_vec(),
        line.clone().into_bytes(),
    ];
    let all: Vec<&[u8]> = samples.iter().map(Vec::as_slice).collect();
    let letters = |text: &str| text.replace(['-', ' ', '\n', '\r', '\t'], "");
    let mut tried = 0;
    while tried < check.size() {
        let mut dice = Dice::new((check.seed() << 32) + tried);
        let sample = all[dice.below(all.len())];
        let changed = mutated(&mut dice, sample, &all);
        tried += 1;
        if let Ok(lock) = PasswordLock::from_bytes(&changed) {
            assert_eq!(lock.to_bytes(), changed);
            assert!((64 * 1024..=1024 * 1024).contains(&lock.cost().memory_kib()));
            assert!((3..=16).contains(&lock.cost().passes()));
        }
        if let Ok(public) = PersonPublic::from_bytes(&changed) {
            assert_eq!(public.to_bytes(), changed);
        }
        if let Ok(public) = SeedPublic::from_bytes(&changed) {
            assert_eq!(public.to_bytes().len(), changed.len());
        }
        if let Ok(public) = ServerPublic::from_bytes(&changed) {
            assert_eq!(public.to_bytes().as_slice(), changed);
        }
        for secret in [
            PersonKeys::from_secret_bytes(&changed).is_ok(),
            Seed::from_secret_bytes(&changed).is_ok(),
            ShredKey::from_secret_bytes(&changed).is_ok(),
        ] {
            assert!(!secret || matches!(changed.len(), 32 | 64));
        }
        let Ok(typed) = std::str::from_utf8(&changed) else {
            continue;
        };
        if let Ok(token) = SessionToken::from_text(typed) {
            assert_eq!(*token.to_text(), typed);
        }
        // A code that is taken is written again as the same letters: what looks alike on paper was put right.
        let same = |again: &str| letters(again).len() == letters(typed).len();
        if let Ok(code) = InvitationCode::from_text(typed) {
            assert!(same(&code.to_text()), "{typed:?}");
        }
        if let Ok(kit) = CustodianKit::from_text(typed) {
            assert!(same(&kit.to_text()), "{typed:?}");
        }
        if let Ok(kit) = BackupKit::from_text(typed) {
            assert!(same(&kit.to_text()), "{typed:?}");
        }
        if let Ok(signed) = SignedCheckpoint::from_text(typed) {
            let is_the_same = signed.to_text() == line;
            assert_eq!(signed.verify(&server.public()), is_the_same, "{typed:?}");
        }
    }
    check.held(tried);
}

#[test]
fn long_no_changed_backup_is_read_to_its_end() {
    let check = assurance::long("no changed backup is read to its end", "backups", 100_000);
    let kit = BackupKit::generate(&mut random(1));
    let archive = |start: u64, parts: &[&[u8]]| {
        let mut random = random(start);
        let (mut writer, mut bytes) = ArchiveWriter::begin(
            ArchiveKind::Data,
            &[3; 16],
            &kit.public(),
            b"heading",
            &mut random,
        );
        for part in parts {
            bytes.extend(writer.part(part, &mut random));
        }
        bytes.extend(writer.end(b"the end", &mut random));
        bytes
    };
    let samples = [
        archive(2, &[b"one", b"two"]),
        archive(3, &[]),
        archive(4, &[&[7; 3000]]),
    ];
    let all: Vec<&[u8]> = samples.iter().map(Vec::as_slice).collect();
    let whole = |bytes: &[u8]| -> bool {
        let Ok((mut reader, _)) = ArchiveReader::begin(bytes, &kit) else {
            return false;
        };
        loop {
            match reader.part() {
                Ok(Some(_)) => {}
                Ok(None) => return true,
                Err(_) => return false,
            }
        }
    };
    assert!(samples.iter().all(|sample| whole(sample)));
    let mut tried = 0;
    while tried < check.size() {
        let mut dice = Dice::new((check.seed() << 32) + tried);
        let sample = all[dice.below(all.len())];
        let changed = mutated(&mut dice, sample, &all);
        tried += 1;
        assert!(samples.contains(&changed) || !whole(&changed), "{tried}");
    }
    check.held(tried);
}
