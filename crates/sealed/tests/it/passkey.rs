//! What an authenticator answers is taken only as it was signed, of the person, for this page and this challenge.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ciborium::Value;
use proptest::prelude::*;
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair},
};
use sealed::{
    Place,
    passkey::{Asked, NotTaken, PasskeyPublic, PrfOutput, challenge_of, made, signed},
};
use sha2::{Digest, Sha256};

const CHALLENGE: [u8; 32] = [7; 32];
const ASKED: Asked<'_> = Asked {
    challenge: &CHALLENGE,
    origin: "https://tirek.example",
    host: "tirek.example",
};

fn client_data(ceremony: &str) -> Vec<u8> {
    let challenge = URL_SAFE_NO_PAD.encode(CHALLENGE);
    format!(
        r#"{{"type":"{ceremony}","challenge":"{challenge}","origin":"https://tirek.example","crossOrigin":false}}"#
    )
    .into_bytes()
}

fn data(flags: u8) -> Vec<u8> {
    let mut data = Sha256::digest("tirek.example").to_vec();
    data.push(flags);
    data.extend_from_slice(&[0, 0, 0, 9]);
    data
}

fn cose(fields: &[(i64, Value)]) -> Vec<u8> {
    let map = fields
        .iter()
        .map(|(name, value)| (Value::Integer((*name).into()), value.clone()))
        .collect();
    let mut bytes = Vec::new();
    ciborium::into_writer(&Value::Map(map), &mut bytes).unwrap();
    bytes
}

fn number(value: i64) -> Value {
    Value::Integer(value.into())
}

fn message() -> Vec<u8> {
    [
        data(0b101),
        Sha256::digest(client_data("webauthn.get")).to_vec(),
    ]
    .concat()
}

/// Public key and signature by each of the three algorithms.
fn signatures() -> Vec<(&'static str, Vec<u8>, Vec<u8>)> {
    let random = SystemRandom::new();
    let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
    let p256 =
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, made.as_ref(), &random).unwrap();
    let point = p256.public_key().as_ref();
    let p256_key = cose(&[
        (1, number(2)),
        (3, number(-7)),
        (-1, number(1)),
        (-2, Value::Bytes(point[1..33].to_vec())),
        (-3, Value::Bytes(point[33..].to_vec())),
    ]);
    let p256_signature = p256.sign(&random, &message()).unwrap().as_ref().to_vec();

    let made = Ed25519KeyPair::generate_pkcs8(&random).unwrap();
    let ed25519 = Ed25519KeyPair::from_pkcs8(made.as_ref()).unwrap();
    let ed25519_key = cose(&[
        (1, number(1)),
        (3, number(-8)),
        (-1, number(6)),
        (-2, Value::Bytes(ed25519.public_key().as_ref().to_vec())),
    ]);
    let ed25519_signature = ed25519.sign(&message()).as_ref().to_vec();

    let modulus = URL_SAFE_NO_PAD.decode(RSA_MODULUS).unwrap();
    let rsa_key = cose(&[
        (1, number(3)),
        (3, number(-257)),
        (-1, Value::Bytes(modulus)),
        (-2, Value::Bytes(vec![1, 0, 1])),
    ]);
    let rsa_signature = URL_SAFE_NO_PAD.decode(RSA_SIGNATURE).unwrap();
    vec![
        ("ES256", p256_key, p256_signature),
        ("EdDSA", ed25519_key, ed25519_signature),
        ("RS256", rsa_key, rsa_signature),
    ]
}

#[test]
fn each_of_the_three_algorithms_is_taken_and_no_bit_of_it_may_differ() {
    let client = client_data("webauthn.get");
    for (name, key, signature) in signatures() {
        let public = PasskeyPublic::from_bytes(&key).unwrap();
        assert_eq!(public.to_bytes(), key);
        assert_eq!(
            signed(&ASKED, &public, &client, &data(0b101), &signature),
            Ok(9),
            "{name}"
        );
        for at in 0..8 * signature.len() {
            let mut changed = signature.clone();
            changed[at / 8] ^= 1 << (at % 8);
            let answer = signed(&ASKED, &public, &client, &data(0b101), &changed);
            assert_eq!(answer, Err(NotTaken::SignatureWrong), "{name} {at}");
        }
        for at in 0..8 * data(0b101).len() {
            let mut changed = data(0b101);
            changed[at / 8] ^= 1 << (at % 8);
            assert!(
                signed(&ASKED, &public, &client, &changed, &signature).is_err(),
                "{name} {at}"
            );
        }
    }
}

