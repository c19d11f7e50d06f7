//! The directory of a body: for which public halves, whose keys and which holders its heads vouch (`docs/adr/0027-…`).
//!
//! Sealing does not say who sealed. Whoever can write to the database could seal a seed of her own to everybody, or put her public
//! key in the place of a colleague's. So nothing is taken for a key because it lies in a table: the directory is one statement, signed
//! by a key that follows from the seed that heads alone hold, and each person keeps the newest of these keys that she has seen under a
//! key of her own, where nobody else can write it. Whatever does not fit is refused, with [`StoreError::DirectoryChanged`].

use std::collections::{BTreeMap, BTreeSet};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sealed::{
    DirectoryKey, DirectoryPublic, PersonKeys, PersonPublic, Sealed, Seed, SeedPublic,
    chain::digest, open, seal,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use standard::compartment::Compartment;

use crate::{
    Store,
    db::{Tx, row, rows, run},
    error::StoreError,
    keys::{Keyring, PublicHalves, account_place, seed_place},
    session::Session,
    sign_in::sealed_seeds,
};

/// The compartment that heads and acting heads hold and nobody else: from its seeds follow the keys that sign the directory.
pub(crate) const HEADS: Compartment = Compartment::Report;

/// Thirty-two bytes, in JSON as URL-safe base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bytes32([u8; 32]);

impl Serialize for Bytes32 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl<'de> Deserialize<'de> for Bytes32 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(D::Error::custom)?;
        let bytes = bytes.try_into();
        Ok(Bytes32(
            bytes.map_err(|_| D::Error::custom("not 32 bytes"))?,
        ))
    }
}

/// The key of a directory that somebody has seen, and how often the directory had been changed then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Pin {
    epoch: u32,
    key: Bytes32,
    serial: u64,
}

/// What somebody has seen of the directories of this server, by the codes of the bodies.
pub(crate) type Pins = BTreeMap<String, Pin>;

/// What the heads of a body vouch for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Statement {
    /// How often it was changed.
    serial: u64,
    /// The digest of each public half, by compartment and epoch.
    halves: BTreeMap<Compartment, BTreeMap<u32, Bytes32>>,
    /// Everybody who has or had an account.
    accounts: BTreeMap<String, Listed>,
    /// The digest of the public half of the recovery secret.
    recovery: Option<Bytes32>,
}

/// What the directory says of an account.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Listed {
    /// The digest of its public keys, or of the keys that wait for whoever was invited.
    keys: Bytes32,
    /// The digest of its card, which says what it is.
    card: Bytes32,
    /// The compartments whose seeds are sealed to it.
    holds: BTreeSet<Compartment>,
    /// The number of the entry with which it was ended.
    ended: Option<i64>,
}

/// A directory whose signatures were checked.
#[derive(Clone, Debug)]
pub(crate) struct Directory {
    body: String,
    epoch: u32,
    key: DirectoryPublic,
    statement: Statement,
}

fn changed(what: &'static str) -> StoreError {
    StoreError::DirectoryChanged(what)
}

fn digest_of(bytes: &[u8]) -> Bytes32 {
    Bytes32(digest(bytes))
}

type KeyRow = (i64, Vec<u8>, Vec<u8>);

/// Follows the keys of a directory from the one that was seen, or from the first, to the newest.
fn follow(body: &str, keys: &[KeyRow], pin: Option<&Pin>) -> Option<(u32, DirectoryPublic)> {
    let mut at: Option<(u32, DirectoryPublic)> = None;
    for (number, public, signature) in keys {
        let number = u32::try_from(*number).ok()?;
        if pin.is_some_and(|pin| number < pin.epoch) {
            continue;
        }
        let public = DirectoryPublic::from_bytes(public).ok()?;
        let signature: [u8; 64] = signature.as_slice().try_into().ok()?;
        let follows = match (&at, pin) {
            (None, Some(pin)) => number == pin.epoch && public.to_bytes() == pin.key.0,
            (None, None) => number == 1 && public.vouches_for(body, 1, &public, &signature),
            (Some((before, key)), _) => {
                number == before + 1 && key.vouches_for(body, number, &public, &signature)
            }
        };
        if !follows {
            return None;
        }
        at = Some((number, public));
    }
    at
}

