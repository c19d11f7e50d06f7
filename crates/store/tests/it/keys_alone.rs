//! Everybody × everything that is stored, with every permission passing.
//!
//! Once by keys: a thief has all tables, every shred key and the password of one person, and derives whatever can be derived. The header
//! of each envelope names the key that opens it; what she holds no key for opens to nobody who is she, whatever a program may
//! allow. Once by the program: somebody writes into the database that her roles are all the roles there are, so that every question
//! for a role is answered with yes, and asks the store for everything.

use std::collections::{BTreeMap, BTreeSet};

use sealed::{Key, PasswordLock, PersonKeys, Place, Sealed, Seed, ShredKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use standard::{compartment::Compartment, register::Register};
use store::{
    Role, Session, Store,
    clear::{COLUMNS, Kept},
};
use zeroize::Zeroizing;

use crate::{
    house::{House, On, PASSWORD},
    rows::{Row, select},
    world::{NAMED, RESTRICTED, STAFF, SURNAMES, World, held, world},
};

type Id = [u8; 16];

/// All that one person's secrets open, given the whole database.
pub struct Thief {
    body: String,
    account: String,
    /// The names of the keys that she has or can derive.
    ids: BTreeSet<Id>,
    keys: BTreeMap<Id, Key>,
    seeds: Vec<HeldSeed>,
}

/// A seed with the names of its two key pairs, and the compartments and epochs in whose name keys of files follow from it.
struct HeldSeed {
    pairs: [Id; 2],
    seed: Seed,
    labels: Vec<(Compartment, u32)>,
}

fn from_hex(digits: &str) -> [u8; 32] {
    std::array::from_fn(|at| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).unwrap())
}

fn key_id(envelope: &[u8]) -> Id {
    Sealed::from_stored(envelope.to_vec()).unwrap().key_id().0
}

/// What names a public key in the header of what is sealed to it, by the written format.
fn public_id(algorithm: u8, public: &[u8]) -> Id {
    let hash = Sha256::new_with_prefix(b"tirek/public-key-id/1")
        .chain_update([algorithm])
        .chain_update(public)
        .finalize();
    hash[..16].try_into().unwrap()
}

impl Thief {
    pub async fn with_the_password_of(url: &str, login: &str) -> Thief {
        let sql =
            format!("SELECT body, account, password_lock FROM account WHERE login = '{login}'");
        let row = &select(url, &sql).await[0];
        let (body, account): (String, String) = (row.get(0), row.get(1));
        let lock = PasswordLock::from_bytes(&row.get::<Vec<u8>>(2)).unwrap();
        let place = Place {
            body: &body,
            file: "",
            compartment: "",
            stream: &account,
            sequence: 0,
            kind: "password",
        };
        let person = lock.unlock(PASSWORD, &place).unwrap();
        let mut thief = Thief {
            body,
            account,
            ids: BTreeSet::new(),
            keys: BTreeMap::new(),
            seeds: Vec::new(),
        };
        thief
            .ids
            .insert(public_id(3, &person.public().to_bytes()[..1216]));
        let own_key = person.own_key(&thief.body, &thief.account);
        thief.take_key(own_key);
        thief.open_all(url, &person).await;
        thief
    }

    pub fn holds(&self, envelope: &[u8]) -> bool {
        self.ids.contains(&key_id(envelope))
    }

    fn take_key(&mut self, key: Key) {
        self.ids.insert(key.id().0);
        self.keys.insert(key.id().0, key);
    }

    /// A seed with the names of its key pairs.
    fn take_seed(&mut self, seed: Seed, labels: Vec<(Compartment, u32)>) {
        let public = seed.public().to_bytes();
        let pairs = [public_id(2, &public[..32]), public_id(3, &public[32..])];
        self.ids.extend(pairs);
        self.seeds.push(HeldSeed {
            pairs,
            seed,
            labels,
        });
    }

    /// The key of every file that follows from a seed of hers and a shred key.
    fn derive(&mut self, shred_keys: &[(String, String, ShredKey)]) {
        let mut derived = Vec::new();
        for held in &self.seeds {
            for (body, file, shred) in shred_keys {
                for (compartment, epoch) in &held.labels {
                    let name = compartment.name();
                    derived.push(held.seed.file_key(shred, body, file, name, *epoch));
                }
            }
        }
        for key in derived {
            self.take_key(key);
        }
    }

