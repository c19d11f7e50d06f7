//! Opening an exchange: its keys, its members, its first act and the copies that go with it.

use std::collections::BTreeMap;

use sealed::{Sealed, Seed, ShredKey};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use standard::{act::Entry, compartment::Compartment};

use super::{
    ACTS, CODE_LETTERS, DOCUMENTS,
    opened::{ExchangeKeys, member_place},
};
use crate::{
    Store,
    act::ActId,
    db::{Tx, run},
    document::DocumentNote,
    error::StoreError,
    keys::PublicHalves,
    record::{self, Signed, update},
    session::Session,
    written::Written,
};

impl Store {
    /// Makes a new exchange with its first act and its copies, ready to be written with the act of the file.
    pub(crate) fn new_exchange(
        &self,
        session: &Session,
        to: &str,
        file: &str,
        publics: [(&str, &PublicHalves); 2],
        entry: &Entry,
        copies: &[(DocumentNote, Value)],
    ) -> Result<NewExchange, StoreError> {
        let owner = session.body().code.as_str();
        let id = self.random_code(CODE_LETTERS);
        let (shred, acts, documents) = self.with_random(|random| {
            (
                ShredKey::generate(random),
                Seed::generate(random),
                Seed::generate(random),
            )
        });
        let mut members = Vec::new();
        for (body, halves) in publics {
            for (compartment, seed) in [(ACTS, &acts), (DOCUMENTS, &documents)] {
                let (epoch, public) = halves
                    .get(&compartment)
                    .ok_or_else(|| StoreError::damaged("a compartment without a public half"))?;
                let place = member_place(body, &id, compartment, *epoch);
                let secret = seed.to_secret_bytes();
                let sealed = self
                    .with_random(|random| public.seal_to_hybrid(&place, secret.as_ref(), random));
                members.push((body.to_owned(), compartment, *epoch, sealed));
            }
        }
        let mut notes = Vec::new();
        let mut parts = Vec::new();
        for (note, value) in copies {
            let (note, part) = self.seal_copy(owner, &id, &shred, &documents, note, value)?;
            notes.push(note);
            parts.push(part);
        }
        let written = Written {
            entry: Entry {
                seq: 1,
                ..entry.clone()
            },
            recorder: session.account().name.clone(),
            documents: notes,
            prints: Vec::new(),
            address: None,
            opened_exchange: None,
            seen: BTreeMap::new(),
        };
        let keys = ExchangeKeys {
            owner,
            id: &id,
            shred: &shred,
            acts: &acts,
        };
        let mut act_id = [0; 16];
        self.with_random(|random| random.fill_bytes(&mut act_id));
        let vouched = vouched_exchange(
            to,
            file,
            members
                .iter()
                .map(|(body, compartment, epoch, sealed)| {
                    (
                        body.as_str(),
                        compartment.name(),
                        i64::from(*epoch),
                        sealed.as_bytes(),
                    )
                })
                .collect(),
        );
        let first = self.seal_act(
            session,
            &keys,
            &written,
            ActId(act_id),
            parts,
            Some(vouched),
        )?;
        Ok(NewExchange {
            owner: owner.to_owned(),
            to: to.to_owned(),
            file: file.to_owned(),
            shred,
            members,
            first,
            id,
        })
    }
}

/// An exchange that is written in the transaction of the act that opens it.
pub(crate) struct NewExchange {
    pub(crate) id: String,
    owner: String,
    to: String,
    file: String,
    shred: ShredKey,
    members: Vec<(String, Compartment, u32, Sealed)>,
    first: Signed,
}

impl NewExchange {
    pub(crate) async fn insert(self, tx: &mut Tx) -> Result<(), sqlx::Error> {
        let (owner, id) = (self.owner.as_str(), self.id.as_str());
        run!(
            tx,
            "INSERT INTO exchange (body, exchange, to_body, file, entries) VALUES ($1, $2, $3, $4, 1)",
            owner,
            id,
            &self.to,
            &self.file
        )?;
        run!(
            tx,
            "INSERT INTO shred_key (body, file, shred_key) VALUES ($1, $2, $3)",
            owner,
            id,
            self.shred.to_secret_bytes().as_slice()
        )?;
        for (body, compartment, epoch, sealed) in &self.members {
            run!(
                tx,
                "INSERT INTO exchange_member (body, exchange, compartment, epoch, sealed_seed)
                 VALUES ($1, $2, $3, $4, $5)",
                body,
                id,
                compartment.name(),
                i64::from(*epoch),
                sealed.as_bytes()
            )?;
        }
        record::append(tx, self.first).await?;
        Ok(())
    }
}

/// What the first act of an exchange vouches for: to whom it went, from which file, and the seeds sealed to both bodies.
/// Members are body, compartment, epoch and sealed seed.
pub(crate) fn vouched_exchange(
    to: &str,
    file: &str,
    mut members: Vec<(&str, &str, i64, &[u8])>,
) -> [u8; 32] {
    members.sort_unstable();
    let mut hash = Sha256::new_with_prefix(b"tirek/exchange/1");
    update(&mut hash, to.as_bytes());
    update(&mut hash, file.as_bytes());
    for (body, compartment, epoch, seed) in members {
        update(&mut hash, body.as_bytes());
        update(&mut hash, compartment.as_bytes());
        hash.update(epoch.to_be_bytes());
        update(&mut hash, seed);
    }
    hash.finalize().into()
}