/// The directory of a body, checked from what was seen of it; from its first key where nothing was.
pub(crate) async fn load(tx: &mut Tx, body: &str, pins: &Pins) -> Result<Directory, StoreError> {
    let keys = rows!(
        tx,
        KeyRow,
        "SELECT epoch, public_key, signature FROM directory_key WHERE body = $1 ORDER BY epoch",
        body
    )?;
    let pin = pins.get(body);
    let (epoch, key) = follow(body, &keys, pin)
        .ok_or(changed("its keys do not follow from the one that was seen"))?;
    let stored = row!(
        tx,
        (Vec<u8>, Vec<u8>),
        "SELECT statement, signature FROM directory WHERE body = $1",
        body
    )?;
    let (statement, signature) = stored.ok_or(changed("it is gone"))?;
    let is_signed = <[u8; 64]>::try_from(signature.as_slice())
        .is_ok_and(|signature| key.says(body, epoch, &statement, &signature));
    if !is_signed {
        return Err(changed("it is not signed by its newest key"));
    }
    let statement: Statement = serde_json::from_slice(&statement)?;
    if pin.is_some_and(|pin| statement.serial < pin.serial) {
        return Err(changed("an older one was put back"));
    }
    Ok(Directory {
        body: body.to_owned(),
        epoch,
        key,
        statement,
    })
}

impl Directory {
    fn pin(&self) -> Pin {
        Pin {
            epoch: self.epoch,
            key: Bytes32(self.key.to_bytes()),
            serial: self.statement.serial,
        }
    }

    /// The code of the body.
    pub(crate) fn body(&self) -> &str {
        &self.body
    }

    /// The key that signs it.
    pub(crate) fn key(&self) -> &DirectoryPublic {
        &self.key
    }

    /// Whether it vouches for a public half.
    pub(crate) fn knows_half(&self, compartment: Compartment, epoch: u32, public: &[u8]) -> bool {
        let known = self.statement.halves.get(&compartment);
        known.and_then(|epochs| epochs.get(&epoch)) == Some(&digest_of(public))
    }

    /// How many public halves there are, of all compartments and epochs.
    pub(crate) fn count_halves(&self) -> usize {
        self.statement.halves.values().map(BTreeMap::len).sum()
    }

    /// Whether it vouches for the public half of a recovery secret; `None` asks whether recovery is not set up.
    pub(crate) fn knows_recovery(&self, public: Option<&[u8]>) -> bool {
        self.statement.recovery == public.map(digest_of)
    }

    /// The public halves in their newest epochs. Another row than those for which it vouches is one too many.
    pub(crate) async fn halves(&self, tx: &mut Tx) -> Result<PublicHalves, StoreError> {
        let stored = rows!(
            tx,
            (String, i64, Vec<u8>),
            "SELECT compartment, epoch, public_key FROM compartment WHERE body = $1 ORDER BY compartment, epoch",
            &self.body
        )?;
        let mut newest = BTreeMap::new();
        for (name, number, public) in &stored {
            let known = Compartment::from_name(name)
                .zip(u32::try_from(*number).ok())
                .filter(|(compartment, number)| self.knows_half(*compartment, *number, public));
            let (compartment, number) = known.ok_or(changed("a public half that no head made"))?;
            newest.insert(compartment, (number, public));
        }
        if stored.len() != self.count_halves() {
            return Err(changed("a public half is gone"));
        }
        newest
            .into_iter()
            .map(|(compartment, (number, public))| {
                Ok((compartment, (number, SeedPublic::from_bytes(public)?)))
            })
            .collect()
    }

    /// The public keys of an account as they stand in its row, when it vouches for them: itself, or through the keys that waited.
    pub(crate) async fn keys_of(
        &self,
        tx: &mut Tx,
        account: &str,
        public: &[u8],
    ) -> Result<PersonPublic, StoreError> {
        let listed = self.listed(account)?;
        let keys = PersonPublic::from_bytes(public)?;
        if digest_of(public) == listed.keys {
            return Ok(keys);
        }
        let stored = row!(
            tx,
            (Vec<u8>, Vec<u8>),
            "SELECT public_keys, signature FROM introduction WHERE body = $1 AND account = $2",
            &self.body,
            account
        )?;
        let (waited, signature) = stored.ok_or(changed("keys of an account were exchanged"))?;
        let is_introduced = digest_of(&waited) == listed.keys
            && <[u8; 64]>::try_from(signature.as_slice()).is_ok_and(|signature| {
                PersonPublic::from_bytes(&waited)
                    .is_ok_and(|waited| waited.introduces(&self.body, account, &keys, &signature))
            });
        is_introduced
            .then_some(keys)
            .ok_or(changed("keys of an account were exchanged"))
    }

    /// Whether it names these keys of an account itself.
    pub(crate) fn names_keys(&self, account: &str, public: &[u8]) -> bool {
        self.listed(account)
            .is_ok_and(|listed| listed.keys == digest_of(public))
    }

