//! Random harm to chain, grants, key directory, scans, receipts, registers and rows: whatever it is, `verify` finds it without any key of staff.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use sqlx::{
    AssertSqlSafe, Column, Connection, Row, SqliteConnection, TypeInfo, ValueRef, sqlite::SqliteRow,
};
use standard::lang::Lang;
use store::{EnclosureKind, Media, NewEnclosure, Role, Store, clear::COLUMNS, verify::Broken};

use crate::{
    exchanges::sent,
    house::{House, On, an_id, config, run},
    recovery::three_kits,
};

/// What is harmed, and its columns for which the record does not vouch: they are no part of what is promised. `first_body` only keeps
/// two people from setting up at once; due days follow the calendar, which a newer program counts anew.
const HARMED: &[(&str, &[&str])] = &[
    ("entry", &[]),
    ("sealed_body", &[]),
    ("document", &[]),
    ("chain_head", &[]),
    ("body", &["first_body"]),
    ("account", &[]),
    ("compartment", &[]),
    ("compartment_holder", &[]),
    ("directory_key", &[]),
    ("directory", &[]),
    ("introduction", &[]),
    ("exchange", &[]),
    ("exchange_member", &[]),
    ("file", &[]),
    ("shred_key", &[]),
    ("file_row", &[]),
    ("duty", &["calendar_digest", "due_day", "duty"]),
    ("register_line", &[]),
    ("register_receipt", &[]),
    ("enclosure", &[]),
    ("official_calendar", &[]),
    ("released_figures", &[]),
    ("recovery", &[]),
    ("recovery_holder", &[]),
    ("server", &["server"]),
    ("second_factor", &["last_step"]),
    ("passkey", &["counter"]),
    ("trusted_certificate", &[]),
    ("second_factor_demand", &[]),
];

/// Tables for whose rows the record does not vouch, and why whoever changes them gains nothing by it. That a shred key is missing, or
/// there again after an erasure, is found.
const UNVOUCHED: &[(&str, &str)] = &[
    (
        "session",
        "keys wrapped under a token: changed, they do not open, and she signs in again",
    ),
    (
        "sign_in_pace",
        "the pace of tries: put back, somebody may try passwords faster, against 128 MiB and 4 passes a try",
    ),
    (
        "directory_pin",
        "what each person has seen, under a key of her own: changed or gone, she is not let in (that it is gone is found)",
    ),
    (
        "invitation",
        "a hash and a last day: the keys lie under the code, in the account, for which the record vouches",
    ),
    (
        "restricted_key",
        "shred keys sealed to the people named: changed, the file does not open; for whom it was restricted stands in the record",
    ),
    (
        "known_device",
        "digests of cookies: changed, a further device is told to the head, or one too few",
    ),
    (
        "used_challenge",
        "challenges answered in the last minutes: taken out, an answer that was overheard counts once more while it is young",
    ),
    (
        "exchange_file",
        "which own file a received exchange is about, for lists: the sealed steps say it too",
    ),
    (
        "bed_taken",
        "derived from the fold, by which `rebuild` mends it: changed, a bed seems taken or free",
    ),
];

/// A value as SQL writes it.
fn literal(row: &SqliteRow, at: usize) -> String {
    let raw = row.try_get_raw(at).unwrap();
    if raw.is_null() {
        return "NULL".to_owned();
    }
    match raw.type_info().name() {
        "INTEGER" => row.get::<i64, _>(at).to_string(),
        "TEXT" => format!("'{}'", row.get::<String, _>(at).replace('\'', "''")),
        _ => hex(&row.get::<Vec<u8>, _>(at)),
    }
}

fn hex(bytes: &[u8]) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("x'{digits}'")
}

/// Dice that fall the same for the same seed (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % sides as u64) as usize
    }

    /// Another value than this one, of the same kind.
    fn another(&mut self, row: &SqliteRow, at: usize) -> String {
        let raw = row.try_get_raw(at).unwrap();
        if raw.is_null() {
            return "x'00'".to_owned();
        }
        match raw.type_info().name() {
            "INTEGER" => (row.get::<i64, _>(at) + 1 + self.below(3) as i64).to_string(),
            "TEXT" => {
                let mut text = row.get::<String, _>(at);
                text.push('x');
                format!("'{}'", text.replace('\'', "''"))
            }
            _ => {
                let mut bytes = row.get::<Vec<u8>, _>(at);
                match self.below(3) {
                    0 if bytes.len() > 1 => {
                        bytes.pop();
                    }
                    1 => bytes.push(0),
                    _ => {
                        let at = self.below(bytes.len());
                        bytes[at] ^= 1 << self.below(8);
                    }
                }
                hex(&bytes)
            }
        }
    }
}

