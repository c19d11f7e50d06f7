//! The algorithms that are known: SHA-2, RSA (PKCS #1 and PSS), ECDSA on P-256 and P-384. All others are named and not guessed.

use der::{Decode, asn1::ObjectIdentifier};
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use rsa::{RsaPublicKey, pkcs1::DecodeRsaPublicKey, traits::PublicKeyParts};
use sha2::{Digest, Sha256, Sha384, Sha512};
use spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

use super::Integrity;

/// The shortest RSA key that proves anything, in bits.
const SHORTEST_RSA: usize = 2048;

const RSA: &str = "1.2.840.113549.1.1.1";
const RSA_PSS: &str = "1.2.840.113549.1.1.10";
const EC_PUBLIC_KEY: &str = "1.2.840.10045.2.1";
const P256: &str = "1.2.840.10045.3.1.7";
const P384: &str = "1.3.132.0.34";
const MGF1: &str = "1.2.840.113549.1.1.8";

/// What a signature by one key came to.
pub(super) enum Verified {
    Yes,
    No,
    /// It was not checked: an algorithm that is not known, or proves nothing.
    Not(Integrity),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// The hash of that name; else why not.
    pub(super) fn of(oid: &ObjectIdentifier) -> Result<Self, Integrity> {
        match oid.to_string().as_str() {
            "2.16.840.1.101.3.4.2.1" => Ok(Hash::Sha256),
            "2.16.840.1.101.3.4.2.2" => Ok(Hash::Sha384),
            "2.16.840.1.101.3.4.2.3" => Ok(Hash::Sha512),
            "1.3.14.3.2.26" => Err(weak("SHA-1")),
            "1.2.840.113549.2.5" => Err(weak("MD5")),
            other => Err(unknown(other)),
        }
    }

    pub(super) fn digest(self, content: &[u8]) -> Vec<u8> {
        match self {
            Hash::Sha256 => Sha256::digest(content).to_vec(),
            Hash::Sha384 => Sha384::digest(content).to_vec(),
            Hash::Sha512 => Sha512::digest(content).to_vec(),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Hash::Sha256 => "SHA-256",
            Hash::Sha384 => "SHA-384",
            Hash::Sha512 => "SHA-512",
        }
    }
}

enum Scheme {
    Pkcs1(Hash),
    Pss { hash: Hash, salt: usize },
    Ecdsa(Hash),
}

/// The scheme of an algorithm's identifier; the digest is named beside it in CMS, and within it in certificates.
fn scheme(
    named: &AlgorithmIdentifierOwned,
    digest: Option<&AlgorithmIdentifierOwned>,
) -> Result<Scheme, Integrity> {
    let oid = named.oid.to_string();
    let beside = || match digest {
        Some(digest) => Hash::of(&digest.oid),
        None => Err(unknown(&oid)),
    };
    match oid.as_str() {
        RSA => Ok(Scheme::Pkcs1(beside()?)),
        "1.2.840.113549.1.1.11" => Ok(Scheme::Pkcs1(Hash::Sha256)),
        "1.2.840.113549.1.1.12" => Ok(Scheme::Pkcs1(Hash::Sha384)),
        "1.2.840.113549.1.1.13" => Ok(Scheme::Pkcs1(Hash::Sha512)),
        "1.2.840.113549.1.1.5" => Err(weak("RSA, SHA-1")),
        "1.2.840.113549.1.1.4" => Err(weak("RSA, MD5")),
        RSA_PSS => pss(named),
        EC_PUBLIC_KEY => Ok(Scheme::Ecdsa(beside()?)),
        "1.2.840.10045.4.3.2" => Ok(Scheme::Ecdsa(Hash::Sha256)),
        "1.2.840.10045.4.3.3" => Ok(Scheme::Ecdsa(Hash::Sha384)),
        "1.2.840.10045.4.3.4" => Ok(Scheme::Ecdsa(Hash::Sha512)),
        "1.2.840.10045.4.1" => Err(weak("ECDSA, SHA-1")),
        _ => Err(unknown(&oid)),
    }
}

/// PSS with the same hash for the message and the mask, as everybody makes it.
fn pss(named: &AlgorithmIdentifierOwned) -> Result<Scheme, Integrity> {
    let not_known = || unknown(RSA_PSS);
    let parameters = named.parameters.as_ref().ok_or_else(not_known)?;
    let der = der::Encode::to_der(parameters).map_err(|_| not_known())?;
    let read = rsa::pkcs1::RsaPssParams::<der::Any>::from_der(&der).map_err(|_| not_known())?;
    let hash = Hash::of(&read.hash.oid)?;
    let mask = read.mask_gen.parameters.as_ref().map(|hash| hash.oid);
    if read.mask_gen.oid.to_string() != MGF1
        || mask.map(|oid| Hash::of(&oid) == Ok(hash)) != Some(true)
    {
        return Err(not_known());
    }
    Ok(Scheme::Pss {
        hash,
        salt: usize::from(read.salt_len),
    })
}

