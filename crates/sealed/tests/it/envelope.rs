//! The envelope: what goes in comes out, at its place, under its key, whole; or not at all.

use proptest::prelude::*;
use sealed::{Key, OpenError, PersonKeys, Sealed, Seed, open, seal};

use crate::{PLACE, other_places, random, shows};

const CHUNK: usize = 65_536;
const TAG: usize = 16;
const HEADER: usize = 86;

fn key(start: u64) -> Key {
    Key::random(&mut random(start))
}

fn content(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at % 251) as u8).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn content_of_any_size_comes_back_as_it_was(
        length in prop_oneof![0_usize..5_000, 60_000_usize..140_000, 0_usize..=1 << 20],
        start in any::<u64>(),
    ) {
        let mut random = random(start);
        let key = Key::random(&mut random);
        let content = content(length);
        let sealed = seal(&key, key.id(), &PLACE, &content, &mut random);
        let stored = Sealed::from_stored(sealed.as_bytes().to_vec()).unwrap();
        prop_assert_eq!(stored.key_id(), key.id());
        prop_assert!(*open(&key, &PLACE, &stored).unwrap() == content);
    }

    #[test]
    fn foreign_bytes_never_open_and_never_crash(bytes in prop::collection::vec(any::<u8>(), 0..600), algorithm in 0_u8..5) {
        prop_assert!(Sealed::from_stored(bytes.clone()).is_err());
        let mut like_an_envelope = b"TIRK\x01".to_vec();
        like_an_envelope.push(algorithm);
        like_an_envelope.extend(bytes);
        if let Ok(sealed) = Sealed::from_stored(like_an_envelope) {
            prop_assert!(open(&key(1), &PLACE, &sealed).is_err());
        }
    }

    #[test]
    fn any_bit_of_a_long_envelope_changed_is_an_error(bit in 0_usize..8 * 140_000) {
        let key = key(1);
        let mut bytes = seal(&key, key.id(), &PLACE, &content(131_000), &mut random(2)).into_bytes();
        let bit = bit % (8 * bytes.len());
        bytes[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(Sealed::from_stored(bytes).and_then(|sealed| open(&key, &PLACE, &sealed)).is_err());
    }
}

#[test]
fn sizes_around_every_border_come_back() {
    let key = key(1);
    let borders = [
        0,
        256 - 8,
        4_096 - 8,
        CHUNK - 8,
        2 * CHUNK - 8,
        3 * CHUNK - 8,
    ];
    for length in borders
        .into_iter()
        .flat_map(|border: usize| border.saturating_sub(1)..=border + 1)
    {
        let sealed = seal(&key, key.id(), &PLACE, &content(length), &mut random(2));
        assert_eq!(
            *open(&key, &PLACE, &sealed).unwrap(),
            content(length),
            "{length} bytes"
        );
    }
}

#[test]
fn every_single_bit_changed_is_an_error() {
    let key = key(1);
    let sealed = seal(&key, key.id(), &PLACE, b"Annex 1", &mut random(2));
    every_change_is_an_error(&sealed, 8, |sealed| open(&key, &PLACE, sealed).is_err());

    let seed = Seed::generate(&mut random(3));
    let sealed = seed.public().seal_to(&PLACE, b"Annex 1", &mut random(2));
    every_change_is_an_error(&sealed, 8, |sealed| seed.open_from(&PLACE, sealed).is_err());
}

#[test]
fn every_byte_of_a_hybrid_envelope_changed_is_an_error() {
    let person = PersonKeys::generate(&mut random(3));
    let sealed = person.public().seal_to(&PLACE, b"Annex 1", &mut random(2));
    every_change_is_an_error(&sealed, 1, |sealed| {
        person.open_from(&PLACE, sealed).is_err()
    });
}

fn every_change_is_an_error(
    sealed: &Sealed,
    bits_a_byte: usize,
    is_error: impl Fn(&Sealed) -> bool,
) {
    assert!(!is_error(sealed));
    let original = sealed.as_bytes();
    for at in 0..original.len() {
        for bit in (0..8).filter(|bit| bits_a_byte == 8 || *bit == at % 8) {
            let mut bytes = original.to_vec();
            bytes[at] ^= 1 << bit;
            if let Ok(sealed) = Sealed::from_stored(bytes) {
                assert!(
                    is_error(&sealed),
                    "bit {bit} of byte {at} changed and it opened"
                );
            }
        }
    }
}