/// One random harm, as statements; nothing when the dice found nothing to harm.
async fn harm(connection: &mut SqliteConnection, dice: &mut Dice) -> Option<String> {
    let (table, spared) = HARMED[dice.below(HARMED.len())];
    let select = format!("SELECT rowid AS at_row, * FROM {table} ORDER BY rowid");
    let rows = sqlx::query(AssertSqlSafe(select))
        .fetch_all(connection)
        .await
        .unwrap();
    if rows.is_empty() {
        return None;
    }
    let row = &rows[dice.below(rows.len())];
    let number: i64 = row.get(0);
    let columns: Vec<usize> = (1..row.columns().len())
        .filter(|at| !spared.contains(&row.columns()[*at].name()))
        .collect();
    let at = columns[dice.below(columns.len())];
    let column = row.columns()[at].name();
    match dice.below(4) {
        0 => {
            let value = dice.another(row, at);
            Some(format!(
                "UPDATE {table} SET {column} = {value} WHERE rowid = {number}"
            ))
        }
        1 => Some(format!("DELETE FROM {table} WHERE rowid = {number}")),
        2 => {
            // The same row once more, with one column changed, so that its key may be free.
            let values: Vec<_> = (1..row.columns().len())
                .map(|each| {
                    if each == at {
                        dice.another(row, each)
                    } else {
                        literal(row, each)
                    }
                })
                .collect();
            Some(format!("INSERT INTO {table} SELECT {}", values.join(", ")))
        }
        _ => {
            // Two rows exchange a value.
            let other = &rows[dice.below(rows.len())];
            let (one, two) = (literal(row, at), literal(other, at));
            if one == two {
                return None;
            }
            let other: i64 = other.get(0);
            Some(format!(
                "UPDATE {table} SET {column} = {two} WHERE rowid = {number};
                 UPDATE {table} SET {column} = {one} WHERE rowid = {other}"
            ))
        }
    }
}

/// Makes a database with something of everything, and gives its one file.
async fn lived_in(house: &House, into: &Path) {
    let centre = house.centre().await;
    let office = house.authorized_body().await;
    let ann = house
        .staff(
            &centre.head,
            "ann",
            &[Role::Specialist, Role::Identification],
        )
        .await;
    let folder = sent(house, &ann, &office.body.code).await;
    folder.open(&centre.head).await;
    crate::register::a_line(house, &centre.head).await;
    house
        .store
        .set_up_recovery(&centre.head, &three_kits())
        .await
        .unwrap();
    house.store.entrust_own_keys(&ann).await.unwrap();
    crate::book::answered(house, &centre).await;
    let documents = folder.open(&centre.head).await.documents;
    let print = NewEnclosure {
        act_id: an_id(),
        kind: EnclosureKind::Print,
        media: Media::Pdf,
        language: Some(Lang::Kk),
        content: b"%PDF-1.7 what was signed".to_vec(),
    };
    house
        .store
        .enclose(&centre.head, &folder.code, &documents[0].id, print)
        .await
        .unwrap();
    house
        .store
        .load_year(&crate::calendar::corrected(), Some(&centre.head))
        .await
        .unwrap();
    house
        .store
        .release_figures(&centre.head, "2022-01".parse().unwrap())
        .await
        .unwrap();
    let certificates = include_bytes!("../../../sealed/tests/signatures/trusted.pem");
    house
        .store
        .trust_certificates(&centre.head, certificates)
        .await
        .unwrap();
    let app = crate::second_factor::set_up(house, &centre.head).await;
    let a_day_to_come = crate::house::DAY.saturating_add(jiff::Span::new().days(300));
    crate::demand::demanded(house, &app, Some(a_day_to_come)).await;
    crate::passkey::added(house, &centre.head).await;
    // Somebody who has joined, and whom the directory does not yet name itself.
    let awaited = crate::rights::newcomer("awaited", &[Role::Nurse]);
    let invited = house.store.invite(&centre.head, awaited).await.unwrap();
    let chosen = "a password of four quiet words";
    house.store.join(&invited.code, chosen).await.unwrap();
    // An entry that the server signs: without one its key could be exchanged for another.
    assert!(
        house
            .store
            .sign_in("ann", "not the password at all")
            .await
            .is_err()
    );
    house.take_triggers_away().await;
    house.tamper("DELETE FROM session").await;
    house
        .tamper(&format!("VACUUM INTO '{}'", into.display()))
        .await;
}

async fn verifies(file: &Path, house: &House) -> bool {
    let clock = std::sync::Arc::new(std::sync::Mutex::new(house.now()));
    match Store::open(&format!("sqlite:{}", file.display()), config(&clock)).await {
        Ok(store) => {
            let whole = store.verify().await.is_ok_and(|report| report.is_whole());
            store.close().await;
            whole
        }
        Err(_) => false,
    }
}