    /// What was sealed to the public half of one of her seeds.
    fn open_by_seed(&self, place: &Place<'_>, sealed: &Sealed) -> Option<Zeroizing<Vec<u8>>> {
        let held = self
            .seeds
            .iter()
            .find(|held| held.pairs.contains(&sealed.key_id().0))?;
        held.seed.open_from(place, sealed).ok()
    }

    async fn open_all(&mut self, url: &str, person: &PersonKeys) {
        let held = "SELECT body, compartment, epoch, account, sealed_seed FROM compartment_holder";
        for row in select(url, held).await {
            let [body, compartment, account]: [String; 3] = [row.get(0), row.get(1), row.get(3)];
            let sealed = Sealed::from_stored(row.get(4)).unwrap();
            let epoch: i64 = row.get(2);
            let place = Place {
                body: &body,
                file: "",
                compartment: &compartment,
                stream: &account,
                sequence: epoch.unsigned_abs(),
                kind: "seed",
            };
            // Whatever the row says of whose it is: it is tried.
            if let Ok(seed) = person.open_from(&place, &sealed) {
                let of = Compartment::from_name(&compartment).unwrap();
                let labels = vec![(of, u32::try_from(epoch).unwrap())];
                self.take_seed(Seed::from_secret_bytes(&seed).unwrap(), labels);
            }
        }
        let members = "SELECT body, exchange, compartment, epoch, sealed_seed FROM exchange_member";
        for row in select(url, members).await {
            let [body, exchange, compartment]: [String; 3] = [row.get(0), row.get(1), row.get(2)];
            let sealed = Sealed::from_stored(row.get(4)).unwrap();
            let epoch: i64 = row.get(3);
            let place = Place {
                body: &body,
                file: &exchange,
                compartment: &compartment,
                stream: "exchange",
                sequence: epoch.unsigned_abs(),
                kind: "seed",
            };
            let opened = self.open_by_seed(&place, &sealed);
            assert_eq!(opened.is_some(), self.holds(sealed.as_bytes()));
            if let Some(seed) = opened {
                // An exchange has two seeds of one epoch, for its acts and for its documents.
                let labels = Compartment::ALL.map(|each| (each, 1)).to_vec();
                self.take_seed(Seed::from_secret_bytes(&seed).unwrap(), labels);
            }
        }
        let shred_keys = self.shred_keys(url, person).await;
        self.derive(&shred_keys);
        self.open_parts(url, person, &shred_keys).await;
        self.open_lines(url, &shred_keys).await;
    }

    /// The shred keys: those that stand in clear, and of restricted files those that are sealed to her, to `emergency`, to her body.
    async fn shred_keys(&self, url: &str, person: &PersonKeys) -> Vec<(String, String, ShredKey)> {
        let in_clear = select(url, "SELECT body, file, shred_key FROM shred_key").await;
        let mut all: Vec<_> = in_clear
            .iter()
            .map(|row| {
                let shred = ShredKey::from_secret_bytes(&row.get::<Vec<u8>>(2)).unwrap();
                (row.get(0), row.get(1), shred)
            })
            .collect();
        let restricted = "SELECT body, stream, holder, epoch, sealed_key FROM restricted_key";
        for row in select(url, restricted).await {
            let [body, stream, holder]: [String; 3] = [row.get(0), row.get(1), row.get(2)];
            let sealed = Sealed::from_stored(row.get(4)).unwrap();
            let place = Place {
                body: &body,
                file: &stream,
                compartment: "",
                stream: &holder,
                sequence: row.get::<i64>(3).unsigned_abs(),
                kind: "restricted_key",
            };
            let opened = person.open_from(&place, &sealed).ok();
            let opened = opened.or_else(|| self.open_by_seed(&place, &sealed));
            assert_eq!(opened.is_some(), self.holds(sealed.as_bytes()), "{holder}");
            if let Some(secret) = opened {
                all.push((body, stream, ShredKey::from_secret_bytes(&secret).unwrap()));
            }
        }
        all
    }

