//! Passkeys: signing in by one's own device.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ciborium::Value;
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use sealed::{SessionToken, passkey::PrfOutput};
use sha2::{Digest, Sha256};
use store::{
    Account, AccountError, Role, Session, SignInRefused,
    passkey::{Assertion, NewPasskey, PasskeyRefused, Purpose, Site},
    verify::Broken,
};

use crate::house::{House, PASSWORD};

const SECRET_OF_FORM: &str = "secret of the form";

fn site() -> Site {
    Site {
        origin: "https://tirek.example".to_owned(),
        host: "tirek.example".to_owned(),
    }
}

/// A device with one passkey, as an honest browser uses it.
pub struct Authenticator {
    key: EcdsaKeyPair,
    credential: Vec<u8>,
    secret: [u8; 32],
    origin: String,
    host: String,
    flags: u8,
    counter: u32,
}

impl Authenticator {
    fn new() -> Self {
        let random = SystemRandom::new();
        let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, made.as_ref(), &random)
            .unwrap();
        let mut bytes = [0; 64];
        getrandom::fill(&mut bytes).unwrap();
        Authenticator {
            key,
            credential: bytes[..32].to_vec(),
            secret: bytes[32..].try_into().unwrap(),
            origin: site().origin,
            host: site().host,
            flags: 0b101,
            counter: 0,
        }
    }

    fn client_data(&self, ceremony: &str, challenge: &[u8]) -> Vec<u8> {
        let said = serde_json::json!({
            "type": ceremony,
            "challenge": URL_SAFE_NO_PAD.encode(challenge),
            "origin": self.origin,
            "crossOrigin": false,
        });
        said.to_string().into_bytes()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(&self.host).to_vec();
        data.push(flags);
        data.extend_from_slice(&self.counter.to_be_bytes());
        data
    }

    fn public(&self) -> Vec<u8> {
        let point = self.key.public_key().as_ref();
        let number = |value: i64| Value::Integer(value.into());
        let map = Value::Map(vec![
            (number(1), number(2)),
            (number(3), number(-7)),
            (number(-1), number(1)),
            (number(-2), Value::Bytes(point[1..33].to_vec())),
            (number(-3), Value::Bytes(point[33..].to_vec())),
        ]);
        let mut bytes = Vec::new();
        ciborium::into_writer(&map, &mut bytes).unwrap();
        bytes
    }

    fn made(&self, challenge: &[u8]) -> NewPasskey {
        let mut data = self.data(self.flags | 0b100_0000);
        data.extend_from_slice(&[0; 16]);
        data.extend_from_slice(&u16::try_from(self.credential.len()).unwrap().to_be_bytes());
        data.extend_from_slice(&self.credential);
        data.extend_from_slice(&self.public());
        NewPasskey {
            name: "Telephone".to_owned(),
            client_data: self.client_data("webauthn.create", challenge),
            authenticator_data: data,
            first: self.signed(challenge),
        }
    }

    fn signed(&self, challenge: &[u8]) -> Assertion {
        let client_data = self.client_data("webauthn.get", challenge);
        let data = self.data(self.flags);
        let message = [data.as_slice(), Sha256::digest(&client_data).as_slice()].concat();
        let signature = self.key.sign(&SystemRandom::new(), &message).unwrap();
        Assertion {
            credential: self.credential.clone(),
            client_data,
            authenticator_data: data,
            signature: signature.as_ref().to_vec(),
            prf: PrfOutput::from_secret_bytes(&self.secret).unwrap(),
        }
    }
}

/// Adds a passkey as its owner does.
pub async fn added(house: &House, session: &Session) -> Authenticator {
    let authenticator = Authenticator::new();
    let challenge = house.store.passkey_challenge(Purpose::Make(session));
    let new = authenticator.made(&challenge);
    house
        .store
        .add_passkey(session, &site(), new)
        .await
        .unwrap();
    authenticator
}

type SignedIn = Result<(SessionToken, Account), SignInRefused>;

pub async fn sign_in(house: &House, authenticator: &Authenticator) -> SignedIn {
    let challenge = house
        .store
        .passkey_challenge(Purpose::SignIn(SECRET_OF_FORM));
    let answer = authenticator.signed(&challenge);
    house
        .store
        .sign_in_with_passkey(&site(), SECRET_OF_FORM, answer)
        .await
}