    fn listed(&self, account: &str) -> Result<&Listed, StoreError> {
        let listed = self.statement.accounts.get(account);
        listed.ok_or(changed("an account that no head made"))
    }

    /// Whether it vouches for what an account is.
    pub(crate) fn knows_card(&self, account: &str, card: &[u8]) -> bool {
        self.listed(account)
            .is_ok_and(|listed| listed.card == digest_of(card))
    }

    /// The compartments whose seeds are sealed to an account.
    pub(crate) fn holds(&self, account: &str) -> Result<&BTreeSet<Compartment>, StoreError> {
        Ok(&self.listed(account)?.holds)
    }

    /// The number of the entry with which an account was ended.
    pub(crate) fn ended(&self, account: &str) -> Option<i64> {
        self.listed(account).ok()?.ended
    }

    /// Everybody who has or had an account.
    pub(crate) fn accounts(&self) -> impl Iterator<Item = &str> {
        self.statement.accounts.keys().map(String::as_str)
    }
}

/// A directory that a head is changing.
pub(crate) struct Revision {
    directory: Directory,
    signer: DirectoryKey,
    new_keys: Vec<(u32, DirectoryPublic, [u8; 64])>,
}

impl Revision {
    /// The first directory of a body that is set up.
    pub(crate) fn first(body: &str, seeds: &Keyring) -> Result<Self, StoreError> {
        let (epoch, seed) = seeds
            .newest(HEADS)
            .ok_or_else(|| StoreError::damaged("a body without a seed of its heads"))?;
        let signer = DirectoryKey::of_seed(seed, body, epoch);
        let key = signer.public();
        let signature = signer.sign_key(body, epoch, &key);
        let directory = Directory {
            body: body.to_owned(),
            epoch,
            key,
            statement: Statement::default(),
        };
        let mut first = Revision {
            directory,
            signer,
            new_keys: vec![(epoch, key, signature)],
        };
        for (compartment, epoch, seed) in seeds.seeds() {
            first.know_half(compartment, epoch, &seed.public());
        }
        Ok(first)
    }

    /// Takes the directory to change it. For whoever holds the newest seed of the heads, under the lock of the body's chain.
    pub(crate) async fn begin(tx: &mut Tx, session: &Session) -> Result<Self, StoreError> {
        let body = session.body().code.as_str();
        let directory = load(tx, body, session.pins()).await?;
        // What stands beside it is looked at too: nothing is changed where somebody has changed something.
        directory.halves(tx).await?;
        let signer = session
            .keys()
            .newest(HEADS)
            .map(|(epoch, seed)| DirectoryKey::of_seed(seed, body, epoch))
            .filter(|signer| signer.public() == directory.key)
            .ok_or_else(|| StoreError::damaged("the newest seed of the heads is not held"))?;
        Ok(Revision {
            directory,
            signer,
            new_keys: Vec::new(),
        })
    }

    pub(crate) fn directory(&self) -> &Directory {
        &self.directory
    }

    fn know_half(&mut self, compartment: Compartment, epoch: u32, public: &SeedPublic) {
        let epochs = self.directory.statement.halves.entry(compartment);
        let half = digest_of(&public.to_bytes());
        epochs.or_default().insert(epoch, half);
    }

    /// Vouches for the seed of the next epoch of a compartment, and gives that epoch. With a new seed of the heads the directory gets a
    /// new key.
    pub(crate) fn next_epoch(&mut self, compartment: Compartment, seed: &Seed) -> u32 {
        let epochs = self.directory.statement.halves.get(&compartment);
        let newest = epochs.and_then(|epochs| epochs.keys().next_back().copied());
        let next = newest.unwrap_or(0) + 1;
        self.know_half(compartment, next, &seed.public());
        if compartment == HEADS {
            let body = self.directory.body.as_str();
            let signer = DirectoryKey::of_seed(seed, body, next);
            let key = signer.public();
            let signature = self.signer.sign_key(body, next, &key);
            self.new_keys.push((next, key, signature));
            self.signer = signer;
            self.directory.key = key;
            self.directory.epoch = next;
        }
        next
    }

    /// Vouches for an account as it is from now on.
    pub(crate) fn list(
        &mut self,
        account: &str,
        public: &[u8],
        card: &[u8],
        holds: &[Compartment],
    ) {
        let listed = Listed {
            keys: digest_of(public),
            card: digest_of(card),
            holds: holds.iter().copied().collect(),
            ended: self.directory.ended(account),
        };
        let accounts = &mut self.directory.statement.accounts;
        accounts.insert(account.to_owned(), listed);
    }