    /// The own keys of parts of documents, and what is joined from the shares of enclosures.
    async fn open_parts(
        &mut self,
        url: &str,
        person: &PersonKeys,
        shred_keys: &[(String, String, ShredKey)],
    ) {
        // What is copied into an exchange lies under the keys of the body that began it, whoever wrote it there.
        let parts = "SELECT COALESCE(x.body, d.body), COALESCE(e.file, e.exchange), d.document, d.part, d.epoch,
                d.wrapped_key, d.author_key, d.sealed
            FROM document d JOIN entry e ON e.body = d.body AND e.number = d.number
            LEFT JOIN exchange x ON x.exchange = e.exchange
            ORDER BY d.body, d.document, d.part";
        let enclosures: BTreeSet<String> = select(url, "SELECT enclosure FROM enclosure")
            .await
            .iter()
            .map(|row| row.get(0))
            .collect();
        let mut shares: BTreeMap<String, Vec<Option<Key>>> = BTreeMap::new();
        for row in select(url, parts).await {
            let (body, file, document): (String, String, String) =
                (row.get(0), row.get(1), row.get(2));
            let (part, epoch): (i64, i64) = (row.get(3), row.get(4));
            let wrapped = Sealed::from_stored(row.get(5)).unwrap();
            let author = row
                .get::<Option<Vec<u8>>>(6)
                .map(|key| Sealed::from_stored(key).unwrap());
            let shred = shred_keys
                .iter()
                .find(|(of, name, _)| *of == body && *name == file);
            let mut content = None;
            for compartment in Compartment::ALL {
                let place = |kind| Place {
                    body: &body,
                    file: &file,
                    compartment: compartment.name(),
                    stream: &document,
                    sequence: part.unsigned_abs(),
                    kind,
                };
                let secret = self
                    .open_by_seed(&place("document_key"), &wrapped)
                    .or_else(|| {
                        person
                            .open_from(&place("document_key"), author.as_ref()?)
                            .ok()
                    });
                let own = match (secret, shred) {
                    (Some(secret), Some((_, _, shred))) => {
                        let seed = Seed::from_secret_bytes(&secret).unwrap();
                        let epoch = u32::try_from(epoch).unwrap();
                        Some(seed.file_key(shred, &body, &file, compartment.name(), epoch))
                    }
                    _ => self
                        .keys
                        .get(&key_id(wrapped.as_bytes()))
                        .and_then(|key| key.unwrap(&place("document_key"), &wrapped).ok()),
                };
                if let Some(own) = own {
                    let sealed = Sealed::from_stored(row.get(7)).unwrap();
                    content = sealed::open(&own, &place("document"), &sealed).ok();
                    self.take_key(own);
                    break;
                }
            }
            if enclosures.contains(&document) {
                let share = content.map(|share| {
                    let share: Value = serde_json::from_slice(&share).unwrap();
                    let text = share["share"].as_str().unwrap();
                    Key::from_secret_bytes(from_hex(text))
                });
                shares.entry(document).or_default().push(share);
            }
        }
        for shares in shares.into_values() {
            if let Some(shares) = shares.into_iter().collect::<Option<Vec<Key>>>() {
                self.take_key(Key::joined(&shares));
            }
        }
    }

    /// The own keys of lines of registers.
    async fn open_lines(&mut self, url: &str, shred_keys: &[(String, String, ShredKey)]) {
        let lines = "SELECT body, register, line, epoch, wrapped_key FROM register_line";
        for row in select(url, lines).await {
            let (body, register): (String, String) = (row.get(0), row.get(1));
            let (line, epoch): (i64, i64) = (row.get(2), row.get(3));
            let wrapped = Sealed::from_stored(row.get(4)).unwrap();
            let file = format!("register-{register}");
            let compartment = Register::from_name(&register).unwrap().compartment().name();
            let place = Place {
                body: &body,
                file: &file,
                compartment,
                stream: &register,
                sequence: line.unsigned_abs(),
                kind: "document_key",
            };
            let shred = shred_keys
                .iter()
                .find(|(of, name, _)| *of == body && *name == file);
            let secret = self.open_by_seed(&place, &wrapped);
            let own = match (secret, shred) {
                (Some(secret), Some((_, _, shred))) => {
                    let seed = Seed::from_secret_bytes(&secret).unwrap();
                    let epoch = u32::try_from(epoch).unwrap();
                    Some(seed.file_key(shred, &body, &file, compartment, epoch))
                }
                _ => self
                    .keys
                    .get(&key_id(wrapped.as_bytes()))
                    .and_then(|key| key.unwrap(&place, &wrapped).ok()),
            };
            if let Some(own) = own {
                self.take_key(own);
            }
        }
    }
}