#[test]
fn of_every_table_it_is_said_whether_the_record_vouches_for_it() {
    let tables: BTreeSet<&str> = COLUMNS.iter().map(|(table, ..)| *table).collect();
    let harmed = HARMED.iter().map(|(table, _)| *table);
    let unvouched = UNVOUCHED.iter().map(|(table, _)| *table);
    let said: Vec<&str> = harmed.chain(unvouched).collect();
    assert_eq!(said.len(), tables.len(), "none stands twice");
    assert_eq!(said.into_iter().collect::<BTreeSet<_>>(), tables);
}

#[test]
fn long_whatever_is_changed_deleted_inserted_or_reordered_is_found() {
    let check = assurance::long(
        "every random harm to the record is found by `verify`",
        "harms",
        10_000,
    );
    run(On::Sqlite, async |house| {
        let folder = tempfile::tempdir().unwrap();
        let whole = folder.path().join("whole.sqlite");
        lived_in(&house, &whole).await;
        assert!(verifies(&whole, &house).await);
        for (table, _) in HARMED {
            let rows = house.count(&format!("SELECT COUNT(*) FROM {table}")).await;
            assert!(rows > 0, "nothing in {table} is harmed");
        }
        let mut dice = Dice(check.seed());
        let (mut found, mut tried) = (0, 0);
        while found < check.size() {
            // A file of its own each time: a connection lets go of the one before in its own time.
            tried += 1;
            let harmed: PathBuf = folder.path().join(format!("harmed-{tried}.sqlite"));
            std::fs::copy(&whole, &harmed).unwrap();
            let mut connection = SqliteConnection::connect(&format!("sqlite:{}", harmed.display()))
                .await
                .unwrap();
            let Some(statements) = harm(&mut connection, &mut dice).await else {
                connection.close().await.unwrap();
                std::fs::remove_file(&harmed).unwrap();
                continue;
            };
            let off = "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON";
            sqlx::raw_sql(off).execute(&mut connection).await.unwrap();
            // Unique keys refuse some of it: then nothing happened.
            let done = sqlx::raw_sql(AssertSqlSafe(format!("BEGIN; {statements}; COMMIT")))
                .execute(&mut connection)
                .await;
            connection.close().await.unwrap();
            if done.is_ok() {
                assert!(!verifies(&harmed, &house).await, "not found: {statements}");
                found += 1;
            }
            std::fs::remove_file(&harmed).unwrap();
        }
        check.held(found);
    });
}

/// Cuts off what a body's record says after an entry, as cleanly as somebody who owns the database can.
fn cut(body: &str, number: usize) -> String {
    let tables = [
        "sealed_body",
        "document",
        "enclosure",
        "register_line",
        "official_calendar",
        "released_figures",
        "trusted_certificate",
        "second_factor_demand",
        "entry",
    ];
    let behind =
        |table| format!("DELETE FROM {table} WHERE body = '{body}' AND number > {number};");
    let hash = format!("SELECT hash FROM entry WHERE body = '{body}' AND number = {number}");
    format!(
        "{} UPDATE chain_head SET number = {number}, hash = ({hash}) WHERE body = '{body}'",
        tables.map(behind).concat()
    )
}

#[test]
fn long_a_tail_cut_anywhere_shows_against_a_checkpoint() {
    let check = assurance::long(
        "a tail cut off anywhere shows against the checkpoints",
        "cuts",
        2_000,
    );
    run(On::Sqlite, async |house| {
        let folder = tempfile::tempdir().unwrap();
        let whole = folder.path().join("whole.sqlite");
        lived_in(&house, &whole).await;
        let clock = std::sync::Arc::new(std::sync::Mutex::new(house.now()));
        let open = async |file: &Path| {
            Store::open(&format!("sqlite:{}", file.display()), config(&clock))
                .await
                .unwrap()
        };
        let store = open(&whole).await;
        let checkpoints = store.checkpoints().await.unwrap();
        assert!(store.verify_against(&checkpoints).await.unwrap().is_whole());
        store.close().await;
        let mut dice = Dice(check.seed());
        let mut tried = 0;
        while tried < check.size() {
            let kept = &checkpoints[dice.below(checkpoints.len())].checkpoint;
            let number = 1 + dice.below(usize::try_from(kept.number).unwrap() - 1);
            let file = folder.path().join(format!("cut-{tried}.sqlite"));
            std::fs::copy(&whole, &file).unwrap();
            let mut connection = SqliteConnection::connect(&format!("sqlite:{}", file.display()))
                .await
                .unwrap();
            let statements = format!("PRAGMA foreign_keys = OFF; {}", cut(&kept.body, number));
            sqlx::raw_sql(AssertSqlSafe(statements))
                .execute(&mut connection)
                .await
                .unwrap();
            connection.close().await.unwrap();
            let store = open(&file).await;
            let report = store.verify_against(&checkpoints).await.unwrap();
            let cut = report
                .problems
                .iter()
                .any(|each| each.broken == Broken::TailCut);
            assert!(cut, "{} cut behind {number}", kept.body);
            store.close().await;
            std::fs::remove_file(&file).unwrap();
            tried += 1;
        }
        check.held(tried);
    });
}
