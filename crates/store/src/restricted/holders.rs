//! Who holds the keys of a restricted file: shred keys sealed to people, to `emergency`, to other bodies.

use std::collections::BTreeSet;

use sealed::{PersonPublic, Place, Sealed, SeedPublic, ShredKey};
use standard::compartment::Compartment;

use super::RestrictionError;
use crate::{
    Store,
    account::ACTIVE,
    db::{Tx, is_askable, row, rows, run},
    directory::{self, Directory},
    erasure::ERASED,
    error::StoreError,
    keys::{PublicHalves, epoch, public_halves, shred_key},
    session::Session,
};

/// Stands among the holders of a restricted file for the compartment `emergency`.
pub(super) const EMERGENCY: &str = "emergency";

/// Somebody who holds the keys of a restricted file, or the compartment of a body.
pub(crate) struct Holder {
    name: String,
    epoch: u32,
    key: HolderKey,
}

enum HolderKey {
    Person(Box<PersonPublic>),
    Compartment(Box<SeedPublic>),
}

impl Holder {
    /// The compartment `file` of another body, which takes part in an exchange.
    pub(crate) fn body(code: &str, halves: &PublicHalves) -> Result<Self, StoreError> {
        Holder::compartment(code, halves, Compartment::File)
    }

    pub(super) fn compartment(
        name: &str,
        halves: &PublicHalves,
        compartment: Compartment,
    ) -> Result<Self, StoreError> {
        let (epoch, public) = halves
            .get(&compartment)
            .ok_or_else(|| StoreError::damaged("a compartment without a public half"))?;
        Ok(Holder {
            name: name.to_owned(),
            epoch: *epoch,
            key: HolderKey::Compartment(Box::new(public.clone())),
        })
    }
}

/// A shred key sealed to a holder, ready to be written.
pub(crate) struct KeyRow {
    body: String,
    file: String,
    stream: String,
    holder: String,
    epoch: u32,
    sealed: Sealed,
}

impl KeyRow {
    pub(crate) async fn insert(&self, tx: &mut Tx) -> Result<(), sqlx::Error> {
        run!(
            tx,
            "INSERT INTO restricted_key (body, file, stream, holder, epoch, sealed_key)
             VALUES ($1, $2, $3, $4, $5, $6)",
            &self.body,
            &self.file,
            &self.stream,
            &self.holder,
            i64::from(self.epoch),
            self.sealed.as_bytes()
        )?;
        Ok(())
    }
}

impl Store {
    /// Seals a shred key to each of these holders.
    pub(crate) fn seal_shred<'a>(
        &self,
        body: &str,
        file: &str,
        stream: &str,
        shred: &ShredKey,
        holders: impl Iterator<Item = &'a Holder>,
    ) -> Vec<KeyRow> {
        let secret = shred.to_secret_bytes();
        holders
            .map(|holder| {
                let place = key_place(body, stream, &holder.name, holder.epoch);
                let sealed = self.with_random(|random| match &holder.key {
                    HolderKey::Person(public) => public.seal_to(&place, secret.as_ref(), random),
                    HolderKey::Compartment(public) => {
                        public.seal_to_hybrid(&place, secret.as_ref(), random)
                    }
                });
                KeyRow {
                    body: body.to_owned(),
                    file: file.to_owned(),
                    stream: stream.to_owned(),
                    holder: holder.name.clone(),
                    epoch: holder.epoch,
                    sealed,
                }
            })
            .collect()
    }
}