#[test]
fn another_key_or_place_does_not_open() {
    let key = key(1);
    let sealed = seal(&key, key.id(), &PLACE, b"Annex 1", &mut random(2));
    assert_eq!(
        open(&self::key(9), &PLACE, &sealed),
        Err(OpenError::DoesNotOpen)
    );
    for place in other_places() {
        assert_eq!(
            open(&key, &place, &sealed),
            Err(OpenError::DoesNotOpen),
            "{place:?}"
        );
    }
    open(&key, &PLACE, &sealed).unwrap();
}

#[test]
fn the_same_content_sealed_twice_looks_different() {
    let key = key(1);
    let mut random = random(2);
    let first = seal(&key, key.id(), &PLACE, b"Annex 1", &mut random);
    let second = seal(&key, key.id(), &PLACE, b"Annex 1", &mut random);
    assert_ne!(first.as_bytes()[HEADER..], second.as_bytes()[HEADER..]);
}

#[test]
fn a_cut_envelope_is_refused_at_every_length() {
    let key = key(1);
    let bytes = seal(&key, key.id(), &PLACE, b"Annex 1", &mut random(2)).into_bytes();
    for length in 0..bytes.len() {
        assert!(
            Sealed::from_stored(bytes[..length].to_vec()).is_err(),
            "{length} bytes"
        );
    }
    let longer = [bytes.as_slice(), b"\0"].concat();
    assert!(Sealed::from_stored(longer).is_err());
}

#[test]
fn chunks_cannot_be_cut_off_swapped_or_repeated() {
    let key = key(1);
    let whole = seal(
        &key,
        key.id(),
        &PLACE,
        &content(3 * CHUNK - 8),
        &mut random(2),
    )
    .into_bytes();
    let chunk = |number: usize| {
        &whole[HEADER + number * (CHUNK + TAG)..HEADER + (number + 1) * (CHUNK + TAG)]
    };
    let arranged = |order: &[usize]| {
        let mut bytes = whole[..HEADER].to_vec();
        bytes[46..54].copy_from_slice(&((order.len() * CHUNK) as u64).to_be_bytes());
        order
            .iter()
            .for_each(|&number| bytes.extend_from_slice(chunk(number)));
        Sealed::from_stored(bytes).and_then(|sealed| open(&key, &PLACE, &sealed))
    };
    assert_eq!(*arranged(&[0, 1, 2]).unwrap(), content(3 * CHUNK - 8));
    for order in [
        &[1, 0, 2][..],
        &[0, 2, 1],
        &[0, 0, 2],
        &[0, 1, 1],
        &[0, 1],
        &[0, 2],
        &[2],
        &[0, 1, 2, 2],
    ] {
        assert_eq!(arranged(order), Err(OpenError::DoesNotOpen), "{order:?}");
    }
}

#[test]
fn chunks_of_two_envelopes_cannot_be_mixed() {
    let key = key(1);
    let mut random = random(2);
    let one = seal(&key, key.id(), &PLACE, &content(2 * CHUNK - 8), &mut random).into_bytes();
    let two = seal(&key, key.id(), &PLACE, &content(2 * CHUNK - 8), &mut random).into_bytes();
    let mixed = [&one[..HEADER + CHUNK + TAG], &two[HEADER + CHUNK + TAG..]].concat();
    let mixed = Sealed::from_stored(mixed).unwrap();
    assert_eq!(open(&key, &PLACE, &mixed), Err(OpenError::DoesNotOpen));
}

