//! What an earlier program wrote still opens. The same fixture is opened by `open_envelope.py` from the written
//! description alone.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sealed::chain::{
    BEGINNING, ServerPublic, SignedCheckpoint, digest, entry_hash, signed_message,
};
use sealed::{
    InvitationCode, Key, PasswordLock, PersonKeys, PersonPublic, Place, Sealed, Seed, SeedPublic,
    SessionToken, ShredKey, open,
};
use serde_json::Value;

#[test]
fn everything_written_in_version_1_still_opens() {
    let fixture: Value =
        serde_json::from_str(include_str!("../fixture/written_format.json")).unwrap();
    let text = |name: &str| fixture[name].as_str().unwrap();
    let bytes = |name: &str| STANDARD.decode(text(name)).unwrap();
    let sealed = |name: &str| Sealed::from_stored(bytes(name)).unwrap();
    let field = |name: &str| fixture["place"][name].as_str().unwrap();
    let place = Place {
        body: field("body"),
        file: field("file"),
        compartment: field("compartment"),
        stream: field("stream"),
        sequence: fixture["place"]["sequence"].as_u64().unwrap(),
        kind: field("kind"),
    };
    let plain = text("plain").as_bytes();

    let seed = Seed::from_secret_bytes(&bytes("seed")).unwrap();
    assert_eq!(
        seed.public(),
        SeedPublic::from_bytes(&bytes("seed_public")).unwrap()
    );
    let shred = ShredKey::from_secret_bytes(&bytes("shred_key")).unwrap();
    let epoch = u32::try_from(fixture["epoch"].as_u64().unwrap()).unwrap();
    let file_key = seed.file_key(&shred, place.body, place.file, place.compartment, epoch);
    assert_eq!(file_key.to_secret_bytes().as_slice(), bytes("file_key"));
    assert_eq!(file_key.id().0.as_slice(), bytes("file_key_id"));
    assert_eq!(
        *open(&file_key, &place, &sealed("by_file_key")).unwrap(),
        plain
    );
    let long: Vec<u8> = (0..66_000).map(|at| (at % 251) as u8).collect();
    assert!(*open(&file_key, &place, &sealed("long_by_file_key")).unwrap() == long);
    let wrapped = Key::from_secret_bytes([5; 32])
        .unwrap(&place, &sealed("wrapped_file_key"))
        .unwrap();
    assert_eq!(wrapped.id(), file_key.id());
    assert_eq!(
        *seed.open_from(&place, &sealed("to_compartment")).unwrap(),
        plain
    );
    assert_eq!(
        *seed
            .open_from(&place, &sealed("to_compartment_hybrid"))
            .unwrap(),
        plain
    );

    let person = PersonKeys::from_secret_bytes(&bytes("person")).unwrap();
    assert_eq!(
        person.public(),
        PersonPublic::from_bytes(&bytes("person_public")).unwrap()
    );
    assert_eq!(
        *person.open_from(&place, &sealed("to_person")).unwrap(),
        plain
    );
    let lock = PasswordLock::from_bytes(&bytes("password_lock")).unwrap();
    assert_eq!(
        lock.unlock(text("password"), &place).unwrap().public(),
        person.public()
    );

    let token = SessionToken::from_text(text("session_token")).unwrap();
    assert_eq!(token.hash().as_slice(), bytes("session_hash"));
    assert_eq!(*token.unwrap(&place, &sealed("by_session")).unwrap(), plain);
    let code = InvitationCode::from_text(text("invitation_code")).unwrap();
    assert_eq!(code.hash().as_slice(), bytes("invitation_hash"));
    assert_eq!(
        *code.unwrap(&place, &sealed("by_invitation")).unwrap(),
        plain
    );

    let digest = digest(b"sealed body");
    assert_eq!(digest.as_slice(), bytes("digest"));
    let act_id = bytes("act_id").try_into().unwrap();
    let message = signed_message(place.file, place.sequence, &act_id, &digest);
    assert!(
        person
            .public()
            .verify(&message, &bytes("signature").try_into().unwrap())
    );
    let hash = entry_hash(
        &BEGINNING,
        1,
        &[
            ("class", Some(b"act")),
            ("file", None),
            ("digest", Some(&digest)),
        ],
    );
    assert_eq!(hash.as_slice(), bytes("entry_hash"));
    let checkpoint = SignedCheckpoint::from_text(text("checkpoint")).unwrap();
    assert_eq!(checkpoint.checkpoint.hash, hash);
    assert!(checkpoint.verify(&ServerPublic::from_bytes(&bytes("server_public")).unwrap()));
}