impl Store {
    /// Seals the keys of restricted files to the newest epoch of `emergency`: whoever lost it, and copied its seed before, cannot open with it
    /// what stands in the database from now on. For whoever holds every epoch.
    pub(crate) async fn seal_for_emergency_anew(
        &self,
        tx: &mut Tx,
        session: &Session,
        (newest, public): (u32, &SeedPublic),
    ) -> Result<(), StoreError> {
        let body = session.body().code.as_str();
        let newest = Holder {
            name: EMERGENCY.to_owned(),
            epoch: newest,
            key: HolderKey::Compartment(Box::new(public.clone())),
        };
        let stored = rows!(
            tx,
            (String, String, i64, Vec<u8>),
            "SELECT file, stream, epoch, sealed_key FROM restricted_key WHERE body = $1 AND holder = $2",
            body,
            EMERGENCY
        )?;
        for (file, stream, number, sealed) in stored {
            let number = epoch(number)?;
            let seed = session
                .keys()
                .seed(Compartment::Emergency, number)
                .ok_or_else(|| StoreError::damaged("the head does not hold `emergency`"))?;
            let place = key_place(body, &stream, EMERGENCY, number);
            let secret = seed.open_from(&place, &Sealed::from_stored(sealed)?)?;
            let shred = ShredKey::from_secret_bytes(&secret)?;
            run!(
                tx,
                "DELETE FROM restricted_key WHERE body = $1 AND stream = $2 AND holder = $3",
                body,
                &stream,
                EMERGENCY
            )?;
            for row in self.seal_shred(body, &file, &stream, &shred, std::iter::once(&newest)) {
                row.insert(tx).await?;
            }
        }
        Ok(())
    }
}

/// The shred key of a file or of an exchange, as far as it is the session's: in clear, sealed to her, sealed to her body as another
/// that takes part, or sealed to `emergency` within the hour after she has broken the glass.
pub(crate) async fn shred_of(
    tx: &mut Tx,
    session: &Session,
    owner: &str,
    stream: &str,
) -> Result<Option<ShredKey>, StoreError> {
    if let Some(shred) = shred_key(tx, owner, stream).await? {
        return Ok(Some(shred));
    }
    sealed_shred_of(tx, session, owner, stream, false).await
}

/// The same for what the record says about a restricted file: whoever holds `emergency` reads it at any time, without breaking the glass.
pub(super) async fn shred_of_notes(
    tx: &mut Tx,
    session: &Session,
    file: &str,
) -> Result<Option<ShredKey>, StoreError> {
    let body = session.body().code.as_str();
    if let Some(shred) = shred_key(tx, body, file).await? {
        return Ok(Some(shred));
    }
    sealed_shred_of(tx, session, body, file, true).await
}

async fn sealed_shred_of(
    tx: &mut Tx,
    session: &Session,
    owner: &str,
    stream: &str,
    for_notes: bool,
) -> Result<Option<ShredKey>, StoreError> {
    let is_own = owner == session.body().code;
    let account = session.account().code.as_str();
    // A body holds what another began, and what it began itself once somebody else has left it.
    let stored = rows!(
        tx,
        (String, String, i64, Vec<u8>),
        "SELECT file, holder, epoch, sealed_key FROM restricted_key
         WHERE body = $1 AND stream = $2 AND holder IN ($3, $4, $5)",
        owner,
        stream,
        account,
        &session.body().code,
        EMERGENCY
    )?;
    for (file, holder, number, sealed) in stored {
        let number = epoch(number)?;
        let place = key_place(owner, stream, &holder, number);
        let sealed = Sealed::from_stored(sealed)?;
        let in_emergency = holder == EMERGENCY;
        if in_emergency && !(is_own && (for_notes || session.has_broken_glass(&file))) {
            continue;
        }
        let secret = if is_own && holder == account {
            session.keys().person.open_from(&place, &sealed)?
        } else {
            let compartment = if in_emergency {
                Compartment::Emergency
            } else {
                Compartment::File
            };
            let Some(seed) = session.keys().seed(compartment, number) else {
                continue;
            };
            seed.open_from(&place, &sealed)?
        };
        return Ok(Some(ShredKey::from_secret_bytes(&secret)?));
    }
    Ok(None)
}

/// Whether a file is restricted.
pub(crate) async fn is_restricted(
    tx: &mut Tx,
    body: &str,
    file: &str,
) -> Result<bool, sqlx::Error> {
    let found = row!(
        tx,
        (i64,),
        "SELECT COUNT(*) FROM restricted_key WHERE body = $1 AND stream = $2",
        body,
        file
    )?;
    Ok(found.is_some_and(|(count,)| count > 0))
}

