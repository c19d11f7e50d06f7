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
use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection, sqlite::SqliteRow};
use standard::{compartment::Compartment, register::Register};
use store::{
    Role, Session,
    clear::{COLUMNS, Kept},
};
use zeroize::Zeroizing;

use crate::{
    house::{House, On, PASSWORD, run},
    world::{STAFF, SURNAMES, World, held, world},
};

type Id = [u8; 16];

/// All that one person's secrets open, given the whole database.
struct Thief {
    body: String,
    account: String,
    /// The names of the keys that she has or can derive.
    ids: BTreeSet<Id>,
    keys: BTreeMap<Id, Key>,
    /// Each with the names of its two key pairs.
    seeds: Vec<([Id; 2], Seed)>,
}

async fn select(url: &str, sql: &str) -> Vec<SqliteRow> {
    let mut connection = SqliteConnection::connect(url).await.unwrap();
    let rows = sqlx::query(AssertSqlSafe(sql.to_owned()))
        .fetch_all(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    rows
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
    async fn with_the_password_of(url: &str, login: &str) -> Thief {
        let sql =
            format!("SELECT body, account, password_lock FROM account WHERE login = '{login}'");
        let row = &select(url, &sql).await[0];
        let (body, account): (String, String) = (row.get(0), row.get(1));
        let lock = PasswordLock::from_bytes(&row.get::<Vec<u8>, _>(2)).unwrap();
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
        thief.open_all(url, &person).await;
        thief
    }

    fn holds(&self, envelope: &[u8]) -> bool {
        self.ids.contains(&key_id(envelope))
    }

    fn take_key(&mut self, key: Key) {
        self.ids.insert(key.id().0);
        self.keys.insert(key.id().0, key);
    }

    /// A seed with every key that follows from it: of its key pairs, and of every file, by these labels.
    fn take_seed(
        &mut self,
        seed: Seed,
        labels: &[(Compartment, u32)],
        shred_keys: &[(String, String, ShredKey)],
    ) {
        let public = seed.public().to_bytes();
        let pairs = [public_id(2, &public[..32]), public_id(3, &public[32..])];
        self.ids.extend(pairs);
        for (body, file, shred) in shred_keys {
            for (compartment, epoch) in labels {
                self.take_key(seed.file_key(shred, body, file, compartment.name(), *epoch));
            }
        }
        self.seeds.push((pairs, seed));
    }

    /// What was sealed to the public half of one of her seeds.
    fn open_by_seed(&self, place: &Place<'_>, sealed: &Sealed) -> Option<Zeroizing<Vec<u8>>> {
        let (_, seed) = self
            .seeds
            .iter()
            .find(|(pairs, _)| pairs.contains(&sealed.key_id().0))?;
        seed.open_from(place, sealed).ok()
    }

    async fn open_all(&mut self, url: &str, person: &PersonKeys) {
        let shred_keys: Vec<(String, String, ShredKey)> =
            select(url, "SELECT body, file, shred_key FROM shred_key")
                .await
                .iter()
                .map(|row| {
                    let shred = ShredKey::from_secret_bytes(&row.get::<Vec<u8>, _>(2)).unwrap();
                    (row.get(0), row.get(1), shred)
                })
                .collect();
        let held = "SELECT body, compartment, epoch, account, sealed_seed FROM compartment_holder";
        for row in select(url, held).await {
            let sealed = Sealed::from_stored(row.get(4)).unwrap();
            let epoch: i64 = row.get(2);
            let place = Place {
                body: row.get(0),
                file: "",
                compartment: row.get(1),
                stream: row.get(3),
                sequence: epoch.unsigned_abs(),
                kind: "seed",
            };
            // Whatever the row says of whose it is: it is tried.
            if let Ok(seed) = person.open_from(&place, &sealed) {
                let of = Compartment::from_name(place.compartment).unwrap();
                let labels = [(of, u32::try_from(epoch).unwrap())];
                self.take_seed(
                    Seed::from_secret_bytes(&seed).unwrap(),
                    &labels,
                    &shred_keys,
                );
            }
        }
        let members = "SELECT body, exchange, compartment, epoch, sealed_seed FROM exchange_member";
        for row in select(url, members).await {
            let sealed = Sealed::from_stored(row.get(4)).unwrap();
            let epoch: i64 = row.get(3);
            let place = Place {
                body: row.get(0),
                file: row.get(1),
                compartment: row.get(2),
                stream: "exchange",
                sequence: epoch.unsigned_abs(),
                kind: "seed",
            };
            let opened = self.open_by_seed(&place, &sealed);
            assert_eq!(opened.is_some(), self.holds(sealed.as_bytes()));
            if let Some(seed) = opened {
                // An exchange has two seeds of one epoch, for its acts and for its documents.
                let labels = Compartment::ALL.map(|each| (each, 1));
                let seed = Seed::from_secret_bytes(&seed).unwrap();
                self.take_seed(seed, &labels, &shred_keys);
            }
        }
        self.open_parts(url, person, &shred_keys).await;
        self.open_lines(url, &shred_keys).await;
    }

    /// The own keys of parts of documents, and what is joined from the shares of enclosures.
    async fn open_parts(
        &mut self,
        url: &str,
        person: &PersonKeys,
        shred_keys: &[(String, String, ShredKey)],
    ) {
        let parts = "SELECT d.body, COALESCE(e.file, e.exchange), d.document, d.part, d.epoch, d.wrapped_key,
                d.author_key, d.sealed
            FROM document d JOIN entry e ON e.body = d.body AND e.number = d.number
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
                .get::<Option<Vec<u8>>, _>(6)
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
    for (head, files) in heads {
        for code in files {
            for document in house.store.open_file(head, code).await.unwrap().documents {
                let names = std::iter::once(&document.id)
                    .chain(document.enclosures.iter().map(|each| &each.id));
                for name in names {
                    for (part, compartment) in (0..).zip(&document.compartments) {
                        found.insert((name.clone(), part), *compartment);
                    }
                }
            }
        }
    }
    found
}

/// What somebody's keys must open of a row, and nothing else of it.
struct Expected<'a> {
    thief: &'a Thief,
    held: &'a [Compartment],
    parts: &'a BTreeMap<(String, i64), Compartment>,
    is_author: bool,
}

impl Expected<'_> {
    fn has(&self, compartment: Compartment) -> bool {
        self.held.contains(&compartment)
    }

    /// Whether the envelope in this column of this row is for her.
    fn is_hers(&self, table: &str, column: &str, row: &SqliteRow) -> bool {
        let text = |name: &str| row.get::<Option<String>, _>(name).unwrap_or_default();
        let own_body = text("body") == self.thief.body;
        let own_account = own_body
            && row
                .try_get("account")
                .is_ok_and(|account: String| account == self.thief.account);
        match (table, column) {
            ("account", "profile") | ("compartment_holder", _) | ("second_factor", _) => {
                own_account
            }
            ("account", "card") | ("file_row", _) => own_body && self.has(Compartment::File),
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
                if let Some(exchange) = row.get::<Option<String>, _>("of_exchange") {
                    return !exchange.is_empty() && self.opens_exchange(row, Compartment::Legal);
                }
                let part = (text("document"), row.get::<i64, _>("part"));
                // The report of Annex 8 stays open to its author, by the document's own key.
                let wrote = self.is_author
                    && column == "sealed"
                    && row.get::<Option<Vec<u8>>, _>("author_key").is_some();
                own_body && (wrote || self.has(self.parts[&part]))
            }
            ("enclosure", _) => {
                let document = text("enclosure");
                let mut shown = self.parts.iter().filter(|((id, _), _)| *id == document);
                own_body && shown.all(|(_, compartment)| self.has(*compartment))
            }
            ("register_line", _) => {
                let register = Register::from_name(&text("register")).unwrap();
                own_body && self.has(register.compartment())
            }
            _ => panic!("{table}.{column} is sealed, and nobody has said for whom"),
        }
    }

    fn opens_exchange(&self, row: &SqliteRow, compartment: Compartment) -> bool {
        // The organization and the body to which it went: the row says both.
        let to: Option<String> = row.get("to_body");
        let from: Option<String> = row.get("from_body");
        let is_party = [to, from].contains(&Some(self.thief.body.clone()));
        is_party && self.has(compartment)
    }

    fn opens_entry(&self, row: &SqliteRow) -> bool {
        let class: String = row.get("class");
        let own_body = row.get::<String, _>("body") == self.thief.body;
        match class.as_str() {
            "act" if row.get::<Option<String>, _>("of_exchange").is_some() => {
                self.opens_exchange(row, Compartment::File)
            }
            "rights" => own_body && self.has(Compartment::House),
            "act" | "reading" | "paper" | "retention" | "hold" | "hold_lifted" | "erased"
            | "figures" => own_body && self.has(Compartment::File),
            other => panic!("an entry {other} has something sealed, and nobody has said for whom"),
        }
    }
}