    /// Says that an account was ended, with the entry of this number.
    pub(crate) fn end(&mut self, account: &str, number: i64) {
        if let Some(listed) = self.directory.statement.accounts.get_mut(account) {
            listed.ended = Some(number);
        }
    }

    /// Vouches for the public half of a recovery secret.
    pub(crate) fn set_recovery(&mut self, public: &[u8]) {
        self.directory.statement.recovery = Some(digest_of(public));
    }

    /// Who holds a compartment, with her public keys.
    pub(crate) async fn holders(
        &self,
        tx: &mut Tx,
        compartment: Compartment,
    ) -> Result<Vec<(String, PersonPublic)>, StoreError> {
        let mut holders = Vec::new();
        for (account, listed) in &self.directory.statement.accounts {
            if listed.holds.contains(&compartment) {
                let public = public_keys(tx, &self.directory.body, account).await?;
                let public = self.directory.keys_of(tx, account, &public).await?;
                holders.push((account.clone(), public));
            }
        }
        Ok(holders)
    }

    /// Names the keys of those who have joined since, so that the keys that waited for them count no more.
    async fn settle(&mut self, tx: &mut Tx) -> Result<(), StoreError> {
        let body = self.directory.body.clone();
        let joined = rows!(
            tx,
            (String,),
            "SELECT account FROM introduction WHERE body = $1 ORDER BY account",
            &body
        )?;
        for (account,) in joined {
            let public = public_keys(tx, &body, &account).await?;
            self.directory.keys_of(tx, &account, &public).await?;
            if let Some(listed) = self.directory.statement.accounts.get_mut(&account) {
                listed.keys = digest_of(&public);
            }
        }
        run!(tx, "DELETE FROM introduction WHERE body = $1", &body)?;
        Ok(())
    }

    /// Signs and writes it. Gives what whoever sees it keeps.
    pub(crate) async fn write(mut self, tx: &mut Tx) -> Result<Pin, StoreError> {
        self.settle(tx).await?;
        self.directory.statement.serial += 1;
        let body = self.directory.body.as_str();
        for (epoch, key, signature) in &self.new_keys {
            run!(
                tx,
                "INSERT INTO directory_key (body, epoch, public_key, signature) VALUES ($1, $2, $3, $4)",
                body,
                i64::from(*epoch),
                key.to_bytes().as_slice(),
                signature.as_slice()
            )?;
        }
        let statement = serde_json::to_vec(&self.directory.statement)?;
        let signature = (self.signer).sign_statement(body, self.directory.epoch, &statement);
        run!(
            tx,
            "INSERT INTO directory (body, statement, signature) VALUES ($1, $2, $3)
             ON CONFLICT (body) DO UPDATE SET statement = $2, signature = $3",
            body,
            statement,
            signature.as_slice()
        )?;
        Ok(self.directory.pin())
    }
}

/// The public keys of an account as they stand in its row. Nobody has vouched for them yet.
pub(crate) async fn public_keys(
    tx: &mut Tx,
    body: &str,
    account: &str,
) -> Result<Vec<u8>, StoreError> {
    let public = row!(
        tx,
        (Vec<u8>,),
        "SELECT public_keys FROM account WHERE body = $1 AND account = $2",
        body,
        account
    )?;
    Ok(public.ok_or(changed("an account is gone"))?.0)
}