/// In which compartments each part of a document lies: as its entry says it, which the head opens.
async fn compartments_of_parts(
    house: &House,
    world: &World,
) -> BTreeMap<(String, i64), Compartment> {
    let mut found = BTreeMap::new();
    let heads = [
        (&world.centre.head, world.files().to_vec()),
        (&world.other.head, vec![world.theirs.as_str()]),
    ];
    let mut documents = house.store.house_papers(&world.centre.head).await.unwrap();
    for (head, files) in heads {
        for code in files {
            documents.extend(house.store.open_file(head, code).await.unwrap().documents);
        }
    }
    for document in documents {
        let names =
            std::iter::once(&document.id).chain(document.enclosures.iter().map(|each| &each.id));
        for name in names {
            for (part, compartment) in (0..).zip(&document.compartments) {
                found.insert((name.clone(), part), *compartment);
            }
        }
    }
    found
}

/// The numbers of the entries by which papers of the house came, or what lies beside them, and the compartment of their matter.
async fn matters_of_the_house(
    house: &House,
    parts: &BTreeMap<(String, i64), Compartment>,
) -> BTreeMap<i64, Compartment> {
    let sql = "SELECT e.number, d.document FROM entry e JOIN document d ON d.body = e.body AND d.number = e.number
         WHERE e.file = 'house-papers' AND d.part = 0";
    let rows = select(&house.url, sql).await;
    rows.iter()
        .map(|row| (row.get(0), parts[&(row.get(1), 0)]))
        .collect()
}

/// What somebody's keys must open of a row, and nothing else of it.
struct Expected<'a> {
    thief: &'a Thief,
    held: &'a [Compartment],
    parts: &'a BTreeMap<(String, i64), Compartment>,
    of_the_house: &'a BTreeMap<i64, Compartment>,
    is_author: bool,
    /// The code of the restricted file, and whether she is named there.
    restricted: &'a str,
    is_named: bool,
}

impl Expected<'_> {
    fn has(&self, compartment: Compartment) -> bool {
        self.held.contains(&compartment)
    }

    /// Whether a file of her own body is closed to her although she holds the compartments.
    fn is_closed(&self, file: Option<String>) -> bool {
        let may = self.is_named || self.has(Compartment::Emergency);
        file.is_some_and(|file| file == self.restricted) && !may
    }

    /// Whether the envelope in this column of this row is for her.
    fn is_hers(&self, table: &str, column: &str, row: &Row) -> bool {
        let text = |name: &str| row.get::<Option<String>>(name).unwrap_or_default();
        let own_body = text("body") == self.thief.body;
        let own_account = own_body
            && row
                .find::<String>("account")
                .is_some_and(|account| account == self.thief.account);
        match (table, column) {
            ("account", "profile")
            | ("compartment_holder", _)
            | ("second_factor", _)
            | ("directory_pin", _) => own_account,
            // Its name is sealed to its owner, her keys under what her authenticator alone computes.
            ("passkey", "name") => own_account,
            ("account", "card") => own_body && self.has(Compartment::File),
            ("file_row", _) => {
                own_body && self.has(Compartment::File) && !self.is_closed(row.find("file"))
            }
            ("restricted_key", _) => match text("holder").as_str() {
                "emergency" => own_body && self.has(Compartment::Emergency),
                // Another body that takes part in an exchange of the file.
                holder if holder == self.thief.body => self.has(Compartment::File),
                holder => own_body && holder == self.thief.account,
            },
            // Under the token, the secret of an authenticator, the code, two kits: none of them is a key of hers.
            ("session" | "passkey" | "register_receipt" | "recovery" | "recovery_holder", _) => {
                false
            }
            ("exchange_member", _) => {
                let of = Compartment::from_name(&text("compartment")).unwrap();
                own_body && self.has(of)
            }
            ("sealed_body", _) => self.opens_entry(row),
            ("document", "author_key") => self.is_author && own_body,
            ("document", _) => {
                if row.find::<String>("of_exchange").is_some() {
                    return self.opens_exchange(row, Compartment::Legal);
                }
                if self.is_closed(row.find("of_file")) {
                    return false;
                }
                let part = (text("document"), row.get::<i64>("part"));
                // The report of Annex 8 stays open to its author, by the document's own key.
                let wrote = self.is_author
                    && column == "sealed"
                    && row.get::<Option<Vec<u8>>>("author_key").is_some();
                own_body && (wrote || self.has(self.parts[&part]))
            }
            ("enclosure", _) => {
                let document = text("enclosure");
                let mut shown = self.parts.iter().filter(|((id, _), _)| *id == document);
                own_body
                    && !self.is_closed(row.find("of_file"))
                    && shown.all(|(_, compartment)| self.has(*compartment))
            }
            ("register_line", _) => {
                let register = Register::from_name(&text("register")).unwrap();
                own_body && self.has(register.compartment())
            }
            _ => panic!("{table}.{column} is sealed, and nobody has said for whom"),
        }
    }

    fn opens_exchange(&self, row: &Row, compartment: Compartment) -> bool {
        // The organization and the body to which it went: the row says both.
        let to: Option<String> = row.get("to_body");
        let from: Option<String> = row.get("from_body");
        let own = Some(self.thief.body.clone());
        if from == own && self.is_closed(row.find("exchange_of")) {
            return false;
        }
        [to, from].contains(&own) && self.has(compartment)
    }

    fn opens_entry(&self, row: &Row) -> bool {
        let class: String = row.get("class");
        let own_body = row.get::<String>("body") == self.thief.body;
        match class.as_str() {
            "act" if row.get::<Option<String>>("of_exchange").is_some() => {
                self.opens_exchange(row, Compartment::File)
            }
            "rights" => own_body && self.has(Compartment::House),
            "restriction" | "glass_broken" | "glass_reviewed" => {
                own_body && self.has(Compartment::Emergency)
            }
            "act" | "paper" | "hold" | "hold_lifted" if self.is_closed(row.find("of_file")) => {
                false
            }
            "paper" if row.find::<String>("of_file").as_deref() == Some("house-papers") => {
                own_body && self.has(self.of_the_house[&row.get("number")])
            }
            "act" | "reading" | "refused" | "paper" | "retention" | "hold" | "hold_lifted"
            | "erased" => own_body && self.has(Compartment::File),
            "figures" => own_body && self.has(Compartment::Report),
            other => panic!("an entry {other} has something sealed, and nobody has said for whom"),
        }
    }
}