#[test]
fn another_page_challenge_ceremony_or_frame_is_another_question() {
    let (_, key, signature) = signatures().remove(0);
    let public = PasskeyPublic::from_bytes(&key).unwrap();
    let client = String::from_utf8(client_data("webauthn.get")).unwrap();
    let others = [
        client.replace("webauthn.get", "webauthn.create"),
        client.replace("https://", "http://"),
        client.replace("tirek.example", "tirek.example.org"),
        client.replace("BwcH", "BwcI"),
        client.replace("false", "true"),
    ];
    for other in others {
        let answer = signed(&ASKED, &public, other.as_bytes(), &data(0b101), &signature);
        assert_eq!(answer, Err(NotTaken::AnotherQuestion), "{other}");
    }
    let elsewhere = Asked {
        host: "example",
        ..ASKED
    };
    let answer = signed(
        &elsewhere,
        &public,
        client.as_bytes(),
        &data(0b101),
        &signature,
    );
    assert_eq!(answer, Err(NotTaken::AnotherQuestion));
    for flags in [0, 0b1, 0b100] {
        let answer = signed(&ASKED, &public, client.as_bytes(), &data(flags), &signature);
        assert_eq!(answer, Err(NotTaken::NobodySeen), "{flags}");
    }
    assert_eq!(challenge_of(client.as_bytes()), Ok(CHALLENGE.to_vec()));
}

#[test]
fn a_passkey_is_read_as_its_authenticator_made_it_extensions_behind_it_or_not() {
    let (_, key, _) = signatures().remove(0);
    let client = client_data("webauthn.create");
    let whole = |flags, credential: &[u8], behind: &[u8]| {
        let mut bytes = data(flags);
        bytes.extend_from_slice(&[0; 16]);
        bytes.extend_from_slice(&u16::try_from(credential.len()).unwrap().to_be_bytes());
        bytes.extend_from_slice(credential);
        bytes.extend_from_slice(&key);
        bytes.extend_from_slice(behind);
        bytes
    };
    for behind in [
        &[][..],
        &[
            0xa1, 0x6b, b'h', b'm', b'a', b'c', b'-', b's', b'e', b'c', b'r', b'e', b't', 0xf5,
        ],
    ] {
        let read = made(&ASKED, &client, &whole(0b100_0101, b"name", behind)).unwrap();
        assert_eq!(
            (read.credential.as_slice(), read.public.to_bytes()),
            (b"name".as_slice(), key.as_slice())
        );
    }
    assert!(
        made(&ASKED, &client, &whole(0b101, b"name", &[])).is_err(),
        "none is included"
    );
    assert!(
        made(&ASKED, &client, &whole(0b100_0101, b"", &[])).is_err(),
        "without a name"
    );
    let bytes = whole(0b100_0101, b"name", &[]);
    for length in 0..bytes.len() {
        assert!(made(&ASKED, &client, &bytes[..length]).is_err(), "{length}");
    }
    assert!(made(&ASKED, &client_data("webauthn.get"), &bytes).is_err());
}

#[test]
fn the_keys_open_by_the_output_of_this_passkey_at_their_place_alone() {
    let mut random = rand_core::UnwrapErr(getrandom::SysRng);
    let output = |byte: u8| PrfOutput::from_secret_bytes(&[byte; 32]).unwrap();
    let place = Place {
        body: "b",
        file: "",
        compartment: "",
        stream: "a",
        sequence: 0,
        kind: "passkey",
    };
    let wrapped = output(1).wrap(b"name", b"keys", &place, &mut random);
    assert_eq!(
        output(1)
            .unwrap(b"name", &place, &wrapped)
            .unwrap()
            .as_slice(),
        b"keys"
    );
    assert!(output(2).unwrap(b"name", &place, &wrapped).is_err());
    assert!(output(1).unwrap(b"another", &place, &wrapped).is_err());
    let elsewhere = Place {
        stream: "c",
        ..place
    };
    assert!(output(1).unwrap(b"name", &elsewhere, &wrapped).is_err());
    for not_an_output in [vec![], vec![0; 32], vec![1; 31], vec![1; 64]] {
        assert!(PrfOutput::from_secret_bytes(&not_an_output).is_err());
    }
}