#[test]
fn no_envelope_opens_under_two_keys() {
    // The forger holds both keys. She gives the second key its own true commitment; then the first key no longer opens,
    // and the second finds chunks that are not its own.
    let (first, second) = (key(1), key(9));
    let sealed = seal(&first, first.id(), &PLACE, b"one story", &mut random(2)).into_bytes();
    let other = seal(&second, first.id(), &PLACE, b"another  ", &mut random(2)).into_bytes();
    assert_eq!(
        sealed[..54],
        other[..54],
        "the same random bytes give the same header"
    );

    let forged = [&sealed[..54], &other[54..HEADER], &sealed[HEADER..]].concat();
    let forged = Sealed::from_stored(forged).unwrap();
    assert_eq!(open(&first, &PLACE, &forged), Err(OpenError::DoesNotOpen));
    assert_eq!(open(&second, &PLACE, &forged), Err(OpenError::DoesNotOpen));
}

#[test]
fn an_unknown_version_or_algorithm_is_an_error_and_never_plain_text() {
    let key = key(1);
    let with = |at: usize, byte: u8| {
        let mut bytes = seal(&key, key.id(), &PLACE, b"Annex 1", &mut random(2)).into_bytes();
        bytes[at] = byte;
        Sealed::from_stored(bytes).unwrap_err()
    };
    assert_eq!(with(0, b't'), OpenError::NotAnEnvelope);
    for version in [0, 2, 255] {
        assert_eq!(with(4, version), OpenError::UnknownVersion(version));
    }
    for algorithm in [0, 4, 255] {
        assert_eq!(with(5, algorithm), OpenError::UnknownAlgorithm(algorithm));
    }
    assert!(matches!(with(5, 2), OpenError::Malformed(_)));
    assert_eq!(
        Sealed::from_stored(b"{\"name\": \"in clear\"}".to_vec()),
        Err(OpenError::NotAnEnvelope)
    );
    assert_eq!(
        Sealed::from_stored(Vec::new()),
        Err(OpenError::NotAnEnvelope)
    );
}

#[test]
fn an_enormous_length_is_refused_without_reserving_it() {
    let key = key(1);
    let mut bytes = seal(&key, key.id(), &PLACE, b"Annex 1", &mut random(2)).into_bytes();
    for length in [u64::MAX, 1 << 63, 1 << 40, 0, 8, 512] {
        bytes[46..54].copy_from_slice(&length.to_be_bytes());
        assert!(
            matches!(
                Sealed::from_stored(bytes.clone()),
                Err(OpenError::Malformed(_))
            ),
            "{length}"
        );
    }
}

#[test]
fn the_stored_size_tells_little() {
    let key = key(1);
    let stored = |length| {
        seal(&key, key.id(), &PLACE, &content(length), &mut random(2))
            .as_bytes()
            .len()
    };
    assert_eq!(stored(0), stored(32));
    assert_eq!(stored(0), stored(248));
    assert_eq!(stored(2_100), stored(4_000));
    let sizes: std::collections::BTreeSet<usize> = (0..100_000).step_by(997).map(stored).collect();
    assert!(
        sizes.len() < 90,
        "{} sizes for contents up to 100 000 bytes",
        sizes.len()
    );
    for length in (4_100..300_000).step_by(7_919) {
        assert!(
            stored(length) as f64 <= length as f64 * 1.0625 + 200.0,
            "{length} bytes"
        );
    }
}

#[test]
fn content_never_shows_in_the_stored_bytes() {
    let canary = b"Aigerim Canarybekova 880417450123";
    let content = canary.repeat(3_000);
    let key = key(1);
    let person = PersonKeys::generate(&mut random(3));
    let seed = Seed::generate(&mut random(4));
    for sealed in [
        seal(&key, key.id(), &PLACE, &content, &mut random(2)),
        seal(&key, key.id(), &PLACE, canary, &mut random(2)),
        person.public().seal_to(&PLACE, canary, &mut random(2)),
        seed.public().seal_to(&PLACE, canary, &mut random(2)),
        seed.public().seal_to_hybrid(&PLACE, canary, &mut random(2)),
    ] {
        // Not even eight bytes of it in a row; nor the place, which is associated data and not stored.
        for part in canary.windows(8) {
            assert!(!shows(sealed.as_bytes(), part));
        }
        assert!(!shows(sealed.as_bytes(), PLACE.compartment.as_bytes()));
        assert!(!shows(sealed.as_bytes(), key.to_secret_bytes().as_slice()));
    }
}
