//! Files, exchanges and derived rows against the entries of the record.

use std::collections::{BTreeMap, BTreeSet};

use sealed::{PersonPublic, Sealed};
use standard::calendar::Calendar;

use super::{At, Broken, VerifyReport, found};
use crate::{
    db::{Tx, row, rows},
    derived::{self, Signable, calendar_digest, stored_duties},
    erasure::ERASED,
    error::StoreError,
    exchange::opening,
    keys, register, restricted,
    shelf::HOUSE_PAPERS,
};

type FileRow = (
    String,
    String,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<Vec<u8>>,
    Option<String>,
    Option<Vec<u8>>,
    Option<Vec<u8>>,
    Vec<u8>,
);

pub(super) async fn check_files(
    tx: &mut Tx,
    body: &str,
    authors: &BTreeMap<String, PersonPublic>,
    erased: &BTreeSet<String>,
    calendar: &Calendar,
    report: &mut VerifyReport,
) -> Result<(), StoreError> {
    let files = rows!(
        tx,
        FileRow,
        "SELECT f.file, f.state, r.sequence, r.exchange_entries, r.epoch, r.sealed, r.account, r.signature,
                r.kept, f.shred_check
         FROM file f LEFT JOIN file_row r ON r.body = f.body AND r.file = f.file
         WHERE f.body = $1 ORDER BY f.file",
        body
    )?;
    for (file, state, seq, exchange_entries, epoch, sealed, account, signature, kept, check) in
        files
    {
        report.files += 1;
        let at = || At::File(file.clone());
        let acts = count_acts(tx, "file", body, &file).await?;
        if acts.0 != acts.1 {
            report.add(body, at(), Broken::SequenceGap);
        }
        let has_key = restricted::has_key(tx, body, &file).await?;
        if erased.contains(&file) || state == ERASED {
            let is_gone =
                !has_key && seq.is_none() && stored_duties(tx, body, &file).await?.is_empty();
            if !is_gone || !erased.contains(&file) || state != ERASED {
                report.add(body, at(), Broken::ErasureUndone);
            }
            continue;
        }
        if !has_key {
            report.add(body, at(), Broken::ShredKeyMissing);
        } else if is_another_key(tx, body, &file, &check).await? {
            report.add(body, at(), Broken::ShredKeyChanged);
        }
        let (
            Some(seq),
            Some(exchange_entries),
            Some(epoch),
            Some(sealed),
            Some(account),
            Some(signature),
        ) = (seq, exchange_entries, epoch, sealed, account, signature)
        else {
            report.add(body, at(), Broken::RowsMissing);
            continue;
        };
        if seq != acts.1 {
            report.add(body, at(), Broken::RowsOld);
        }
        let duties = stored_duties(tx, body, &file).await?;
        let message = derived::message(&Signable {
            body,
            file: &file,
            seq,
            exchange_entries,
            state: &state,
            epoch,
            sealed: &sealed,
            kept: kept.as_deref(),
            duties: &duties,
        });
        let signed = authors.get(&account).is_some_and(|author| {
            <[u8; 64]>::try_from(signature.as_slice())
                .is_ok_and(|signature| author.verify(&message, &signature))
        });
        if !signed || Sealed::from_stored(sealed).is_err() {
            report.add(body, at(), Broken::RowsChanged);
        }
        check_due_days(tx, body, &file, calendar, report).await?;
    }
    Ok(())
}

/// Due days that were counted with the calendar of this program are counted again.
async fn check_due_days(
    tx: &mut Tx,
    body: &str,
    file: &str,
    calendar: &Calendar,
    report: &mut VerifyReport,
) -> Result<(), StoreError> {
    let digest = calendar_digest(calendar);
    let counted_with = rows!(
        tx,
        (Vec<u8>,),
        "SELECT calendar_digest FROM duty WHERE body = $1 AND file = $2 ORDER BY duty",
        body,
        file
    )?;
    let duties = stored_duties(tx, body, file).await?;
    for (duty, (counted_with,)) in duties.iter().zip(counted_with) {
        if counted_with != digest {
            continue;
        }
        let same = match derived::recount(duty, calendar) {
            Ok(Some(due)) => due == duty.due_day,
            Ok(None) => true,
            Err(_) => false,
        };
        if !same {
            report.add(body, At::File(file.to_owned()), Broken::DueDayChanged);
        }
    }
    Ok(())
}