/// The codes of the restricted files of a body.
pub(crate) async fn codes(tx: &mut Tx, body: &str) -> Result<BTreeSet<String>, sqlx::Error> {
    let stored = rows!(
        tx,
        (String,),
        "SELECT DISTINCT file FROM restricted_key WHERE body = $1",
        body
    )?;
    Ok(stored.into_iter().map(|(file,)| file).collect())
}

/// Who holds a restricted file in its own body; `None` when it is not restricted. What begins in the file is sealed to the same.
pub(crate) async fn holders_of(
    tx: &mut Tx,
    session: &Session,
    file: &str,
) -> Result<Option<Vec<Holder>>, StoreError> {
    let body = session.body().code.as_str();
    let stored = rows!(
        tx,
        (String,),
        "SELECT holder FROM restricted_key WHERE body = $1 AND stream = $2 ORDER BY holder",
        body,
        file
    )?;
    if stored.is_empty() {
        return Ok(None);
    }
    let directory = directory::load(tx, body, session.pins()).await?;
    let halves = directory.halves(tx).await?;
    let mut holders = Vec::new();
    for (holder,) in stored {
        if holder == EMERGENCY {
            holders.push(Holder::compartment(
                EMERGENCY,
                &halves,
                Compartment::Emergency,
            )?);
        } else {
            let public = row!(
                tx,
                (Vec<u8>,),
                "SELECT public_keys FROM account WHERE body = $1 AND account = $2",
                body,
                &holder
            )?;
            let (public,) = public.ok_or_else(|| StoreError::damaged("an account is missing"))?;
            holders.push(person(tx, &directory, &holder, &public).await?);
        }
    }
    Ok(Some(holders))
}

/// Takes from somebody the keys of every restricted file: she has left, or works with no recipient any more.
pub(crate) async fn take_from(tx: &mut Tx, body: &str, account: &str) -> Result<(), sqlx::Error> {
    run!(
        tx,
        "DELETE FROM restricted_key WHERE body = $1 AND holder = $2",
        body,
        account
    )?;
    Ok(())
}

/// Whether a shred key of a file or an exchange is there, in clear or sealed.
pub(crate) async fn has_key(tx: &mut Tx, body: &str, stream: &str) -> Result<bool, StoreError> {
    let in_clear = matches!(shred_key(tx, body, stream).await, Ok(Some(_)));
    Ok(in_clear || is_restricted(tx, body, stream).await?)
}

async fn person(
    tx: &mut Tx,
    directory: &Directory,
    code: &str,
    public: &[u8],
) -> Result<Holder, StoreError> {
    let public = directory.keys_of(tx, code, public).await?;
    Ok(Holder {
        name: code.to_owned(),
        epoch: 0,
        key: HolderKey::Person(Box::new(public)),
    })
}

/// The people of these codes; each has an account in use and works with recipients.
pub(super) async fn people(
    tx: &mut Tx,
    session: &Session,
    names: &BTreeSet<String>,
) -> Result<Vec<Holder>, RestrictionError> {
    let body = session.body().code.as_str();
    let directory = directory::load(tx, body, session.pins()).await?;
    let mut holders = Vec::new();
    for code in names {
        if !is_askable(code) {
            return Err(RestrictionError::CannotHold);
        }
        let stored = row!(
            tx,
            (Vec<u8>, String),
            "SELECT public_keys, state FROM account WHERE body = $1 AND account = $2",
            body,
            code
        )?;
        match stored {
            Some((public, state))
                if state == ACTIVE && directory.holds(code)?.contains(&Compartment::File) =>
            {
                holders.push(person(tx, &directory, code, &public).await?);
            }
            _ => return Err(RestrictionError::CannotHold),
        }
    }
    Ok(holders)
}