/// On which shelf a row lies.
fn where_it_lies(world: &World, row: &Row) -> &'static str {
    match row.find::<String>("of_file") {
        _ if row.find::<String>("of_exchange").is_some() => "an exchange",
        Some(file) if file == world.restricted => "a restricted file",
        Some(file) if file == "house-papers" => "the house",
        Some(_) => "a file",
        None => "elsewhere",
    }
}

/// A table with what is needed beside its columns.
pub fn selected(table: &str) -> String {
    match table {
        "document" | "sealed_body" | "enclosure" => format!(
            "SELECT t.*, e.class, e.file AS of_file, e.exchange AS of_exchange, x.file AS exchange_of,
                x.body AS from_body, x.to_body
             FROM {table} t JOIN entry e ON e.body = t.body AND e.number = t.number
             LEFT JOIN exchange x ON x.exchange = e.exchange"
        ),
        _ => format!("SELECT t.* FROM {table} t"),
    }
}

/// Writes into the database that somebody has every role there is. Her profile is sealed to her public key, which stands in clear:
/// whoever can write to the database can write this.
async fn give_every_role(house: &House, login: &str) {
    let sql = format!("SELECT body, account, public_keys FROM account WHERE login = '{login}'");
    let row = &select(&house.url, &sql).await[0];
    let (body, account): (String, String) = (row.get(0), row.get(1));
    let public = sealed::PersonPublic::from_bytes(&row.get::<Vec<u8>>(2)).unwrap();
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
    let profile = json!({"name": "Everything", "roles": roles, "language": "ru"});
    let place = Place {
        body: &body,
        file: "",
        compartment: "",
        stream: &account,
        sequence: 0,
        kind: "profile",
    };
    let mut random = rand_core::UnwrapErr(getrandom::SysRng);
    let sealed = public.seal_to(&place, profile.to_string().as_bytes(), &mut random);
    let digits: String = sealed
        .as_bytes()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let bytes = match house.on {
        On::Sqlite => format!("x'{digits}'"),
        On::Postgres => format!("'\\x{digits}'::bytea"),
    };
    house
        .tamper(&format!(
            "UPDATE account SET profile = {bytes} WHERE login = '{login}'"
        ))
        .await;
}

/// All that a store says to somebody of these files, as one text.
async fn everything_told(store: &Store, session: &Session, world: &World) -> String {
    let mut files = world.files().to_vec();
    files.push(&world.theirs);
    told_of(store, session, &files, &world.exchange).await
}

