//! Opening an exchange: its keys, its members, its first act and the copies that go with it.

use std::collections::BTreeMap;

use sealed::{PersonPublic, Sealed, Seed, ShredKey};
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
    db::{Tx, row, rows, run},
    directory,
    document::{CopyHome, CopyKey, DocumentNote},
    error::StoreError,
    keys::PublicHalves,
    record::{self, DocumentPart, Signed, update},
    restricted::{self, Holder, KeyRow},
    session::Session,
    written::Written,
};

/// The keys of an exchange that begins.
pub(crate) struct NewKeys {
    pub(crate) id: String,
    pub(crate) shred: ShredKey,
    acts: Seed,
    pub(crate) documents: Seed,
}

/// Where an exchange that begins comes from and goes to.
pub(crate) struct Beginning<'a> {
    /// The body that it goes to first; the body that opens it, when it goes on paper.
    pub(crate) to: &'a str,
    /// The file that it belongs to, if it belongs to one.
    pub(crate) file: Option<&'a str>,
    /// Every body that can open it, the one that opens it among them.
    pub(crate) members: Vec<(&'a str, &'a PublicHalves)>,
    pub(crate) act_id: ActId,
    /// Who holds the file that it belongs to, where that is restricted: in this body nobody else opens what begins in it.
    pub(crate) holders: Option<Vec<Holder>>,
}

impl Store {
    /// The keys of a new exchange.
    pub(crate) fn new_exchange_keys(&self) -> NewKeys {
        let id = self.random_code(CODE_LETTERS);
        let (shred, acts, documents) = self.with_random(|random| {
            (
                ShredKey::generate(random),
                Seed::generate(random),
                Seed::generate(random),
            )
        });
        NewKeys {
            id,
            shred,
            acts,
            documents,
        }
    }