/// A table with what is needed beside its columns.
fn selected(table: &str) -> String {
    match table {
        "document" | "sealed_body" => format!(
            "SELECT t.*, e.class, e.exchange AS of_exchange, x.body AS from_body, x.to_body
             FROM {table} t JOIN entry e ON e.body = t.body AND e.number = t.number
             LEFT JOIN exchange x ON x.exchange = e.exchange"
        ),
        _ => format!("SELECT t.* FROM {table} t"),
    }
}

#[test]
fn whoever_has_the_whole_database_and_the_keys_of_one_person_opens_what_was_sealed_to_her_alone() {
    run(On::Sqlite, async |house| {
        let world = world(&house).await;
        let parts = compartments_of_parts(&house, &world).await;
        let everybody = STAFF
            .iter()
            .copied()
            .chain(["head", "officer", "second"].map(|login| (login, [Role::Head].as_slice())));
        let sealed: Vec<_> = COLUMNS
            .iter()
            .filter(|(.., kept)| *kept == Kept::Sealed)
            .collect();
        for (login, roles) in everybody {
            let thief = Thief::with_the_password_of(&house.url, login).await;
            let expected = Expected {
                thief: &thief,
                held: &held(roles),
                parts: &parts,
                is_author: login == "ann",
            };
            let (mut opened, mut closed) = (0, 0);
            for (table, column, _) in &sealed {
                for row in select(&house.url, &selected(table)).await {
                    let Some(envelope) = row.get::<Option<Vec<u8>>, _>(*column) else {
                        continue;
                    };
                    let opens = thief.holds(&envelope);
                    assert_eq!(
                        opens,
                        expected.is_hers(table, column, &row),
                        "{login}: {table}.{column}"
                    );
                    *(if opens { &mut opened } else { &mut closed }) += 1;
                }
            }
            assert!(
                opened > 0 && closed > 30,
                "{login}: {opened} opened, {closed} not"
            );
        }
    });
}

