//! Passkeys (WebAuthn, level 3): what an authenticator signed, and the secret that it gives for wrapping a person's keys (PRF).
//!
//! Two things let somebody in, and they lean on each other. The *signature* shows that the authenticator was there, that it knew
//! the person (by finger, face or PIN), for this site and this challenge. The *PRF output*, 32 bytes that this authenticator
//! alone can compute, opens her keys: whoever got around every check below would still hold an envelope without its key.
//!
//! Attestation is not asked for: which make of authenticator somebody uses is her own affair.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ciborium::Value;
use rand_core::CryptoRng;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
    UnparsedPublicKey,
};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::Malformed;
use crate::envelope::{OpenError, Sealed, open, seal};
use crate::key::Key;
use crate::place::Place;

/// Longest name of a credential, in bytes (WebAuthn, section 4).
pub const LONGEST_CREDENTIAL: usize = 1023;
/// Longest public key that is looked at, in bytes: RSA of 8192 bits fits.
const LONGEST_KEY: usize = 2048;

/// Bits of the authenticator's flags.
const USER_PRESENT: u8 = 1;
const USER_VERIFIED: u8 = 1 << 2;
const CREDENTIAL_INCLUDED: u8 = 1 << 6;

/// What the browser was asked to do, and by whom.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The challenge that it was given.
    pub challenge: &'a [u8],
    /// Scheme, host and port of the page, as the browser names them: `https://tirek.example`.
    pub origin: &'a str,
    /// The host alone: for whom the passkey counts.
    pub host: &'a str,
}

/// Why an answer of an authenticator is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// It does not read.
    #[error("the answer of the authenticator does not read")]
    Malformed,
    /// It answers something else: another challenge, site, page, or ceremony.
    #[error("the authenticator answered another question")]
    AnotherQuestion,
    /// Nobody was there, or it did not know the person by finger, face or PIN.
    #[error("the authenticator did not see the person")]
    NobodySeen,
    /// The signature is not by the key.
    #[error("the signature is not by this passkey")]
    SignatureWrong,
}

/// A passkey that was just made.
pub struct MadePasskey {
    /// The name that the authenticator gave it.
    pub credential: Vec<u8>,
    /// Its public key.
    pub public: PasskeyPublic,
}

/// The public key of a passkey, as it was given: COSE, one of ES256, EdDSA and RS256.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyPublic {
    cose: Vec<u8>,
    key: PublicKey,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum PublicKey {
    /// ES256: the point, uncompressed.
    P256(Vec<u8>),
    Ed25519(Vec<u8>),
    Rsa {
        modulus: Vec<u8>,
        exponent: Vec<u8>,
    },
}

impl PasskeyPublic {
    /// Reads a key in COSE.
    ///
    /// # Errors
    /// [`Malformed`] for anything but the key of one of the three algorithms and nothing behind it.
    pub fn from_bytes(bytes: &[u8]) -> Result<PasskeyPublic, Malformed> {
        let (public, rest) = PasskeyPublic::read(bytes)?;
        if rest.is_empty() {
            Ok(public)
        } else {
            Err(Malformed("public key of a passkey"))
        }
    }

    /// The key as it is stored.
    pub fn to_bytes(&self) -> &[u8] {
        &self.cose
    }