impl Store {
    /// Whether every body has a directory of keys. A database from before there were any has none, and lets nobody in.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn has_directories(&self) -> Result<bool, StoreError> {
        let mut tx = self.db.read().await?;
        let without = row!(
            tx,
            (i64,),
            "SELECT COUNT(*) FROM body WHERE body NOT IN (SELECT body FROM directory)"
        )?;
        Ok(without.is_some_and(|(bodies,)| bodies == 0))
    }

    /// The short names of the keys that sign the directories of this server's bodies, with the names of the bodies: to be compared by
    /// telephone. Without one where the directory does not follow from what the session's owner has seen.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn directory_names(
        &self,
        session: &Session,
    ) -> Result<Vec<(String, Option<String>)>, StoreError> {
        let mut tx = self.db.read().await?;
        let bodies = rows!(
            tx,
            (String, String),
            "SELECT body, name FROM body ORDER BY name, body"
        )?;
        let mut names = Vec::with_capacity(bodies.len());
        for (body, name) in bodies {
            let fingerprint = match load(&mut tx, &body, session.pins()).await {
                Ok(directory) => Some(directory.key.fingerprint()),
                Err(error @ (StoreError::Database(_) | StoreError::Occupied(_))) => {
                    return Err(error);
                }
                Err(_) => None,
            };
            names.push((name, fingerprint));
        }
        Ok(names)
    }

    /// Opens the seeds that are sealed to a person, after checking that they are those for which her body's heads vouch, and all of
    /// them. Gives what she has then seen of the directories too.
    pub(crate) async fn take_in(
        &self,
        tx: &mut Tx,
        person: PersonKeys,
        body: &str,
        account: &str,
        mut pins: Pins,
    ) -> Result<(Keyring, Pins), StoreError> {
        if !pins.contains_key(body) {
            return Err(changed("nothing was ever seen of it"));
        }
        let directory = load(tx, body, &pins).await?;
        let public = person.public().to_bytes();
        directory.keys_of(tx, account, &public).await?;
        let listed = directory.listed(account)?;
        let mut keyring = Keyring::new(person);
        for (compartment, epoch, sealed) in sealed_seeds(tx, body, account).await? {
            let place = seed_place(body, compartment, epoch, account);
            let secret = keyring.person.open_from(&place, &sealed)?;
            let seed = Seed::from_secret_bytes(&secret)?;
            let is_hers = listed.holds.contains(&compartment)
                && directory.knows_half(compartment, epoch, &seed.public().to_bytes());
            if !is_hers {
                return Err(changed("a seed that no head made"));
            }
            keyring.hold(compartment, epoch, seed);
        }
        // With a seed kept back she would write under an older one, which somebody who has left may hold.
        let is_whole = (listed.holds.iter())
            .filter_map(|compartment| {
                Some((compartment, directory.statement.halves.get(compartment)?))
            })
            .all(|(compartment, epochs)| {
                (epochs.keys()).all(|epoch| keyring.seed(*compartment, *epoch).is_some())
            });
        if !is_whole {
            return Err(changed("a seed was kept back"));
        }
        pins.insert(body.to_owned(), directory.pin());
        see_others(tx, body, &mut pins).await?;
        Ok((keyring, pins))
    }

    /// Writes what somebody has seen, under a key that follows from her own.
    pub(crate) async fn write_pins(
        &self,
        tx: &mut Tx,
        body: &str,
        account: &str,
        person: &PersonKeys,
        pins: &Pins,
    ) -> Result<(), StoreError> {
        let plain = serde_json::to_vec(pins)?;
        let key = person.own_key(body, account);
        let place = account_place(body, account, "directory_pin");
        let sealed = self.with_random(|random| seal(&key, key.id(), &place, &plain, random));
        run!(
            tx,
            "INSERT INTO directory_pin (body, account, sealed) VALUES ($1, $2, $3)
             ON CONFLICT (body, account) DO UPDATE SET sealed = $3",
            body,
            account,
            sealed.as_bytes()
        )?;
        Ok(())
    }
}

/// What somebody has seen of the directories.
pub(crate) async fn read_pins(
    tx: &mut Tx,
    body: &str,
    account: &str,
    person: &PersonKeys,
) -> Result<Pins, StoreError> {
    let stored = row!(
        tx,
        (Vec<u8>,),
        "SELECT sealed FROM directory_pin WHERE body = $1 AND account = $2",
        body,
        account
    )?;
    let not_hers = changed("what was seen of it was changed");
    let Some((sealed,)) = stored else {
        return Err(not_hers);
    };
    let opened = Sealed::from_stored(sealed).and_then(|sealed| {
        open(
            &person.own_key(body, account),
            &account_place(body, account, "directory_pin"),
            &sealed,
        )
    });
    match opened {
        Ok(plain) => Ok(serde_json::from_slice(&plain)?),
        Err(_) => Err(not_hers),
    }
}

/// Follows the directories of the other bodies. One that is new is seen for the first time; of one that does not follow, the key that
/// was seen stays, so that nothing is sealed to it.
async fn see_others(tx: &mut Tx, own: &str, pins: &mut Pins) -> Result<(), StoreError> {
    let stored = rows!(
        tx,
        (String, i64, Vec<u8>, Vec<u8>),
        "SELECT body, epoch, public_key, signature FROM directory_key WHERE body <> $1 ORDER BY body, epoch",
        own
    )?;
    let mut keys: BTreeMap<String, Vec<KeyRow>> = BTreeMap::new();
    for (body, epoch, public, signature) in stored {
        let of_body = keys.entry(body).or_default();
        of_body.push((epoch, public, signature));
    }
    for (body, keys) in keys {
        let seen = pins.get(&body);
        if let Some((epoch, key)) = follow(&body, &keys, seen) {
            let serial = seen.map_or(0, |pin| pin.serial);
            let key = Bytes32(key.to_bytes());
            pins.insert(body, Pin { epoch, key, serial });
        }
    }
    Ok(())
}
