//! The key that signs a directory of keys: the same for the same seed, another for anything else; and what it vouches for.

use sealed::{DirectoryKey, DirectoryPublic, PersonKeys, Seed, ShredKey};

fn random() -> impl rand_core::CryptoRng {
    rand_core::UnwrapErr(getrandom::SysRng)
}

fn seed(byte: u8) -> Seed {
    Seed::from_secret_bytes(&[byte; 32]).unwrap()
}

#[test]
fn the_key_follows_from_seed_body_and_epoch() {
    let key = |byte, body, epoch| DirectoryKey::of_seed(&seed(byte), body, epoch).public();
    assert_eq!(key(1, "centre", 1), key(1, "centre", 1));
    for other in [
        key(2, "centre", 1),
        key(1, "office", 1),
        key(1, "centre", 2),
    ] {
        assert_ne!(key(1, "centre", 1), other);
        assert_ne!(key(1, "centre", 1).fingerprint(), other.fingerprint());
    }
    let public = key(1, "centre", 1);
    assert_eq!(
        DirectoryPublic::from_bytes(&public.to_bytes()).unwrap(),
        public
    );
    assert!(DirectoryPublic::from_bytes(&[0; 32]).is_err());
    assert_eq!(public.fingerprint().len(), 24);
}

#[test]
fn a_signature_holds_for_what_was_signed_and_for_nothing_else() {
    let key = DirectoryKey::of_seed(&seed(1), "centre", 1);
    let next = DirectoryKey::of_seed(&seed(2), "centre", 2);
    let public = key.public();
    let signature = key.sign_statement("centre", 1, b"what it says");
    assert!(public.says("centre", 1, b"what it says", &signature));
    assert!(!public.says("centre", 1, b"what it said", &signature));
    assert!(!public.says("office", 1, b"what it says", &signature));
    assert!(!public.says("centre", 2, b"what it says", &signature));
    assert!(!next.public().says("centre", 1, b"what it says", &signature));
    // A key that is vouched for is no statement, and the other way round.
    let of_next = key.sign_key("centre", 2, &next.public());
    assert!(public.vouches_for("centre", 2, &next.public(), &of_next));
    assert!(!public.vouches_for("centre", 3, &next.public(), &of_next));
    assert!(!public.vouches_for("centre", 2, &public, &of_next));
    assert!(!public.says("centre", 2, &next.public().to_bytes(), &of_next));
}

#[test]
fn keys_that_waited_introduce_those_of_one_account() {
    let (waited, own, other) = (
        PersonKeys::generate(&mut random()),
        PersonKeys::generate(&mut random()).public(),
        PersonKeys::generate(&mut random()).public(),
    );
    let signature = waited.introduce("centre", "ann", &own);
    assert!(
        waited
            .public()
            .introduces("centre", "ann", &own, &signature)
    );
    assert!(
        !waited
            .public()
            .introduces("centre", "ann", &other, &signature)
    );
    assert!(
        !waited
            .public()
            .introduces("centre", "bea", &own, &signature)
    );
    assert!(!other.introduces("centre", "ann", &own, &signature));
    let key = |person: &PersonKeys, account| person.own_key("centre", account).id();
    assert_eq!(key(&waited, "ann"), key(&waited, "ann"));
    assert_ne!(key(&waited, "ann"), key(&waited, "bea"));
}

#[test]
fn a_shred_key_is_told_from_others_by_its_check() {
    let key = |byte| ShredKey::from_secret_bytes(&[byte; 32]).unwrap();
    assert_eq!(key(1).check("centre", "f"), key(1).check("centre", "f"));
    assert_ne!(key(1).check("centre", "f"), key(2).check("centre", "f"));
    assert_ne!(key(1).check("centre", "f"), key(1).check("centre", "g"));
    assert_ne!(key(1).check("centre", "f").as_slice(), [1; 32]);
}
