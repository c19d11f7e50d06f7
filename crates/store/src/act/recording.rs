//! From an act to its entry: decide, seal, sign, write.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sealed::{ShredKey, seal};
use standard::{
    act::{Act, Entry},
    annex::{FileOf, FormKind, Problem, Severity},
    calendar::Calendar,
    compartment::Compartment,
    edition::Edition,
    journal::{Journal, NoOtherFile, Representative, Warning, World},
    refusal::{Reason, Refusal},
};

use super::{
    ADDRESS_LETTERS, ActError, ActId, DocumentProblem, FILE_CODE_LETTERS, NewAct, NewDocument,
    Recorded, TRIES,
};
use crate::{
    Store,
    db::{Tx, is_taken, row, run},
    derived::{Derived, Summary, file_rows, is_unmoved},
    document::{DocumentNote, Home},
    error::StoreError,
    exchange::opening::NewExchange,
    file::{Opened, RecordedEntry, act_place, fold, load},
    keys::{PublicHalves, public_halves},
    record::{self, Class, DocumentPart, Draft, Signed},
    session::Session,
    verify::vouched_edition,
    written::Written,
};

impl Store {
    /// Begins a file with its first act. `address` is how the person is addressed; it is sealed.
    ///
    /// # Errors
    /// As [`Store::act`], and [`ActError::Address`].
    pub async fn begin_file(
        &self,
        session: &Session,
        address: &str,
        new: NewAct,
    ) -> Result<Recorded, ActError> {
        let usable = !address.trim().is_empty()
            && address.chars().count() <= ADDRESS_LETTERS
            && !address.chars().any(char::is_control);
        if !usable {
            return Err(ActError::Address);
        }
        for _ in 0..TRIES {
            let mut tx = self.db.read().await?;
            if let Some(first) = first_result(&mut tx, session, None, &new).await? {
                return Ok(first);
            }
            if !session.holds(Compartment::File) {
                return Err(ActError::NotFound);
            }
            let shred = self.with_random(ShredKey::generate);
            let opened = Opened::new(self.random_code(FILE_CODE_LETTERS), shred);
            let ready = self
                .prepare(session, tx, opened, Some(address), &new)
                .await?;
            if let Some(recorded) = self.write(session, ready, true).await? {
                return Ok(recorded);
            }
        }
        Err(ActError::Stale { since: Vec::new() })
    }

    /// Records an act in a file. `seen_seq` is the number of entries that the person saw; an act id that was recorded
    /// before gives the first result again.
    ///
    /// # Errors
    /// [`ActError`]; in each case nothing was recorded.
    pub async fn act(
        &self,
        session: &Session,
        code: &str,
        seen_seq: u32,
        new: NewAct,
    ) -> Result<Recorded, ActError> {
        for _ in 0..TRIES {
            let mut tx = self.db.read().await?;
            if let Some(first) = first_result(&mut tx, session, Some(code), &new).await? {
                return Ok(first);
            }
            let opened = load(&mut tx, session, code)
                .await?
                .ok_or(ActError::NotFound)?;
            if opened.seq != seen_seq {
                let recorded = opened.recorded(&opened.journal());
                let newer =
                    |entry: &RecordedEntry| entry.exchange.is_none() && entry.entry.seq > seen_seq;
                return Err(ActError::Stale {
                    since: recorded.into_iter().filter(newer).collect(),
                });
            }
            let ready = self.prepare(session, tx, opened, None, &new).await?;
            if let Some(recorded) = self.write(session, ready, false).await? {
                return Ok(recorded);
            }
        }
        Err(ActError::Stale { since: Vec::new() })
    }

    /// Decides, seals and signs. Nothing is written yet. `tx` is the reading transaction in which the file was opened.
    async fn prepare(
        &self,
        session: &Session,
        mut tx: Tx,
        opened: Opened,
        address: Option<&str>,
        new: &NewAct,
    ) -> Result<Ready, ActError> {
        let body = session.body().code.as_str();
        if new.on > self.today() {
            return Err(ActError::AfterToday);
        }
        let mut journal = opened.journal();
        let family = Family::of(&mut tx, session, &journal, &new.act).await?;
        let seq = opened.seq + 1;
        let (entry, warning) = decide(session, &journal, seq, new, &family)?;
        check_documents(new, self.today())?;
        let package = self.package(&mut tx, session, &opened, &entry, new).await?;
        // Reading nine public halves costs more than an act without papers: only where something is sealed to them.
        let publics = if package.is_some() || !new.documents.is_empty() {
            public_halves(&mut tx, body).await?
        } else {
            PublicHalves::new()
        };
        drop(tx);

        let changes_the_past = matches!(entry.act, Act::EntryStruckOut(_))
            || journal.counted().any(|other| other.on > entry.on);
        journal.record(entry.clone());
        if changes_the_past {
            self.spare_the_children(session, &opened.code, &journal)
                .await?;
        }

        let of = if journal.case().is_child {
            FileOf::Child
        } else {
            FileOf::Adult
        };
        let home = Home {
            body,
            file: &opened.code,
            shred: &opened.shred,
            keys: session.keys(),
            publics: &publics,
        };
        let (notes, parts) = self.seal_documents(&home, &opened, of, new)?;
        let exchange = match package {
            Some(package) => Some(self.new_exchange(
                session,
                &package.to,
                &opened.code,
                [(body, &publics), (&package.to, &package.publics)],
                &entry,
                &package.copies,
            )?),
            None => None,
        };
        let written = Written {
            entry,
            recorder: session.account().name.clone(),
            documents: notes,
            address: address.map(str::to_owned),
            opened_exchange: exchange.as_ref().map(|exchange| exchange.id.clone()),
            seen: opened
                .exchanges
                .iter()
                .map(|seen| (seen.id.clone(), seen.entries))
                .collect(),
        };
        let signed =
            self.seal_entry(session, &home, opened.edition, &written, new.act_id, parts)?;
        let address = address.unwrap_or_else(|| opened.address());
        let summary = Summary::of(address, journal.case(), Calendar::embedded());
        let exchange_entries = opened.exchange_entries + i64::from(exchange.is_some());
        let derived = self.derive(
            session,
            &opened.code,
            &opened.shred,
            seq,
            exchange_entries,
            &summary,
        )?;
        Ok(Ready {
            opened,
            seq,
            signed,
            derived,
            exchange,
            warnings: warning.into_iter().collect(),
        })
    }

