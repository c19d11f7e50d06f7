//! Who can open what: persons, compartments, files, documents.

use sealed::{
    Key, Malformed, OpenError, PersonKeys, PersonPublic, Sealed, Seed, SeedPublic, ShredKey, open,
    seal,
};

use crate::{PLACE, other_places, random};

#[test]
fn only_the_person_to_whom_it_was_sealed_opens_it() {
    let mut random = random(1);
    let (she, another) = (
        PersonKeys::generate(&mut random),
        PersonKeys::generate(&mut random),
    );
    let public = PersonPublic::from_bytes(&she.public().to_bytes()).unwrap();
    let sealed = public.seal_to(&PLACE, b"seed", &mut random);
    let sealed = Sealed::from_stored(sealed.into_bytes()).unwrap();
    assert_eq!(she.open_from(&PLACE, &sealed).unwrap().as_slice(), b"seed");
    assert_eq!(
        another.open_from(&PLACE, &sealed),
        Err(OpenError::DoesNotOpen)
    );
    for place in other_places() {
        assert_eq!(she.open_from(&place, &sealed), Err(OpenError::DoesNotOpen));
    }
}

#[test]
fn keys_read_back_are_the_same_person() {
    let mut random = random(1);
    let keys = PersonKeys::generate(&mut random);
    let again = PersonKeys::from_secret_bytes(keys.to_secret_bytes().as_slice()).unwrap();
    assert_eq!(again.public(), keys.public());
    assert_eq!(keys.public().to_bytes().len(), PersonPublic::BYTES);
    assert!(PersonKeys::from_secret_bytes(&[0; 63]).is_err());
    assert!(PersonKeys::from_secret_bytes(&[0; 65]).is_err());
}

#[test]
fn a_signature_is_of_one_person_and_one_message() {
    let mut random = random(1);
    let (she, another) = (
        PersonKeys::generate(&mut random),
        PersonKeys::generate(&mut random),
    );
    let signature = she.sign(b"agreement concluded");
    assert!(she.public().verify(b"agreement concluded", &signature));
    assert!(!she.public().verify(b"agreement conclude", &signature));
    assert!(!another.public().verify(b"agreement concluded", &signature));
    for bit in 0..8 * signature.len() {
        let mut changed = signature;
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(
            !she.public().verify(b"agreement concluded", &changed),
            "bit {bit}"
        );
    }
}

#[test]
fn weak_or_ambiguous_public_keys_are_refused() {
    let good = PersonKeys::generate(&mut random(1)).public().to_bytes();
    let with_verifying = |key: [u8; 32]| PersonPublic::from_bytes(&[&good[..1216], &key].concat());
    let mut identity = [0; 32];
    identity[0] = 1;
    assert!(
        with_verifying(identity).is_err(),
        "the neutral point verifies anything"
    );
    assert!(
        with_verifying([0xff; 32]).is_err(),
        "a second form of a point"
    );
    assert!(PersonPublic::from_bytes(&good[1..]).is_err());

    let good = Seed::generate(&mut random(1)).public().to_bytes();
    for small_order in [[0; 32], identity] {
        let bytes = [&small_order, &good[32..]].concat();
        assert_eq!(
            SeedPublic::from_bytes(&bytes),
            Err(Malformed("public half of a seed"))
        );
    }
    // A coefficient of ML-KEM that is not below its modulus.
    let mut bytes = good.clone();
    bytes[32..35].fill(0xff);
    assert!(SeedPublic::from_bytes(&bytes).is_err());
    assert!(SeedPublic::from_bytes(&good[..SeedPublic::BYTES - 1]).is_err());
    assert!(SeedPublic::from_bytes(&good).is_ok());
}

#[test]
fn one_who_does_not_hold_a_compartment_can_write_into_it_and_not_read() {
    let mut random = random(1);
    let (seed, another) = (Seed::generate(&mut random), Seed::generate(&mut random));
    let public = SeedPublic::from_bytes(&seed.public().to_bytes()).unwrap();
    for sealed in [
        public.seal_to(&PLACE, b"complaint", &mut random),
        public.seal_to_hybrid(&PLACE, b"complaint", &mut random),
    ] {
        assert_eq!(
            seed.open_from(&PLACE, &sealed).unwrap().as_slice(),
            b"complaint"
        );
        assert_eq!(
            another.open_from(&PLACE, &sealed),
            Err(OpenError::DoesNotOpen)
        );
        for place in other_places() {
            assert_eq!(seed.open_from(&place, &sealed), Err(OpenError::DoesNotOpen));
        }
    }
}