/// The file and the exchanges that began in it, each with its shred key and the other bodies that take part.
pub(super) async fn streams(
    tx: &mut Tx,
    session: &Session,
    code: &str,
) -> Result<Vec<(String, ShredKey, Vec<Holder>)>, StoreError> {
    let body = session.body().code.as_str();
    let missing = || StoreError::damaged("a shred key is missing");
    let own = shred_of(tx, session, body, code)
        .await?
        .ok_or_else(missing)?;
    let mut streams = vec![(code.to_owned(), own, Vec::new())];
    let exchanges = rows!(
        tx,
        (String,),
        "SELECT exchange FROM exchange WHERE body = $1 AND file = $2 ORDER BY exchange",
        body,
        code
    )?;
    for (exchange,) in exchanges {
        let shred = shred_of(tx, session, body, &exchange)
            .await?
            .ok_or_else(missing)?;
        let others = others_in(tx, session, &exchange).await?;
        streams.push((exchange, shred, others));
    }
    Ok(streams)
}

/// The other bodies that take part in an exchange, but for those that have erased the file to which it belonged there.
async fn others_in(
    tx: &mut Tx,
    session: &Session,
    exchange: &str,
) -> Result<Vec<Holder>, StoreError> {
    let body = session.body().code.as_str();
    let members = rows!(
        tx,
        (String,),
        "SELECT DISTINCT m.body FROM exchange_member m WHERE m.exchange = $1 AND m.body <> $2
           AND NOT EXISTS (SELECT 1 FROM exchange_file x JOIN file f ON f.body = x.body AND f.file = x.file
                WHERE x.body = m.body AND x.exchange = m.exchange AND f.state = $3)
         ORDER BY 1",
        exchange,
        body,
        ERASED
    )?;
    let mut others = Vec::new();
    for (member,) in members {
        others.push(Holder::body(
            &member,
            &public_halves(tx, session.pins(), &member).await?,
        )?);
    }
    Ok(others)
}

/// Whether a body has erased the file to which an exchange belonged there: to that body it stays closed.
pub(super) async fn somebody_has_left(tx: &mut Tx, exchange: &str) -> Result<bool, StoreError> {
    let found = row!(
        tx,
        (i64,),
        "SELECT COUNT(*) FROM exchange_file x JOIN file f ON f.body = x.body AND f.file = x.file
         WHERE x.exchange = $1 AND f.state = $2",
        exchange,
        ERASED
    )?;
    Ok(found.is_some_and(|(count,)| count > 0))
}

impl Store {
    /// Closes to the session's body an exchange that another body began, whose file here is erased: its shred key stands from now on
    /// sealed to the others that take part, and in clear nowhere. What they were given stays theirs.
    pub(crate) async fn leave_exchange(
        &self,
        tx: &mut Tx,
        session: &Session,
        owner: &str,
        exchange: &str,
    ) -> Result<(), StoreError> {
        let body = session.body().code.as_str();
        let Some(shred) = shred_key(tx, owner, exchange).await? else {
            // Sealed already: the file in which it began is restricted there, or somebody else has left it.
            run!(
                tx,
                "DELETE FROM restricted_key WHERE body = $1 AND stream = $2 AND holder = $3",
                owner,
                exchange,
                body
            )?;
            return Ok(());
        };
        let file = row!(
            tx,
            (Option<String>,),
            "SELECT file FROM exchange WHERE body = $1 AND exchange = $2",
            owner,
            exchange
        )?;
        let file = file.and_then(|(file,)| file).unwrap_or_default();
        let others = others_in(tx, session, exchange).await?;
        run!(
            tx,
            "DELETE FROM shred_key WHERE body = $1 AND file = $2",
            owner,
            exchange
        )?;
        for row in self.seal_shred(owner, &file, exchange, &shred, others.iter()) {
            row.insert(tx).await?;
        }
        Ok(())
    }
}

pub(super) async fn forget_holders(tx: &mut Tx, body: &str, file: &str) -> Result<(), sqlx::Error> {
    run!(
        tx,
        "DELETE FROM restricted_key WHERE body = $1 AND file = $2",
        body,
        file
    )?;
    Ok(())
}

fn key_place<'a>(body: &'a str, stream: &'a str, holder: &'a str, epoch: u32) -> Place<'a> {
    Place {
        body,
        file: stream,
        compartment: "",
        stream: holder,
        sequence: u64::from(epoch),
        kind: "restricted_key",
    }
}