/// Whether a shred key that lies in clear is another than that for which the record vouches. One that is sealed can be told by nobody
/// without a key; another one opens nothing.
async fn is_another_key(
    tx: &mut Tx,
    body: &str,
    stream: &str,
    check: &[u8],
) -> Result<bool, StoreError> {
    let shred = found(keys::shred_key(tx, body, stream).await)?.flatten();
    Ok(shred.is_some_and(|shred| shred.check(body, stream) != check))
}

pub(super) async fn check_exchanges(
    tx: &mut Tx,
    body: &str,
    authors: &BTreeMap<String, PersonPublic>,
    erased: &BTreeSet<String>,
    report: &mut VerifyReport,
) -> Result<(), StoreError> {
    let exchanges = rows!(
        tx,
        (String, i64, Option<String>, Vec<u8>, String, Vec<u8>),
        "SELECT exchange, entries, file, shred_check, opened_by, signature FROM exchange WHERE body = $1 ORDER BY exchange",
        body
    )?;
    for (exchange, entries, file, check, opened_by, signature) in exchanges {
        let vouched = opening::stored_exchange(tx, &exchange).await?;
        let is_signed = (authors.get(&opened_by).zip(vouched)).is_some_and(|(public, vouched)| {
            opening::is_signed(public, body, &exchange, &vouched, &signature)
        });
        if !is_signed {
            report.add(body, At::Exchange(exchange.clone()), Broken::SignatureWrong);
        }
        // What another body began belongs to no file of its own.
        let file = file.unwrap_or_default();
        let acts = count_acts(tx, "exchange", body, &exchange).await?;
        if acts.0 != acts.1 {
            report.add(body, At::Exchange(exchange.clone()), Broken::SequenceGap);
        }
        if acts.1 != entries {
            report.add(body, At::Exchange(exchange.clone()), Broken::CountChanged);
        }
        if is_another_key(tx, body, &exchange, &check).await? {
            report.add(
                body,
                At::Exchange(exchange.clone()),
                Broken::ShredKeyChanged,
            );
        }
        let has_key = restricted::has_key(tx, body, &exchange).await?;
        if erased.contains(&file) && has_key {
            report.add(body, At::Exchange(exchange), Broken::ErasureUndone);
        } else if !erased.contains(&file) && !has_key {
            report.add(body, At::Exchange(exchange), Broken::ShredKeyMissing);
        }
    }
    // What another body began, about a file that was erased here, is closed here.
    let received = rows!(
        tx,
        (String, String),
        "SELECT f.exchange, f.file FROM exchange_file f JOIN exchange x ON x.exchange = f.exchange
         WHERE f.body = $1 AND x.body <> $1 AND (
             EXISTS (SELECT 1 FROM shred_key k WHERE k.body = x.body AND k.file = x.exchange)
             OR EXISTS (SELECT 1 FROM restricted_key k
                WHERE k.body = x.body AND k.stream = x.exchange AND k.holder = $1))
         ORDER BY f.exchange",
        body
    )?;
    for (exchange, file) in received {
        if erased.contains(&file) {
            report.add(body, At::Exchange(exchange), Broken::ErasureUndone);
        }
    }
    Ok(())
}