/// Writes into the database that somebody has every role there is. Her profile is sealed to her public key, which stands in clear:
/// whoever can write to the database can write this.
async fn give_every_role(house: &House, login: &str) {
    let sql = format!("SELECT body, account, public_keys FROM account WHERE login = '{login}'");
    let row = &select(&house.url, &sql).await[0];
    let (body, account): (String, String) = (row.get(0), row.get(1));
    let public = sealed::PersonPublic::from_bytes(&row.get::<Vec<u8>, _>(2)).unwrap();
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
    house
        .tamper(&format!(
            "UPDATE account SET profile = x'{digits}' WHERE login = '{login}'"
        ))
        .await;
}

/// All that the store says to somebody of these files, as one text.
async fn everything_told(house: &House, session: &Session, world: &World) -> String {
    let store = &house.store;
    let mut told = Vec::new();
    for code in world.files().into_iter().chain([world.theirs.as_str()]) {
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
        if let Ok(exported) = store.export_file(session, code, "all").await {
            told.push(format!("{:?}", exported.documents));
        }
    }
    told.push(format!("{:?}", store.export_files(session, "all").await));
    told.push(format!("{:?}", store.files(session).await));
    told.push(format!("{:?}", store.duties(session).await));
    told.push(format!("{:?}", store.waiting(session).await));
    told.push(format!("{:?}", store.exchanges(session).await));
    for document in store
        .open_exchange(session, &world.exchange)
        .await
        .map(|open| open.documents)
        .unwrap_or_default()
    {
        let opened = store
            .exchange_document(session, &world.exchange, &document.id)
            .await;
        told.push(format!("{opened:?}"));
    }
    told.join("\n")
}