proptest! {
    #[test]
    fn foreign_bytes_are_refused_and_break_nothing(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = PasskeyPublic::from_bytes(&bytes);
        let _ = challenge_of(&bytes);
        let mut told = data(0b100_0101);
        told.extend_from_slice(&bytes);
        let _ = made(&ASKED, &client_data("webauthn.create"), &told);
    }
}

/// What an authenticator answers, whole: what the browser says, what the authenticator says, public key and signature.
fn answers() -> Vec<[Vec<u8>; 4]> {
    let client = client_data("webauthn.get");
    let answer = |(_, key, signature)| [client.clone(), data(0b101), key, signature];
    signatures().into_iter().map(answer).collect()
}

#[test]
fn long_no_changed_answer_of_an_authenticator_is_taken() {
    let check = assurance::long(
        "no changed answer of an authenticator is taken",
        "answers",
        1_000_000,
    );
    let whole = answers();
    let mut created = data(0b100_0101);
    created.extend([[0; 16].as_slice(), &[0, 4], b"name", &whole[0][2]].concat());
    let client = client_data("webauthn.create");
    assert!(made(&ASKED, &client, &created).is_ok());
    let mut samples = vec![created.clone(), client.clone()];
    samples.extend(whole.iter().flatten().cloned());
    let all: Vec<&[u8]> = samples.iter().map(Vec::as_slice).collect();
    let mut tried = 0;
    while tried < check.size() {
        let mut dice = assurance::Dice::new((check.seed() << 32) + tried);
        tried += 1;
        let mut answer = whole[dice.below(whole.len())].clone();
        let at = dice.below(answer.len());
        answer[at] = assurance::mutated(&mut dice, &answer[at], &all);
        let [said, told, key, signature] = &answer;
        let _ = challenge_of(said);
        if let Ok(public) = PasskeyPublic::from_bytes(key) {
            assert_eq!(public.to_bytes(), key);
            let taken = signed(&ASKED, &public, said, told, signature).is_ok();
            // What a browser says may be written with another space; then it is not what was signed.
            let (client, data) = (client_data("webauthn.get"), data(0b101));
            let same = (*said == client) && (*told == data);
            assert!(!taken || same, "{tried}");
        }
        // A new passkey: nobody has signed it yet; what is taken has a name and a key that read.
        let changed = assurance::mutated(&mut dice, &created, &all);
        if let Ok(new) = made(&ASKED, &client, &changed) {
            assert!(!new.credential.is_empty());
            assert!(PasskeyPublic::from_bytes(new.public.to_bytes()).is_ok());
        }
        let said = assurance::mutated(&mut dice, &client, &all);
        let _ = made(&ASKED, &said, &created);
    }
    check.held(tried);
}

/// Signed once by another library over [`message`].
const RSA_MODULUS: &str = "uKuIlGFLTzQJ3kKoGwWEgfbWWrbHL6gz-uTra5k_pICBRdZ886YV5XEbbsy0eZcdJ7txOdq0g7yjTkfUHOtljWAVI62VcG0OZoVf823l4Mbe4Qv-CKaZQtD7-KbsyvlbC_Ai61anvykpUMa3Q_Pz0I8NAay_iKoPnI0e4Y3zphvTsv50UFeC-FfpLZ722jjA-csTdPLh9mPMGPaCtw4TZVNQ0v4hHZb79kLY2tGrX1Pi9eYMJaChOExx0xhetyBTqHYnZvuM6IIiGzcsTiieVZ9yA6CUEcfcdKly783K8b7x-TocBymB6y8RyHu1UEvtbYeDzNaYw7IGIkbHWC6jgQ";
const RSA_SIGNATURE: &str = "qogjOEbkbmslu8M424LH6kreLDV0at94U5-TbWuqdQ0i9ptgAqrjHhvRHlTi1qp4JUL99ivUohYbw0THjXwXksa1M4R0ZM-1TC0mJ4B3kJjUkd-5DaGczdSrb0eJ2rRc7VFAHbTOa84rjxSauRG9ZhcNli9rD_-WxKIT9N0teWe9bd7YhgthywSv-QziSvGzg03n5BKgcATYm2gxchTHVkf1jYi8amkX8O-0AQSgRSrCLNNpr_O6bllg9hMTZGaDbCz0QNi2Q1qjAyaVn60qYzOf2g3gUibIfX-e9I1gT80uH-vJeG2SDuPfAqMyDMLzNZw1nCZbnU-1rvBBo_xWdA";