/// The lines of each register are numbered from 1 without a gap, and each belongs to an entry that vouches for it.
pub(super) async fn check_registers(
    tx: &mut Tx,
    body: &str,
    report: &mut VerifyReport,
) -> Result<(), StoreError> {
    let registers = rows!(
        tx,
        (String, i64, i64, i64),
        "SELECT l.register, COUNT(*), MAX(l.line), COUNT(e.number)
         FROM register_line l
         LEFT JOIN entry e ON e.body = l.body AND e.number = l.number AND e.class IN ('register', 'visitor_line')
         WHERE l.body = $1 GROUP BY l.register ORDER BY l.register",
        body
    )?;
    for (register, lines, last, vouched) in registers {
        let at = || At::Register(register.clone());
        if lines != last {
            report.add(body, at(), Broken::SequenceGap);
        }
        if lines != vouched {
            report.add(body, at(), Broken::LineUnrecorded);
        }
        let shred = keys::shred_key(tx, body, &register::shredded_as(&register)).await;
        if !matches!(shred, Ok(Some(_))) {
            report.add(body, at(), Broken::ShredKeyMissing);
        }
    }
    let of_the_house = row!(
        tx,
        (i64,),
        "SELECT COUNT(*) FROM entry WHERE body = $1 AND file = $2 AND class = 'paper'",
        body,
        HOUSE_PAPERS
    )?;
    let shred = keys::shred_key(tx, body, HOUSE_PAPERS).await;
    if of_the_house.is_some_and(|(papers,)| papers > 0) && !matches!(shred, Ok(Some(_))) {
        let at = At::Register(HOUSE_PAPERS.to_owned());
        report.add(body, at, Broken::ShredKeyMissing);
    }
    Ok(())
}