/// The same of any files and an exchange.
pub async fn told_of(store: &Store, session: &Session, files: &[&str], exchange: &str) -> String {
    let mut told = Vec::new();
    for code in files.iter().copied() {
        if let Ok(file) = store.open_file(session, code).await {
            for document in &file.documents {
                if let Ok(open) = store.document(session, code, &document.id).await {
                    told.push(open.value.to_string());
                }
                for enclosure in &document.enclosures {
                    let opened = store
                        .enclosure(session, code, &document.id, &enclosure.id)
                        .await;
                    told.extend(
                        opened.map(|open| String::from_utf8_lossy(&open.content).into_owned()),
                    );
                }
            }
            told.push(format!("{} {} {:?}", file.code, file.address, file.entries));
        }
        told.push(format!("{:?}", store.readings(session, code).await));
        told.push(format!("{:?}", store.family(session, code).await));
        told.push(format!(
            "{:?}",
            store.exchanges_of_file(session, code).await
        ));
        told.push(format!("{:?}", store.restriction(session, code).await));
        if let Ok(exported) = store.export_file(session, code, "all").await {
            told.push(format!("{:?}", exported.documents));
        }
    }
    told.push(format!("{:?}", store.export_files(session, "all").await));
    told.push(format!("{:?}", store.files(session).await));
    told.push(format!("{:?}", store.keeping(session).await));
    told.push(format!("{:?}", store.duties(session).await));
    told.push(format!("{:?}", store.waiting(session).await));
    told.push(format!("{:?}", store.exchanges(session).await));
    told.push(format!("{:?}", store.broken_glass(session).await));
    told.push(format!("{:?}", store.rights_changes(session).await));
    for document in store
        .open_exchange(session, exchange)
        .await
        .map(|open| open.documents)
        .unwrap_or_default()
    {
        let opened = store
            .exchange_document(session, exchange, &document.id)
            .await;
        told.push(format!("{opened:?}"));
    }
    told.join("\n")
}

/// How every permission is made to pass.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Passing {
    /// Somebody has written into the database that she has every role.
    ByTheDatabase,
    /// The program answers every question for a permission with yes.
    ByTheProgram,
}

/// What somebody is told when every permission passes.
async fn told_in_spite(house: &House, world: &World, login: &str, how: Passing) -> String {
    let store = match how {
        Passing::ByTheDatabase => {
            give_every_role(house, login).await;
            house.store.clone()
        }
        Passing::ByTheProgram => house.store.with_every_permission(),
    };
    let token = world.token_of(house, login).await;
    let session = store.session(&token).await.unwrap();
    // A head is who holds the head's keys: what somebody wrote into a profile makes nobody one.
    let is_head = how == Passing::ByTheProgram || ["officer", "second"].contains(&login);
    let of_a_head = |role: &Role| matches!(role, Role::Head | Role::ActingHead);
    let roles = &session.account().roles;
    assert!(
        Role::ALL
            .iter()
            .all(|role| roles.contains(role) || of_a_head(role))
    );
    assert_eq!(session.is_head(), is_head, "{how:?} {login}");
    assert!(session.is_fresh());
    everything_told(&store, &session, world).await
}