    fn seal_documents(
        &self,
        home: &Home<'_>,
        opened: &Opened,
        of: FileOf,
        new: &NewAct,
    ) -> Result<(Vec<DocumentNote>, Vec<DocumentPart>), StoreError> {
        let mut versions: BTreeMap<FormKind, u32> = BTreeMap::new();
        for (head, _) in opened.notes() {
            *versions.entry(head.form).or_default() += 1;
        }
        let (mut notes, mut all_parts) = (Vec::new(), Vec::new());
        for document in &new.documents {
            let version = versions.entry(document.document.kind()).or_default();
            *version += 1;
            let (note, parts) = self.seal_document(home, document, of, *version)?;
            notes.push(note);
            all_parts.extend(parts);
        }
        Ok((notes, all_parts))
    }

    fn seal_entry(
        &self,
        session: &Session,
        home: &Home<'_>,
        edition: &Edition,
        written: &Written,
        act_id: ActId,
        parts: Vec<DocumentPart>,
    ) -> Result<Signed, StoreError> {
        let (epoch, seed) = home
            .keys
            .newest(Compartment::File)
            .ok_or_else(|| StoreError::damaged("an act by somebody who holds no file"))?;
        let key = seed.file_key(
            home.shred,
            home.body,
            home.file,
            Compartment::File.name(),
            epoch,
        );
        let seq = written.entry.seq;
        let plain = written.to_bytes()?;
        let place = act_place(home.body, home.file, seq);
        let sealed = self.with_random(|random| seal(&key, key.id(), &place, &plain, random));
        let draft = Draft::new(Class::Act, home.body, &session.account().code, self.now())
            .file(home.file)
            .act(seq, act_id.0)
            .sealed(epoch, sealed)
            .documents(parts);
        let draft = if seq == 1 {
            draft.vouch(vouched_edition(&edition.id))
        } else {
            draft
        };
        Ok(draft.sign(&home.keys.person))
    }

    /// A change to the past of a representative's file is refused when it would make an entry in a child's file impossible.
    async fn spare_the_children(
        &self,
        session: &Session,
        code: &str,
        changed: &Journal,
    ) -> Result<(), ActError> {
        let world = Family {
            representative: Some((code.to_owned(), changed.clone())),
        };
        let (rows, tx) = file_rows(self, session).await?;
        drop(tx);
        for row in rows {
            if row.summary.representative.as_deref() != Some(code) {
                continue;
            }
            let mut tx = self.db.read().await?;
            if let Some(child) = load(&mut tx, session, &row.code).await? {
                child.journal().nothing_in_the_way(&world)?;
            }
        }
        Ok(())
    }

    /// The one transaction of an act. `None` when the file moved since it was opened: decide again.
    async fn write(
        &self,
        session: &Session,
        ready: Ready,
        begins: bool,
    ) -> Result<Option<Recorded>, ActError> {
        let Ready {
            opened,
            seq,
            signed,
            derived,
            exchange,
            warnings,
        } = ready;
        let body = session.body().code.as_str();
        let mut tx = self.db.write().await?;
        if begins {
            run!(
                tx,
                "INSERT INTO file (body, file, state, edition) VALUES ($1, $2, 'open', $3)",
                body,
                &opened.code,
                &opened.edition.id
            )?;
            run!(
                tx,
                "INSERT INTO shred_key (body, file, shred_key) VALUES ($1, $2, $3)",
                body,
                &opened.code,
                opened.shred.to_secret_bytes().as_slice()
            )?;
        } else if !is_unmoved(
            &mut tx,
            body,
            &opened.code,
            opened.seq,
            opened.exchange_entries,
        )
        .await?
        {
            return Ok(None);
        }
        match record::append(&mut tx, signed).await {
            // The same act, sent twice at once.
            Err(error) if is_taken(&error) => return Ok(None),
            other => other?,
        };
        if let Some(exchange) = exchange {
            exchange.insert(&mut tx).await?;
        }
        derived.replace(&mut tx).await?;
        tx.commit().await?;
        Ok(Some(Recorded {
            code: opened.code,
            seq,
            warnings,
        }))
    }
}

