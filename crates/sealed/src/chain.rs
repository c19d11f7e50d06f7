//! The record: entries chained by their hashes, signed by people, and checkpoints that leave the machine.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::Malformed;
use crate::person::read_verifying_key;
use crate::place::append_prefixed;

/// What stands for the entry before the first one of a body.
pub const BEGINNING: [u8; 32] = [0; 32];

/// Digest of a sealed body, for its entry: the body can be shredded without breaking the chain.
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::new_with_prefix(b"tirek/digest/1")
        .chain_update(bytes)
        .finalize()
        .into()
}

/// The hash of one entry, which the next entry takes as its `previous`.
///
/// `fields` are the columns of the entry with their names, in a fixed order. A column that is empty and one that is
/// absent are different; a value cannot slip from one column into its neighbour.
pub fn entry_hash(previous: &[u8; 32], number: u64, fields: &[(&str, Option<&[u8]>)]) -> [u8; 32] {
    let mut message = Vec::new();
    append_prefixed(&mut message, b"tirek/entry/1");
    message.extend_from_slice(previous);
    message.extend_from_slice(&number.to_be_bytes());
    message.extend_from_slice(&(fields.len() as u64).to_be_bytes());
    for (name, value) in fields {
        append_prefixed(&mut message, name.as_bytes());
        message.push(u8::from(value.is_some()));
        append_prefixed(&mut message, value.unwrap_or_default());
    }
    Sha256::digest(&message).into()
}

/// What a person (or, where there is none, the server) signs of an entry.
///
/// An entry that belongs to no file has the empty file and the sequence 0.
pub fn signed_message(file: &str, sequence: u64, act_id: &[u8; 16], digest: &[u8; 32]) -> Vec<u8> {
    let mut message = Vec::new();
    append_prefixed(&mut message, b"tirek/signed-entry/1");
    append_prefixed(&mut message, file.as_bytes());
    message.extend_from_slice(&sequence.to_be_bytes());
    message.extend_from_slice(act_id);
    message.extend_from_slice(digest);
    message
}

/// The server's own signing key, for entries without a person and for checkpoints. It opens nothing.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct ServerKey([u8; 32]);

impl ServerKey {
    /// A fresh key from the random source.
    pub fn generate(random: &mut dyn CryptoRng) -> ServerKey {
        let mut key = ServerKey([0; 32]);
        random.fill_bytes(&mut key.0);
        key
    }

    /// The private key as bytes, for the place where the server keeps it.
    pub fn to_secret_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0)
    }

    /// Reads what [`ServerKey::to_secret_bytes`] gave.
    ///
    /// # Errors
    /// [`Malformed`] unless there are exactly 32 bytes.
    pub fn from_secret_bytes(bytes: &[u8]) -> Result<ServerKey, Malformed> {
        Ok(ServerKey(
            bytes.try_into().map_err(|_| Malformed("server key"))?,
        ))
    }

    /// The public half.
    pub fn public(&self) -> ServerPublic {
        ServerPublic(self.signing_key().verifying_key())
    }

    /// Signs a message (Ed25519).
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.signing_key().sign(message).to_bytes()
    }

    fn signing_key(&self) -> SigningKey {
        SigningKey::from_bytes(&self.0)
    }
}

/// The public half of the server's signing key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerPublic(VerifyingKey);

impl ServerPublic {
    /// The 32 bytes to store, print and compare.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// Reads what [`ServerPublic::to_bytes`] gave.
    ///
    /// # Errors
    /// [`Malformed`] for anything that is not a public key in its one form.
    pub fn from_bytes(bytes: &[u8]) -> Result<ServerPublic, Malformed> {
        read_verifying_key(bytes)
            .map(ServerPublic)
            .ok_or(Malformed("server's public key"))
    }

    /// Whether the server signed this message. Strict: no second form of a signature is accepted.
    pub fn verify(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.0
            .verify_strict(message, &Signature::from_bytes(signature))
            .is_ok()
    }
}

/// How far the record of one body had come at an instant. Kept outside the machine, it shows a cut tail or an older
/// database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Code of the body whose record it is.
    pub body: String,
    /// Number of the newest entry.
    pub number: u64,
    /// Hash of the newest entry.
    pub hash: [u8; 32],
    /// Instant in UTC as it is written in the record (RFC 3339).
    pub instant: String,
}

/// A checkpoint with the server's signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    /// What is signed.
    pub checkpoint: Checkpoint,
    /// Ed25519 signature of the server.
    pub signature: [u8; 64],
}

impl Checkpoint {
    /// Signs the checkpoint with the server's key.
    pub fn sign(self, key: &ServerKey) -> SignedCheckpoint {
        let signature = key.sign(&self.message());
        SignedCheckpoint {
            checkpoint: self,
            signature,
        }
    }

    fn message(&self) -> Vec<u8> {
        let mut message = Vec::new();
        append_prefixed(&mut message, b"tirek/checkpoint/1");
        append_prefixed(&mut message, self.body.as_bytes());
        message.extend_from_slice(&self.number.to_be_bytes());
        message.extend_from_slice(&self.hash);
        append_prefixed(&mut message, self.instant.as_bytes());
        message
    }
}

impl SignedCheckpoint {
    /// Whether the server signed exactly this checkpoint.
    pub fn verify(&self, server: &ServerPublic) -> bool {
        server.verify(&self.checkpoint.message(), &self.signature)
    }

    /// One line for paper and backups: `TIREK1 number instant hash signature body`.
    pub fn to_text(&self) -> String {
        let Checkpoint {
            body,
            number,
            hash,
            instant,
        } = &self.checkpoint;
        let hash = URL_SAFE_NO_PAD.encode(hash);
        let signature = URL_SAFE_NO_PAD.encode(self.signature);
        format!("TIREK1 {number} {instant} {hash} {signature} {body}")
    }

    /// Reads what [`SignedCheckpoint::to_text`] gave. It is not yet verified.
    ///
    /// # Errors
    /// [`Malformed`] for anything else.
    pub fn from_text(text: &str) -> Result<SignedCheckpoint, Malformed> {
        fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
            URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
        }
        fn read(text: &str) -> Option<SignedCheckpoint> {
            let mut parts = text.splitn(6, ' ');
            if parts.next()? != "TIREK1" {
                return None;
            }
            let number = parts.next()?.parse().ok()?;
            let instant = parts.next()?.to_owned();
            let hash = bytes(parts.next()?)?;
            let signature = bytes(parts.next()?)?;
            let body = parts.next()?.to_owned();
            Some(SignedCheckpoint {
                checkpoint: Checkpoint {
                    body,
                    number,
                    hash,
                    instant,
                },
                signature,
            })
        }
        read(text).ok_or(Malformed("checkpoint"))
    }
}