on_both! {
    async fn whoever_has_the_whole_database_and_the_keys_of_one_person_opens_what_was_sealed_to_her_alone(house: House) {
        let world = world(&house).await;
        let parts = compartments_of_parts(&house, &world).await;
        let everybody = STAFF
            .iter()
            .copied()
            .chain(["head", "officer", "second"].map(|login| (login, [Role::Head].as_slice())));
        let sealed: Vec<_> = COLUMNS
            .iter()
            .filter(|(.., kept)| matches!(kept, Kept::Sealed | Kept::SealedShredKey))
            .collect();
        let mut stored = BTreeMap::new();
        for (table, ..) in &sealed {
            if !stored.contains_key(table) {
                stored.insert(*table, select(&house.url, &selected(table)).await);
            }
        }
        let of_the_house = matters_of_the_house(&house, &parts).await;
        let mut seen = BTreeSet::new();
        let mut lie = BTreeSet::new();
        for (login, roles) in everybody {
            let thief = Thief::with_the_password_of(&house.url, login).await;
            let expected = Expected {
                thief: &thief,
                held: &held(roles),
                parts: &parts,
                of_the_house: &of_the_house,
                is_author: login == "ann",
                restricted: &world.restricted,
                is_named: login == "head" || NAMED.contains(&login),
            };
            let (mut opened, mut closed) = (0, 0);
            for (table, column, _) in &sealed {
                for row in &stored[table] {
                    let Some(envelope) = row.find::<Vec<u8>>(column) else {
                        continue;
                    };
                    seen.insert((*table, *column));
                    lie.insert((*table, where_it_lies(&world, row)));
                    let opens = thief.holds(&envelope);
                    assert_eq!(opens, expected.is_hers(table, column, row), "{login}: {table}.{column}");
                    *(if opens { &mut opened } else { &mut closed }) += 1;
                }
            }
            assert!(opened > 0 && closed > 30, "{login}: {opened} opened, {closed} not");
        }
        // A column in which nothing stands proves nothing.
        for (table, column, _) in sealed {
            assert!(seen.contains(&(*table, *column)), "nothing stands in {table}.{column}");
        }
        // Nor does a shelf on which nothing lies: a file, a restricted one, the house, and between two bodies.
        for table in ["sealed_body", "document", "enclosure"] {
            for shelf in ["a file", "a restricted file", "the house", "an exchange"] {
                let has_one = (table, shelf) != ("enclosure", "an exchange");
                assert_eq!(lie.contains(&(table, shelf)), has_one, "{table}: {shelf}");
            }
        }
    }

    async fn with_every_permission_passing_the_keys_alone_still_close(house: House) {
        let world = world(&house).await;
        let shows = |told: &str, what: &str| told.contains(what);
        for how in [Passing::ByTheProgram, Passing::ByTheDatabase] {
            for (login, roles) in STAFF {
                let held = held(roles);
                let told = told_in_spite(&house, &world, login, how).await;
                let holds = |compartment| held.contains(&compartment);
                let works = holds(Compartment::File);
                // Breaking the glass is policy: whoever holds `emergency` opens what her other keys open.
                let opens_restricted = NAMED.contains(&login)
                    || how == Passing::ByTheProgram && holds(Compartment::Emergency);
                for (what, expected) in [
                    (SURNAMES[0], works && holds(Compartment::Identity)),
                    ("asthma", works && holds(Compartment::Medical)),
                    // Ann wrote it.
                    ("what she told", login == "ann"),
                    ("%PDF-1.7", false),
                    (SURNAMES[1], false),
                    (world.theirs.as_str(), false),
                    // How she is addressed, and that the file is there at all.
                    ("Aliya", works),
                    (world.open.as_str(), works),
                    (RESTRICTED, opens_restricted && holds(Compartment::Identity)),
                    ("pollen", opens_restricted && holds(Compartment::Medical)),
                    ("Gulnar", opens_restricted),
                ] {
                    assert_eq!(shows(&told, what), expected, "{how:?} {login}: {what}");
                }
            }
            for (login, own) in [("officer", false), ("second", true)] {
                let told = told_in_spite(&house, &world, login, how).await;
                assert_eq!(shows(&told, SURNAMES[1]), own, "{how:?} {login}");
                for what in ["asthma", "what she told", "pollen", world.open.as_str(), world.restricted.as_str()] {
                    assert!(!shows(&told, what), "{how:?} {login}: {what}");
                }
            }
        }
        // The same search finds all of it where the keys are held.
        let told = everything_told(&house.store, &world.centre.head, &world).await;
        for what in [SURNAMES[0], "asthma", "what she told", "%PDF-1.7", "Aliya", RESTRICTED, "pollen", "Gulnar"] {
            assert!(shows(&told, what), "{what}");
        }
    }
}

#[test]
fn nothing_of_the_program_lets_every_permission_pass() {
    let crates = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap();
    let mut folders: Vec<_> = ["store", "web", "cli", "forms", "sealed", "standard"]
        .map(|name| crates.join(name).join("src"))
        .into();
    let mut named = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text
                    .lines()
                    .filter(|line| !line.trim_start().starts_with("//"));
                let times = code
                    .filter(|line| line.contains("with_every_permission"))
                    .count();
                named.extend(std::iter::repeat_n(
                    path.file_name().unwrap().to_owned(),
                    times,
                ));
            }
        }
    }
    assert_eq!(named, ["lib.rs"], "where it is made, and nowhere else");
}