    /// Reads a key, and gives what follows it.
    fn read(bytes: &[u8]) -> Result<(PasskeyPublic, &[u8]), Malformed> {
        const MALFORMED: Malformed = Malformed("public key of a passkey");
        let looked_at = &bytes[..bytes.len().min(LONGEST_KEY)];
        let mut rest = looked_at;
        let value: Value = ciborium::from_reader(&mut rest).map_err(|_| MALFORMED)?;
        let length = looked_at.len() - rest.len();
        let map = value.into_map().map_err(|_| MALFORMED)?;
        let mut fields: BTreeMap<i128, Value> = BTreeMap::new();
        for (name, value) in map {
            let name = name.into_integer().map_err(|_| MALFORMED)?;
            fields.insert(name.into(), value);
        }
        let number = |name: i128| -> Option<i128> {
            let value = fields.get(&name)?.as_integer()?;
            Some(value.into())
        };
        let text = |name: i128| {
            fields
                .get(&name)
                .and_then(|value| value.as_bytes().cloned())
        };
        let point = |name: i128| text(name).filter(|bytes| bytes.len() == 32);
        // Kind of key (1), algorithm (3), curve (-1): RFC 9053.
        let key = match (number(1), number(3), number(-1)) {
            (Some(2), Some(-7), Some(1)) => {
                let (x, y) = (point(-2).ok_or(MALFORMED)?, point(-3).ok_or(MALFORMED)?);
                PublicKey::P256([vec![4], x, y].concat())
            }
            (Some(1), Some(-8), Some(6)) => PublicKey::Ed25519(point(-2).ok_or(MALFORMED)?),
            (Some(3), Some(-257), _) => {
                let unpadded = |name| -> Option<Vec<u8>> {
                    let bytes = text(name)?;
                    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
                    Some(bytes[zeros..].to_vec())
                };
                PublicKey::Rsa {
                    modulus: unpadded(-1).ok_or(MALFORMED)?,
                    exponent: unpadded(-2).ok_or(MALFORMED)?,
                }
            }
            _ => return Err(MALFORMED),
        };
        let (cose, rest) = bytes.split_at(length);
        Ok((
            PasskeyPublic {
                cose: cose.to_vec(),
                key,
            },
            rest,
        ))
    }

    fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        match &self.key {
            PublicKey::P256(point) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature)
            }
            PublicKey::Ed25519(key) => {
                UnparsedPublicKey::new(&ED25519, key).verify(message, signature)
            }
            PublicKey::Rsa { modulus, exponent } => RsaPublicKeyComponents {
                n: modulus,
                e: exponent,
            }
            .verify(&RSA_PKCS1_2048_8192_SHA256, message, signature),
        }
        .is_ok()
    }
}

/// Reads what an authenticator said when it made a passkey.
///
/// # Errors
/// [`NotTaken`].
pub fn made(
    asked: &Asked<'_>,
    client_data: &[u8],
    authenticator_data: &[u8],
) -> Result<MadePasskey, NotTaken> {
    check_client_data(client_data, "webauthn.create", asked)?;
    let (flags, _, rest) = check_authenticator_data(authenticator_data, asked)?;
    if flags & CREDENTIAL_INCLUDED == 0 {
        return Err(NotTaken::Malformed);
    }
    // Model of the authenticator (16 bytes), length of the credential's name (2), the name, its key, then perhaps extensions.
    let (_model, rest) = rest.split_at_checked(16).ok_or(NotTaken::Malformed)?;
    let (length, rest) = rest.split_first_chunk::<2>().ok_or(NotTaken::Malformed)?;
    let length = usize::from(u16::from_be_bytes(*length));
    let (credential, rest) = rest.split_at_checked(length).ok_or(NotTaken::Malformed)?;
    if credential.is_empty() || credential.len() > LONGEST_CREDENTIAL {
        return Err(NotTaken::Malformed);
    }
    let (public, _) = PasskeyPublic::read(rest).map_err(|_| NotTaken::Malformed)?;
    Ok(MadePasskey {
        credential: credential.to_vec(),
        public,
    })
}

/// Checks that a passkey signed the challenge. Gives its counter of signatures, which goes up where an authenticator counts.
///
/// # Errors
/// [`NotTaken`].
pub fn signed(
    asked: &Asked<'_>,
    public: &PasskeyPublic,
    client_data: &[u8],
    authenticator_data: &[u8],
    signature: &[u8],
) -> Result<u32, NotTaken> {
    check_client_data(client_data, "webauthn.get", asked)?;
    let (_, counter, _) = check_authenticator_data(authenticator_data, asked)?;
    let message = [authenticator_data, Sha256::digest(client_data).as_slice()].concat();
    if public.verify(&message, signature) {
        Ok(counter)
    } else {
        Err(NotTaken::SignatureWrong)
    }
}

