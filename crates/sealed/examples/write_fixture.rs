//! Writes a fresh `tests/fixture/written_format.json` to standard output: one of everything that this crate writes, with
//! the secrets that open it. A new version of a format gets a new fixture beside the old one, which stays.
//!
//! ```text
//! cargo run -p sealed --example write_fixture > crates/sealed/tests/fixture/written_format.json
//! ```

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sealed::chain::{BEGINNING, Checkpoint, ServerKey, digest, entry_hash, signed_message};
use sealed::{
    Cost, InvitationCode, Key, PasswordLock, PersonKeys, Place, Seed, SessionToken, ShredKey, seal,
};
use serde_json::json;

fn main() {
    let mut random = rand_core::UnwrapErr(getrandom::SysRng);
    let random = &mut random;
    let place = Place {
        body: "centre-1",
        file: "7f3k",
        compartment: "identity",
        stream: "document",
        sequence: 4,
        kind: "annex_1",
    };
    let plain = "Айгерім, canary";
    let base64 = |bytes: &[u8]| STANDARD.encode(bytes);
    let person = PersonKeys::generate(random);
    let (seed, shred) = (Seed::generate(random), ShredKey::generate(random));
    let file_key = seed.file_key(&shred, place.body, place.file, place.compartment, 3);
    let long: Vec<u8> = (0..66_000).map(|at| (at % 251) as u8).collect();
    let token = SessionToken::generate(random);
    let code = InvitationCode::generate(random);
    let password = "сары йогурт 4 жыл";
    let lock = PasswordLock::new(password, Cost::FLOOR, &person, &place, random);
    let digest = digest(b"sealed body");
    let act_id = [0x11; 16];
    let signature = person.sign(&signed_message(
        place.file,
        place.sequence,
        &act_id,
        &digest,
    ));
    let hash = entry_hash(
        &BEGINNING,
        1,
        &[
            ("class", Some(b"act")),
            ("file", None),
            ("digest", Some(&digest)),
        ],
    );
    let server = ServerKey::generate(random);
    let checkpoint = Checkpoint {
        body: place.body.to_owned(),
        number: 1,
        hash,
        instant: "2022-10-21T09:30:00Z".to_owned(),
    };

    let fixture = json!({
        "place": {
            "body": place.body, "file": place.file, "compartment": place.compartment,
            "stream": place.stream, "sequence": place.sequence, "kind": place.kind,
        },
        "plain": plain,
        "person": base64(person.to_secret_bytes().as_slice()),
        "person_public": base64(&person.public().to_bytes()),
        "seed": base64(seed.to_secret_bytes().as_slice()),
        "seed_public": base64(&seed.public().to_bytes()),
        "shred_key": base64(shred.to_secret_bytes().as_slice()),
        "epoch": 3,
        "file_key": base64(file_key.to_secret_bytes().as_slice()),
        "file_key_id": base64(&file_key.id().0),
        "by_file_key": base64(seal(&file_key, file_key.id(), &place, plain.as_bytes(), random).as_bytes()),
        "long_by_file_key": base64(seal(&file_key, file_key.id(), &place, &long, random).as_bytes()),
        "wrapped_file_key": base64(Key::from_secret_bytes([5; 32]).wrap(&file_key, &place, random).as_bytes()),
        "to_compartment": base64(seed.public().seal_to(&place, plain.as_bytes(), random).as_bytes()),
        "to_compartment_hybrid": base64(seed.public().seal_to_hybrid(&place, plain.as_bytes(), random).as_bytes()),
        "to_person": base64(person.public().seal_to(&place, plain.as_bytes(), random).as_bytes()),
        "session_token": *token.to_text(),
        "session_hash": base64(&token.hash()),
        "by_session": base64(token.wrap(plain.as_bytes(), &place, random).as_bytes()),
        "invitation_code": *code.to_text(),
        "invitation_hash": base64(&code.hash()),
        "by_invitation": base64(code.wrap(plain.as_bytes(), &place, random).as_bytes()),
        "password": password,
        "password_lock": base64(&lock.to_bytes()),
        "act_id": base64(&act_id),
        "digest": base64(&digest),
        "signature": base64(&signature),
        "entry_hash": base64(&hash),
        "server_public": base64(&server.public().to_bytes()),
        "checkpoint": checkpoint.sign(&server).to_text(),
    });
    println!("{fixture:#}");
}