/// Rows to which nothing in the record leads, so that no walk comes by them: what refers to an entry, a body, an account that is not
/// there. The database itself refuses such rows; whoever writes to it behind the program's back is not asked.
const STRAYS: &[(&str, &str)] = &[
    (
        "entry",
        "SELECT COUNT(*) FROM entry WHERE body NOT IN (SELECT body FROM body)",
    ),
    (
        "chain_head",
        "SELECT COUNT(*) FROM chain_head WHERE body NOT IN (SELECT body FROM body)",
    ),
    (
        "account",
        "SELECT COUNT(*) FROM account WHERE body NOT IN (SELECT body FROM body)",
    ),
    (
        "compartment",
        "SELECT COUNT(*) FROM compartment WHERE body NOT IN (SELECT body FROM body)",
    ),
    (
        "directory_key",
        "SELECT COUNT(*) FROM directory_key WHERE body NOT IN (SELECT body FROM body)",
    ),
    (
        "directory",
        "SELECT COUNT(*) FROM directory WHERE body NOT IN (SELECT body FROM body)",
    ),
    (
        "introduction",
        "SELECT COUNT(*) FROM introduction i
         WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.body = i.body AND a.account = i.account)",
    ),
    (
        "compartment_holder",
        "SELECT COUNT(*) FROM compartment_holder h
         WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.body = h.body AND a.account = h.account)",
    ),
    (
        "file",
        "SELECT COUNT(*) FROM file WHERE body NOT IN (SELECT body FROM body)",
    ),
    (
        "shred_key",
        "SELECT COUNT(*) FROM shred_key k
         WHERE k.body NOT IN (SELECT body FROM body) OR (k.file NOT IN ('record', 'house-papers')
           AND NOT EXISTS (SELECT 1 FROM register_line l WHERE l.body = k.body AND 'register-' || l.register = k.file)
           AND NOT EXISTS (SELECT 1 FROM file f WHERE f.body = k.body AND f.file = k.file)
           AND NOT EXISTS (SELECT 1 FROM exchange x WHERE x.body = k.body AND x.exchange = k.file))",
    ),
    (
        "restricted_key",
        "SELECT COUNT(*) FROM restricted_key k
         WHERE NOT EXISTS (SELECT 1 FROM file f WHERE f.body = k.body AND f.file = k.file)
           AND NOT EXISTS (SELECT 1 FROM exchange x WHERE x.body = k.body AND x.exchange = k.stream)",
    ),
    (
        "exchange",
        "SELECT COUNT(*) FROM exchange WHERE body NOT IN (SELECT body FROM body)",
    ),
    (
        "exchange_member",
        "SELECT COUNT(*) FROM exchange_member WHERE exchange NOT IN (SELECT exchange FROM exchange)",
    ),
    (
        "recovery",
        "SELECT COUNT(*) FROM recovery WHERE body NOT IN (SELECT body FROM body)",
    ),
    (
        "recovery_holder",
        "SELECT COUNT(*) FROM recovery_holder WHERE body NOT IN (SELECT body FROM recovery)",
    ),
    (
        "sealed_body",
        "SELECT COUNT(*) FROM sealed_body s
         WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.body = s.body AND e.number = s.number)",
    ),
    (
        "document",
        "SELECT COUNT(*) FROM document d
         WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.body = d.body AND e.number = d.number)",
    ),
    (
        "register_line",
        "SELECT COUNT(*) FROM register_line l
         WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.body = l.body AND e.number = l.number)",
    ),
    (
        "register_receipt",
        "SELECT COUNT(*) FROM register_receipt r
         WHERE NOT EXISTS (SELECT 1 FROM register_line l
                           WHERE l.body = r.body AND l.register = r.register AND l.line = r.line)",
    ),
    (
        "enclosure",
        "SELECT COUNT(*) FROM enclosure p
         WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.body = p.body AND e.number = p.number AND e.class IN ('act', 'paper'))",
    ),
    (
        "official_calendar",
        "SELECT COUNT(*) FROM official_calendar c
         WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.body = c.body AND e.number = c.number
                           AND e.class IN ('calendar', 'calendar_by_server'))",
    ),
    (
        "released_figures",
        "SELECT COUNT(*) FROM released_figures f
         WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.body = f.body AND e.number = f.number AND e.class = 'figures')",
    ),
    (
        "trusted_certificate",
        "SELECT COUNT(*) FROM trusted_certificate c
         WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.body = c.body AND e.number = c.number AND e.class = 'trusted_certificate')",
    ),
    (
        "second_factor_demand",
        "SELECT COUNT(*) FROM second_factor_demand d
         WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.body = d.body AND e.number = d.number AND e.class = 'second_factor_demand')",
    ),
    (
        "second_factor",
        "SELECT COUNT(*) FROM second_factor s
         WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.body = s.body AND a.account = s.account)",
    ),
    (
        "passkey",
        "SELECT COUNT(*) FROM passkey p
         WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.body = p.body AND a.account = p.account)",
    ),
    (
        "file_row",
        "SELECT COUNT(*) FROM file_row r
         WHERE NOT EXISTS (SELECT 1 FROM file f WHERE f.body = r.body AND f.file = r.file)",
    ),
    (
        "duty",
        "SELECT COUNT(*) FROM duty d
         WHERE NOT EXISTS (SELECT 1 FROM file f WHERE f.body = d.body AND f.file = d.file)",
    ),
];

pub(super) async fn check_strays(tx: &mut Tx, report: &mut VerifyReport) -> Result<(), StoreError> {
    for (table, count) in STRAYS {
        let strays = row!(tx, (i64,), *count)?;
        if strays.is_none_or(|(rows,)| rows != 0) {
            report.add("", At::Table(table), Broken::Stray);
        }
    }
    Ok(())
}

/// How many acts a file or an exchange has, and the highest of their numbers: without a gap the two are the same.
async fn count_acts(
    tx: &mut Tx,
    stream: &str,
    body: &str,
    code: &str,
) -> Result<(i64, i64), StoreError> {
    let counted = if stream == "file" {
        row!(
            tx,
            (i64, i64),
            "SELECT COUNT(*), COALESCE(MAX(sequence), 0) FROM entry WHERE body = $1 AND file = $2 AND class = 'act'",
            body,
            code
        )?
    } else {
        // Both bodies append to an exchange.
        row!(
            tx,
            (i64, i64),
            "SELECT COUNT(*), COALESCE(MAX(sequence), 0) FROM entry WHERE exchange = $1 AND class = 'act'",
            code
        )?
    };
    Ok(counted.unwrap_or_default())
}
