//! From an act to its entry: decide, seal, sign, write.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sealed::{ShredKey, seal};
use standard::{
    act::{Act, Entry},
    annex::{FileOf, FormKind, Problem, Severity},
    case::Case,
    chapter_5_plan::para_37_rooms::{RoomEntry, plan_of_rooms, room_of_bed},
    compartment::Compartment,
    edition::Edition,
    journal::{Journal, NoOtherFile, Representative, Warning, World},
    refusal::{Reason, Refusal},
    register::Register,
};

use super::{
    ADDRESS_LETTERS, ActError, ActId, DocumentProblem, FILE_CODE_LETTERS, NewAct, NewDocument,
    Recorded, TRIES, consenting,
};
use crate::{
    Store,
    db::{Tx, is_taken, row, run},
    derived::{Derived, Summary, file_rows, is_unmoved},
    document::{DocumentNote, Home},
    error::StoreError,
    exchange::{
        opening::{Beginning, NewExchange},
        steps::{Passing, SealedStep},
    },
    file::{Opened, RecordedEntry, act_place, fold, load},
    kept::{self, Before, KeptFold},
    keys::{PublicHalves, public_halves},
    reading::{ReadingOf, Stream},
    record::{self, Class, DocumentPart, Draft, Piece, Signed},
    register,
    session::Session,
    verify::vouched_file,
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
        for attempt in 0..TRIES {
            let mut tx = self.db.read().await?;
            if let Some(first) = first_result(&mut tx, session, Some(code), &new).await? {
                return Ok(first);
            }
            if attempt == 0
                && kept::is_thin(&new)
                && let Some(before) = kept::load(&mut tx, session, code, seen_seq).await?
                && before.kept.standing.suffices_for(&new.act, new.on)
            {
                let ready = self.prepare_thin(session, tx, before, &new).await?;
                if let Some(recorded) = self.write(session, ready, false).await? {
                    return Ok(recorded);
                }
                continue;
            }
            let opened = load(&mut tx, session, code)
                .await?
                .ok_or(ActError::NotFound)?;
            if opened.seq != seen_seq {
                let recorded = opened.recorded(&opened.journal());
                let newer =
                    |entry: &RecordedEntry| entry.exchange.is_none() && entry.entry.seq > seen_seq;
                let since: Vec<_> = recorded.into_iter().filter(newer).collect();
                // What was recorded since is shown to her: that is a reading like any other.
                self.record_reading(session, tx, Stream::File(code), &ReadingOf::File)
                    .await?;
                return Err(ActError::Stale { since });
            }
            let ready = self.prepare(session, tx, opened, None, &new).await?;
            if let Some(recorded) = self.write(session, ready, false).await? {
                return Ok(recorded);
            }
        }
        Err(ActError::Stale { since: Vec::new() })
    }

    /// As [`Store::prepare`], for an act that a kept fold suffices for.
    async fn prepare_thin(
        &self,
        session: &Session,
        mut tx: Tx,
        before: Before,
        new: &NewAct,
    ) -> Result<Ready, ActError> {
        if new.on > self.today() {
            return Err(ActError::AfterToday);
        }
        let Before {
            code,
            shred,
            seq,
            mut kept,
        } = before;
        let family = Family::of(&mut tx, session, kept.standing.case(), &new.act).await?;
        drop(tx);
        let considered = |entry: &Entry| kept.standing.consider(entry, &family);
        let (entry, warning) = decide(session, seq + 1, new, considered)?;
        let calendar = self.calendar();
        let summary_before = Summary::of(&kept.address, kept.standing.case(), &calendar);
        kept.standing.record(&entry);
        let bed = kept.standing.case().bed.as_deref();
        let takes_a_bed = self
            .takes_a_bed(session, summary_before.bed.as_deref(), bed)
            .await?;
        let publics = PublicHalves::new();
        let home = Home {
            body: session.body().code.as_str(),
            file: &code,
            shred: &shred,
            keys: session.keys(),
            publics: &publics,
        };
        let acting_by = session.acting_by(entry.by);
        let written = Written {
            acting_by,
            entry,
            recorder: session.account().name.clone(),
            documents: Vec::new(),
            prints: Vec::new(),
            address: None,
            opened_exchange: None,
            seen: kept.exchanges.clone(),
        };
        let edition = kept.standing.case().edition;
        let nothing_beside = (Vec::new(), Vec::new());
        let signed = self.seal_entry(
            session,
            &home,
            edition,
            &written,
            new.act_id,
            nothing_beside,
        )?;
        let summary = Summary::of(&kept.address, kept.standing.case(), &calendar);
        let exchange_entries = kept.exchange_entries();
        let derived = self
            .derive(session, &code, &shred, seq + 1, &kept, &summary)?
            .after(&summary_before);
        Ok(Ready {
            code,
            edition,
            shred,
            seq_before: seq,
            exchange_entries_before: exchange_entries,
            signed,
            derived,
            exchange: None,
            passing: None,
            told: None,
            warnings: warning.into_iter().collect(),
            takes_a_bed,
        })
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
        let family = Family::of(&mut tx, session, journal.case(), &new.act).await?;
        let seq = opened.seq + 1;
        let considered = |entry: &Entry| journal.consider(entry, &family);
        let (entry, warning) = decide(session, seq, new, considered)?;
        check_documents(new, self.today())?;
        consenting::may_consent(&opened, &journal, new)?;
        let package = self.package(&mut tx, session, &opened, &entry, new).await?;
        let passing = self
            .passing(&mut tx, session, &opened, journal.case(), new)
            .await?;
        let told = self
            .tell_the_addressee(&mut tx, session, &opened, &entry)
            .await?;
        // Reading nine public halves costs more than an act without papers: only where something is sealed to them.
        let publics = if package.is_some() || !new.documents.is_empty() {
            public_halves(&mut tx, session.pins(), body).await?
        } else {
            PublicHalves::new()
        };
        drop(tx);

        let changes_the_past = matches!(entry.act, Act::EntryStruckOut(_))
            || journal.counted().any(|other| other.on > entry.on);
        let bed_before = journal.case().bed.clone();
        journal.record(entry.clone());
        let bed = journal.case().bed.as_deref();
        let takes_a_bed = self
            .takes_a_bed(session, bed_before.as_deref(), bed)
            .await?;
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
        let (notes, mut parts) = self.seal_documents(&home, &opened, of, new)?;
        let (mut prints, mut pieces) = (Vec::new(), Vec::new());
        for (index, content) in &new.prints {
            let (Some(note), Some(document)) = (notes.get(*index), new.documents.get(*index))
            else {
                continue;
            };
            let (print, shares, chunks) =
                self.seal_print(&home, note, document.language, content)?;
            prints.push(print);
            parts.extend(shares);
            pieces.extend(chunks);
        }
        let exchange = match package {
            Some(package) => {
                let beginning = Beginning {
                    to: &package.to,
                    file: Some(&opened.code),
                    members: vec![(body, &publics), (&package.to, &package.publics)],
                    act_id: self.random_act_id(),
                    holders: package.holders,
                };
                let exchange =
                    self.permit_exchange(session, &beginning, &entry, &package.copies)?;
                Some(exchange)
            }
            None => None,
        };
        let acting_by = session.acting_by(entry.by);
        let written = Written {
            acting_by,
            entry,
            recorder: session.account().name.clone(),
            documents: notes,
            prints,
            address: address.map(str::to_owned),
            opened_exchange: match (&exchange, &passing) {
                (Some(exchange), _) | (None, Some(Passing::Begins(exchange))) => {
                    Some(exchange.id.clone())
                }
                _ => None,
            },
            seen: opened.seen(),
        };
        let signed = self.seal_entry(
            session,
            &home,
            opened.edition,
            &written,
            new.act_id,
            (parts, pieces),
        )?;
        let address = address.unwrap_or_else(|| opened.address());
        let mut exchanges = opened.seen();
        exchanges.extend(exchange.iter().map(|exchange| (exchange.id.clone(), 1)));
        if let Some(Passing::Begins(exchange)) = &passing {
            exchanges.insert(exchange.id.clone(), 1);
        }
        // A step counts where the exchange is one of this file's own.
        let goes = match &passing {
            Some(Passing::Goes(step)) => Some(step),
            _ => None,
        };
        for step in told.iter().chain(goes) {
            if let Some(entries) = exchanges.get_mut(&step.id) {
                *entries += 1;
            }
        }
        let kept = KeptFold::new(address, exchanges, journal.standing().clone());
        let summary = Summary::of(address, journal.case(), &self.calendar());
        let derived = self.derive(session, &opened.code, &opened.shred, seq, &kept, &summary)?;
        Ok(Ready {
            code: opened.code,
            edition: opened.edition,
            shred: opened.shred,
            seq_before: opened.seq,
            exchange_entries_before: opened.exchange_entries,
            signed,
            derived,
            exchange,
            passing,
            told,
            warnings: warning.into_iter().collect(),
            takes_a_bed,
        })
    }

    /// Whether the person has a bed now that she had not before. Where the house has a plan of its rooms, people are placed in its
    /// beds; whether the bed is free shows when it is written.
    async fn takes_a_bed(
        &self,
        session: &Session,
        before: Option<&str>,
        now: Option<&str>,
    ) -> Result<bool, ActError> {
        let Some(bed) = now.filter(|_| before != now) else {
            return Ok(false);
        };
        let mut tx = self.db.read().await?;
        let lines = register::lines::<RoomEntry>(&mut tx, session, Register::Rooms).await?;
        let lines: Vec<_> = lines.into_iter().map(|line| line.line).collect();
        let plan = plan_of_rooms(&lines);
        if plan.is_empty() || room_of_bed(&plan, bed).is_some() {
            Ok(true)
        } else {
            Err(ActError::NoSuchBed)
        }
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
        (parts, pieces): (Vec<DocumentPart>, Vec<Piece>),
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
            .documents(parts)
            .pieces(pieces);
        let draft = if seq == 1 {
            let check = home.shred.check(home.body, home.file);
            draft.vouch(vouched_file(&edition.id, &check))
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
            code,
            edition,
            shred,
            seq_before,
            exchange_entries_before,
            signed,
            derived,
            exchange,
            passing,
            told,
            warnings,
            takes_a_bed,
        } = ready;
        let body = session.body().code.as_str();
        let mut tx = self.db.write().await?;
        if begins {
            run!(
                tx,
                "INSERT INTO file (body, file, state, edition, shred_check) VALUES ($1, $2, 'open', $3, $4)",
                body,
                &code,
                &edition.id,
                shred.check(body, &code).as_slice()
            )?;
            run!(
                tx,
                "INSERT INTO shred_key (body, file, shred_key) VALUES ($1, $2, $3)",
                body,
                &code,
                shred.to_secret_bytes().as_slice()
            )?;
        } else if !is_unmoved(&mut tx, body, &code, seq_before, exchange_entries_before).await? {
            return Ok(None);
        }
        match record::append(&mut tx, signed).await {
            // The same act, sent twice at once.
            Err(error) if is_taken(&error) => return Ok(None),
            other => other?,
        };
        if let Some(exchange) = exchange
            && !exchange.insert(&mut tx).await?
        {
            return Ok(None);
        }
        if let Some(told) = told
            && !told.insert(&mut tx, body).await?
        {
            return Ok(None);
        }
        let was_quickest = match passing {
            Some(Passing::Begins(exchange)) => exchange.insert(&mut tx).await?,
            Some(Passing::Goes(step)) => step.insert(&mut tx, body).await?,
            None => true,
        };
        if !was_quickest {
            return Ok(None);
        }
        if !derived.replace(&mut tx).await? && takes_a_bed {
            return Err(ActError::BedTaken);
        }
        tx.commit().await?;
        Ok(Some(Recorded {
            code,
            seq: seq_before + 1,
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
    code: String,
    edition: &'static Edition,
    shred: ShredKey,
    /// How many entries the file and its exchanges had when the act was decided.
    seq_before: u32,
    exchange_entries_before: i64,
    signed: Signed,
    derived: Derived,
    exchange: Option<NewExchange>,
    passing: Option<Passing>,
    told: Option<SealedStep>,
    warnings: Vec<Warning>,
    /// Whether the person has a bed now that she had not before.
    takes_a_bed: bool,
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
        case: &Case,
        act: &Act,
    ) -> Result<Self, StoreError> {
        let named = match act {
            Act::AdmittedWithRepresentative(facts) => {
                Some(facts.representative.as_str().to_owned())
            }
            _ => case.representative.clone(),
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
    seq: u32,
    new: &NewAct,
    consider: impl Fn(&Entry) -> Result<Option<Warning>, Refusal>,
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
        match consider(&entry) {
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
    problems.extend(consenting::of_other_acts(new));
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
