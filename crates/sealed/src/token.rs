//! Random bits that somebody holds and the server does not: it keeps their hash, and what they open.

use std::marker::PhantomData;

use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::envelope::{OpenError, Sealed, open, seal};
use crate::key::Key;
use crate::place::Place;

/// What a token is for: tokens of two purposes have nothing in common, be their bits the same.
pub trait Purpose {
    /// Begins what the hash is taken of.
    const HASH: &'static str;
    /// Begins what the key is derived of.
    const KEY: &'static str;
}

/// So many random bytes for a purpose. Erased when dropped.
pub struct Token<P: Purpose, const BYTES: usize> {
    pub(crate) bytes: [u8; BYTES],
    purpose: PhantomData<P>,
}

impl<P: Purpose, const BYTES: usize> Token<P, BYTES> {
    /// A fresh token from the random source.
    pub fn generate(random: &mut dyn CryptoRng) -> Self {
        let mut token = Self::empty();
        random.fill_bytes(&mut token.bytes);
        token
    }

    /// Zeros, to be filled where they lie.
    pub(crate) fn empty() -> Self {
        Token {
            bytes: [0; BYTES],
            purpose: PhantomData,
        }
    }

    /// What the server keeps and looks it up by. It does not lead back to the token or to the wrapping key.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::new_with_prefix(P::HASH)
            .chain_update(self.bytes)
            .finalize()
            .into()
    }

    /// Seals `plain` under the token: keys of whoever holds it.
    pub fn wrap(&self, plain: &[u8], place: &Place<'_>, random: &mut dyn CryptoRng) -> Sealed {
        let key = self.key();
        seal(&key, key.id(), place, plain, random)
    }

    /// Opens what [`Token::wrap`] sealed.
    ///
    /// # Errors
    /// [`OpenError`] as for [`open`].
    pub fn unwrap(
        &self,
        place: &Place<'_>,
        wrapped: &Sealed,
    ) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        open(&self.key(), place, wrapped)
    }

    fn key(&self) -> Key {
        Key::derive(&self.bytes, &[], P::KEY, &[])
    }
}

impl<P: Purpose, const BYTES: usize> Drop for Token<P, BYTES> {
    fn drop(&mut self) {
        self.bytes.zeroize();
    }
}

impl<P: Purpose, const BYTES: usize> ZeroizeOnDrop for Token<P, BYTES> {}