/// Whether the signature is that of the key over the message.
pub(super) fn verify(
    key: &SubjectPublicKeyInfoOwned,
    named: &AlgorithmIdentifierOwned,
    digest: Option<&AlgorithmIdentifierOwned>,
    message: &[u8],
    signature: &[u8],
) -> Verified {
    let scheme = match scheme(named, digest) {
        Ok(scheme) => scheme,
        Err(other) => return Verified::Not(other),
    };
    let verified = match scheme {
        Scheme::Pkcs1(hash) => rsa_key(key).map(|key| {
            let padding = match hash {
                Hash::Sha256 => rsa::Pkcs1v15Sign::new::<Sha256>(),
                Hash::Sha384 => rsa::Pkcs1v15Sign::new::<Sha384>(),
                Hash::Sha512 => rsa::Pkcs1v15Sign::new::<Sha512>(),
            };
            key.verify(padding, &hash.digest(message), signature)
                .is_ok()
        }),
        Scheme::Pss { hash, salt } => rsa_key(key).map(|key| {
            let digest = hash.digest(message);
            match hash {
                Hash::Sha256 => {
                    key.verify(rsa::Pss::<Sha256>::new_with_salt(salt), &digest, signature)
                }
                Hash::Sha384 => {
                    key.verify(rsa::Pss::<Sha384>::new_with_salt(salt), &digest, signature)
                }
                Hash::Sha512 => {
                    key.verify(rsa::Pss::<Sha512>::new_with_salt(salt), &digest, signature)
                }
            }
            .is_ok()
        }),
        Scheme::Ecdsa(hash) => ecdsa(key, &hash.digest(message), signature),
    };
    match verified {
        Ok(true) => Verified::Yes,
        Ok(false) => Verified::No,
        Err(other) => Verified::Not(other),
    }
}

fn rsa_key(key: &SubjectPublicKeyInfoOwned) -> Result<RsaPublicKey, Integrity> {
    let oid = key.algorithm.oid.to_string();
    if oid != RSA && oid != RSA_PSS {
        return Err(unknown(&oid));
    }
    let bytes = key.subject_public_key.raw_bytes();
    // Shorter than 1024 bits and longer than 8192 it does not even read.
    let key = RsaPublicKey::from_pkcs1_der(bytes).map_err(|_| unknown(&oid))?;
    let bits = key.size() * 8;
    if bits < SHORTEST_RSA {
        return Err(weak(&format!("RSA {bits}")));
    }
    Ok(key)
}

fn ecdsa(
    key: &SubjectPublicKeyInfoOwned,
    digest: &[u8],
    signature: &[u8],
) -> Result<bool, Integrity> {
    let oid = key.algorithm.oid.to_string();
    if oid != EC_PUBLIC_KEY {
        return Err(unknown(&oid));
    }
    let curve = curve_of(key).unwrap_or_default();
    let point = key.subject_public_key.raw_bytes();
    match curve.as_str() {
        P256 => {
            let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(|_| weak(P256))?;
            Ok(p256::ecdsa::Signature::from_der(signature)
                .is_ok_and(|signature| key.verify_prehash(digest, &signature).is_ok()))
        }
        P384 => {
            let key = p384::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(|_| weak(P384))?;
            Ok(p384::ecdsa::Signature::from_der(signature)
                .is_ok_and(|signature| key.verify_prehash(digest, &signature).is_ok()))
        }
        "" => Err(unknown(&oid)),
        other => Err(unknown(other)),
    }
}

fn curve_of(key: &SubjectPublicKeyInfoOwned) -> Option<String> {
    let parameters = key.algorithm.parameters.as_ref()?;
    let curve: ObjectIdentifier = parameters.decode_as().ok()?;
    Some(curve.to_string())
}

/// How the algorithm of a signature is called.
pub(super) fn name(named: &AlgorithmIdentifierOwned, digest: &AlgorithmIdentifierOwned) -> String {
    match scheme(named, Some(digest)) {
        Ok(Scheme::Pkcs1(hash)) => format!("RSA, {}", hash.name()),
        Ok(Scheme::Pss { hash, .. }) => format!("RSA-PSS, {}", hash.name()),
        Ok(Scheme::Ecdsa(hash)) => format!("ECDSA, {}", hash.name()),
        Err(Integrity::Weak { algorithm } | Integrity::Unknown { algorithm, .. }) => algorithm,
        Err(_) => named.oid.to_string(),
    }
}

fn weak(algorithm: &str) -> Integrity {
    Integrity::Weak {
        algorithm: algorithm.to_owned(),
    }
}

/// An algorithm that is not known here. Those of GOST have identifiers under the arcs of Kazakhstan and of Russia.
fn unknown(algorithm: &str) -> Integrity {
    let under = |arc: &str| algorithm.starts_with(arc);
    Integrity::Unknown {
        gost: under("1.2.398.3.10.1.") || under("1.2.643."),
        algorithm: algorithm.to_owned(),
    }
}
