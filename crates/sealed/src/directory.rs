//! Who vouches for whose keys: the directory of a body.
//!
//! Sealing hides what is sealed and does not say who sealed it. So nobody takes a seed or a public key on trust because it
//! lies in the database: the head signs which there are, with a key that only heads can derive. See `SECURITY.md`.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::Malformed;
use crate::key::Key;
use crate::person::{PersonKeys, PersonPublic, read_verifying_key};
use crate::place::append_prefixed;
use crate::seed::Seed;

/// The key that signs the directory of a body in one epoch, derived from a seed that heads alone hold.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct DirectoryKey([u8; 32]);

impl DirectoryKey {
    /// The key that follows from the seed of this epoch.
    pub fn of_seed(seed: &Seed, body: &str, epoch: u32) -> DirectoryKey {
        let secret = seed.to_secret_bytes();
        let fields = [body.as_bytes(), &epoch.to_be_bytes()];
        let key = Key::derive(secret.as_ref(), &[], "tirek/directory-key/1", &fields);
        DirectoryKey(*key.bytes())
    }

    /// The public half.
    pub fn public(&self) -> DirectoryPublic {
        DirectoryPublic(self.signing_key().verifying_key())
    }

    /// Vouches for the key of the next epoch. The key of the first epoch vouches for itself.
    pub fn sign_key(&self, body: &str, epoch: u32, key: &DirectoryPublic) -> [u8; 64] {
        self.sign(&key_message(body, epoch, key))
    }

    /// Signs what the directory says.
    pub fn sign_statement(&self, body: &str, epoch: u32, statement: &[u8]) -> [u8; 64] {
        self.sign(&statement_message(body, epoch, statement))
    }

    fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.signing_key().sign(message).to_bytes()
    }

    fn signing_key(&self) -> SigningKey {
        SigningKey::from_bytes(&self.0)
    }
}

/// The public half of a [`DirectoryKey`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DirectoryPublic(VerifyingKey);

impl DirectoryPublic {
    /// The 32 bytes as they are stored.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// Reads what [`DirectoryPublic::to_bytes`] gave.
    ///
    /// # Errors
    /// [`Malformed`] for anything that is not a public key in its one form.
    pub fn from_bytes(bytes: &[u8]) -> Result<DirectoryPublic, Malformed> {
        read_verifying_key(bytes)
            .map(DirectoryPublic)
            .ok_or(Malformed("directory's public key"))
    }

    /// Whether this key vouches for the key of an epoch. Strict, like everything here.
    pub fn vouches_for(
        &self,
        body: &str,
        epoch: u32,
        key: &DirectoryPublic,
        signature: &[u8; 64],
    ) -> bool {
        self.verify(&key_message(body, epoch, key), signature)
    }

    /// Whether the directory says this.
    pub fn says(&self, body: &str, epoch: u32, statement: &[u8], signature: &[u8; 64]) -> bool {
        self.verify(&statement_message(body, epoch, statement), signature)
    }

    /// A short name of the key, to be compared by telephone: twenty hexadecimal digits in groups of four.
    pub fn fingerprint(&self) -> String {
        let digest = Sha256::new_with_prefix(b"tirek/directory-fingerprint/1")
            .chain_update(self.to_bytes())
            .finalize();
        let groups: Vec<String> = digest[..10]
            .chunks(2)
            .map(|two| format!("{:02x}{:02x}", two[0], two[1]))
            .collect();
        groups.join(" ")
    }

    fn verify(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.0
            .verify_strict(message, &Signature::from_bytes(signature))
            .is_ok()
    }
}

impl PersonKeys {
    /// Introduces the keys that take the place of these: whoever was invited signs with the keys that waited for her.
    pub fn introduce(&self, body: &str, account: &str, keys: &PersonPublic) -> [u8; 64] {
        self.sign(&introduction(body, account, keys))
    }

    /// A symmetric key that follows from a person's private keys: under it she keeps what nobody else may have written.
    pub fn own_key(&self, body: &str, account: &str) -> Key {
        let secret = self.to_secret_bytes();
        let fields = [body.as_bytes(), account.as_bytes()];
        Key::derive(secret.as_ref(), &[], "tirek/own-key/1", &fields)
    }
}

impl PersonPublic {
    /// Whether the owner of these keys introduced those that took their place.
    pub fn introduces(
        &self,
        body: &str,
        account: &str,
        keys: &PersonPublic,
        signature: &[u8; 64],
    ) -> bool {
        self.verify(&introduction(body, account, keys), signature)
    }
}

fn key_message(body: &str, epoch: u32, key: &DirectoryPublic) -> Vec<u8> {
    message("tirek/directory-next/1", body, epoch, &key.to_bytes())
}

fn statement_message(body: &str, epoch: u32, statement: &[u8]) -> Vec<u8> {
    message("tirek/directory/1", body, epoch, statement)
}

fn message(label: &str, body: &str, epoch: u32, bytes: &[u8]) -> Vec<u8> {
    let mut message = Vec::new();
    append_prefixed(&mut message, label.as_bytes());
    append_prefixed(&mut message, body.as_bytes());
    message.extend_from_slice(&epoch.to_be_bytes());
    append_prefixed(&mut message, bytes);
    message
}

fn introduction(body: &str, account: &str, keys: &PersonPublic) -> Vec<u8> {
    let mut message = Vec::new();
    append_prefixed(&mut message, b"tirek/introduction/1");
    append_prefixed(&mut message, body.as_bytes());
    append_prefixed(&mut message, account.as_bytes());
    append_prefixed(&mut message, &keys.to_bytes());
    message
}
