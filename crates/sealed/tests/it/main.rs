//! Tests of the crate `sealed`: what must open, what must not, and that the primitives are the published ones.

mod another_program;
mod chain;
mod directory;
mod elsewhere;
mod envelope;
mod fixture;
mod foreign_bytes;
mod invitation;
mod known_answers;
mod known_answers_of_the_hybrid;
mod passkey;
mod password;
mod people_and_compartments;
mod recovery;
mod secrets;
mod session;

use std::convert::Infallible;

use rand_core::{TryCryptoRng, TryRng};
use sealed::Place;
use sha2::{Digest, Sha256};

/// Random bytes that are the same in every run: SHA-256 of a start and a counter.
struct Repeatable(u64, u64);

fn random(start: u64) -> Repeatable {
    Repeatable(start, 0)
}

impl TryRng for Repeatable {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        rand_core::utils::next_word_via_fill(self)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        rand_core::utils::next_word_via_fill(self)
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        for part in out.chunks_mut(32) {
            let hash = Sha256::new_with_prefix(self.0.to_be_bytes())
                .chain_update(self.1.to_be_bytes())
                .finalize();
            part.copy_from_slice(&hash[..part.len()]);
            self.1 += 1;
        }
        Ok(())
    }
}

impl TryCryptoRng for Repeatable {}

const PLACE: Place<'static> = Place {
    body: "centre-1",
    file: "7f3k",
    compartment: "identity",
    stream: "document",
    sequence: 4,
    kind: "annex_1",
};

/// Every place that differs from [`PLACE`] in one field.
fn other_places() -> [Place<'static>; 6] {
    [
        Place {
            body: "centre-2",
            ..PLACE
        },
        Place {
            file: "7f3m",
            ..PLACE
        },
        Place {
            compartment: "medical",
            ..PLACE
        },
        Place {
            stream: "act",
            ..PLACE
        },
        Place {
            sequence: 5,
            ..PLACE
        },
        Place {
            kind: "annex_4",
            ..PLACE
        },
    ]
}

/// Whether `needle` occurs in `bytes`.
fn shows(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}