/// What the browser says of the page that asked.
#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    ceremony: String,
    challenge: String,
    origin: String,
    #[serde(rename = "crossOrigin", default)]
    is_framed: bool,
}

/// The challenge that an answer says it answers; to be looked up before anything of it is believed.
///
/// # Errors
/// [`NotTaken::Malformed`].
pub fn challenge_of(client_data: &[u8]) -> Result<Vec<u8>, NotTaken> {
    let said: ClientData = serde_json::from_slice(client_data).map_err(|_| NotTaken::Malformed)?;
    URL_SAFE_NO_PAD
        .decode(said.challenge)
        .map_err(|_| NotTaken::Malformed)
}

fn check_client_data(
    client_data: &[u8],
    ceremony: &str,
    asked: &Asked<'_>,
) -> Result<(), NotTaken> {
    let said: ClientData = serde_json::from_slice(client_data).map_err(|_| NotTaken::Malformed)?;
    let fits = said.ceremony == ceremony
        && said.challenge == URL_SAFE_NO_PAD.encode(asked.challenge)
        && said.origin == asked.origin
        && !said.is_framed;
    if fits {
        Ok(())
    } else {
        Err(NotTaken::AnotherQuestion)
    }
}

/// Flags, counter of signatures, and what follows.
fn check_authenticator_data<'a>(
    data: &'a [u8],
    asked: &Asked<'_>,
) -> Result<(u8, u32, &'a [u8]), NotTaken> {
    let (host, rest) = data.split_first_chunk::<32>().ok_or(NotTaken::Malformed)?;
    let (flags, rest) = rest.split_first().ok_or(NotTaken::Malformed)?;
    let (counter, rest) = rest.split_first_chunk::<4>().ok_or(NotTaken::Malformed)?;
    if Sha256::digest(asked.host).as_slice() != host {
        return Err(NotTaken::AnotherQuestion);
    }
    if flags & USER_PRESENT == 0 || flags & USER_VERIFIED == 0 {
        return Err(NotTaken::NobodySeen);
    }
    Ok((*flags, u32::from_be_bytes(*counter), rest))
}

/// The 32 bytes that one passkey computes for [`PrfOutput::INPUT`], and nobody without it. Erased when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct PrfOutput([u8; 32]);

impl PrfOutput {
    /// What the authenticator is asked to compute upon: the same for all, since every passkey has a secret of its own.
    pub const INPUT: &'static str = "tirek/passkey-prf/1";

    /// Takes over the output as the browser gave it.
    ///
    /// # Errors
    /// [`Malformed`] unless it is 32 bytes that are not all zero.
    pub fn from_secret_bytes(bytes: &[u8]) -> Result<PrfOutput, Malformed> {
        let output: [u8; 32] = bytes
            .try_into()
            .map_err(|_| Malformed("secret of a passkey"))?;
        if output == [0; 32] {
            return Err(Malformed("secret of a passkey"));
        }
        Ok(PrfOutput(output))
    }

    /// Seals `plain` (the keys of the passkey's owner) under the output.
    pub fn wrap(
        &self,
        credential: &[u8],
        plain: &[u8],
        place: &Place<'_>,
        random: &mut dyn CryptoRng,
    ) -> Sealed {
        let key = self.key(credential);
        seal(&key, key.id(), place, plain, random)
    }

    /// Opens what [`PrfOutput::wrap`] sealed.
    ///
    /// # Errors
    /// [`OpenError`] as for [`open`].
    pub fn unwrap(
        &self,
        credential: &[u8],
        place: &Place<'_>,
        wrapped: &Sealed,
    ) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        open(&self.key(credential), place, wrapped)
    }

    fn key(&self, credential: &[u8]) -> Key {
        Key::derive(&self.0, &[], "tirek/passkey-key/1", &[credential])
    }
}