/// Shows by a passkey that it is she who is signed in.
pub async fn proves(
    house: &House,
    authenticator: &Authenticator,
    session: &Session,
) -> Result<(), SignInRefused> {
    let challenge = house.store.passkey_challenge(Purpose::Proof(session));
    let answer = authenticator.signed(&challenge);
    house
        .store
        .prove_with_passkey(session, &site(), answer)
        .await
}

fn is_wrong<T>(answer: &Result<T, SignInRefused>) -> bool {
    matches!(answer, Err(SignInRefused::Wrong))
}

on_both! {
    async fn a_passkey_signs_its_owner_in_without_a_password_and_with_her_keys(house: House) {
        let centre = house.centre().await;
        let authenticator = added(&house, &centre.head).await;
        let (token, account) = sign_in(&house, &authenticator).await.unwrap();
        assert_eq!(account.login, "head");
        let session = house.store.session(&token.to_text()).await.unwrap();
        assert!(session.is_head() && session.holds(standard::compartment::Compartment::Report));
        let own = house.store.passkeys(&session).await.unwrap();
        assert_eq!((own.len(), own[0].name.as_str()), (1, "Telephone"));
        assert!(house.store.sign_in("head", PASSWORD).await.is_ok(), "the password stays");
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn an_answer_counts_once_for_a_while_and_in_one_browser(house: House) {
        let centre = house.centre().await;
        let authenticator = added(&house, &centre.head).await;
        let store = &house.store;
        let challenge = store.passkey_challenge(Purpose::SignIn(SECRET_OF_FORM));
        let elsewhere = authenticator.signed(&challenge);
        assert!(is_wrong(&store.sign_in_with_passkey(&site(), "another form", elsewhere).await));
        let first = authenticator.signed(&challenge);
        assert!(store.sign_in_with_passkey(&site(), SECRET_OF_FORM, first).await.is_ok());
        let again = authenticator.signed(&challenge);
        assert!(is_wrong(&store.sign_in_with_passkey(&site(), SECRET_OF_FORM, again).await));
        let challenge = store.passkey_challenge(Purpose::SignIn(SECRET_OF_FORM));
        house.wait_minutes(15);
        let late = authenticator.signed(&challenge);
        assert!(is_wrong(&store.sign_in_with_passkey(&site(), SECRET_OF_FORM, late).await));
        let made_up = authenticator.signed(&[7; 88]);
        assert!(is_wrong(&store.sign_in_with_passkey(&site(), SECRET_OF_FORM, made_up).await));
        // A challenge for a proof is none for signing in.
        let other = store.passkey_challenge(Purpose::Proof(&centre.head));
        let other = authenticator.signed(&other);
        assert!(is_wrong(&store.sign_in_with_passkey(&site(), SECRET_OF_FORM, other).await));
    }

    async fn what_another_site_or_nobody_or_another_key_signed_is_not_taken(house: House) {
        let centre = house.centre().await;
        let good = added(&house, &centre.head).await;
        let like = || Authenticator {
            credential: good.credential.clone(),
            secret: good.secret,
            ..Authenticator::new()
        };
        assert!(is_wrong(&sign_in(&house, &like()).await), "another key");
        let mut other = good;
        "https://evil.example".clone_into(&mut other.origin);
        assert!(is_wrong(&sign_in(&house, &other).await), "another page");
        other.origin = site().origin;
        "evil.example".clone_into(&mut other.host);
        assert!(is_wrong(&sign_in(&house, &other).await), "another site");
        other.host = site().host;
        for flags in [0b100, 0b001] {
            other.flags = flags;
            assert!(is_wrong(&sign_in(&house, &other).await), "nobody was seen");
        }
        house.wait_minutes(2);
        other.flags = 0b101;
        other.secret[0] ^= 1;
        assert!(is_wrong(&sign_in(&house, &other).await), "a signature alone opens nothing");
        other.secret[0] ^= 1;
        house.wait_minutes(2);
        assert!(sign_in(&house, &other).await.is_ok());
        let failures = "SELECT COUNT(*) FROM entry WHERE class = 'sign_in_failed'";
        assert!(house.count(failures).await >= 4, "each stands in the record");
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn a_copied_passkey_is_told_by_its_counter(house: House) {
        let centre = house.centre().await;
        let mut authenticator = added(&house, &centre.head).await;
        authenticator.counter = 5;
        assert!(sign_in(&house, &authenticator).await.is_ok());
        assert!(is_wrong(&sign_in(&house, &authenticator).await));
        authenticator.counter = 6;
        assert!(sign_in(&house, &authenticator).await.is_ok());
    }

    async fn a_passkey_is_a_fresh_proof_of_its_owner_and_of_nobody_else(house: House) {
        let centre = house.centre().await;
        let own = added(&house, &centre.head).await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let anns = added(&house, &ann).await;
        let (token, _) = house.store.sign_in("head", PASSWORD).await.unwrap();
        house.wait_minutes(6);
        let head = house.store.session(&token.to_text()).await.unwrap();
        assert!(!head.is_fresh());
        let challenge = || house.store.passkey_challenge(Purpose::Proof(&head));
        let foreign = anns.signed(&challenge());
        assert!(is_wrong(&house.store.prove_with_passkey(&head, &site(), foreign).await));
        let answer = own.signed(&challenge());
        house.store.prove_with_passkey(&head, &site(), answer).await.unwrap();
        assert!(house.store.session(&token.to_text()).await.unwrap().is_fresh());
    }

    async fn a_passkey_is_added_after_a_fresh_proof_and_once(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let store = &house.store;
        let authenticator = added(&house, &centre.head).await;
        let challenge = store.passkey_challenge(Purpose::Make(&ann));
        let taken = store.add_passkey(&ann, &site(), authenticator.made(&challenge)).await;
        assert!(matches!(taken, Err(PasskeyRefused::NotTaken)), "another's passkey");
        let mut mixed = Authenticator::new().made(&challenge);
        mixed.first = Authenticator::new().signed(&challenge);
        let mixed = store.add_passkey(&ann, &site(), mixed).await;
        assert!(matches!(mixed, Err(PasskeyRefused::NotTaken)), "another's first answer");
        let mut nameless = Authenticator::new().made(&challenge);
        nameless.name = " ".to_owned();
        let nameless = store.add_passkey(&ann, &site(), nameless).await;
        assert!(matches!(nameless, Err(PasskeyRefused::Unusable)));
        let (token, _) = store.sign_in("ann", PASSWORD).await.unwrap();
        house.wait_minutes(6);
        let stale = store.session(&token.to_text()).await.unwrap();
        let challenge = store.passkey_challenge(Purpose::Make(&stale));
        let late = store.add_passkey(&stale, &site(), Authenticator::new().made(&challenge)).await;
        assert!(matches!(late, Err(PasskeyRefused::ProofNeeded)));
    }

    async fn a_lost_passkey_is_removed_by_its_owner_or_by_the_head(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let lost = added(&house, &ann).await;
        let kept = added(&house, &ann).await;
        let all = house.store.passkeys(&ann).await.unwrap();
        let id = all.iter().find(|each| each.credential == lost.credential).unwrap().id.clone();
        let others = house.store.remove_passkey(&centre.head, &id).await;
        assert!(matches!(others, Err(AccountError::NoSuchAccount)));
        house.store.remove_passkey(&ann, &id).await.unwrap();
        assert!(is_wrong(&sign_in(&house, &lost).await));
        assert!(sign_in(&house, &kept).await.is_ok());
        let staff = house.store.staff(&centre.head).await.unwrap();
        assert!(staff.iter().any(|member| member.login == "ann" && member.has_factors));
        house.store.remove_factors(&centre.head, &ann.account().code).await.unwrap();
        assert!(is_wrong(&sign_in(&house, &kept).await));
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn whoever_has_left_has_no_passkey(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let authenticator = added(&house, &ann).await;
        house.store.end_account(&centre.head, &ann.account().code).await.unwrap();
        assert!(is_wrong(&sign_in(&house, &authenticator).await));
        assert_eq!(house.count("SELECT COUNT(*) FROM passkey").await, 0);
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn a_changed_password_and_new_seeds_leave_passkeys_alone(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let authenticator = added(&house, &centre.head).await;
        let new = "сорок тысяч синих гвоздей";
        house.store.change_password(&centre.head, PASSWORD, new).await.unwrap();
        house.store.change_roles(&centre.head, &ann.account().code, vec![Role::Accountant]).await.unwrap();
        let (token, _) = sign_in(&house, &authenticator).await.unwrap();
        let head = house.store.session(&token.to_text()).await.unwrap();
        assert_eq!(house.store.staff(&head).await.unwrap().len(), 2);
    }

    async fn a_passkey_changed_behind_its_owners_back_is_found(house: House) {
        let centre = house.centre().await;
        added(&house, &centre.head).await;
        house.tamper("UPDATE passkey SET added_at = '2022-01-01T00:00:00Z'").await;
        let report = house.store.verify().await.unwrap();
        assert_eq!(report.problems.len(), 1);
        assert_eq!(report.problems[0].broken, Broken::AccountChanged);
    }
}