/// The result of the act of this id, if it was recorded before by the same person in the same place.
async fn first_result(
    tx: &mut Tx,
    session: &Session,
    code: Option<&str>,
    new: &NewAct,
) -> Result<Option<Recorded>, ActError> {
    let before = row!(
        tx,
        (Option<String>, Option<i64>, String),
        "SELECT file, sequence, account FROM entry WHERE body = $1 AND act_id = $2",
        &session.body().code,
        new.act_id.0.as_slice()
    )?;
    let Some((file, sequence, account)) = before else {
        return Ok(None);
    };
    let (Some(file), Some(seq)) = (
        file,
        sequence.and_then(|sequence| u32::try_from(sequence).ok()),
    ) else {
        return Err(ActError::NotFound);
    };
    if account != session.account().code || code.is_some_and(|code| code != file) {
        return Err(ActError::NotFound);
    }
    let opened = load(tx, session, &file).await?.ok_or(ActError::NotFound)?;
    let at = opened
        .entries
        .iter()
        .position(|stored| stored.written.entry.seq == seq);
    let at = at.ok_or_else(|| StoreError::damaged("an entry of a file is missing"))?;
    let before = fold(opened.edition, &opened.entries[..at]);
    let warnings = before
        .consider(&opened.entries[at].written.entry, &NoOtherFile)
        .ok()
        .flatten()
        .into_iter()
        .collect();
    Ok(Some(Recorded {
        code: file,
        seq,
        warnings,
    }))
}

/// An act, decided, sealed and signed: only the transaction is missing.
struct Ready {
    opened: Opened,
    seq: u32,
    signed: Signed,
    derived: Derived,
    exchange: Option<NewExchange>,
    warnings: Vec<Warning>,
}

/// What a decision may know of the representative's file.
struct Family {
    representative: Option<(String, Journal)>,
}

impl Family {
    /// Opens the file of the representative whom the case or its new act names.
    async fn of(
        tx: &mut Tx,
        session: &Session,
        journal: &Journal,
        act: &Act,
    ) -> Result<Self, StoreError> {
        let named = match act {
            Act::AdmittedWithRepresentative(facts) => {
                Some(facts.representative.as_str().to_owned())
            }
            _ => journal.case().representative.clone(),
        };
        let Some(code) = named else {
            return Ok(Family {
                representative: None,
            });
        };
        let opened = load(tx, session, &code).await?;
        Ok(Family {
            representative: opened.map(|opened| (code, opened.journal())),
        })
    }
}

impl World for Family {
    fn representative(&self, file: &str, on: Date) -> Option<Representative> {
        let (code, journal) = self.representative.as_ref()?;
        (code == file).then(|| journal.as_representative(on))
    }
}

/// Asks the standard in the name of each actor that the person may be, and keeps the first that may. The refusal that is
/// told is the one that says most: not "somebody else's", when another of her roles is refused for the matter itself.
fn decide(
    session: &Session,
    journal: &Journal,
    seq: u32,
    new: &NewAct,
    world: &dyn World,
) -> Result<(Entry, Option<Warning>), Refusal> {
    let mut actors = session.actors();
    if let Some(by) = new.by {
        actors.retain(|actor| *actor == by);
    }
    let mut told = Refusal::new(new.act.paragraph(), Reason::MayNotDoThis);
    for by in actors {
        let entry = Entry {
            seq,
            on: new.on,
            by,
            act: new.act.clone(),
        };
        match journal.consider(&entry, world) {
            Ok(warning) => return Ok((entry, warning)),
            Err(refusal) if told.reason == Reason::MayNotDoThis => told = refusal,
            Err(_) => {}
        }
    }
    Err(told)
}

/// The document that the act demands is there, and none has errors.
fn check_documents(new: &NewAct, today: Date) -> Result<(), ActError> {
    let mut problems = Vec::new();
    if let Some(form) = new.act.required_form()
        && !new
            .documents
            .iter()
            .any(|document| document.document.kind() == form)
    {
        problems.push(missing(form));
    }
    for NewDocument { document, .. } in &new.documents {
        let errors = document
            .check(today)
            .into_iter()
            .filter(|problem| problem.severity == Severity::Error);
        problems.extend(errors.map(|problem| DocumentProblem {
            form: document.kind(),
            problem,
        }));
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(ActError::Document(problems))
    }
}

pub(super) fn missing(form: FormKind) -> DocumentProblem {
    let problem = Problem {
        field: "document",
        row: None,
        problem: "missing",
        limit: None,
        severity: Severity::Error,
    };
    DocumentProblem { form, problem }
}