#[test]
fn an_envelope_is_not_opened_in_another_way_than_it_was_sealed() {
    let mut random = random(1);
    let (key, seed) = (Key::random(&mut random), Seed::generate(&mut random));
    let person = PersonKeys::generate(&mut random);
    let by_key = seal(&key, key.id(), &PLACE, b"x", &mut random);
    let to_seed = seed.public().seal_to(&PLACE, b"x", &mut random);
    assert_eq!(open(&key, &PLACE, &to_seed), Err(OpenError::OtherAlgorithm));
    assert_eq!(
        seed.open_from(&PLACE, &by_key),
        Err(OpenError::OtherAlgorithm)
    );
    assert_eq!(
        person.open_from(&PLACE, &by_key),
        Err(OpenError::OtherAlgorithm)
    );
    assert_eq!(
        person.open_from(&PLACE, &to_seed),
        Err(OpenError::OtherAlgorithm)
    );
}

#[test]
fn the_key_of_a_file_needs_seed_and_shred_key_and_is_of_one_file_compartment_and_epoch() {
    let mut random = random(1);
    let (seed, shred) = (Seed::generate(&mut random), ShredKey::generate(&mut random));
    let key = seed.file_key(&shred, "centre-1", "7f3k", "identity", 1);
    let again = Seed::from_secret_bytes(seed.to_secret_bytes().as_slice()).unwrap();
    let shred_again = ShredKey::from_secret_bytes(shred.to_secret_bytes().as_slice()).unwrap();
    let same = again.file_key(&shred_again, "centre-1", "7f3k", "identity", 1);
    assert_eq!(key.id(), same.id());

    let other_seed = Seed::generate(&mut random);
    let other_shred = ShredKey::generate(&mut random);
    let others = [
        other_seed.file_key(&shred, "centre-1", "7f3k", "identity", 1),
        seed.file_key(&other_shred, "centre-1", "7f3k", "identity", 1),
        seed.file_key(&shred, "centre-2", "7f3k", "identity", 1),
        seed.file_key(&shred, "centre-1", "7f3m", "identity", 1),
        seed.file_key(&shred, "centre-1", "7f3k", "medical", 1),
        seed.file_key(&shred, "centre-1", "7f3k", "identity", 2),
        seed.file_key(&shred, "centre-17", "f3k", "identity", 1),
    ];
    let sealed = seal(&key, key.id(), &PLACE, b"her name", &mut random);
    assert!(open(&same, &PLACE, &sealed).is_ok());
    for other in others {
        assert_ne!(other.id(), key.id());
        assert_eq!(open(&other, &PLACE, &sealed), Err(OpenError::DoesNotOpen));
    }
}

#[test]
fn a_document_can_be_given_away_alone() {
    let mut random = random(1);
    let seed = Seed::generate(&mut random);
    let file_key = seed.file_key(
        &ShredKey::generate(&mut random),
        "centre-1",
        "7f3k",
        "legal",
        1,
    );
    let document_key = Key::random(&mut random);
    let document = seal(
        &document_key,
        document_key.id(),
        &PLACE,
        b"Annex 2",
        &mut random,
    );
    let wrapped = file_key.wrap(&document_key, &PLACE, &mut random);

    // Within the body, through the key of the file.
    let unwrapped = file_key.unwrap(&PLACE, &wrapped).unwrap();
    assert_eq!(
        open(&unwrapped, &PLACE, &document).unwrap().as_slice(),
        b"Annex 2"
    );

    // To another body, by this one key.
    let police = Seed::generate(&mut random);
    let given = police.public().seal_to_hybrid(
        &PLACE,
        document_key.to_secret_bytes().as_slice(),
        &mut random,
    );
    let key = police.open_from(&PLACE, &given).unwrap();
    let key = Key::from_secret_bytes(key.as_slice().try_into().unwrap());
    assert_eq!(
        open(&key, &PLACE, &document).unwrap().as_slice(),
        b"Annex 2"
    );
    assert!(
        key.unwrap(&PLACE, &wrapped).is_err(),
        "it does not lead to the key of the file"
    );
}

#[test]
fn what_is_not_a_key_does_not_unwrap_as_one() {
    let mut random = random(1);
    let key = Key::random(&mut random);
    let sealed = seal(&key, key.id(), &PLACE, b"not a key", &mut random);
    assert!(matches!(
        key.unwrap(&PLACE, &sealed),
        Err(OpenError::Malformed(_))
    ));
}