#[test]
fn with_every_permission_passing_the_keys_alone_still_close() {
    run(On::Sqlite, async |house| {
        let world = world(&house).await;
        let shows = |told: &str, what: &str| told.contains(what);
        for (login, roles) in STAFF {
            let held = held(roles);
            give_every_role(&house, login).await;
            let session = house.sign_in(login).await;
            assert_eq!(
                session.account().roles,
                Role::ALL,
                "every permission passes"
            );
            assert!(session.is_head() && session.is_fresh());
            let told = everything_told(&house, &session, &world).await;
            let holds = |compartment| held.contains(&compartment);
            for compartment in Compartment::ALL {
                assert_eq!(
                    session.holds(compartment),
                    holds(compartment),
                    "{login} {compartment}"
                );
            }
            let works = holds(Compartment::File);
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
            ] {
                assert_eq!(shows(&told, what), expected, "{login}: {what}");
            }
        }
        for (login, own) in [("officer", false), ("second", true)] {
            give_every_role(&house, login).await;
            let session = house.sign_in(login).await;
            let told = everything_told(&house, &session, &world).await;
            assert_eq!(shows(&told, SURNAMES[1]), own, "{login}");
            assert!(
                !shows(&told, "asthma") && !shows(&told, "what she told"),
                "{login}"
            );
            assert!(!shows(&told, world.open.as_str()), "{login}");
        }
        // The same search finds all of it where the keys are held.
        let told = everything_told(&house, &world.centre.head, &world).await;
        for what in [SURNAMES[0], "asthma", "what she told", "%PDF-1.7", "Aliya"] {
            assert!(shows(&told, what), "{what}");
        }
    });
}

/// How much of the content of a file somebody's keys open: acts, documents, prints, the summary.
async fn opened_of(url: &str, login: &str, file: &str) -> (usize, usize) {
    let thief = Thief::with_the_password_of(url, login).await;
    let (mut opened, mut all) = (0, 0);
    for sql in [
        "SELECT s.sealed FROM sealed_body s JOIN entry e ON e.body = s.body AND e.number = s.number
         WHERE e.class IN ('act', 'paper') AND e.file =",
        "SELECT d.sealed FROM document d JOIN entry e ON e.body = d.body AND e.number = d.number WHERE e.file =",
        "SELECT p.sealed FROM enclosure p JOIN entry e ON e.body = p.body AND e.number = p.number WHERE e.file =",
        "SELECT sealed FROM file_row WHERE file =",
        "SELECT kept FROM file_row WHERE kept IS NOT NULL AND file =",
        "SELECT s.sealed FROM sealed_body s JOIN entry e ON e.body = s.body AND e.number = s.number
         JOIN exchange x ON x.exchange = e.exchange WHERE e.class = 'act' AND x.file =",
        "SELECT d.sealed FROM document d JOIN entry e ON e.body = d.body AND e.number = d.number
         JOIN exchange x ON x.exchange = e.exchange WHERE x.file =",
    ] {
        for row in select(url, &format!("{sql} '{file}'")).await {
            all += 1;
            opened += usize::from(thief.holds(&row.get::<Vec<u8>, _>(0)));
        }
    }
    (opened, all)
}

#[test]
fn after_an_erasure_no_key_that_remains_opens_anything_of_it_in_the_database_or_in_older_data() {
    run(On::Sqlite, async |house| {
        let world = world(&house).await;
        let folder = tempfile::tempdir().unwrap();
        let older = folder.path().join("older.sqlite");
        let older_url = format!("sqlite:{}", older.display());
        house
            .tamper(&format!("VACUUM INTO '{}'", older.display()))
            .await;
        let everybody = STAFF.iter().map(|(login, _)| *login);
        let everybody: Vec<&str> = everybody.chain(["head", "officer", "second"]).collect();
        let (opened, all) = opened_of(&older_url, "head", &world.closed).await;
        assert!(all > 20 && opened == all, "{opened} of {all}");
        house.wait_until(jiff::civil::date(2100, 1, 1));
        let head = house.sign_in("head").await;
        house
            .store
            .erase(&head, &world.closed, "No. 1")
            .await
            .unwrap();
        // Data that was kept, with the shred keys of a later day: the earlier ones are not kept so long.
        house
            .tamper(&format!(
                "ATTACH '{}' AS older; DELETE FROM older.shred_key;
                 INSERT INTO older.shred_key SELECT * FROM main.shred_key",
                older.display()
            ))
            .await;
        for (url, everybody) in [
            (&house.url, everybody.as_slice()),
            (&older_url, &["head", "ann", "officer"]),
        ] {
            for login in everybody {
                let (opened, all) = opened_of(url, login, &world.closed).await;
                assert!(all > 15, "the bytes are still there");
                assert_eq!(opened, 0, "{login}");
            }
            // Of the others nothing was lost.
            let (opened, all) = opened_of(url, "head", &world.open).await;
            assert!(all > 10 && opened == all, "{opened} of {all}");
        }
    });
}