    /// Makes the exchange of a package, with its first act and its copies.
    pub(crate) fn permit_exchange(
        &self,
        session: &Session,
        beginning: &Beginning<'_>,
        entry: &Entry,
        copies: &[(DocumentNote, Value)],
    ) -> Result<NewExchange, StoreError> {
        let keys = self.new_exchange_keys();
        let home = CopyHome {
            owner: &session.body().code,
            exchange: &keys.id,
            shred: &keys.shred,
            to: CopyKey::Members(&keys.documents),
        };
        let (mut notes, mut parts) = (Vec::new(), Vec::new());
        for (note, value) in copies {
            let (note, part) = self.seal_copy(&home, note, value)?;
            notes.push(note);
            parts.push(part);
        }
        let acting_by = session.acting_by(entry.by);
        let written = Written {
            acting_by,
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
        self.begin_exchange(session, keys, beginning, &written.to_bytes()?, parts)
    }

    /// Makes a new exchange with its first entry, ready to be written.
    pub(crate) fn begin_exchange(
        &self,
        session: &Session,
        keys: NewKeys,
        beginning: &Beginning<'_>,
        plain: &[u8],
        parts: Vec<DocumentPart>,
    ) -> Result<NewExchange, StoreError> {
        let owner = session.body().code.as_str();
        let mut members = Vec::new();
        for (body, halves) in &beginning.members {
            for (compartment, seed) in [(ACTS, &keys.acts), (DOCUMENTS, &keys.documents)] {
                let (epoch, public) = halves
                    .get(&compartment)
                    .ok_or_else(|| StoreError::damaged("a compartment without a public half"))?;
                let place = member_place(body, &keys.id, compartment, *epoch);
                let secret = seed.to_secret_bytes();
                let sealed = self
                    .with_random(|random| public.seal_to_hybrid(&place, secret.as_ref(), random));
                members.push(((*body).to_owned(), compartment, *epoch, sealed));
            }
        }
        let vouched = vouched_exchange(
            beginning.to,
            beginning.file.unwrap_or_default(),
            &keys.shred.check(owner, &keys.id),
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
        let signature = (session.keys().person).sign(&opening_message(owner, &keys.id, &vouched));
        let exchange = ExchangeKeys {
            owner,
            id: &keys.id,
            shred: &keys.shred,
            acts: &keys.acts,
        };
        let first = self.seal_there(
            session,
            &exchange,
            (1, beginning.act_id),
            plain,
            parts,
            Some(vouched),
        );
        let restricted = match (&beginning.holders, beginning.file) {
            (Some(own), Some(file)) => {
                let others = beginning
                    .members
                    .iter()
                    .filter(|(body, _)| *body != owner)
                    .map(|(body, halves)| Holder::body(body, halves))
                    .collect::<Result<Vec<_>, _>>()?;
                let holders = own.iter().chain(&others);
                Some(self.seal_shred(owner, file, &keys.id, &keys.shred, holders))
            }
            _ => None,
        };
        Ok(NewExchange {
            restricted,
            owner: owner.to_owned(),
            to: beginning.to.to_owned(),
            file: beginning.file.map(str::to_owned),
            shred: keys.shred,
            members,
            first,
            id: keys.id,
            opened_by: session.account().code.clone(),
            signature,
        })
    }
}

/// An exchange that is written in the transaction of the act that opens it, or in one of its own.
pub(crate) struct NewExchange {
    pub(crate) id: String,
    owner: String,
    to: String,
    file: Option<String>,
    shred: ShredKey,
    members: Vec<(String, Compartment, u32, Sealed)>,
    first: Signed,
    opened_by: String,
    signature: [u8; 64],
    /// The shred key, sealed to those who hold it, where the file is restricted.
    restricted: Option<Vec<KeyRow>>,
}

impl NewExchange {
    /// Writes it, under the chain of its body. `false` when the file was restricted, or opened again, since this was sealed.
    pub(crate) async fn insert(self, tx: &mut Tx) -> Result<bool, sqlx::Error> {
        let (owner, id) = (self.owner.as_str(), self.id.as_str());
        if let Some(file) = &self.file
            && restricted::is_restricted(tx, owner, file).await? != self.restricted.is_some()
        {
            return Ok(false);
        }
        run!(
            tx,
            "INSERT INTO exchange (body, exchange, to_body, file, entries, shred_check, opened_by, signature)
             VALUES ($1, $2, $3, $4, 1, $5, $6, $7)",
            owner,
            id,
            &self.to,
            self.file.as_deref(),
            self.shred.check(owner, id).as_slice(),
            &self.opened_by,
            self.signature.as_slice()
        )?;
        match &self.restricted {
            Some(rows) => {
                for row in rows {
                    row.insert(tx).await?;
                }
            }
            None => {
                run!(
                    tx,
                    "INSERT INTO shred_key (body, file, shred_key) VALUES ($1, $2, $3)",
                    owner,
                    id,
                    self.shred.to_secret_bytes().as_slice()
                )?;
            }
        }
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
        Ok(true)
    }
}

/// What the first act of a stored exchange should vouch for; nothing when it is gone.
pub(crate) async fn stored_exchange(
    tx: &mut Tx,
    exchange: &str,
) -> Result<Option<[u8; 32]>, StoreError> {
    let stored = row!(
        tx,
        (String, Option<String>, Vec<u8>),
        "SELECT to_body, file, shred_check FROM exchange WHERE exchange = $1",
        exchange
    )?;
    let Some((to, file, check)) = stored else {
        return Ok(None);
    };
    let members = rows!(
        tx,
        (String, String, i64, Vec<u8>),
        "SELECT body, compartment, epoch, sealed_seed FROM exchange_member WHERE exchange = $1",
        exchange
    )?;
    let members = members
        .iter()
        .map(|(body, compartment, epoch, seed)| {
            (body.as_str(), compartment.as_str(), *epoch, seed.as_slice())
        })
        .collect();
    let file = file.as_deref().unwrap_or_default();
    Ok(Some(vouched_exchange(&to, file, &check, members)))
}

/// Whether somebody whom the heads of the body vouch for opened an exchange with these very members and seeds: sealing does not say who
/// sealed, and whoever writes to the database could seal seeds of her own to both bodies.
pub(super) async fn is_genuine(
    tx: &mut Tx,
    session: &Session,
    owner: &str,
    id: &str,
) -> Result<(), StoreError> {
    let forged = || StoreError::DirectoryChanged("an exchange that nobody of its body opened");
    let stored = row!(
        tx,
        (String, Vec<u8>),
        "SELECT opened_by, signature FROM exchange WHERE body = $1 AND exchange = $2",
        owner,
        id
    )?;
    let (account, signature) = stored.ok_or_else(forged)?;
    let vouched = stored_exchange(tx, id).await?.ok_or_else(forged)?;
    let directory = directory::load(tx, owner, session.pins()).await?;
    let public = directory::public_keys(tx, owner, &account).await?;
    let public = directory.keys_of(tx, &account, &public).await?;
    if is_signed(&public, owner, id, &vouched, &signature) {
        Ok(())
    } else {
        Err(forged())
    }
}

/// Whether this person signed the opening of an exchange.
pub(crate) fn is_signed(
    public: &PersonPublic,
    owner: &str,
    id: &str,
    vouched: &[u8; 32],
    signature: &[u8],
) -> bool {
    <[u8; 64]>::try_from(signature)
        .is_ok_and(|signature| public.verify(&opening_message(owner, id, vouched), &signature))
}

fn opening_message(owner: &str, id: &str, vouched: &[u8; 32]) -> Vec<u8> {
    let parts = [
        b"tirek/exchange-opening/1".as_slice(),
        owner.as_bytes(),
        id.as_bytes(),
        vouched,
    ];
    let mut message = Vec::new();
    for part in parts {
        message.extend_from_slice(&(part.len() as u64).to_be_bytes());
        message.extend_from_slice(part);
    }
    message
}

/// What the first act of an exchange vouches for: to whom it went, from which file, what tells its shred key from others, and the seeds
/// sealed to both bodies.
/// Members are body, compartment, epoch and sealed seed.
pub(crate) fn vouched_exchange(
    to: &str,
    file: &str,
    shred_check: &[u8],
    mut members: Vec<(&str, &str, i64, &[u8])>,
) -> [u8; 32] {
    members.sort_unstable();
    let mut hash = Sha256::new_with_prefix(b"tirek/exchange/2");
    update(&mut hash, to.as_bytes());
    update(&mut hash, file.as_bytes());
    update(&mut hash, shred_check);
    for (body, compartment, epoch, seed) in members {
        update(&mut hash, body.as_bytes());
        update(&mut hash, compartment.as_bytes());
        hash.update(epoch.to_be_bytes());
        update(&mut hash, seed);
    }
    hash.finalize().into()
}
